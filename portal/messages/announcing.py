"""Telling many participants something at once: who they are, counted before it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.errors import Conflict, NotFound, RuleBroken
from portal.messages.announcement_models import Announcement, Delivery
from portal.messages.writing import Author
from portal.participants.models import TAKING_PART, Participant, ParticipantStatus
from portal.schedule.planning import local_today
from portal.schedule.service import phase_at
from portal.study import definition
from portal.study.models import Study
from portal.study.service import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom it is for: those of these sites who are in one of these phases today and have one of
    these statuses. No phase named: of every phase, and those who are in none."""

    study_id: UUID
    site_ids: tuple[UUID, ...]
    phases: tuple[str, ...] = ()
    statuses: tuple[ParticipantStatus, ...] = tuple(sorted(TAKING_PART))

    def as_json(self) -> dict[str, Any]:
        return {
            "sites": sorted(str(site) for site in self.site_ids),
            "phases": sorted(self.phases),
            "statuses": sorted(status.value for status in self.statuses),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnnouncement:
    """`id` is made by the sender. `expected`: how many it was for when the sender looked."""

    id: UUID
    title: Mapping[str, str]
    text: Mapping[str, str]
    audience: Audience
    expected: int


def study_of(
    session: Session, catalog: Catalog, audience: Audience, *, sites: Collection[UUID]
) -> definition.Study:
    """The study in force. Raises NotFound for one of which no site of the audience is in `sites`."""
    row = session.get(Study, audience.study_id, options=[joinedload(Study.sites)])
    known = {site.id for site in row.sites} if row else set()
    if row is None or not set(audience.site_ids) <= (known & set(sites)) or not audience.site_ids:
        raise NotFound("study")
    study = catalog.get(session, row.id, row.version)
    for index, key in enumerate(audience.phases):
        if key not in {phase.key for phase in study.phases}:
            raise RuleBroken("unknown_phase", field=f"audience.phases.{index}")
    return study


def recipients(
    session: Session, audience: Audience, study: definition.Study, *, now: datetime
) -> list[Participant]:
    """Whom it is for today, by code."""
    people = session.scalars(
        sa.select(Participant)
        .where(
            Participant.study_id == audience.study_id,
            Participant.site_id.in_(audience.site_ids),
            Participant.status.in_(audience.statuses),
        )
        .options(joinedload(Participant.site))
        .order_by(Participant.code)
    ).all()
    if not audience.phases:
        return list(people)
    return [one for one in people if _phase(study, one, now) in audience.phases]


def _phase(study: definition.Study, participant: Participant, now: datetime) -> str | None:
    today = local_today(now, participant.site.time_zone)
    found = phase_at(study, participant, today)
    return found.phase.key if found else None


def by_language(people: Sequence[Participant], study: definition.Study) -> dict[str, int]:
    """How many read it in which language of the study."""
    count = Counter(
        one.language if one.language in study.languages else study.languages[0] for one in people
    )
    return {language: count[language] for language in study.languages}


def check_texts(title: Mapping[str, str], text: Mapping[str, str], study: definition.Study) -> None:
    """Raises RuleBroken, at its field, where a language of the study lacks its words."""
    for name, texts in (("title", title), ("text", text)):
        for language in study.languages:
            if not texts.get(language, "").strip():
                raise RuleBroken(
                    "announcement_language", field=f"{name}.{language}", missing=language
                )
        for language in texts:
            if language not in study.languages:
                raise RuleBroken(
                    "unknown_language", field=f"{name}.{language}", known=", ".join(study.languages)
                )


def send(
    session: Session,
    new: NewAnnouncement,
    author: Author,
    *,
    sites: Collection[UUID],
    catalog: Catalog,
    now: datetime,
) -> Announcement:
    """Store it and for whom it is; once, however often it is sent.

    Raises Conflict("announcement_differs") for other words under a used id; RuleBroken
    ("audience_changed") where it is for another number of people than the sender saw.
    """
    study = study_of(session, catalog, new.audience, sites=sites)
    existing = session.get(Announcement, new.id)
    if existing is not None:
        kept = (existing.title, existing.text, existing.audience, existing.made_by)
        if kept != (dict(new.title), dict(new.text), new.audience.as_json(), author.account_id):
            raise Conflict("announcement_differs", field="id")
        return existing
    check_texts(new.title, new.text, study)
    people = recipients(session, new.audience, study, now=now)
    if not people:
        raise RuleBroken("audience_empty", field="audience")
    if len(people) != new.expected:
        raise RuleBroken("audience_changed", field="expected", number=len(people))
    row = Announcement(
        id=new.id,
        study_id=new.audience.study_id,
        title=dict(new.title),
        text=dict(new.text),
        audience=new.audience.as_json(),
        recipients=len(people),
        made_at=now,
        made_by=author.account_id,
        made_by_name=author.name,
    )
    session.add(row)
    session.flush()
    session.add_all(
        Delivery(announcement_id=row.id, participant_id=one.id, site_id=one.site_id)
        for one in people
    )
    session.flush()
    return row


def own(session: Session, participant_id: UUID) -> Sequence[Delivery]:
    """What was announced to this participant, the newest first."""
    return session.scalars(
        sa.select(Delivery)
        .join(Announcement, Announcement.id == Delivery.announcement_id)
        .where(Delivery.participant_id == participant_id)
        .options(joinedload(Delivery.announcement))
        .order_by(Announcement.made_at.desc(), Announcement.id)
        .limit(200)
    ).all()


def unread(session: Session, participant_id: UUID) -> int:
    """How many announcements she has not read."""
    return (
        session.scalar(
            sa.select(sa.func.count())
            .select_from(Delivery)
            .where(Delivery.participant_id == participant_id, Delivery.read_at.is_(None))
        )
        or 0
    )


def read(session: Session, participant_id: UUID, announcement_id: UUID, *, now: datetime) -> None:
    """She has read it. Twice is once; raises NotFound for one that is not for her."""
    row = session.scalar(
        sa.select(Delivery).where(
            Delivery.announcement_id == announcement_id,
            Delivery.participant_id == participant_id,
        )
    )
    if row is None:
        raise NotFound("announcement")
    row.read_at = row.read_at or now
    row.told_at = row.told_at or now  # what she has read needs no mail


def sent(session: Session, *, sites: Collection[UUID]) -> list[tuple[Announcement, int, int]]:
    """Announcements that reached these sites, the newest first: to how many there, read by how many."""
    reached = sa.func.count(Delivery.id)
    has_read = sa.func.count(Delivery.read_at)
    rows = session.execute(
        sa.select(Delivery.announcement_id, reached, has_read)
        .where(Delivery.site_id.in_(sites))
        .group_by(Delivery.announcement_id)
    )
    numbers = {key: (total, done) for key, total, done in rows}
    found = session.scalars(
        sa.select(Announcement)
        .where(Announcement.id.in_(numbers))
        .order_by(Announcement.made_at.desc(), Announcement.id)
        .limit(200)
    )
    return [(one, *numbers[one.id]) for one in found]
