"""Counters of tries, and the devices on which somebody has signed in before."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Entity, stored


class Kind(StrEnum):
    """What is tried."""

    EMAIL_CODE = "email_code"
    PASSWORD = "password"  # noqa: S105 (a name, not a password)
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"
    INVITATION = "invitation"
    STEP_UP = "step_up"
    SIGN_ON = "sign_on"
    REQUEST = "request"
    CODE_ASKED = "code_asked"


class Scope(StrEnum):
    """Over what is counted."""

    PAIR = "pair"
    CLIENT = "client"
    ACCOUNT = "account"


class Counter(Entity):
    """So many times since `since`. `key_mac` is a keyed hash: no address and no e-mail is kept.

    `blocked_until`: no further try before. `told_at`: when the person was told of tries at her
    account.
    """

    __tablename__ = "limit_counter"
    __table_args__ = (
        sa.CheckConstraint("times >= 0", name="times_not_negative"),
        sa.Index(None, "last_at"),
    )

    scope: Mapped[Scope] = mapped_column(stored(Scope, "scope"))
    kind: Mapped[Kind] = mapped_column(stored(Kind, "kind"))
    key_mac: Mapped[str] = mapped_column(sa.String(64), unique=True)
    times: Mapped[int]
    since: Mapped[datetime]
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]
    told_at: Mapped[datetime | None]


class KnownDevice(Entity):
    """A device on which that person has signed in. Its cookie's token is kept as a keyed hash."""

    __tablename__ = "known_device"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "device_mac"),
        sa.Index(None, "device_mac"),
        sa.Index(None, "last_at"),
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    device_mac: Mapped[str] = mapped_column(sa.String(64))
    since: Mapped[datetime]
    last_at: Mapped[datetime]
