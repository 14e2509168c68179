"""Threads and their messages, the files and read marks that belong to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.claims.models import Claim
from portal.db import Entity, stored
from portal.errors import IllegalTransition
from portal.files.models import StoredFile
from portal.participants.models import Participant
from portal.schedule.models import Visit


class ThreadStatus(StrEnum):
    """OPEN: it goes on. CLOSED: the team is done with it; an answer opens it again.
    MERGED: it goes on in another thread, for good."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


_S = ThreadStatus
NEXT: Mapping[ThreadStatus, frozenset[ThreadStatus]] = {
    _S.OPEN: frozenset({_S.CLOSED, _S.MERGED}),
    _S.CLOSED: frozenset({_S.OPEN, _S.MERGED}),
    _S.MERGED: frozenset(),
}
"""Allowed moves."""


class MessageKind(StrEnum):
    """FROM_PERSON: the participant or her care partner wrote it. NOTE: of the team, to the team."""

    FROM_PERSON = "from_person"
    FROM_TEAM = "from_team"
    NOTE = "note"


class Thread(Audited, Entity):
    """What a person and the team write to each other about one thing. `id` is made by the sender.

    `partner_id`: the care partner it is with; None: the participant herself. Neither of the two
    sees what the other writes. `last_number`: of its newest message, counted from 1. `waiting_since`:
    when the first message came that nobody answered, with `answer_by`; both None while nothing
    waits. `escalated_at`: others were told that it is late. `assigned_to`: who of the team has it.
    `version` is for optimistic locking.
    """

    __tablename__ = "thread"
    __table_args__ = (
        sa.CheckConstraint(
            "(waiting_since IS NULL) = (answer_by IS NULL)", name="what_waits_has_a_limit"
        ),
        sa.CheckConstraint("status = 'open' OR waiting_since IS NULL", name="only_open_waits"),
        sa.CheckConstraint(
            "(status = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into_another"
        ),
        sa.CheckConstraint("merged_into_id <> id", name="not_into_itself"),
        sa.CheckConstraint(
            "(assigned_to IS NULL) = (assigned_name IS NULL)", name="assigned_has_name"
        ),
        sa.Index(None, "participant_id", "last_at"),
        sa.Index(None, "site_id", "status", "answer_by"),
        sa.Index(None, "site_id", "last_at"),
        sa.Index(None, "merged_into_id"),
        sa.Index(None, "assigned_to", "status"),
    )

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    partner_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    topic: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[ThreadStatus] = mapped_column(
        stored(ThreadStatus, "status"), default=ThreadStatus.OPEN
    )
    visit_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("visit.id"))
    claim_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("claim.id"))
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    last_number: Mapped[int] = mapped_column(default=0)
    waiting_since: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    assigned_to: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    assigned_name: Mapped[str | None] = mapped_column(sa.String(200))
    needs_translation: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("thread.id"))
    version: Mapped[int] = mapped_column(default=1)

    participant: Mapped[Participant] = relationship()
    visit: Mapped[Visit | None] = relationship()
    claim: Mapped[Claim | None] = relationship()
    steps: Mapped[list[ThreadStep]] = relationship(order_by="ThreadStep.at")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: ThreadStatus, *, by: str, at: datetime, note: str = "") -> None:
        """Change the status and record who did it. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("thread", self.status, new)
        self.steps.append(ThreadStep(old=self.status, new=new, by=by, at=at, note=note))
        self.status = new

    def settle(self) -> datetime | None:
        """Nothing waits for the team any more. Since when something had waited."""
        since = self.waiting_since
        self.waiting_since = self.answer_by = self.escalated_at = None
        return since


class ThreadStep(Entity):
    """One change of a thread's status. Never changed or deleted."""

    __tablename__ = "thread_step"
    __table_args__ = (sa.Index(None, "thread_id", "at"),)

    thread_id: Mapped[UUID] = mapped_column(sa.ForeignKey("thread.id"))
    old: Mapped[ThreadStatus] = mapped_column(stored(ThreadStatus, "old"))
    new: Mapped[ThreadStatus] = mapped_column(stored(ThreadStatus, "new"))
    by: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(sa.Text, default="")


class Message(Audited, Entity):
    """What somebody wrote, for good: never changed or deleted, only corrected by a later one.

    `id` is made by the sender. `number` counts the thread's messages from 1. `corrects_id`: the
    earlier message of the same author that this one puts right. `waited_since`, of an answer: since
    when the person had waited for it. `words`: what a search finds (:mod:`portal.messages.search`).
    """

    __tablename__ = "message"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "number"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint("corrects_id <> id", name="corrects_another"),
        sa.CheckConstraint(
            "waited_since IS NULL OR kind = 'from_team'", name="only_answers_end_a_wait"
        ),
        sa.Index(None, "site_id", "at"),
        sa.Index(None, "participant_id", "at"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"text", "words"})

    thread_id: Mapped[UUID] = mapped_column(sa.ForeignKey("thread.id"))
    number: Mapped[int]
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    kind: Mapped[MessageKind] = mapped_column(stored(MessageKind, "kind"))
    at: Mapped[datetime]
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    author_name: Mapped[str] = mapped_column(sa.String(200))
    language: Mapped[str] = mapped_column(sa.String(10))
    text: Mapped[str] = mapped_column(sa.Text)
    words: Mapped[str] = mapped_column(sa.Text)
    corrects_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("message.id"))
    waited_since: Mapped[datetime | None]

    files: Mapped[list[MessageFile]] = relationship(order_by="MessageFile.position")


class MessageFile(Audited, Entity):
    """A picture or PDF that came with a message. `id` is made by the sender; it arrives first.

    `message_id` None: its message has not come yet, and it goes after some days.
    """

    __tablename__ = "message_file"
    __table_args__ = (
        sa.Index(None, "message_id"),
        sa.Index(None, "participant_id"),
        sa.Index(None, "made_by", "made_at"),
    )

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    message_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("message.id"))
    position: Mapped[int] = mapped_column(default=0)
    file_id: Mapped[UUID] = mapped_column(sa.ForeignKey("stored_file.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))

    file: Mapped[StoredFile] = relationship()


class ReadMark(Entity):
    """How far somebody has read a thread: up to the message with that `number`."""

    __tablename__ = "message_read"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "account_id"),
        sa.Index(None, "account_id"),
        sa.CheckConstraint("number > 0", name="number_positive"),
    )

    thread_id: Mapped[UUID] = mapped_column(sa.ForeignKey("thread.id"))
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(sa.String(200))
    of_team: Mapped[bool]
    number: Mapped[int]
    at: Mapped[datetime]
