"""What a worker needs to know of the notices it took, to send them: words, addresses, devices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, DeviceSession
from portal.participants.models import Participant
from portal.reminders import wishes
from portal.reminders.models import Notice, NoticeStatus, PushSubscription
from portal.reminders.outbox import Taken
from portal.reminders.rules import Words, rules_of, words_of
from portal.study.models import Site, Study
from portal.study.reminders.definition import About, Quiet
from portal.study.service import Catalog

UNOPENED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Device:
    """A device that may be notified: its subscription at the push service."""

    subscription_id: UUID
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A notice with all that bringing it takes. `badge`: how many unopened ones there are with it.

    `quiet`, `zone`: the person's quiet hours, on the clock that counts for her.
    """

    taken: Taken
    words: Words
    language: str
    email: str
    phone: str | None
    devices: tuple[Device, ...]
    confirm_within: timedelta
    badge: int
    quiet: Quiet
    zone: str


def loads_of(
    session: Session, catalog: Catalog, taken: Sequence[Taken], *, now: datetime
) -> list[Load]:
    """All that is needed, in the order of `taken`. Six statements, whatever the number."""
    accounts = _accounts(session, {one.account_id for one in taken})
    people = _people(session, {one.participant_id for one in taken})
    devices = _devices(session, accounts)
    unopened = _unopened(session, accounts, now)
    kept = wishes.of_all(session, accounts)
    found = []
    for one in taken:
        to, about = accounts[one.account_id], people[one.participant_id]
        study = catalog.get(session, about.study_id, about.version)
        rules, wished = rules_of(study), kept.get(one.account_id)
        found.append(
            Load(
                taken=one,
                words=words_of(study, one.rule, About(one.about), to.language),
                language=to.language,
                email=to.email,
                phone=about.phone if to.email == about.email else None,
                devices=tuple(devices[one.account_id]),
                confirm_within=timedelta(minutes=rules.confirm_within),
                badge=unopened.get(one.account_id, 0) + 1,
                quiet=(wished and wishes.quiet_of(wished)) or rules.quiet,
                zone=wishes.zone_of(wished, to.time_zone or about.zone),
            )
        )
    return found


class _To(NamedTuple):
    email: str
    language: str
    time_zone: str | None


def _accounts(session: Session, ids: set[UUID]) -> Mapping[UUID, _To]:
    rows = session.execute(
        sa.select(Account.id, Account.email, Account.language, Account.time_zone).where(
            Account.id.in_(ids)
        )
    )
    return {row[0]: _To(row[1], row[2], row[3]) for row in rows}


class _About(NamedTuple):
    """The telephone is the participant's own: whoever has another address is somebody else."""

    study_id: UUID
    version: int
    phone: str | None
    email: str
    zone: str


def _people(session: Session, ids: set[UUID]) -> Mapping[UUID, _About]:
    rows = session.execute(
        sa.select(
            *(Participant.id, Participant.study_id, Study.version),
            *(Participant.phone, Participant.email, Site.time_zone),
        )
        .join(Study, Study.id == Participant.study_id)
        .join(Site, Site.id == Participant.site_id)
        .where(Participant.id.in_(ids))
    )
    return {row[0]: _About(row[1], row[2], row[3], row[4], row[5]) for row in rows}


def _devices(session: Session, accounts: Mapping[UUID, object]) -> Mapping[UUID, list[Device]]:
    rows = session.execute(
        sa.select(
            *(PushSubscription.account_id, PushSubscription.id, PushSubscription.endpoint),
            *(PushSubscription.p256dh, PushSubscription.auth),
        )
        .join(DeviceSession, DeviceSession.id == PushSubscription.session_id)
        .where(
            PushSubscription.account_id.in_(accounts),
            PushSubscription.ended_at.is_(None),
            DeviceSession.ended_at.is_(None),
        )
        .order_by(PushSubscription.made_at, PushSubscription.id)
    )
    found: dict[UUID, list[Device]] = defaultdict(list)
    for account_id, subscription_id, endpoint, p256dh, auth in rows:
        found[account_id].append(Device(subscription_id, endpoint, p256dh, auth))
    return found


def _unopened(
    session: Session, accounts: Mapping[UUID, object], now: datetime
) -> Mapping[UUID, int]:
    """How many notices each got lately and has not looked at since: the app shows everything."""
    last_here = (
        sa.select(sa.func.max(DeviceSession.last_seen_at))
        .where(DeviceSession.account_id == Notice.account_id)
        .correlate(Notice)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(Notice.account_id, sa.func.count(Notice.subject_id.distinct()))
        .where(
            Notice.account_id.in_(accounts),
            Notice.status.in_([NoticeStatus.SENT, NoticeStatus.RECEIVED]),
            Notice.sent_at > now - UNOPENED_FOR,
            sa.or_(last_here.is_(None), Notice.sent_at > last_here),
        )
        .group_by(Notice.account_id)
    )
    return dict(rows.all())
