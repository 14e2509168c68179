"""What of the messages waits for the team: threads in which nobody has answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.messages import handling
from portal.messages.desk import WAITS
from portal.messages.models import Message, MessageKind, Thread, ThreadStatus
from portal.queue.source import Context, Person, Source, columns

MESSAGES = "message"
LONGEST_WORDS = 120


def _waiting(context: Context) -> sa.Select[tuple[object, ...]]:
    """The words of the row are the beginning of what the person wrote last."""
    words = (
        sa.select(sa.func.substr(Message.text, 1, LONGEST_WORDS))
        .where(Message.thread_id == Thread.id, Message.kind == MessageKind.FROM_PERSON)
        .order_by(Message.number.desc())
        .limit(1)
        .correlate(Thread)
        .scalar_subquery()
    )
    return sa.select(
        *columns(
            context,
            object_id=Thread.id,
            participant_id=Thread.participant_id,
            site_id=Thread.site_id,
            since=Thread.waiting_since,
            due=Thread.answer_by,
            visit_id=Thread.visit_id,
            taken_by=Thread.assigned_to,
            taken_by_name=Thread.assigned_name,
            version=Thread.version,
            words=words,
        )
    ).where(Thread.site_id.in_(context.sites), Thread.status == ThreadStatus.OPEN, WAITS)


def _give(session: Session, thread_id: UUID, to: Person | None, _by: Person, now: datetime) -> None:
    thread = session.get_one(Thread, thread_id)
    handling.assign(session, thread, to.account_id if to else None, version=thread.version, now=now)


SOURCES = (
    Source(
        kind=MESSAGES,
        may_read=May.MESSAGES_READ,
        may_act=May.MESSAGES_WRITE,
        model=Thread,
        waiting=_waiting,
        give=_give,
    ),
)
