"""Entries that only the history knows: who changed which column of which row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.audit.models import AuditEntry
from portal.timeline.happening import Place, Window, doer


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history; `by` is who it was by name, None for the portal."""

    entry: AuditEntry
    place: Place
    by: str | None

    def before(self, key: str) -> Any:
        return (self.entry.before or {}).get(key)

    def after(self, key: str) -> Any:
        return (self.entry.after or {}).get(key)


def is_set(side: Any, key: str) -> sa.ColumnElement[bool]:
    """Whether that side of a change (AuditEntry.before or .after) has a value under `key`."""
    found: sa.ColumnElement[bool] = side[key].as_string().is_not(None)
    return found


def touched(key: str) -> sa.ColumnElement[bool]:
    """Whether the entry changes `key`, to a value or from one."""
    return sa.or_(is_set(AuditEntry.before, key), is_set(AuditEntry.after, key))


def changes(
    session: Session, window: Window, kind: str, *where: sa.ColumnElement[bool]
) -> list[Change]:
    """The newest entries of the history about rows of the table `kind`. One statement."""
    origin = f"history.{kind}"
    statement = (
        sa.select(AuditEntry, Account.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.participant_id == window.participant_id, AuditEntry.kind == kind, *where)
    )
    rows: Sequence[Any] = window.rows(
        session, statement, origin=origin, at=AuditEntry.at, row=AuditEntry.id
    )
    return [
        Change(entry, Place(entry.at, origin, entry.id), name or doer(entry.actor))
        for entry, name in rows
    ]
