"""Who she is at her institution's provider, and the way there and back."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.audit.recorder import Audited
from portal.db import Entity


class SignOnBinding(Audited, Entity):
    """The person whom a provider calls `subject` is this account, from her first sign-in on.

    The subject stays hers for good, an e-mail address may go to somebody else (OpenID Connect Core
    1.0, 5.7): once she is bound, nothing but the subject finds her.
    """

    __tablename__ = "sign_on_binding"
    __table_args__ = (
        sa.UniqueConstraint("issuer", "subject"),
        sa.UniqueConstraint("account_id", "issuer"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"subject", "last_used_at"})

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    issuer: Mapped[str] = mapped_column(sa.String(500))
    subject: Mapped[str] = mapped_column(sa.String(255))
    made_at: Mapped[datetime]
    last_used_at: Mapped[datetime]


class SignOnTry(Entity):
    """One way to the provider and back: for minutes, one use, and one browser.

    State, nonce and verifier of PKCE are made from the browser's own cookie, which is not kept:
    only a keyed hash of it is (`browser_mac`). `account_id`: the provider vouched for her by one
    factor; until `expires_at` she may ask for one ticket (`asked_at`) to give the second.
    """

    __tablename__ = "sign_on_try"
    __table_args__ = (
        sa.CheckConstraint("account_id IS NULL OR used_at IS NOT NULL", name="used_before_known"),
        sa.CheckConstraint("asked_at IS NULL OR account_id IS NOT NULL", name="known_before_asked"),
        sa.Index(None, "made_at"),
        sa.Index(None, "account_id"),
    )

    browser_mac: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
