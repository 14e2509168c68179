"""Planning anew whoever something changed for, and everybody once a day.

What changed is read from the history: each change is there in the transaction in which it was made,
so none is lost, whichever feature made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, Membership
from portal.audit.models import SETTLED_AFTER, AuditEntry
from portal.audit.openings import OPENED
from portal.consent.version_models import ConsentVersion
from portal.db import Database
from portal.participants.models import Participant
from portal.reminders.models import Planner, ReminderWishes
from portal.reminders.planning import AT_ONCE, plan_people
from portal.study.models import StudyVersion
from portal.study.service import Catalog

ENOUGH = 1000
"""Of so many changes at once everybody is planned: to ask for each would take longer."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is to be planned anew, and what has been seen of the history after that."""

    people: Sequence[UUID]
    seen: int
    whole: bool


def catch_up(database: Database, catalog: Catalog, *, now: datetime) -> int:
    """Plan anew who is behind; how many that was. It writes nothing where nothing changed."""
    with database.session(reads_only=True) as session:
        behind = _behind(session, now)
    for first in range(0, len(behind.people), AT_ONCE):
        with database.transaction() as session:
            people = behind.people[first : first + AT_ONCE]
            plan_people(session, catalog, people, now=now)
    _note(database, behind, now)
    return len(behind.people)


def _behind(session: Session, now: datetime) -> Behind:
    planner = session.get(Planner, 1)
    known = planner.seen if planner else 0
    settled = session.scalar(
        sa.select(sa.func.max(AuditEntry.id)).where(
            AuditEntry.id > known, AuditEntry.at <= now - SETTLED_AFTER
        )
    )
    seen = max(settled or 0, known)
    if planner is None or _all_are(session, planner, now):
        return Behind(session.scalars(sa.select(Participant.id)).all(), seen, whole=True)
    newer = session.execute(
        sa.select(AuditEntry.participant_id, AuditEntry.kind, AuditEntry.object_id)
        .where(AuditEntry.id > known, AuditEntry.action != OPENED)
        .distinct()
        .limit(ENOUGH)
    ).all()
    if len(newer) == ENOUGH:
        return Behind(session.scalars(sa.select(Participant.id)).all(), seen, whole=True)
    people = {participant_id for participant_id, _, _ in newer if participant_id is not None}
    accounts = {row[2] for row in newer if row[1] == Account.__tablename__}
    wishes = {row[2] for row in newer if row[1] == ReminderWishes.__tablename__}
    if accounts or wishes:
        people |= _of_accounts(session, accounts, wishes)
    return Behind(sorted(people), seen, whole=False)


def _all_are(session: Session, planner: Planner, now: datetime) -> bool:
    """A new day, a new study file or a new consent changes what is due for everybody."""
    if planner.whole_at is None or planner.whole_at.date() != now.date():
        return True
    loaded = session.scalar(sa.select(sa.func.max(StudyVersion.loaded_at)))
    in_force = session.scalar(sa.select(sa.func.max(ConsentVersion.in_force_at)))
    latest = planner.whole_at - SETTLED_AFTER
    return any(at is not None and at > latest for at in (loaded, in_force))


def _of_accounts(session: Session, accounts: set[UUID], wishes: set[UUID]) -> set[UUID]:
    """The participants about whom these people are told. `wishes`: ids of their wishes."""
    theirs = sa.select(ReminderWishes.account_id).where(ReminderWishes.id.in_(wishes))
    rows = session.scalars(
        sa.select(Membership.participant_id).where(
            sa.or_(Membership.account_id.in_(accounts), Membership.account_id.in_(theirs)),
            Membership.participant_id.is_not(None),
        )
    )
    return {found for found in rows if found is not None}


def _note(database: Database, behind: Behind, now: datetime) -> None:
    with database.session(reads_only=True) as session:
        planner = session.get(Planner, 1)
    if planner is not None and planner.seen == behind.seen and not behind.whole:
        return
    with database.transaction() as session:
        planner = session.get(Planner, 1)
        if planner is None:
            planner = Planner(id=1, seen=0)
            session.add(planner)
        planner.seen = max(planner.seen, behind.seen)
        if behind.whole:
            planner.whole_at = now
