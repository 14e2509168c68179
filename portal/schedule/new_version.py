"""What a new version of a study file does to the visits of whom, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.participants.models import Participant
from portal.schedule.plan import Plan
from portal.schedule.planning import (
    decide,
    participants_of_study,
    plan_participant,
    visits_of,
)
from portal.study import definition
from portal.study.file import read
from portal.study.models import Study
from portal.study.service import put_in_force


@dataclass(frozen=True, slots=True)
class Effect:
    """What a study file would change for one participant."""

    participant: Participant
    plan: Plan


def effects(
    session: Session, study: Study, new: definition.Study, *, now: datetime
) -> list[Effect]:
    """Everyone for whom `new` would change a visit, by code. Nothing is written."""
    found = [
        Effect(
            participant,
            decide(participant, new, visits_of(session, participant), now=now, add_past=False),
        )
        for participant in participants_of_study(session, study.id)
    ]
    return [effect for effect in found if effect.plan]


def apply(session: Session, source: str, *, name: str, now: datetime) -> tuple[Study, list[Effect]]:
    """Put a study file in force and plan everyone by it, all in the caller's transaction.

    Past and booked visits stay; visits that the new file adds in the past are not added.
    """
    study = put_in_force(session, source, name=name, now=now)
    parsed = read(source, name=name)
    changed = [
        Effect(
            participant,
            plan_participant(session, participant, parsed, now=now, add_past=False),
        )
        for participant in participants_of_study(session, study.id)
    ]
    return study, [effect for effect in changed if effect.plan]
