"""Messages as a table, for whoever has to keep or count them elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import csv_text
from portal.messages.models import Message, Thread
from portal.participants.models import Participant
from portal.study.models import Site

COLUMNS = (
    *("site", "participant", "thread", "topic", "status", "number", "sent_at", "kind"),
    *("author", "language", "text", "corrects", "waited_since", "assigned_to"),
)


def messages(session: Session, *, sites: Collection[UUID]) -> str:
    """Every message at these sites as CSV, by participant and time. Instants are in UTC."""
    return csv_text.table(COLUMNS, _lines(session, sites))


def _lines(session: Session, sites: Collection[UUID]) -> Iterator[tuple[object, ...]]:
    rows = session.execute(
        sa.select(Message, Thread, Participant.code, Site.key)
        .join(Thread, Thread.id == Message.thread_id)
        .join(Participant, Participant.id == Message.participant_id)
        .join(Site, Site.id == Message.site_id)
        .where(Message.site_id.in_(sites))
        .order_by(Participant.code, Message.at, Message.thread_id, Message.number)
    )
    for message, thread, code, site in rows:
        yield (
            *(site, code, thread.id, thread.topic, thread.status.value, message.number),
            *(message.at.isoformat(), message.kind.value, message.author_name, message.language),
            *(message.text, message.corrects_id),
            message.waited_since.isoformat() if message.waited_since else None,
            thread.assigned_name,
        )
