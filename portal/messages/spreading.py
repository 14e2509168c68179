"""Announcements as notices that say that something waits: a batch at each tick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.people import participants_account
from portal.db import Database
from portal.messages.announcement_models import Delivery
from portal.participants.models import Participant
from portal.reminders.telling import tell
from portal.study.reminders.definition import About
from portal.study.service import Catalog

BATCH = 200


def spread(database: Database, catalog: Catalog, *, clock: Callable[[], datetime]) -> int:
    """Tell the next of those who were not told; how many.

    They are marked in the transaction that writes their notices down: of several servers exactly one
    tells.
    """
    now = clock()
    with database.transaction() as session:
        rows = session.scalars(
            sa.select(Delivery)
            .where(Delivery.told_at.is_(None))
            .limit(BATCH)
            .options(
                joinedload(Delivery.participant).joinedload(Participant.study),
                joinedload(Delivery.participant).joinedload(Participant.site),
            )
            .with_for_update(skip_locked=True, of=Delivery)
        ).all()
        for row in rows:
            row.told_at = now
            _tell(session, catalog, row, now)
        return len(rows)


def _tell(session: Session, catalog: Catalog, row: Delivery, now: datetime) -> None:
    person = participants_account(session, row.participant_id)
    if person is None:
        return
    who = row.participant
    tell(
        session,
        catalog.get(session, who.study_id, who.study.version),
        who,
        About.NEWS,
        subject=row.announcement_id,
        occurrence="told",
        page=f"/messages/announcements/{row.announcement_id}",
        only={person.id},
        now=now,
    )
