"""Accounts, memberships, sign-in tickets and signed-in devices."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.roles import OWN_ROLES, Role
from portal.audit.recorder import Audited
from portal.db import Entity, stored


class Account(Audited, Entity):
    """A person who can sign in. `email` is kept in lower case; `time_zone` None: the site's.

    `sign_in_reset_at`: her team gave her a new way in, and until she takes it nobody comes in with
    the address that she had.
    """

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    language: Mapped[str] = mapped_column(sa.String(10), default="en")
    time_zone: Mapped[str | None] = mapped_column(sa.String(64))
    sign_in_reset_at: Mapped[datetime | None]
    made_at: Mapped[datetime]

    memberships: Mapped[list[Membership]] = relationship(back_populates="account")


_OWN = ", ".join(f"'{role.value}'" for role in sorted(OWN_ROLES))


class Membership(Audited, Entity):
    """A role of a person: staff at one site (or all sites of a study), or tied to a participant.

    It is ended, never deleted. `may_read_check_ins`: of a care partner, as the participant chose.
    """

    __tablename__ = "membership"
    __table_args__ = (
        sa.CheckConstraint(
            f"(role IN ({_OWN})) = (participant_id IS NOT NULL)", name="participant_for_own_roles"
        ),
        sa.Index(None, "account_id"),
        sa.Index(None, "participant_id"),
        sa.Index(
            "uq_membership_one_participant_each",
            "participant_id",
            unique=True,
            sqlite_where=sa.text("role = 'participant' AND ended_at IS NULL"),
            postgresql_where=sa.text("role = 'participant' AND ended_at IS NULL"),
        ),
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    site_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("site.id"))
    participant_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("participant.id"))
    role: Mapped[Role] = mapped_column(stored(Role, "role"))
    may_read_check_ins: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(back_populates="memberships")


class SignInTicket(Entity):
    """One request for a sign-in code, made alike for known and unknown addresses.

    The code itself is not stored, only its HMAC under the portal's key; tries are counted on the
    ticket, so that a stranger's wrong tries never use up those of the person herself.
    """

    __tablename__ = "sign_in_ticket"
    __table_args__ = (sa.Index(None, "email", "made_at"),)

    email: Mapped[str] = mapped_column(sa.String(254))
    client: Mapped[str] = mapped_column(sa.String(64))
    account_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    code_mac: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wrong_tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class SessionStrength(StrEnum):
    """How surely the person is known who opened a session (NIST SP 800-63B-4: AAL1, AAL2)."""

    ONE_FACTOR = "one_factor"
    TWO_FACTOR = "two_factor"


class DeviceSession(Audited, Entity):
    """A signed-in device. The cookie's token is not stored, only its SHA-256.

    `place_id`: of her own places the one that she chose here, where she has several. It stays chosen
    when it ends, so that nothing meant for one person goes to another. No key to the membership:
    SQLite adds none to a table that is there, and no membership is ever deleted.
    `sets_up`: whether staff without a sign-in of two factors may set one up in it. So it is after
    an invitation, and not after a code by mail, which anybody gets who reads her mailbox.
    """

    __tablename__ = "device_session"
    __table_args__ = (sa.Index(None, "account_id"),)
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"token_hash", "last_seen_at"})

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    label: Mapped[str] = mapped_column(sa.String(100))
    strength: Mapped[SessionStrength] = mapped_column(
        stored(SessionStrength, "strength"),
        default=SessionStrength.ONE_FACTOR,
        server_default=SessionStrength.ONE_FACTOR.value,
    )
    sets_up: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    place_id: Mapped[UUID | None]
    made_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    idle_seconds: Mapped[int]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class StepUpPurpose(StrEnum):
    """What a person proves again who she is for."""

    SIGN_CONSENT = "sign_consent"
    COUNTERSIGN_CONSENT = "countersign_consent"
    CHANGE_SIGN_IN = "change_sign_in"
    MANAGE_TEAM = "manage_team"
    CARE_PARTNERS = "care_partners"
    RECOVER_PARTICIPANT = "recover_participant"


class StepUpMethod(StrEnum):
    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 (a way of proving, not one)
    APP_CODE = "app_code"
    EMAIL_CODE = "email_code"


class StepUp(Entity):
    """One re-authentication, see :mod:`portal.accounts.step_up`. The code's HMAC is kept.

    `code_mac` is empty where no code was mailed; `method` is how it was confirmed.
    """

    __tablename__ = "step_up"
    __table_args__ = (
        sa.CheckConstraint(
            "(method IS NULL) = (confirmed_at IS NULL)", name="confirmed_in_some_way"
        ),
        sa.Index(None, "account_id", "made_at"),
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("device_session.id"))
    purpose: Mapped[StepUpPurpose] = mapped_column(stored(StepUpPurpose, "purpose"))
    method: Mapped[StepUpMethod | None] = mapped_column(stored(StepUpMethod, "method"))
    code_mac: Mapped[str] = mapped_column(sa.String(64), default="")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wrong_tries: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    used_at: Mapped[datetime | None]

    @property
    def way(self) -> str:
        """How it was confirmed; empty where it was not."""
        return self.method.value if self.method else ""
