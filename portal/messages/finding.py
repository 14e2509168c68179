"""Finding old messages: within one's own threads, or within those of the team's sites."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.messages import search
from portal.messages.models import Message, Thread
from portal.messages.threads import SHOWN_TO_PERSON, Own
from portal.participants.models import Participant


def at_desk(
    session: Session, query: str, *, sites: Collection[UUID], limit: int
) -> list[tuple[Message, Thread]]:
    """The newest messages at these sites, notes among them, that have the words of `query`."""
    return _found(session, query, limit, Message.site_id.in_(sites))


def own(session: Session, query: str, whose: Own, *, limit: int) -> list[tuple[Message, Thread]]:
    """The newest messages of one's own threads that have the words of `query`."""
    shown = Message.kind.in_(SHOWN_TO_PERSON)
    return _found(
        session, query, limit, Message.participant_id == whose.participant_id, *whose.where(), shown
    )


def _found(
    session: Session, query: str, limit: int, *where: sa.ColumnElement[bool]
) -> list[tuple[Message, Thread]]:
    words = search.asked_for(query)
    if not words:
        return []
    rows = session.execute(
        sa.select(Message, Thread)
        .join(Thread, Thread.id == Message.thread_id)
        .where(*where, search.has_words(session, words))
        .options(joinedload(Thread.participant).joinedload(Participant.site))
        .order_by(Message.at.desc(), Message.number.desc())
        .limit(limit)
    )
    return [(message, thread) for message, thread in rows]
