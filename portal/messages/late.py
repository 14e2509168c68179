"""Messages that nobody answered in time are told to who comes next: the study's `escalate_to`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.db import Database
from portal.mail import Mail, Mailer
from portal.messages.models import Thread, ThreadStatus
from portal.participants import late, telling
from portal.participants.models import Participant
from portal.study.service import Catalog


def waiting(session: Session, *, now: datetime) -> Sequence[UUID]:
    """Threads whose limit is over and that were not told to others yet, the longest waiting first."""
    return session.scalars(
        sa.select(Thread.id)
        .where(
            Thread.status == ThreadStatus.OPEN,
            Thread.answer_by <= now,
            Thread.escalated_at.is_(None),
        )
        .order_by(Thread.answer_by)
        .limit(100)
    ).all()


def escalate(
    database: Database,
    catalog: Catalog,
    mailer: Mailer,
    *,
    address: str,
    clock: Callable[[], datetime],
) -> int:
    """Tell of every thread that is late; how many it was. `address`: of the page of messages."""
    return late.tell_once(
        database,
        mailer,
        waiting=lambda session: waiting(session, now=clock()),
        mark=lambda session, key: _mark(session, key, catalog, address, clock()),
    )


def _mark(
    session: Session, thread_id: UUID, catalog: Catalog, address: str, now: datetime
) -> list[Mail] | None:
    """The mails to send; None where there is nothing to tell any more."""
    thread = session.get_one(
        Thread,
        thread_id,
        options=[joinedload(Thread.participant).joinedload(Participant.study)],
    )
    if thread.answer_by is None or thread.answer_by > now or thread.escalated_at is not None:
        return None
    acting(session, late.NOBODY, now)
    thread.escalated_at = now
    session.flush()
    who = thread.participant
    rules = catalog.get(session, who.study_id, who.study.version).messages
    roles = [Role(role.value) for role in rules.escalate_to] if rules else []
    return telling.to_team(session, who, address=address, now=now, roles=roles)
