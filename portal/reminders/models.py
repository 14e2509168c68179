"""Notices, each try to bring one to somebody, the devices that can be notified, and wishes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Account
from portal.audit.recorder import Audited
from portal.db import Base, Entity, stored
from portal.errors import IllegalTransition
from portal.outcome import Outcome
from portal.participants.models import Participant
from portal.study.reminders.definition import About, Channel


class NoticeStatus(StrEnum):
    """`sent`: a channel took it. `received`: the device said that it showed it.

    `failed`: no channel took it. `expired`: nobody tried before it was too late.
    """

    PLANNED = "planned"
    SENT = "sent"
    RECEIVED = "received"
    OPENED = "opened"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"


_N = NoticeStatus
NEXT: Mapping[NoticeStatus, frozenset[NoticeStatus]] = {
    _N.PLANNED: frozenset({_N.SENT, _N.RECEIVED, _N.OPENED, _N.CANCELLED, _N.EXPIRED, _N.FAILED}),
    _N.SENT: frozenset({_N.SENT, _N.RECEIVED, _N.OPENED}),
    _N.RECEIVED: frozenset({_N.OPENED}),
    _N.OPENED: frozenset(),
    _N.CANCELLED: frozenset({_N.PLANNED}),
    _N.EXPIRED: frozenset({_N.OPENED}),
    _N.FAILED: frozenset({_N.RECEIVED, _N.OPENED}),
}
"""Allowed moves. A device may confirm before the worker has noted that the notice went out, and
one that was thought lost may arrive. A moot notice is planned again when its visit comes back."""

WAITING = frozenset({_N.PLANNED, _N.SENT})
"""What a worker may have something to do with: to send it, or to send it another way."""
GONE = frozenset({_N.SENT, _N.RECEIVED, _N.OPENED, _N.FAILED, _N.EXPIRED})
"""What is not sent a second time."""


class Notice(Entity):
    """One notice to one person: a row of the outbox.

    `rule`, `subject_id` and `occurrence` name it: for one account there is one. `channels` are tried
    in this order, `channel` is the one whose turn it is. `try_at`: when a worker looks at it next,
    None: never. While `lease_until` is ahead, the worker `leased_by` has it. `confirm_by`: until
    then a device is expected to confirm. `page`: where a tap leads. `by_hand`: whoever of the
    team sent it. `handled_at`: somebody of the team took care of it otherwise. Not audited row by
    row: the tries are kept, and nothing here is ever deleted.
    """

    __tablename__ = "notice"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "rule", "subject_id", "occurrence"),
        sa.CheckConstraint("due_at <= expires_at", name="due_before_it_expires"),
        sa.CheckConstraint("tries >= 0", name="tries_not_negative"),
        sa.CheckConstraint(
            "(lease_until IS NULL) = (leased_by IS NULL)", name="leased_by_somebody"
        ),
        sa.CheckConstraint(
            "(handled_at IS NULL) = (handled_by_name IS NULL)", name="handled_by_somebody"
        ),
        sa.Index(None, "participant_id", "due_at"),
        sa.Index(
            "ix_notice_to_try",
            "try_at",
            sqlite_where=sa.text("try_at IS NOT NULL"),
            postgresql_where=sa.text("try_at IS NOT NULL"),
        ),
        sa.Index("ix_notice_site_status", "site_id", "status", "due_at"),
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    rule: Mapped[str] = mapped_column(sa.String(64))
    about: Mapped[About] = mapped_column(stored(About, "about"))
    subject_id: Mapped[UUID]
    occurrence: Mapped[str] = mapped_column(sa.String(100))
    page: Mapped[str] = mapped_column(sa.String(200))
    safety: Mapped[bool] = mapped_column(default=False)
    status: Mapped[NoticeStatus] = mapped_column(
        stored(NoticeStatus, "status"), default=NoticeStatus.PLANNED
    )
    channels: Mapped[list[str]]
    channel: Mapped[Channel] = mapped_column(stored(Channel, "channel"))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    try_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(sa.String(64))
    sent_at: Mapped[datetime | None]
    confirm_by: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(sa.String(40), default="")
    by_hand: Mapped[str] = mapped_column(sa.String(200), default="")
    handled_at: Mapped[datetime | None]
    handled_by_name: Mapped[str | None] = mapped_column(sa.String(200))

    account: Mapped[Account] = relationship()
    participant: Mapped[Participant] = relationship()

    def move_to(self, new: NoticeStatus) -> None:
        """Change the status. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("notice", self.status, new)
        self.status = new


