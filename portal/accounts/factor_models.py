"""What a person proves herself with beside her mailbox: password, app, recovery codes, passkeys.

No secret leaves these tables: the history never holds one, and what must be read back is sealed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.audit.recorder import Audited
from portal.db import Entity, stored


class Password(Audited, Entity):
    """The password of somebody on staff, as Argon2id hashes it. `made_at`: when it was chosen."""

    __tablename__ = "password"
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"hash"})

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"), unique=True)
    hash: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[datetime]


class AuthenticatorApp(Audited, Entity):
    """The app that shows codes of six digits. Secrets are sealed (:mod:`portal.accounts.sealed`).

    A new secret waits in `pending` until a code of it was typed; only then does it take the place
    of `secret`, so that a phone that never scanned it locks nobody out. `last_step`: the newest
    time step of which a code was accepted; no code of it or of an earlier one is taken again.
    """

    __tablename__ = "authenticator_app"
    __table_args__ = (
        sa.CheckConstraint("(secret IS NULL) = (confirmed_at IS NULL)", name="confirmed_secret"),
        sa.CheckConstraint("(pending IS NULL) = (pending_at IS NULL)", name="pending_since"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset(
        {"secret", "pending", "pending_at", "last_step"}
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"), unique=True)
    secret: Mapped[str | None] = mapped_column(sa.String(200))
    confirmed_at: Mapped[datetime | None]
    pending: Mapped[str | None] = mapped_column(sa.String(200))
    pending_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(sa.BigInteger, default=0)


class RecoveryCode(Entity):
    """A code on paper for the day the phone is lost: its HMAC. Each is for one use."""

    __tablename__ = "recovery_code"
    __table_args__ = (sa.UniqueConstraint("account_id", "code_mac"),)

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    code_mac: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Audited, Entity):
    """A passkey (WebAuthn credential) of anybody. `credential_id` is base64url."""

    __tablename__ = "passkey"
    __table_args__ = (
        sa.CheckConstraint("sign_count >= 0", name="sign_count_not_negative"),
        sa.Index(None, "account_id"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset(
        {"credential_id", "public_key", "sign_count", "last_used_at"}
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    credential_id: Mapped[str] = mapped_column(sa.String(1364), unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(sa.BigInteger)
    label: Mapped[str] = mapped_column(sa.String(100))
    made_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class ChallengePurpose(StrEnum):
    SIGN_IN = "sign_in"
    ADD = "add"
    STEP_UP = "step_up"


class PasskeyChallenge(Entity):
    """Random bytes that a passkey signs: for minutes, one use, and one purpose.

    `session_id`: the signed-in device it was made for; None for signing in. `step_up_id`: the
    re-authentication that it answers.
    """

    __tablename__ = "passkey_challenge"
    __table_args__ = (
        sa.CheckConstraint(
            "(purpose = 'sign_in') = (session_id IS NULL)", name="session_unless_signing_in"
        ),
        sa.CheckConstraint(
            "(purpose = 'step_up') = (step_up_id IS NOT NULL)", name="step_up_it_answers"
        ),
        sa.Index(None, "made_at"),
        sa.Index(None, "step_up_id"),
    )

    purpose: Mapped[ChallengePurpose] = mapped_column(stored(ChallengePurpose, "purpose"))
    session_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("device_session.id"))
    step_up_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("step_up.id"))
    challenge: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasswordTry(Entity):
    """One password that was typed, made alike for known and unknown addresses.

    `account_id` is there where it was the right one: then the row is the ticket for the second
    step. Wrong codes of that step are counted on it.
    """

    __tablename__ = "password_try"
    __table_args__ = (
        sa.CheckConstraint("wrong_tries >= 0", name="wrong_tries_not_negative"),
        sa.Index(None, "email", "made_at"),
        sa.Index(None, "account_id", "made_at"),
    )

    email: Mapped[str] = mapped_column(sa.String(254))
    account_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wrong_tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
