"""Telling somebody of what happens now: the notice is written down in the transaction of its cause.

It goes out through the channels that the study and the person chose, and says that something waits,
never what.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.participants.models import Participant
from portal.reminders import plan, recipients, wishes
from portal.reminders.models import Notice, NoticeStatus
from portal.reminders.planning import cancel, used_of
from portal.reminders.recipients import Recipient
from portal.reminders.rules import rule_at_once, rules_of
from portal.reminders.writing import insert
from portal.study.definition import Study
from portal.study.reminders.definition import About

TEST_FOR = timedelta(hours=1)


def tell(
    session: Session,
    study: Study,
    participant: Participant,
    about: About,
    *,
    subject: UUID,
    occurrence: str,
    page: str,
    now: datetime,
    only: Collection[UUID] | None = None,
    by_hand: str = "",
) -> int:
    """Tell of something that happened to `participant`; how many notices were written down.

    `subject` and `occurrence` name what happened: the same once more is told once. `only`: these
    accounts; None: all who may hear of it. While a notice about the same subject waits to go out, it
    tells of this too.
    """
    found = [
        who
        for who in recipients.of(session, [participant])
        if who.hears_of(about) and (only is None or who.account.id in only)
    ]
    rows = [
        row for who in found if (row := _row(session, study, who, about, subject, now)) is not None
    ]
    named = [
        {**row, "subject_id": subject, "occurrence": occurrence, "page": page, "by_hand": by_hand}
        for row in rows
    ]
    insert(session, named, now=now)
    return len(named)


def _row(
    session: Session, study: Study, who: Recipient, about: About, subject: UUID, now: datetime
) -> dict[str, Any] | None:
    """The notice to this person, without its name; None where none is to go out."""
    reminders = rules_of(study)
    rule = rule_at_once(reminders, about)
    kept = wishes.of(session, who.account.id)
    wanted = wishes.as_planned(kept, who.account, who.participant.site.time_zone)
    through = plan.channels(rule, wanted)
    if not through or _waiting(session, who.account.id, about, subject):
        return None
    if about is About.TEST:  # she waits for it, whatever the hour
        due, expires = now, now + TEST_FOR
    else:
        used = used_of(session, who.account.id, wanted.zone, now=now)
        moment = plan.at_once(rule, reminders, wanted, used=used, now=now)
        if moment is None:
            return None
        due, expires = moment
    return {
        "account_id": who.account.id,
        "participant_id": who.participant.id,
        "site_id": who.participant.site_id,
        "rule": rule.key,
        "about": about,
        "safety": rule.safety,
        "channels": [channel.value for channel in through],
        "due_at": due,
        "expires_at": expires,
    }


def _waiting(session: Session, account_id: UUID, about: About, subject: UUID) -> bool:
    return bool(session.scalar(sa.select(_unsent(account_id, about, subject).exists())))


def _unsent(account_id: UUID, about: About, subject: UUID) -> sa.Select[Notice]:
    return sa.select(Notice).where(
        Notice.account_id == account_id,
        Notice.about == about,
        Notice.subject_id == subject,
        Notice.status == NoticeStatus.PLANNED,
        Notice.tries == 0,
    )


def seen(session: Session, account_id: UUID, about: About, subject: UUID) -> None:
    """She saw it herself: a notice that has not gone out is moot."""
    for notice in session.scalars(_unsent(account_id, about, subject)):
        cancel(notice)
