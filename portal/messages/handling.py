"""What the team does with a thread: answer, note, assign, link, close, merge."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, Membership
from portal.accounts.roles import MAY, May
from portal.errors import Conflict, RuleBroken, StaleEdit
from portal.messages import writing
from portal.messages.models import Message, MessageKind, Thread, ThreadStatus
from portal.messages.replies import left_open
from portal.messages.writing import Author, NewMessage
from portal.participants.models import Participant
from portal.partners.listing import place_of
from portal.study.messages.definition import Messages
from portal.study.service import Catalog

ANSWERERS = frozenset(role for role, may in MAY.items() if May.MESSAGES_WRITE in may)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the team writes. `seen`: the number of the last message that the author had on screen."""

    message: NewMessage
    note: bool
    seen: int
    close: bool


def answer(
    session: Session,
    thread: Thread,
    new: Answer,
    author: Author,
    *,
    catalog: Catalog,
    now: datetime,
) -> tuple[Message, bool]:
    """Store an answer or an internal note, and whether it is new.

    An answer ends the wait for what its author had seen; what the person wrote after that waits
    on, and its thread stays open. Whoever answers has the thread if nobody had it. Raises
    Conflict("answered_meanwhile") where a colleague answered what the author had not seen, and
    RuleBroken("partner_reads_no_more") where it is with a care partner who helps no more.
    """
    existing = writing.same_again(session, thread, new.message, author)
    if existing is not None:
        return existing, False
    if not new.note and help_ended(session, thread):
        raise RuleBroken("partner_reads_no_more", field="text")
    unseen = None if new.note else _unseen(session, thread, author, new)
    waited = None if new.note else thread.settle()
    kind = MessageKind.NOTE if new.note else MessageKind.FROM_TEAM
    message = writing.store(
        session, thread, kind, author, new.message, now=now, waited_since=waited
    )
    if not new.note and thread.assigned_to is None:
        thread.assigned_to, thread.assigned_name = author.account_id, author.name
    if unseen is not None:
        who = thread.participant
        writing.wait(session, thread, who, since=unseen.at, catalog=catalog)
    elif new.close and thread.status is ThreadStatus.OPEN:
        _close(thread, author, now)
    session.flush()
    return message, True


def _unseen(session: Session, thread: Thread, author: Author, new: Answer) -> Message | None:
    """The first message of the person that the author had not seen; see :func:`answer`."""
    left = left_open(new.message.text)
    if left:
        raise RuleBroken("placeholder_left", field="text", placeholder=left.strip("{}"))
    after = session.scalars(
        sa.select(Message)
        .where(
            Message.thread_id == thread.id,
            Message.number > new.seen,
            Message.kind != MessageKind.NOTE,
        )
        .order_by(Message.number)
    ).all()
    for message in after:
        if message.kind is MessageKind.FROM_TEAM and message.author_id != author.account_id:
            raise Conflict("answered_meanwhile", name=message.author_name)
    return next((one for one in after if one.kind is MessageKind.FROM_PERSON), None)


def help_ended(session: Session, thread: Thread) -> bool:
    """Whether it is with a care partner who does not help the participant any more."""
    partner_id = thread.partner_id
    return partner_id is not None and place_of(session, partner_id, thread.participant_id) is None


def check_topic(rules: Messages, topic: str) -> None:
    """Raises RuleBroken for a topic that the study does not have."""
    if rules.topic(topic) is None:
        raise RuleBroken("unknown_topic", field="topic")


def check_version(thread: Thread, version: int) -> None:
    """Raises StaleEdit where somebody changed it since it was read."""
    if thread.version != version:
        raise StaleEdit("thread", current=thread.version)


def people(session: Session, participant: Participant, *, now: datetime) -> list[Account]:
    """Who may answer at this participant's site, by name."""
    return list(
        session.scalars(
            sa.select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .where(
                Membership.study_id == participant.study_id,
                sa.or_(Membership.site_id == participant.site_id, Membership.site_id.is_(None)),
                Membership.role.in_(ANSWERERS),
                sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
            )
            .order_by(Account.name, Account.id)
            .distinct()
        )
    )


def left(session: Session, threads: Collection[Thread], *, now: datetime) -> frozenset[UUID]:
    """Those of these threads whose assignee may answer there no more, in one statement."""
    assignees = {one.assigned_to for one in threads if one.assigned_to}
    if not assignees:
        return frozenset()
    places = session.execute(
        sa.select(Membership.account_id, Membership.study_id, Membership.site_id).where(
            Membership.account_id.in_(assignees),
            Membership.role.in_(ANSWERERS),
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
        )
    )
    able = {tuple(place) for place in places}
    return frozenset(
        one.id
        for one in threads
        if one.assigned_to
        and able.isdisjoint(
            (one.assigned_to, one.participant.study_id, site) for site in (one.site_id, None)
        )
    )


