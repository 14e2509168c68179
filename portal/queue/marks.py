"""What the statements about work have in common: their values, and whose mark counts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from portal.db import UtcDateTime
from portal.queue.models import WorkMark
from portal.queue.scope import Scope
from portal.queue.sources import BY_KIND

AT = sa.bindparam("at", type_=UtcDateTime())
ME = sa.bindparam("me", type_=sa.Uuid())

Columns = sa.ColumnCollection[str, Any]


def values(scope: Scope, kinds: Collection[str], site_id: UUID | None) -> dict[str, Any]:
    """Of a statement that is put together: only then it is known which it needs."""
    found: dict[str, Any] = {"me": scope.person.account_id, "at": scope.now}
    for source in map(BY_KIND.__getitem__, kinds):
        sites = scope.reads(source)
        if site_id is not None:
            sites &= {site_id}
        found |= source.context.values(scope.facts, sites)
    return found


def marked(item: Columns) -> sa.ColumnElement[bool]:
    """A mark that was made before the thing began to wait is of an earlier time."""
    return sa.and_(
        WorkMark.kind == item.kind,
        WorkMark.object_id == item.object_id,
        sa.or_(item.since.is_(None), WorkMark.changed_at >= item.since),
    )


def snoozed_now() -> sa.ColumnElement[bool]:
    return sa.and_(WorkMark.snoozed_until.is_not(None), WorkMark.snoozed_until > AT)


def mine_of(item: Columns) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(item.taken_by, WorkMark.taken_by) == ME
