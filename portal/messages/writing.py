"""Writing a message: once, whatever the network does; what waits for an answer begins here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.claims.models import Claim
from portal.errors import Conflict, NotFound, RuleBroken
from portal.messages import search, threads
from portal.messages.models import (
    Message,
    MessageFile,
    MessageKind,
    Thread,
    ThreadStatus,
)
from portal.messages.threads import Own
from portal.participants.models import Participant
from portal.schedule import office_hours
from portal.schedule.models import Visit
from portal.study.service import Catalog

MOST_FILES = 10
LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes."""

    account_id: UUID
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """`id`, `thread_id` and those of `files` are made by the sender. `corrects`: an earlier one."""

    id: UUID
    thread_id: UUID
    text: str
    files: tuple[UUID, ...] = ()
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a new thread is about: a topic of the study, and perhaps a visit or a claim."""

    topic: str
    visit_id: UUID | None = None
    claim_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """`new`: something was stored. `begins_wait`: nothing had waited for the team before it."""

    thread: Thread
    message: Message
    new: bool
    begins_wait: bool


def send(
    session: Session,
    participant: Participant,
    whose: Own,
    author: Author,
    new: NewMessage,
    about: About,
    *,
    catalog: Catalog,
    now: datetime,
) -> Sent:
    """Store what the participant or her care partner writes; it opens a closed thread again.

    The same message again is the same message. Raises Conflict("message_differs") for other words
    under a used id; RuleBroken, at its field, for what cannot be.
    """
    rules = threads.rules_for(session, participant, catalog)
    thread = threads.locked(session, new.thread_id)
    if thread is not None and not whose.has(thread):
        raise NotFound("thread")
    existing = same_again(session, thread, new, author)
    if existing is not None and thread is not None:
        return Sent(thread, existing, new=False, begins_wait=False)
    if thread is None:
        if rules.topic(about.topic) is None:
            raise RuleBroken("unknown_topic", field="topic")
        thread = begin(session, participant, whose.partner_id, new.thread_id, about, now=now)
    message = store(session, thread, MessageKind.FROM_PERSON, author, new, now=now)
    if thread.status is ThreadStatus.CLOSED:
        thread.move_to(ThreadStatus.OPEN, by=author.name, at=now)
    begins = thread.waiting_since is None
    if begins:
        wait(session, thread, participant, since=now, catalog=catalog)
    session.flush()
    return Sent(thread, message, new=True, begins_wait=begins)


def wait(
    session: Session, thread: Thread, participant: Participant, *, since: datetime, catalog: Catalog
) -> None:
    """Something waits for the team since then; the limit counts in the site's hours."""
    rules = threads.rules_for(session, participant, catalog)
    study = catalog.get(session, participant.study_id, participant.study.version)
    site = study.site(participant.site.key)
    thread.waiting_since = since
    thread.answer_by = office_hours.after(site, since, rules.answer_within)


def begin(
    session: Session,
    participant: Participant,
    partner_id: UUID | None,
    thread_id: UUID,
    about: About,
    *,
    now: datetime,
) -> Thread:
    """A new thread without a message yet. The visit and the claim are this participant's."""
    check_links(session, participant.id, about.visit_id, about.claim_id)
    thread = Thread(
        id=thread_id,
        participant_id=participant.id,
        site_id=participant.site_id,
        partner_id=partner_id,
        topic=about.topic,
        visit_id=about.visit_id,
        claim_id=about.claim_id,
        status=ThreadStatus.OPEN,
        opened_at=now,
        last_at=now,
        last_number=0,
    )
    session.add(thread)
    session.flush()
    return thread


def check_links(
    session: Session, participant_id: UUID, visit_id: UUID | None, claim_id: UUID | None
) -> None:
    """Raises RuleBroken for a visit or claim that is not this participant's."""
    visit = session.get(Visit, visit_id) if visit_id else None
    claim = session.get(Claim, claim_id) if claim_id else None
    if visit_id and (visit is None or visit.participant_id != participant_id):
        raise RuleBroken("unknown_link", field="visit_id")
    if claim_id and (claim is None or claim.participant_id != participant_id):
        raise RuleBroken("unknown_link", field="claim_id")


def same_again(
    session: Session, thread: Thread | None, new: NewMessage, author: Author
) -> Message | None:
    """The stored message of that id, if it is this one in this thread. Raises Conflict for another."""
    found = session.get(Message, new.id)
    if found is None:
        return None
    if thread is None or found.thread_id not in threads.family(session, thread):
        raise Conflict("message_differs", field="id")
    files = session.scalars(
        sa.select(MessageFile.id)
        .where(MessageFile.message_id == found.id)
        .order_by(MessageFile.position)
    )
    same = (found.author_id, found.text, found.corrects_id, tuple(files))
    if same != (author.account_id, new.text, new.corrects, new.files):
        raise Conflict("message_differs", field="id")
    return found


def store(
    session: Session,
    thread: Thread,
    kind: MessageKind,
    author: Author,
    new: NewMessage,
    *,
    now: datetime,
    waited_since: datetime | None = None,
) -> Message:
    """Add the message at the end of its thread, with its files."""
    if not new.text and not new.files:
        raise RuleBroken("message_empty", field="text")
    if new.corrects is not None:
        _check_correction(session, thread, kind, author, new.corrects)
    files = _files(session, thread, author, new.files)
    thread.last_number += 1
    thread.last_at = now
    message = Message(
        id=new.id,
        thread_id=thread.id,
        number=thread.last_number,
        participant_id=thread.participant_id,
        site_id=thread.site_id,
        kind=kind,
        at=now,
        author_id=author.account_id,
        author_name=author.name,
        language=author.language,
        text=new.text,
        words=search.indexed(" ".join([new.text, *(row.file.name for row in files)])),
        corrects_id=new.corrects,
        waited_since=waited_since,
    )
    session.add(message)
    session.flush()
    for position, row in enumerate(files):
        row.message_id, row.position = message.id, position
    session.flush()
    return message


def _check_correction(
    session: Session, thread: Thread, kind: MessageKind, author: Author, corrects: UUID
) -> None:
    earlier = session.get(Message, corrects)
    mine = earlier is not None and (earlier.author_id, earlier.kind) == (author.account_id, kind)
    if earlier is None or not mine or earlier.thread_id not in threads.family(session, thread):
        raise RuleBroken("not_yours_to_correct", field="corrects")


def _files(
    session: Session, thread: Thread, author: Author, wanted: Sequence[UUID]
) -> list[MessageFile]:
    """The files in the order of `wanted`: handed in by the author for this participant, unused."""
    rows = session.scalars(
        sa.select(MessageFile)
        .where(
            MessageFile.id.in_(wanted),
            MessageFile.participant_id == thread.participant_id,
            MessageFile.made_by == author.account_id,
            MessageFile.message_id.is_(None),
        )
        .options(joinedload(MessageFile.file))
    )
    by_id = {row.id: row for row in rows}
    for index, key in enumerate(wanted):
        if key not in by_id or key in wanted[:index]:
            raise RuleBroken("unknown_message_file", field=f"files.{index}")
    return [by_id[key] for key in wanted]
