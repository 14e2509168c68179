"""Notices about one participant as the team sees them: who is told how, what comes, what was.

The participant was found at the caller's sites. For whole sites see :mod:`portal.reminders.ahead`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.models import DeviceSession
from portal.accounts.roles import Role
from portal.participants.models import Participant
from portal.reminders import recipients, wishes
from portal.reminders.history import IN_ORDER, LATELY
from portal.reminders.models import Notice, NoticeAttempt, NoticeStatus, PushSubscription
from portal.reminders.plan import Choice
from portal.reminders.recipients import Recipient
from portal.reminders.rules import rule_at_once
from portal.reminders.unreached import nothing_reaches
from portal.study.reminders.definition import About, Channel, Reminders

MOST = 200
"""Notices of one participant that are shown, of those planned and of those past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody who is told of a participant.

    `devices`: how many are notified. `choices`: how she wants to be told, where that is not as the
    study does it. `unreached_since`: when nothing reached her, None where something does.
    """

    who: Recipient
    devices: int
    choices: Mapping[About, Choice]
    unreached_since: datetime | None


def told(session: Session, participant: Participant, rules: Reminders) -> list[Told]:
    """Everyone who is told of her, she herself first. Four statements."""
    people = recipients.of(session, [participant])
    kept = wishes.of_all(session, {one.account.id for one in people})
    devices = _devices(session, [one.account.id for one in people])
    unreached = _unreached_since(session, participant.id)
    found = [
        Told(
            who=one,
            devices=devices[one.account.id],
            choices=differing(one, rules, kept[one.account.id].choices)
            if one.account.id in kept
            else {},
            unreached_since=unreached.get(one.account.id),
        )
        for one in people
    ]
    return sorted(
        found, key=lambda one: (one.who.role is not Role.PARTICIPANT, one.who.account.name)
    )


def differing(who: Recipient, rules: Reminders, choices: Mapping[str, str]) -> dict[About, Choice]:
    """Of what she hears of: what she chose otherwise than the study does it."""
    chosen = {About(key): Choice(choice) for key, choice in choices.items()}
    return {
        about: choice
        for about, choice in chosen.items()
        if who.hears_of(about) and choice is not _usual(rules, about)
    }


def _usual(rules: Reminders, about: About) -> Choice:
    first = rule_at_once(rules, about).channels[0]
    return Choice.PUSH if first is Channel.PUSH else Choice.MAIL


def _devices(session: Session, account_ids: Collection[UUID]) -> defaultdict[UUID, int]:
    """How many devices of each of these accounts are notified; see :func:`devices.on`."""
    rows = session.execute(
        sa.select(PushSubscription.account_id, sa.func.count())
        .join(DeviceSession, DeviceSession.id == PushSubscription.session_id)
        .where(
            PushSubscription.account_id.in_(account_ids),
            PushSubscription.ended_at.is_(None),
            DeviceSession.ended_at.is_(None),
        )
        .group_by(PushSubscription.account_id)
    )
    return defaultdict(int, rows.all())


def _unreached_since(session: Session, participant_id: UUID) -> dict[UUID, datetime]:
    rows = session.execute(
        sa.select(Notice.account_id, Notice.due_at).where(
            Notice.participant_id == participant_id, nothing_reaches()
        )
    )
    return dict(rows.all())


def planned(session: Session, participant_id: UUID) -> Sequence[Notice]:
    """What she and hers are to be told, the soonest first. One statement."""
    return session.scalars(
        _of(participant_id)
        .where(Notice.status == NoticeStatus.PLANNED)
        .order_by(Notice.due_at, Notice.id)
    ).all()


def past(session: Session, participant_id: UUID, *, now: datetime) -> Sequence[Notice]:
    """What they were told in the last 90 days, or were not, the latest first. One statement."""
    return session.scalars(
        _of(participant_id)
        .where(Notice.status != NoticeStatus.PLANNED, Notice.due_at > now - LATELY)
        .order_by(Notice.due_at.desc(), Notice.id)
    ).all()


def _of(participant_id: UUID) -> sa.Select[Notice]:
    return (
        sa.select(Notice)
        .where(Notice.participant_id == participant_id)
        .options(joinedload(Notice.account))
        .limit(MOST)
    )


def attempts(
    session: Session, notice_ids: Collection[UUID]
) -> defaultdict[UUID, list[NoticeAttempt]]:
    """The tries of each of these notices, in order. One statement."""
    found: defaultdict[UUID, list[NoticeAttempt]] = defaultdict(list)
    for row in session.scalars(
        sa.select(NoticeAttempt).where(NoticeAttempt.notice_id.in_(notice_ids)).order_by(*IN_ORDER)
    ):
        found[row.notice_id].append(row)
    return found
