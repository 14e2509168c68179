"""Announcements as mails that say that something waits: a batch at each tick of a server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.people import participants_accounts
from portal.db import Database
from portal.mail import Mail, Mailer
from portal.messages.announcement_models import Delivery
from portal.participants import telling

BATCH = 200


def spread(
    database: Database, mailer: Mailer, *, address: str, clock: Callable[[], datetime]
) -> int:
    """Tell the next of those who were not told; how many. `address`: of the page of messages.

    They are marked in a transaction before the mails go out: of several servers exactly one tells,
    and a crash in between costs a mail, never a second one.
    """
    with database.transaction() as session:
        mails = _mark(session, address, clock())
    for mail in mails:
        mailer.send(mail)
    return len(mails)


def _mark(session: Session, address: str, now: datetime) -> list[Mail]:
    rows = session.scalars(
        sa.select(Delivery)
        .where(Delivery.told_at.is_(None))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.told_at = now
    people = participants_accounts(session, [row.participant_id for row in rows])
    return [telling.mail(person, address) for person in people]
