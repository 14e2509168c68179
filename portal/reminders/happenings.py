"""What the timeline tells of notices: sent, by whom where it was by hand, opened, failed, taken care of.

That a device showed one stands with the notice itself: told here too, every notice were two lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.accounts.models import Account
from portal.accounts.roles import May
from portal.reminders.models import Notice, NoticeStatus
from portal.study.reminders.definition import About as Kind
from portal.timeline.happening import About, Happening, Place, Source, Window


class What(StrEnum):
    """SENT: a channel took it. ASKED: somebody of the team sent it by hand.

    Facts: `about`, a kind of notice, and `whom`, who was told.
    """

    ASKED = "notice.by_hand"
    SENT = "notice.sent"
    OPENED = "notice.opened"
    FAILED = "notice.failed"
    HANDLED = "notice.handled"


_FAILED = Notice.status == NoticeStatus.FAILED
_MOMENTS: tuple[
    tuple[What, InstrumentedAttribute[Any], tuple[sa.ColumnElement[bool], ...]], ...
] = (
    (What.ASKED, Notice.made_at, (Notice.by_hand != "",)),
    (What.SENT, Notice.sent_at, (Notice.sent_at.is_not(None),)),
    (What.OPENED, Notice.opened_at, (Notice.opened_at.is_not(None),)),
    (What.FAILED, Notice.due_at, (_FAILED,)),
    (What.HANDLED, Notice.handled_at, (Notice.handled_at.is_not(None),)),
)
"""The moments of a notice that are told. The tries of one that failed may end later than `due_at`;
it belongs where she should have been told."""


def _newest(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    return [
        happening
        for what, at, where in _MOMENTS
        for happening in _told(session, window, what, at, where)
    ]


def _told(
    session: Session,
    window: Window,
    what: What,
    at: InstrumentedAttribute[Any],
    where: tuple[sa.ColumnElement[bool], ...],
) -> Iterator[Happening]:
    origin = what.value
    statement = (
        sa.select(Notice.id, at, Notice.about, Notice.by_hand, Notice.handled_by_name, Account.name)
        .join(Account, Account.id == Notice.account_id)
        .where(
            Notice.participant_id == window.participant_id,
            Notice.about != Kind.TEST,  # what somebody sends herself tells nothing of her
            *where,
        )
    )
    for key, moment, about, by_hand, handler, name in window.rows(
        session, statement, origin=origin, at=at, row=Notice.id
    ):
        doers = {What.ASKED: by_hand, What.OPENED: name, What.HANDLED: handler}
        yield Happening(
            place=Place(moment, origin, key),
            what=what,
            by=doers.get(what),
            about=About.PARTICIPANT,
            object_id=window.participant_id,
            facts={"about": about.value, "whom": name},
        )


NOTICES = Source("notices", May.REMINDERS_READ, What, _newest)
