"""What a new version of a study file does to the visits of whom, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.errors import RuleBroken
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
from portal.study.models import Site, Study
from portal.study.service import find, put_in_force


@dataclass(frozen=True, slots=True)
class Effect:
    """What a study file would change for one participant."""

    participant: Participant
    plan: Plan


def check_sites(session: Session, study: Study, new: definition.Study) -> None:
    """Raises RuleBroken when `new` drops a site that has participants: they would have no team."""
    kept = {site.key for site in new.sites}
    used = session.scalars(
        sa.select(Site.key)
        .where(Site.study_id == study.id, Site.key.not_in(kept))
        .where(sa.exists().where(Participant.site_id == Site.id))
        .order_by(Site.key)
    )
    dropped = used.first()
    if dropped is not None:
        raise RuleBroken("site_in_use", field="sites", site=dropped)


def effects(
    session: Session, study: Study, new: definition.Study, *, now: datetime
) -> list[Effect]:
    """Everyone for whom `new` would change a visit, by code. Nothing is written."""
    check_sites(session, study, new)
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
    parsed = read(source, name=name)
    known = find(session, parsed.key)
    if known is not None:
        check_sites(session, known, parsed)
    study = put_in_force(session, source, name=name, now=now)
    changed = [
        Effect(
            participant,
            plan_participant(session, participant, parsed, now=now, add_past=False),
        )
        for participant in participants_of_study(session, study.id)
    ]
    return study, [effect for effect in changed if effect.plan]
