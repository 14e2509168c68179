"""How the outbox does, in numbers for whoever runs the portal: nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.outcome import Outcome
from portal.reminders.models import WAITING, Notice, NoticeAttempt, NoticeStatus
from portal.study.reminders.definition import Channel

LATELY = timedelta(hours=24)
LATE = timedelta(minutes=5)
"""A notice that went out so long after it was due is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`planned`: to come. `due`: waiting for a worker, the oldest for `oldest_due` seconds.

    `sent`, `late` and `tries` are of the last 24 hours; `failed`: no channel brought it, and nobody
    of the team has taken care of it.
    """

    planned: int
    due: int
    oldest_due: float
    sent: int
    late: int
    failed: int
    tries: dict[tuple[Channel, Outcome], int]


def figures(session: Session, *, now: datetime) -> Figures:
    """Five statements, each over an index."""
    waits = sa.and_(Notice.try_at <= now, Notice.status.in_(WAITING))
    due, oldest = session.execute(
        sa.select(sa.func.count(), sa.func.min(Notice.try_at)).where(waits)
    ).one()
    lately = sa.and_(Notice.due_at > now - LATELY, Notice.sent_at > now - LATELY)
    gone = session.execute(sa.select(Notice.due_at, Notice.sent_at).where(lately)).all()
    tries = session.execute(
        sa.select(NoticeAttempt.channel, NoticeAttempt.outcome, sa.func.count())
        .where(NoticeAttempt.at > now - LATELY)
        .group_by(NoticeAttempt.channel, NoticeAttempt.outcome)
    )
    return Figures(
        planned=_count(session, Notice.try_at > now, Notice.status == NoticeStatus.PLANNED),
        due=due,
        oldest_due=(now - oldest).total_seconds() if oldest else 0.0,
        sent=len(gone),
        late=sum(sent - wanted > LATE for wanted, sent in gone if sent is not None),
        failed=_count(
            session,
            Notice.status == NoticeStatus.FAILED,
            Notice.handled_at.is_(None),
            Notice.due_at > now - timedelta(days=30),
        ),
        tries={(channel, outcome): number for channel, outcome, number in tries},
    )


def _count(session: Session, *where: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Notice).where(*where)) or 0
