"""Everything about one participant's consent that decisions are made from, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.consent import standing
from portal.consent.library import Library
from portal.consent.models import Consent, ConsentQuestion
from portal.consent.standing import Progress, Stage
from portal.consent.text.definition import ConsentText
from portal.consent.version_models import ConsentVersion, VersionState
from portal.participants.models import Participant
from portal.schedule.planning import local_today
from portal.study import definition
from portal.study.definition import SignerRole
from portal.study.service import Catalog


@dataclass
class Situation:
    """One participant before the version in force. `consents`: all her ways, newest first."""

    participant: Participant
    study: definition.Study
    version: ConsentVersion | None
    consents: list[Consent]
    today: date

    @property
    def current(self) -> Consent | None:
        """Her way through the version in force, if she began one."""
        return standing.of_version(self.consents, self.version)

    @property
    def counting(self) -> Consent | None:
        """The consent that counts now."""
        return standing.counting(self.participant, self.consents)

    @property
    def to_sign(self) -> bool:
        return standing.to_sign(self.participant, self.version, self.consents, self.today)

    @property
    def again(self) -> bool:
        """Whether what she is asked to sign replaces a consent that counts."""
        return self.to_sign and self.counting is not None

    @property
    def questions(self) -> list[ConsentQuestion]:
        """Everything she asked, from whichever version she asked it, the newest first."""
        asked = [question for consent in self.consents for question in consent.questions]
        return sorted(asked, key=lambda question: question.asked_at, reverse=True)

    @property
    def held(self) -> bool:
        """Whether signing waits for an answer: also to a question about an earlier version."""
        return any(question.holding for question in self.questions)

    @property
    def awaited(self) -> tuple[SignerRole, ...]:
        return standing.awaited(self.counting, self.study.consent)

    def progress(self, session: Session, library: Library) -> Progress | None:
        """How far she is with the version in force; None where there is none."""
        if self.version is None:
            return None
        current = self.current
        language = current.language if current else self.participant.language
        text = library.in_language(session, self.version, [language])
        return progress_of(text, current)

    def stage(self, session: Session, library: Library) -> Stage:
        way = self.progress(session, library) if self.to_sign else None
        return standing.stage(self.participant, self.version, self.consents, way, self.today)


def progress_of(text: ConsentText, consent: Consent | None) -> Progress:
    if consent is None:
        return standing.progress(text)
    return standing.progress(
        text, events=consent.events, choices=consent.choices, place=consent.place
    )


_CONSENTS = sa.select(Consent).options(
    joinedload(Consent.consent_version),
    selectinload(Consent.signatures),
    selectinload(Consent.questions),
    selectinload(Consent.events),
)


def version_in_force(session: Session, study_id: UUID) -> ConsentVersion | None:
    """The version that is in force, whether or not its time is over."""
    return session.scalar(
        sa.select(ConsentVersion).where(
            ConsentVersion.study_id == study_id, ConsentVersion.state == VersionState.IN_FORCE
        )
    )


def of(session: Session, participant: Participant, *, catalog: Catalog, now: datetime) -> Situation:
    """The situation of one participant, with all her consents."""
    consents = session.scalars(
        _CONSENTS.where(Consent.participant_id == participant.id).order_by(
            Consent.started_at.desc(), Consent.id
        )
    )
    return Situation(
        participant=participant,
        study=catalog.get(session, participant.study_id, participant.study.version),
        version=version_in_force(session, participant.study_id),
        consents=list(consents),
        today=local_today(now, participant.site.time_zone),
    )


def brief(
    session: Session, participant: Participant, *, catalog: Catalog, now: datetime
) -> Situation:
    """The situation in one statement, for the page that is opened most.

    The consents come without their questions and events, which are read when they are asked for.
    """
    found = session.execute(
        sa.select(ConsentVersion, Consent)
        .outerjoin(
            Consent,
            sa.and_(
                Consent.version_id == ConsentVersion.id,
                Consent.participant_id == participant.id,
            ),
        )
        .where(
            ConsentVersion.study_id == participant.study_id,
            sa.or_(ConsentVersion.state == VersionState.IN_FORCE, Consent.id.is_not(None)),
        )
        .order_by(Consent.started_at.desc(), Consent.id)
    ).all()
    return Situation(
        participant=participant,
        study=catalog.get(session, participant.study_id, participant.study.version),
        version=next(
            (version for version, _ in found if version.state is VersionState.IN_FORCE), None
        ),
        consents=[consent for _, consent in found if consent is not None],
        today=local_today(now, participant.site.time_zone),
    )
