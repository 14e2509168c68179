"""How long people waited for the first answer to what they wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.messages.models import Message, Thread, ThreadStatus
from portal.timeliness.measure import Clock, Measure, Took


def _done(session: Session, sites: Collection[UUID], since: datetime) -> Iterable[Took]:
    rows = session.execute(
        sa.select(Message.site_id, Message.waited_since, Message.at).where(
            Message.site_id.in_(sites), Message.at >= since, Message.waited_since.is_not(None)
        )
    )
    return [Took(site_id, begun, ended) for site_id, begun, ended in rows if begun]


def _overdue(session: Session, sites: Collection[UUID], now: datetime) -> dict[UUID, int]:
    rows = session.execute(
        sa.select(Thread.site_id, sa.func.count())
        .where(
            Thread.site_id.in_(sites), Thread.status == ThreadStatus.OPEN, Thread.answer_by <= now
        )
        .group_by(Thread.site_id)
    )
    return dict(rows.all())


TO_ANSWER = Measure("answer", May.MESSAGES_READ, Clock.OFFICE, _done, _overdue)
