"""How far each has read, and what is unread: counted, never kept as a number that could drift."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.errors import NotFound
from portal.messages.models import Message, MessageKind, ReadMark, Thread
from portal.messages.threads import Own, family

ROOT = sa.func.coalesce(Thread.merged_into_id, Thread.id)
"""The thread in which a thread goes on: itself, but for one that was merged."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads."""

    account_id: UUID
    name: str
    of_team: bool


def read(session: Session, thread: Thread, reader: Reader, *, through: UUID, now: datetime) -> None:
    """Mark all messages up to and with `through` as read. Going back changes nothing."""
    ids = family(session, thread)
    last = session.get(Message, through)
    if last is None or last.thread_id not in ids:
        raise NotFound("message")
    newest = session.execute(
        sa.select(Message.thread_id, sa.func.max(Message.number))
        .where(
            Message.thread_id.in_(ids),
            sa.or_(
                Message.at < last.at,
                sa.and_(Message.at == last.at, Message.thread_id != last.thread_id),
                sa.and_(Message.thread_id == last.thread_id, Message.number <= last.number),
            ),
        )
        .group_by(Message.thread_id)
    )
    for thread_id, number in newest:
        _mark(session, thread_id, reader, number, now)


def read_to(
    session: Session, thread: Thread, reader: Reader, *, number: int, now: datetime
) -> None:
    """Mark what had come by the thread's message of that number as read: the answer to it tells so."""
    last = session.scalar(
        sa.select(Message.id)
        .where(Message.thread_id == thread.id, Message.number <= number)
        .order_by(Message.number.desc())
        .limit(1)
    )
    if last is not None:
        read(session, thread, reader, through=last, now=now)


def _mark(session: Session, thread_id: UUID, reader: Reader, number: int, now: datetime) -> None:
    mark = session.scalar(
        sa.select(ReadMark)
        .where(ReadMark.thread_id == thread_id, ReadMark.account_id == reader.account_id)
        .with_for_update()
    )
    if mark is None:
        session.add(
            ReadMark(
                thread_id=thread_id,
                account_id=reader.account_id,
                account_name=reader.name,
                of_team=reader.of_team,
                number=number,
                at=now,
            )
        )
    elif mark.number < number:
        mark.number, mark.at, mark.account_name = number, now, reader.name
    session.flush()


def unread_of(session: Session, whose: Own, account_id: UUID) -> Mapping[UUID, int]:
    """How many messages of the team this account has not read, by thread; none: not listed."""
    return _unread(session, account_id, MessageKind.FROM_TEAM, *whose.where())


def unread_at_desk(
    session: Session, account_id: UUID, roots: Collection[UUID]
) -> Mapping[UUID, int]:
    """How many messages of the people this account has not read, by thread of `roots`."""
    goes_on = sa.or_(Thread.id.in_(roots), Thread.merged_into_id.in_(roots))
    return _unread(session, account_id, MessageKind.FROM_PERSON, goes_on)


def _unread(
    session: Session, account_id: UUID, kind: MessageKind, *where: sa.ColumnElement[bool]
) -> Mapping[UUID, int]:
    mark = sa.and_(ReadMark.thread_id == Message.thread_id, ReadMark.account_id == account_id)
    rows = session.execute(
        sa.select(ROOT, sa.func.count())
        .select_from(Message)
        .join(Thread, Thread.id == Message.thread_id)
        .outerjoin(ReadMark, mark)
        .where(
            *where,
            Message.kind == kind,
            Message.number > sa.func.coalesce(ReadMark.number, 0),
        )
        .group_by(ROOT)
    )
    return dict(rows.all())


def read_by(session: Session, ids: Collection[UUID], *, of_team: bool) -> Mapping[UUID, int]:
    """Up to which number somebody of that side has read, by thread."""
    rows = session.execute(
        sa.select(ReadMark.thread_id, sa.func.max(ReadMark.number))
        .where(ReadMark.thread_id.in_(ids), ReadMark.of_team.is_(of_team))
        .group_by(ReadMark.thread_id)
    )
    return dict(rows.all())


def waits_to_be_read(session: Session, ids: Collection[UUID]) -> bool:
    """Whether the person has something of the team's in these threads that she has not seen."""
    seen = (
        sa.select(sa.func.max(ReadMark.number))
        .where(ReadMark.thread_id == Message.thread_id, ReadMark.of_team.is_(False))
        .scalar_subquery()
    )
    unseen = sa.exists().where(
        Message.thread_id.in_(ids),
        Message.kind == MessageKind.FROM_TEAM,
        Message.number > sa.func.coalesce(seen, 0),
    )
    return session.scalar(sa.select(unseen)) or False


def of_account(session: Session, ids: Collection[UUID], account_id: UUID) -> Mapping[UUID, int]:
    """Up to which number this account has read, by thread."""
    rows = session.execute(
        sa.select(ReadMark.thread_id, ReadMark.number).where(
            ReadMark.thread_id.in_(ids), ReadMark.account_id == account_id
        )
    )
    return dict(rows.all())