class NoticeAttempt(Entity):
    """One try through one channel, to one device where it was a push. Never changed or deleted.

    `status_code`: of the push service or the mail server, None where there was no answer.
    """

    __tablename__ = "notice_attempt"
    __table_args__ = (sa.Index(None, "notice_id", "at"), sa.Index(None, "at"))

    notice_id: Mapped[UUID] = mapped_column(sa.ForeignKey("notice.id"))
    at: Mapped[datetime]
    channel: Mapped[Channel] = mapped_column(stored(Channel, "channel"))
    subscription_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("push_subscription.id"))
    outcome: Mapped[Outcome] = mapped_column(stored(Outcome, "outcome"))
    status_code: Mapped[int | None]


class EndedBecause(StrEnum):
    TURNED_OFF = "turned_off"
    GONE = "gone"
    REPLACED = "replaced"


class PushSubscription(Audited, Entity):
    """A device that may be notified, as long as it is not signed out. Its address and keys open a way
    to it: they are never shown.

    `endpoint_hash`: SHA-256 of the address in hexadecimal; one device has one row that has not ended.
    """

    __tablename__ = "push_subscription"
    __table_args__ = (
        sa.Index(None, "account_id"),
        sa.Index(
            "uq_push_subscription_endpoint_hash",
            "endpoint_hash",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_because IS NULL)", name="ended_for_a_reason"
        ),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset(
        {"endpoint", "endpoint_hash", "p256dh", "auth", "seen_at"}
    )

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("device_session.id"))
    label: Mapped[str] = mapped_column(sa.String(100))
    endpoint: Mapped[str] = mapped_column(sa.Text)
    endpoint_hash: Mapped[str] = mapped_column(sa.String(64))
    p256dh: Mapped[str] = mapped_column(sa.String(100))
    auth: Mapped[str] = mapped_column(sa.String(40))
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[EndedBecause | None] = mapped_column(
        stored(EndedBecause, "ended_because")
    )


class ReminderWishes(Audited, Entity):
    """How a person likes to be told; without a row, as the study file says.

    Clock times are "HH:MM". `choices`: by About, "push", "mail" or "none". `follow_phone`: the
    clock of `phone_zone`, where the phone was last, counts instead of the one at home.
    `not_now_at`: when she last said that the phone shall not ask her.
    """

    __tablename__ = "reminder_wishes"
    __table_args__ = (
        sa.UniqueConstraint("account_id"),
        sa.CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_from_until"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"phone_zone", "not_now_at"})

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    hour: Mapped[str | None] = mapped_column(sa.String(5))
    quiet_from: Mapped[str | None] = mapped_column(sa.String(5))
    quiet_until: Mapped[str | None] = mapped_column(sa.String(5))
    choices: Mapped[dict[str, Any]] = mapped_column(default=dict)
    follow_phone: Mapped[bool] = mapped_column(default=False)
    phone_zone: Mapped[str | None] = mapped_column(sa.String(64))
    not_now_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class Planner(Base):
    """Who plans, and how far it is: one row, `id` 1.

    `holder` ticks until `held_until`, nobody else meanwhile. `seen`: the newest entry of the history
    whose participant was planned anew. `whole_at`: when everybody was planned last.
    """

    __tablename__ = "reminder_planner"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    holder: Mapped[str | None] = mapped_column(sa.String(64))
    held_until: Mapped[datetime | None]
    seen: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    whole_at: Mapped[datetime | None]