def assign(
    session: Session, thread: Thread, account_id: UUID | None, *, version: int, now: datetime
) -> None:
    """Give it to somebody who may answer there, or to nobody.

    Raises RuleBroken("assignee_left") for somebody who was of the team and is not any more.
    """
    if thread.assigned_to == account_id:
        return
    check_version(thread, version)
    if account_id is None:
        thread.assigned_to = thread.assigned_name = None
        return
    able = {person.id: person for person in people(session, thread.participant, now=now)}
    if account_id not in able:
        gone = session.get(Account, account_id)
        if gone is not None and _was_of_team(session, gone, thread.participant):
            raise RuleBroken("assignee_left", field="account_id", name=gone.name)
        raise RuleBroken("unknown_assignee", field="account_id")
    thread.assigned_to, thread.assigned_name = account_id, able[account_id].name


def unassign(session: Session, account_id: UUID, *, sites: Collection[UUID]) -> None:
    """Nobody has the open threads any more that she had at these sites: she left."""
    for thread in session.scalars(
        sa.select(Thread).where(
            Thread.assigned_to == account_id,
            Thread.status == ThreadStatus.OPEN,
            Thread.site_id.in_(sites),
        )
    ):
        thread.assigned_to = thread.assigned_name = None


def _was_of_team(session: Session, person: Account, participant: Participant) -> bool:
    there = sa.select(Membership.id).where(
        Membership.account_id == person.id,
        Membership.study_id == participant.study_id,
        Membership.participant_id.is_(None),
    )
    return session.scalar(sa.select(there.exists())) or False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a thread is about, and whether somebody should translate it."""

    topic: str
    visit_id: UUID | None
    claim_id: UUID | None
    needs_translation: bool


def label(
    session: Session, thread: Thread, new: Labels, topics: Collection[str], *, version: int
) -> None:
    """Change what it is about. The topic is one of the study's, or the one it had."""
    check_version(thread, version)
    if new.topic not in topics and new.topic != thread.topic:
        raise RuleBroken("unknown_topic", field="topic")
    writing.check_links(session, thread.participant_id, new.visit_id, new.claim_id)
    thread.topic, thread.needs_translation = new.topic, new.needs_translation
    thread.visit_id, thread.claim_id = new.visit_id, new.claim_id
    session.flush()
    session.expire(thread, ["visit", "claim"])


def close(thread: Thread, author: Author, *, version: int, now: datetime) -> None:
    """The team is done with it: nothing waits any more. Twice is once."""
    if thread.status is ThreadStatus.CLOSED:
        return
    check_version(thread, version)
    _close(thread, author, now)


def _close(thread: Thread, author: Author, now: datetime) -> None:
    thread.settle()
    thread.move_to(ThreadStatus.CLOSED, by=author.name, at=now)


def reopen(thread: Thread, author: Author, *, version: int, now: datetime) -> None:
    """It goes on. Twice is once."""
    if thread.status is ThreadStatus.OPEN:
        return
    check_version(thread, version)
    thread.move_to(ThreadStatus.OPEN, by=author.name, at=now)


def merge(
    session: Session, thread: Thread, into: Thread, author: Author, *, version: int, now: datetime
) -> None:
    """Let `thread` go on in `into`, with the same person; what waited in either waits on.

    Threads that were merged into `thread` follow it, so that a root is never merged itself.
    """
    check_version(thread, version)
    same = (thread.participant_id, thread.partner_id) == (into.participant_id, into.partner_id)
    if thread.id == into.id or not same or into.status is ThreadStatus.MERGED:
        raise RuleBroken("merge_with_other", field="into")
    since, by = thread.waiting_since, thread.answer_by
    thread.settle()
    thread.merged_into_id = into.id
    thread.move_to(ThreadStatus.MERGED, by=author.name, at=now)
    for child in session.scalars(sa.select(Thread).where(Thread.merged_into_id == thread.id)):
        child.merged_into_id = into.id
    into.last_at = max(into.last_at, thread.last_at)
    into.needs_translation |= thread.needs_translation
    if since is not None:
        if into.status is ThreadStatus.CLOSED:
            into.move_to(ThreadStatus.OPEN, by=author.name, at=now)
        into.waiting_since = min(into.waiting_since or since, since)
        into.answer_by = min(filter(None, (into.answer_by, by)))
    session.flush()
