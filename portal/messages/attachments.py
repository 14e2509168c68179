"""Pictures and PDFs of messages: handed in before their message, kept with it for good.

A file whose message never came goes after some days.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.audit.recorder import Actor, acting
from portal.db import Database
from portal.errors import Conflict, NotFound, RuleBroken
from portal.files import service as files
from portal.files.check import Checked
from portal.files.store import FileStore
from portal.messages.models import Message, MessageFile, MessageKind, Thread
from portal.messages.threads import Own
from portal.participants.models import Participant

MOST_WAITING = 30
"""Files of one person whose message has not come. More are refused: something goes wrong."""
KEPT_WITHOUT_MESSAGE = timedelta(days=30)
"""A phone may be without a connection between the first file and its message for that long."""
COLLECTOR = Actor("portal: messages", None)


def same_again(
    session: Session, file_id: UUID, account_id: UUID, source_sha256: str
) -> MessageFile | None:
    """The file of that id, if it is this one. Raises NotFound for somebody else's, Conflict for
    another file under a used id."""
    row = session.get(MessageFile, file_id, options=[joinedload(MessageFile.file)])
    if row is None:
        return None
    if row.made_by != account_id:
        raise NotFound("message_file")
    if row.file.source_sha256 != source_sha256:
        raise Conflict("message_file_differs", field="file")
    return row


def check_room(session: Session, account_id: UUID) -> None:
    """Raises RuleBroken where too many files of this person wait for their message."""
    waiting = session.scalar(
        sa.select(sa.func.count())
        .select_from(MessageFile)
        .where(MessageFile.made_by == account_id, MessageFile.message_id.is_(None))
    )
    if (waiting or 0) >= MOST_WAITING:
        raise RuleBroken("message_files_enough", field="file", most=MOST_WAITING)


def add(
    session: Session,
    store: FileStore,
    participant: Participant,
    file_id: UUID,
    checked: Checked,
    account_id: UUID,
    *,
    now: datetime,
) -> MessageFile:
    """Keep a file; the message that names it comes later."""
    kept = files.keep(
        session,
        store,
        checked,
        site_id=participant.site_id,
        participant_id=participant.id,
        by=account_id,
        now=now,
    )
    row = MessageFile(
        id=file_id,
        participant_id=participant.id,
        site_id=participant.site_id,
        made_at=now,
        made_by=account_id,
        position=0,
    )
    row.file = kept
    session.add(row)
    session.flush()
    return row


def own(session: Session, file_id: UUID, whose: Own, account_id: UUID) -> MessageFile:
    """A file in one's own threads that is not of a note, or one that one has just handed in."""
    row = session.get(MessageFile, file_id, options=[joinedload(MessageFile.file)])
    if row is None:
        raise NotFound("message_file")
    if row.message_id is None:
        if row.made_by != account_id:
            raise NotFound("message_file")
        return row
    message = session.get_one(Message, row.message_id)
    thread = session.get_one(Thread, message.thread_id)
    if not whose.has(thread) or message.kind is MessageKind.NOTE:
        raise NotFound("message_file")
    return row


def at_sites(
    session: Session, file_id: UUID, account_id: UUID, *, sites: Collection[UUID]
) -> MessageFile:
    """A file that came with a message at one of these sites, or one's own before it is sent."""
    row = session.get(MessageFile, file_id, options=[joinedload(MessageFile.file)])
    if row is None or row.site_id not in sites:
        raise NotFound("message_file")
    if row.message_id is None and row.made_by != account_id:
        raise NotFound("message_file")
    return row


def collect(database: Database, *, now: datetime) -> int:
    """Remove files whose message never came; how many. Their contents go with the next sweep."""
    with database.transaction() as session:
        acting(session, COLLECTOR, now)
        rows = session.scalars(
            sa.select(MessageFile)
            .where(
                MessageFile.message_id.is_(None),
                MessageFile.made_at < now - KEPT_WITHOUT_MESSAGE,
            )
            .options(joinedload(MessageFile.file))
            .limit(500)
        ).all()
        for row in rows:
            kept = row.file
            session.delete(row)
            session.flush()
            files.forget(session, kept)
    return len(rows)
