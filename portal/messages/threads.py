"""Finding a thread: one's own, or one of the team's sites; what belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from portal.errors import NotFound, RuleBroken
from portal.messages.models import Message, MessageFile, MessageKind, Thread
from portal.participants.models import Participant
from portal.study.messages.definition import Messages
from portal.study.service import Catalog

PAGE = 100
"""Messages of a thread that are read at once."""

SHOWN_TO_PERSON = (MessageKind.FROM_PERSON, MessageKind.FROM_TEAM)


@dataclass(frozen=True, slots=True)
class Own:
    """Whose threads: the participant's, or those of the care partner with the account `partner_id`."""

    participant_id: UUID
    partner_id: UUID | None

    def has(self, thread: Thread) -> bool:
        return (thread.participant_id, thread.partner_id) == (self.participant_id, self.partner_id)

    def where(self) -> tuple[sa.ColumnElement[bool], ...]:
        mine = (
            Thread.partner_id.is_(None)
            if self.partner_id is None
            else Thread.partner_id == self.partner_id
        )
        return Thread.participant_id == self.participant_id, mine


def rules_for(session: Session, participant: Participant, catalog: Catalog) -> Messages:
    """How this study takes messages. Raises RuleBroken where it takes none."""
    study = catalog.get(session, participant.study_id, participant.study.version)
    if study.messages is None:
        raise RuleBroken("messages_not_taken")
    return study.messages


def own(session: Session, thread_id: UUID, whose: Own) -> Thread:
    """The thread, or the one it goes on in. Raises NotFound for anyone else's."""
    row = _root(session, session.get(Thread, thread_id))
    if row is None or not whose.has(row):
        raise NotFound("thread")
    return row


def at_sites(
    session: Session, thread_id: UUID, *, sites: Collection[UUID], lock: bool = False
) -> Thread:
    """The thread, or the one it goes on in. Raises NotFound outside `sites`."""
    row = session.get(Thread, thread_id, options=_WITH_PEOPLE)
    if row is not None and row.merged_into_id is not None:
        row = session.get_one(Thread, row.merged_into_id, options=_WITH_PEOPLE)
    if row is None or row.site_id not in sites:
        raise NotFound("thread")
    if lock:
        session.refresh(row, with_for_update={"of": Thread})
    return row


_WITH_PEOPLE: tuple[ORMOption, ...] = (
    joinedload(Thread.participant).joinedload(Participant.site),
    joinedload(Thread.participant).joinedload(Participant.study),
    joinedload(Thread.visit),
    joinedload(Thread.claim),
)


def locked(session: Session, thread_id: UUID) -> Thread | None:
    """The thread, or the one it goes on in, held until the end of the transaction."""
    row = _root(session, session.get(Thread, thread_id))
    if row is not None:
        session.refresh(row, with_for_update={"of": Thread})
    return row


def _root(session: Session, row: Thread | None) -> Thread | None:
    if row is None or row.merged_into_id is None:
        return row
    return session.get(Thread, row.merged_into_id)  # never merged itself: see handling.merge


def family(session: Session, thread: Thread) -> Sequence[UUID]:
    """The thread and those that were merged into it."""
    merged = session.scalars(
        sa.select(Thread.id).where(Thread.merged_into_id == thread.id).order_by(Thread.opened_at)
    ).all()
    return [thread.id, *merged]


@dataclass(frozen=True, slots=True)
class Page:
    """Messages in their order, the newest last. `more`: there are older ones."""

    messages: Sequence[Message]
    more: bool


_ORDER = (Message.at, Message.thread_id, Message.number)


def messages_of(
    session: Session,
    ids: Collection[UUID],
    *,
    kinds: Collection[MessageKind] = tuple(MessageKind),
    before: UUID | None = None,
    limit: int = PAGE,
) -> Page:
    """The newest messages of these threads, or the newest before the message `before`."""
    where: list[sa.ColumnElement[bool]] = [Message.thread_id.in_(ids), Message.kind.in_(kinds)]
    if before is not None:
        first = session.get(Message, before)
        if first is None or first.thread_id not in ids:
            raise NotFound("message")
        where.append(sa.tuple_(*_ORDER) < sa.tuple_(*_place(first)))
    rows = session.scalars(
        sa.select(Message)
        .where(*where)
        .options(selectinload(Message.files).joinedload(MessageFile.file))
        .order_by(*(column.desc() for column in _ORDER))
        .limit(limit + 1)
    ).all()
    return Page(rows[:limit][::-1], more=len(rows) > limit)


def _place(message: Message) -> tuple[sa.ColumnElement[object], ...]:
    return (
        sa.literal(message.at, Message.at.type),
        sa.literal(message.thread_id, Message.thread_id.type),
        sa.literal(message.number),
    )
