"""Consent at the desk: where everyone stands, and one participant's whole record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.consent import standing
from portal.consent.library import Library
from portal.consent.models import Consent
from portal.consent.situation import Situation
from portal.consent.standing import Stage
from portal.consent.version_models import ConsentVersion, VersionState
from portal.errors import NotFound
from portal.participants.models import ConsentStanding, Participant, ParticipantStatus
from portal.schedule.planning import local_today
from portal.study.definition import SignerRole
from portal.study.service import Catalog

SHOWN = frozenset(ParticipantStatus) - {ParticipantStatus.INELIGIBLE}

WAITS_FOR_TEAM = frozenset({Stage.QUESTION_OPEN, Stage.SIGNED})


@dataclass(frozen=True, slots=True)
class Row:
    """One participant of the list."""

    participant: Participant
    situation: Situation
    stage: Stage
    since: datetime | None
    open_questions: int
    held: bool
    awaited: tuple[SignerRole, ...]
    sign_by: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows. `mine`: only what waits for the caller; `roles`: in which she may sign, by site.

    Who may sign as the leader of the discussion may answer questions too. `signed`, `again`: the
    version that they signed, or must sign although they signed another.
    """

    site_id: UUID | None
    stage: Stage | None
    mine: bool
    roles: Callable[[Participant], frozenset[SignerRole]]
    signed: UUID | None = None
    again: UUID | None = None


def waits_for(row: Row, wanted: Wanted) -> bool:
    """Whether the row waits for something that the caller may do."""
    roles = wanted.roles(row.participant)
    if row.open_questions and SignerRole.DISCUSSION_LEADER in roles:
        return True
    return any(role in roles for role in row.awaited)


def rows(
    session: Session,
    *,
    sites: Collection[UUID],
    catalog: Catalog,
    library: Library,
    now: datetime,
) -> list[Row]:
    """Where every participant of these sites stands, those that wait for the team first.

    A handful of statements, however many participants there are.
    """
    people = session.scalars(
        sa.select(Participant)
        .where(Participant.site_id.in_(sites), Participant.status.in_(SHOWN))
        .options(joinedload(Participant.site), joinedload(Participant.study))
        .order_by(Participant.code)
    ).all()
    in_force = {
        version.study_id: version
        for version in session.scalars(
            sa.select(ConsentVersion).where(ConsentVersion.state == VersionState.IN_FORCE)
        )
    }
    by_person = _consents(session, sites)
    found = []
    for participant in people:
        situation = Situation(
            participant=participant,
            study=catalog.get(session, participant.study_id, participant.study.version),
            version=in_force.get(participant.study_id),
            consents=by_person.get(participant.id, []),
            today=local_today(now, participant.site.time_zone),
        )
        found.append(row(session, situation, library))
    return sorted(found, key=_urgency)


def _consents(session: Session, sites: Collection[UUID]) -> dict[UUID, list[Consent]]:
    by_person: dict[UUID, list[Consent]] = {}
    for consent in session.scalars(
        sa.select(Consent)
        .where(Consent.site_id.in_(sites))
        .options(
            joinedload(Consent.consent_version),
            selectinload(Consent.signatures),
            selectinload(Consent.questions),
            selectinload(Consent.events),
        )
        .order_by(Consent.started_at.desc(), Consent.id)
    ):
        by_person.setdefault(consent.participant_id, []).append(consent)
    return by_person


def _urgency(row: Row) -> tuple[bool, bool, str]:
    return (row.stage not in WAITS_FOR_TEAM, not row.overdue, row.participant.code)


def row(session: Session, situation: Situation, library: Library) -> Row:
    """The line of one participant."""
    stage = situation.stage(session, library)
    shown = situation.current if situation.to_sign else situation.counting
    questions = [question for question in situation.questions if question.answered_at is None]
    version = situation.version
    by = version.sign_again_by if version is not None and situation.again else None
    return Row(
        participant=situation.participant,
        situation=situation,
        stage=stage,
        since=min(question.asked_at for question in questions)
        if stage is Stage.QUESTION_OPEN
        else _since(situation, shown),
        open_questions=len(questions),
        held=any(question.holding for question in questions),
        awaited=situation.awaited,
        sign_by=by,
        overdue=by is not None and by < situation.today,
    )


def _since(situation: Situation, shown: Consent | None) -> datetime | None:
    if shown is not None:
        return shown.changed_at
    if situation.to_sign and situation.version is not None:
        return situation.version.in_force_at
    return max((consent.changed_at for consent in situation.consents), default=None)


def select(found: Iterable[Row], wanted: Wanted) -> list[Row]:
    """The rows that the caller asks for."""
    return [
        row
        for row in found
        if (wanted.site_id is None or row.participant.site_id == wanted.site_id)
        and (wanted.stage is None or row.stage is wanted.stage)
        and (not wanted.mine or waits_for(row, wanted))
        and (wanted.signed is None or _signed(row, wanted.signed))
        and (wanted.again is None or _must_sign_again(row, wanted.again))
    ]


def _signed(row: Row, version_id: UUID) -> bool:
    return any(
        consent.version_id == version_id and consent.state in standing.COUNTS
        for consent in row.situation.consents
    )


def _must_sign_again(row: Row, version_id: UUID) -> bool:
    """As :func:`portal.consent.versions.must_sign_again` counts them."""
    version, participant = row.situation.version, row.participant
    return (
        version is not None
        and version.id == version_id
        and participant.consent is ConsentStanding.IN_FORCE
        and participant.status in version.sign_again
        and not _signed(row, version_id)
    )


def get(session: Session, consent_id: UUID, *, sites: Collection[UUID]) -> Consent:
    """The consent row with its participant. NotFound outside `sites`."""
    found = session.scalar(
        sa.select(Consent)
        .where(Consent.id == consent_id, Consent.site_id.in_(sites))
        .options(
            joinedload(Consent.consent_version),
            joinedload(Consent.participant).options(
                joinedload(Participant.site), joinedload(Participant.study)
            ),
        )
    )
    if found is None:
        raise NotFound("consent")
    return found
