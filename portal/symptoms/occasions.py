"""Check-ins that are due and did not come, as days to be reminded of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.participants.models import Participant
from portal.reminders.occasions import Asked, Source
from portal.reminders.plan import Occasion, at_clock
from portal.study.reminders.definition import About
from portal.symptoms import due
from portal.symptoms.models import MissedCall, Report
from portal.symptoms.reporting import may_report

Settled = set[tuple[UUID, str, str | None]]


def _check_ins(session: Session, asked: Asked) -> Iterator[tuple[UUID, Occasion]]:
    people = [one for one in asked.people if may_report(one, asked.study)]
    settled = _settled(session, people)
    for participant in people:
        zone = participant.site.time_zone
        for check_in in asked.study.check_ins:
            for one in due.occurrences(check_in, participant.anchors):
                known = (participant.id, check_in.key, one.occurrence)
                if one.day in asked and known not in settled:
                    yield (
                        participant.id,
                        Occasion(
                            about=About.CHECK_IN,
                            subject=participant.id,
                            occurrence=f"{check_in.key}/{one.occurrence}/{one.day}",
                            key=check_in.key,
                            day=one.day,
                            ends=at_clock(one.closes + timedelta(days=1), time(), zone),
                            page="/check-in",
                        ),
                    )


def _settled(session: Session, people: list[Participant]) -> Settled:
    """What was sent, or talked about on the telephone."""
    theirs = [one.id for one in people]
    sent = sa.select(Report.participant_id, Report.check_in, Report.occurrence).where(
        Report.participant_id.in_(theirs), Report.occurrence.is_not(None)
    )
    calls = sa.select(MissedCall.participant_id, MissedCall.check_in, MissedCall.occurrence).where(
        MissedCall.participant_id.in_(theirs), MissedCall.done
    )
    rows: Sequence[Any] = session.execute(sa.union_all(sent, calls)).all()
    return {(row[0], row[1], row[2]) for row in rows}


CHECK_INS = Source(About.CHECK_IN, _check_ins)
