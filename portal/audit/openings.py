"""Who opened whose record: reading is in the history too, once for a while that somebody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.accounts.roles import STAFF_ROLES, Role
from portal.audit import pending
from portal.audit.models import AuditEntry
from portal.audit.recorder import record
from portal.study.models import Site

OPENED, RECORD = "opened", "record"
"""The action and the kind of such an entry; its object is the participant."""
STAFF = frozenset(role.value for role in STAFF_ROLES)
ONCE_IN = timedelta(minutes=15)
LOOKED_AT = 100
"""So many of the newest entries are looked at: who reads while more happens is noted once more."""


def is_noted(session: Session, participant_id: UUID, *, by: UUID, now: datetime) -> bool:
    """Whether it is in the history that `by` opened this record a short while ago."""
    newest = (
        sa.select(AuditEntry.account_id, AuditEntry.action, AuditEntry.at)
        .where(AuditEntry.participant_id == participant_id)
        .order_by(AuditEntry.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    found = sa.select(newest.c.at).where(
        newest.c.account_id == by, newest.c.action == OPENED, newest.c.at > now - ONCE_IN
    )
    return session.execute(found.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened a record: when, by which name, in which roles, and at which site it lies."""

    at: datetime
    by: str
    roles: tuple[Role, ...]
    site: str


def of_participant(
    session: Session, participant_id: UUID, *, limit: int
) -> tuple[list[Opening], int]:
    """Who opened that record, the newest first; and how often that was."""
    where = (AuditEntry.participant_id == participant_id, AuditEntry.action == OPENED)
    total = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry).where(*where)) or 0
    found = session.execute(
        sa.select(AuditEntry.at, AuditEntry.actor, Account.name, Site.name)
        .join(Account, Account.id == AuditEntry.account_id)
        .join(Site, Site.id == AuditEntry.site_id)
        .where(*where)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    rows = [
        Opening(at, by, tuple(Role(role) for role in actor.split(", ") if role in STAFF), site)
        for at, actor, by, site in found
    ]
    return rows, total


def note(session: Session, participant_id: UUID, *, site_id: UUID, by: UUID, now: datetime) -> None:
    """Record that `by`, who acts in this session, opens the record, unless it is noted already.

    A page asks for several parts of a record at once: they note it one after the other.
    """
    session.execute(sa.select(Account.id).where(Account.id == by).with_for_update())
    pending.write(session)
    if not is_noted(session, participant_id, by=by, now=now):
        scope = (site_id, participant_id)
        record(session, OPENED, kind=RECORD, object_id=participant_id, scope=scope)
