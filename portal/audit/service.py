"""Reading the history."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.audit.models import AuditEntry
from portal.study.models import Site


def of_participant(
    session: Session,
    participant_id: UUID,
    *,
    sites: Collection[UUID],
    limit: int,
    offset: int,
) -> tuple[list[tuple[AuditEntry, str | None]], int]:
    """The entries of one participant's record, newest first, each with who acted; and how many."""
    where = (AuditEntry.participant_id == participant_id, AuditEntry.site_id.in_(sites))
    total = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry).where(*where)) or 0
    rows = session.execute(
        sa.select(AuditEntry, Account.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(*where)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [(entry, name) for entry, name in rows], total


def newest(session: Session, *, sites: Collection[UUID]) -> tuple[int, datetime | None]:
    """The number of the newest entry about any of these sites, and when it was made; 0, None: none.

    One look at the end of the index for each site, however long the history is.
    """
    last = (
        sa.select(sa.func.max(AuditEntry.id))
        .where(AuditEntry.site_id == Site.id)
        .correlate(Site)
        .scalar_subquery()
    )
    found = session.execute(
        sa.select(AuditEntry.id, AuditEntry.at)
        .join(Site, AuditEntry.id == last)
        .where(Site.id.in_(sites))
    )
    return max(((number, at) for number, at in found), default=(0, None))
