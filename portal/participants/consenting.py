"""What a consent, or its end, does to a participation: status, dates, visits.

:mod:`portal.consent` calls it in the transaction in which a consent changes; the rules of who may
consent, and when, are there.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.errors import RuleBroken
from portal.participants.models import (
    NEXT,
    TAKING_PART,
    ConsentStanding,
    Participant,
    ParticipantStatus,
)
from portal.schedule import planning
from portal.study import definition

SIGNED = "Consent signed"


def needs_consent(study: definition.Study, participant: Participant) -> bool:
    """Whether the study waits for a consent that this participant has not given."""
    return study.consent is not None and participant.consent is not ConsentStanding.IN_FORCE


def check_consent(study: definition.Study, participant: Participant, *, field: str) -> None:
    """Raises RuleBroken where the participant cannot be enrolled for want of a consent."""
    if needs_consent(study, participant):
        raise RuleBroken("consent_needed", field=field)


def signed(
    session: Session,
    participant: Participant,
    study: definition.Study,
    *,
    day: date,
    first: bool,
    by: str,
    now: datetime,
) -> None:
    """She signed on `day`, local at her site. Her first consent sets the study's anchor, unless an
    earlier day is on record, as after a consent on paper: the schedule and her costs count from it.

    Visits that waited for a new version wait no longer.
    """
    participant.visits_wait_after = None
    if first and study.consent is not None:
        on_record = participant.anchors.get(study.consent.anchor, day)
        participant.anchors = {**participant.anchors, study.consent.anchor: min(on_record, day)}
        if participant.status is ParticipantStatus.INVITED:
            participant.move_to(ParticipantStatus.SCREENING, by=by, at=now, reason=SIGNED)
    planning.plan_participant(session, participant, study, now=now)


def in_force(
    session: Session, participant: Participant, study: definition.Study, *, now: datetime
) -> None:
    """All who must have signed: her visits are planned."""
    participant.consent = ConsentStanding.IN_FORCE
    planning.plan_participant(session, participant, study, now=now)


def withdrawn(
    session: Session,
    participant: Participant,
    study: definition.Study,
    standing: ConsentStanding,
    *,
    by: str,
    reason: str,
    now: datetime,
) -> None:
    """She stopped the visits, or everything: booked visits are cancelled, planned ones go."""
    participant.consent = standing
    participant.visits_wait_after = None
    if ParticipantStatus.WITHDRAWN in NEXT[participant.status]:
        participant.move_to(ParticipantStatus.WITHDRAWN, by=by, at=now, reason=reason)
    planning.cancel_ahead(session, participant, by=by, reason=reason, now=now)
    planning.plan_participant(session, participant, study, now=now)


def came_back(participant: Participant) -> None:
    """Who comes back to screening after having left signs anew."""
    if participant.status in TAKING_PART:
        participant.consent = ConsentStanding.NONE
        participant.visits_wait_after = None
