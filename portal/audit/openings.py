"""Who opened whose record: reading is in the history too, once for a while that somebody reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.audit.models import AuditEntry
from portal.audit.recorder import record

OPENED, RECORD = "opened", "record"
"""The action and the kind of such an entry; its object is the participant."""
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


def note(session: Session, participant_id: UUID, *, site_id: UUID, by: UUID, now: datetime) -> None:
    """Record that `by`, who acts in this session, opens the record, unless it is noted already.

    A page asks for several parts of a record at once: they note it one after the other.
    """
    session.execute(sa.select(Account.id).where(Account.id == by).with_for_update())
    if not is_noted(session, participant_id, by=by, now=now):
        scope = (site_id, participant_id)
        record(session, OPENED, kind=RECORD, object_id=participant_id, scope=scope)
