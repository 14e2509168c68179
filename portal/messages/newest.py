"""Threads with what was written last in them, as a list shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.messages.marks import ROOT
from portal.messages.models import Message, MessageFile, MessageKind, Thread, ThreadStatus
from portal.messages.threads import Own
from portal.participants.models import Participant

EXCERPT = 160
MOST_OF_ONE = 500


@dataclass(frozen=True, slots=True)
class Last:
    """The newest message of a thread, as a row shows it. `text` is cut."""

    at: datetime
    kind: MessageKind
    author: str
    text: str
    language: str
    files: bool


def last_of(
    session: Session, roots: Collection[UUID], *, kinds: Collection[MessageKind]
) -> Mapping[UUID, Last]:
    """The newest message of each of these threads and of what was merged into it."""
    newest = (
        sa.select(sa.func.max(Message.number))
        .where(Message.thread_id == Thread.id, Message.kind.in_(kinds))
        .correlate(Thread)
        .scalar_subquery()
    )
    files = sa.exists().where(MessageFile.message_id == Message.id)
    rows = session.execute(
        sa.select(
            ROOT,
            Message.at,
            Message.kind,
            Message.author_name,
            sa.func.substr(Message.text, 1, EXCERPT),
            Message.language,
            files,
        )
        .select_from(Thread)
        .join(Message, sa.and_(Message.thread_id == Thread.id, Message.number == newest))
        .where(sa.or_(Thread.id.in_(roots), Thread.merged_into_id.in_(roots)))
        .order_by(Message.at, Message.number)
    )
    return {root: Last(*rest) for root, *rest in rows}  # of merged threads the newest comes last


def of_person(session: Session, whose: Own) -> Sequence[Thread]:
    """Threads of one person, those that were merged left out, the newest first."""
    return session.scalars(
        sa.select(Thread)
        .where(*whose.where(), Thread.status != ThreadStatus.MERGED)
        .options(
            joinedload(Thread.visit),
            joinedload(Thread.claim),
            joinedload(Thread.participant).joinedload(Participant.site),
            joinedload(Thread.participant).joinedload(Participant.study),
        )
        .order_by(Thread.last_at.desc(), Thread.id)
        .limit(MOST_OF_ONE)
    ).all()
