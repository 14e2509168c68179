"""Finding old messages: within one's own threads, or within those of the team's sites."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.messages import search
from portal.messages.models import Message, Thread
from portal.messages.search import Within
from portal.messages.threads import SHOWN_TO_PERSON, Own
from portal.participants.models import Participant


def at_desk(
    session: Session, query: str, *, sites: Collection[UUID], limit: int
) -> list[tuple[Message, Thread]]:
    """The newest messages at these sites, notes among them, that have the words of `query`."""
    return _found(session, query, limit, Within(sites=frozenset(sites)))


def own(session: Session, query: str, whose: Own, *, limit: int) -> list[tuple[Message, Thread]]:
    """The newest messages of one's own threads that have the words of `query`."""
    within = Within(participant_id=whose.participant_id)
    shown = Message.kind.in_(SHOWN_TO_PERSON)
    return _found(session, query, limit, within, *whose.where(), shown)


def _found(
    session: Session, query: str, limit: int, within: Within, *where: sa.ColumnElement[bool]
) -> list[tuple[Message, Thread]]:
    statement = (
        sa.select(Message, Thread)
        .join(Thread, Thread.id == Message.thread_id)
        .where(*where)
        .options(joinedload(Thread.participant).joinedload(Participant.site))
        .order_by(Message.at.desc(), Message.number.desc())
        .limit(limit)
    )
    rows = session.execute(search.having(session, statement, search.asked_for(query), within))
    return [(message, thread) for message, thread in rows]
