"""What the timeline tells of messages: who wrote, in which conversation, and its opening and end.

The texts are in the conversation itself, to which each entry leads.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.messages.announcement_models import Announcement, Delivery
from portal.messages.models import Message, MessageKind, Thread, ThreadStatus, ThreadStep
from portal.timeline.happening import About, Happening, Place, Source, Window, doer

WRITTEN, MOVED, ANNOUNCED = "message", "thread_step", "announcement_delivery"


class What(StrEnum):
    WROTE = "message.wrote"
    ANSWERED = "message.answered"
    NOTED = "message.noted"
    CLOSED = "thread.closed"
    REOPENED = "thread.reopened"
    MERGED = "thread.merged"
    TOLD = "announcement.told"


_BY_KIND = {
    MessageKind.FROM_PERSON: What.WROTE,
    MessageKind.FROM_TEAM: What.ANSWERED,
    MessageKind.NOTE: What.NOTED,
}
_BY_STATUS = {
    ThreadStatus.CLOSED: What.CLOSED,
    ThreadStatus.OPEN: What.REOPENED,
    ThreadStatus.MERGED: What.MERGED,
}
LONGEST = 120


def _newest(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    return [*_written(session, window), *_moved(session, window), *_told(session, window)]


def _written(session: Session, window: Window) -> list[Happening]:
    statement = sa.select(
        Message.id,
        Message.thread_id,
        Message.at,
        Message.kind,
        Message.author_name,
        sa.func.substr(Message.text, 1, LONGEST),
    ).where(Message.participant_id == window.participant_id)
    rows = window.rows(session, statement, origin=WRITTEN, at=Message.at, row=Message.id)
    return [
        Happening(
            place=Place(at, WRITTEN, message_id),
            what=_BY_KIND[kind],
            by=author,
            about=About.THREAD,
            object_id=thread_id,
            facts={"note": text},
        )
        for message_id, thread_id, at, kind, author, text in rows
    ]


def _moved(session: Session, window: Window) -> list[Happening]:
    statement = (
        sa.select(ThreadStep.id, ThreadStep.thread_id, ThreadStep.at, ThreadStep.new, ThreadStep.by)
        .join(Thread, Thread.id == ThreadStep.thread_id)
        .where(Thread.participant_id == window.participant_id)
    )
    rows = window.rows(session, statement, origin=MOVED, at=ThreadStep.at, row=ThreadStep.id)
    return [
        Happening(
            place=Place(at, MOVED, step_id),
            what=_BY_STATUS[new],
            by=doer(by),
            about=About.THREAD,
            object_id=thread_id,
        )
        for step_id, thread_id, at, new, by in rows
    ]


def _told(session: Session, window: Window) -> list[Happening]:
    statement = (
        sa.select(Delivery.id, Announcement.made_at, Announcement.made_by_name, Announcement.title)
        .join(Announcement, Announcement.id == Delivery.announcement_id)
        .where(Delivery.participant_id == window.participant_id)
    )
    rows = window.rows(
        session, statement, origin=ANNOUNCED, at=Announcement.made_at, row=Delivery.id
    )
    return [
        Happening(
            place=Place(at, ANNOUNCED, delivery_id),
            what=What.TOLD,
            by=by,
            about=About.PARTICIPANT,
            object_id=window.participant_id,
            facts={"note": next(iter(title.values()), "")},
        )
        for delivery_id, at, by, title in rows
    ]


MESSAGES = Source("messages", May.MESSAGES_READ, What, _newest)
