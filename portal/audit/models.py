"""The history as tables. Triggers in the database refuse to change or delete a row of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class AuditEntry(Base):
    """Who changed what, when, from what to what, and why (21 CFR 11.10(e)).

    `kind` is the table and `object_id` the row that changed. `site_id` and `participant_id` say
    whose record it belongs to, so that reading it can be scoped. `before` and `after` hold the
    changed columns only; secrets never appear.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index(None, "participant_id", "id"), sa.Index(None, "site_id", "id"))

    id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    actor: Mapped[str]
    action: Mapped[str]
    kind: Mapped[str]
    object_id: Mapped[UUID]
    site_id: Mapped[UUID | None]
    participant_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str] = mapped_column(default="")


class AuditLink(Base):
    """The place of an entry in the chain: numbers count from 1 without a gap.

    `hash` covers the entry and, by the hash before it, all earlier ones; see
    :mod:`portal.audit.canonical`.
    """

    __tablename__ = "audit_link"

    number: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    entry_id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        sa.ForeignKey("audit_entry.id"),
        unique=True,
    )
    hash: Mapped[str] = mapped_column(sa.String(64))


class AuditHead(Base):
    """The end of the chain, one row: number and hash of the newest link, and the portal's mark."""

    __tablename__ = "audit_head"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(sa.BigInteger)
    hash: Mapped[str] = mapped_column(sa.String(64))
    mac: Mapped[str] = mapped_column(sa.String(64))


SETTLED_AFTER = timedelta(minutes=2)
"""Entries get their numbers before they are committed: who reads on from the last number that was
seen looks at younger ones once more."""
