"""What was sent to a person lately, for her own eyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.outcome import Outcome
from portal.reminders.models import Notice, NoticeAttempt, NoticeStatus
from portal.study.reminders.definition import Channel

_PLACE = {Channel.PUSH: 0, Channel.SMS: 1, Channel.MAIL: 2}
IN_ORDER = (
    NoticeAttempt.at,
    sa.case(*((NoticeAttempt.channel == channel, place) for channel, place in _PLACE.items())),
    NoticeAttempt.id,
)
"""Tries as they were made: of one moment, the channel that has its turn first."""

LATELY = timedelta(days=90)
MOST = 50
SHOWN = frozenset(NoticeStatus) - {NoticeStatus.PLANNED, NoticeStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice, and the channels that took it, in order."""

    notice: Notice
    channels: tuple[Channel, ...]


def lately(session: Session, account_id: UUID, *, now: datetime) -> list[Sent]:
    """The newest notices to this account, the latest first. Two statements."""
    rows = session.scalars(
        sa.select(Notice)
        .where(
            Notice.account_id == account_id,
            Notice.status.in_(SHOWN),
            Notice.due_at > now - LATELY,
        )
        .order_by(Notice.due_at.desc(), Notice.id)
        .limit(MOST)
    ).all()
    through = accepted(session, [row.id for row in rows])
    return [Sent(row, through[row.id]) for row in rows]


def accepted(
    session: Session, notice_ids: Sequence[UUID]
) -> defaultdict[UUID, tuple[Channel, ...]]:
    """The channels that took each of these notices, in order."""
    found: defaultdict[UUID, tuple[Channel, ...]] = defaultdict(tuple)
    rows = session.execute(
        sa.select(NoticeAttempt.notice_id, NoticeAttempt.channel)
        .where(NoticeAttempt.notice_id.in_(notice_ids), NoticeAttempt.outcome == Outcome.ACCEPTED)
        .order_by(*IN_ORDER)
    )
    for notice_id, channel in rows:
        if channel not in found[notice_id]:
            found[notice_id] += (channel,)
    return found
