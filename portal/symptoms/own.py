"""What a participant sees of her check-ins: what is due, what she sent, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.participants.models import Participant
from portal.study.check_ins.definition import CheckIn
from portal.study.definition import Study
from portal.symptoms import due
from portal.symptoms.due import Due
from portal.symptoms.models import Alert, Report
from portal.symptoms.reporting import local_day, may_report


@dataclass(frozen=True, slots=True)
class Standing:
    """A check-in of hers. `now`: the one that can be sent today; `next`: the one after it.

    `before`: the answers of her last report, for the rules that look at a change.
    """

    check_in: CheckIn
    now: Due | None
    next: Due | None
    before: Mapping[str, int | None]


def standings(
    participant: Participant, study: Study, sent: Sequence[Report], *, now: datetime
) -> list[Standing]:
    """Each check-in of the study; none for somebody of whom none is asked. `sent`: newest first."""
    if not may_report(participant, study):
        return []
    return [_standing(participant, check_in, sent, now) for check_in in study.check_ins]


def _standing(
    participant: Participant, check_in: CheckIn, sent: Sequence[Report], now: datetime
) -> Standing:
    own = [report for report in sent if report.check_in == check_in.key]
    done = {report.occurrence for report in own if report.occurrence}
    everything = due.occurrences(check_in, participant.anchors)
    day = local_day(participant, now)
    return Standing(
        check_in=check_in,
        now=due.open_on(everything, day, sent=done),
        next=due.next_after(everything, day),
        before=own[0].answers if own else {},
    )


def reports(session: Session, participant: Participant) -> Sequence[Report]:
    """Her reports, the newest first, each with its alert and the contacts about it."""
    return session.scalars(
        sa.select(Report)
        .where(Report.participant_id == participant.id)
        .options(joinedload(Report.alert).options(selectinload(Alert.contacts)))
        .order_by(Report.answered_at.desc(), Report.id)
    ).all()
