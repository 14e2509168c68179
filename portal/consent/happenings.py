"""What the timeline tells of consent: the trail without the single steps of reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.accounts.roles import May
from portal.consent.models import Consent, ConsentEvent, ConsentQuestion, EventKind
from portal.consent.version_models import ConsentVersion
from portal.study.definition import SignerRole
from portal.timeline.happening import About, Happening, Place, Source, Window, doer


class What(StrEnum):
    """OPENED: for the first time. OVERTAKEN: a newer version came while it was being read."""

    OPENED = "consent.opened"
    ASKED = "consent.asked"
    ANSWERED = "consent.answered"
    DECIDED = "consent.decided"
    SIGNED = "consent.signed"
    COUNTERSIGNED = "consent.countersigned"
    PAPER = "consent.paper"
    IN_FORCE = "consent.in_force"
    OVERTAKEN = "consent.overtaken"
    REPLACED = "consent.replaced"
    WITHDREW = "consent.withdrew"


_E = EventKind
TOLD: Mapping[str, Mapping[EventKind, What]] = {
    "consent_event": {
        _E.OPENED: What.OPENED,
        _E.ASKED: What.ASKED,
        _E.ANSWERED: What.ANSWERED,
        _E.DECIDED: What.DECIDED,
        _E.SIGNED: What.SIGNED,
        _E.PAPER: What.PAPER,
        _E.WITHDREW: What.WITHDREW,
    },
    "consent_event.then": {
        _E.IN_FORCE: What.IN_FORCE,
        _E.OVERTAKEN: What.OVERTAKEN,
        _E.REPLACED: What.REPLACED,
    },
}
"""By origin: what somebody does, and what follows from it in the same instant."""
_FACTS = ("role", "decision", "scope", "choice", "way")


def _newest(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    rows = [(origin, *row) for origin in TOLD for row in _events(session, window, origin)]
    asked = [event.facts["question"] for _, event, _ in rows if "question" in event.facts]
    questions = _questions(session, participant_id, asked)
    return [_happening(origin, event, label, questions) for origin, event, label in rows]


def _events(session: Session, window: Window, origin: str) -> Sequence[Any]:
    statement = (
        sa.select(ConsentEvent, ConsentVersion.label)
        .join(Consent, Consent.id == ConsentEvent.consent_id)
        .join(ConsentVersion, ConsentVersion.id == Consent.version_id)
        .where(
            Consent.participant_id == window.participant_id,
            ConsentEvent.kind.in_(TOLD[origin]),
            ~_opened_before(),
        )
    )
    return window.rows(session, statement, origin=origin, at=ConsentEvent.at, row=ConsentEvent.id)


def _opened_before() -> sa.ColumnElement[bool]:
    """Whether a line says that she opened what she had opened before."""
    earlier = aliased(ConsentEvent)
    return sa.and_(
        ConsentEvent.kind == EventKind.OPENED,
        sa.exists().where(
            earlier.consent_id == ConsentEvent.consent_id,
            earlier.kind == EventKind.OPENED,
            sa.or_(
                earlier.at < ConsentEvent.at,
                sa.and_(earlier.at == ConsentEvent.at, earlier.id < ConsentEvent.id),
            ),
        ),
    )


def _questions(
    session: Session, participant_id: UUID, ids: Collection[str]
) -> Mapping[str, ConsentQuestion]:
    found = session.scalars(
        sa.select(ConsentQuestion).where(
            ConsentQuestion.participant_id == participant_id,
            ConsentQuestion.id.in_([UUID(one) for one in ids]),
        )
    )
    return {str(question.id): question for question in found}


def _happening(
    origin: str, event: ConsentEvent, label: str, questions: Mapping[str, ConsentQuestion]
) -> Happening:
    facts: dict[str, Any] = {key: event.facts[key] for key in _FACTS if key in event.facts}
    question = questions.get(event.facts.get("question", ""))
    if question is not None:
        facts["note"] = question.text if event.kind is EventKind.ASKED else question.answer
    return Happening(
        place=Place(event.at, origin, event.id),
        what=_what(origin, event),
        by=doer(event.who),
        about=About.CONSENT,
        object_id=event.consent_id,
        facts={"version": label, **facts},
    )


def _what(origin: str, event: ConsentEvent) -> What:
    by_her = event.facts.get("role") == SignerRole.PARTICIPANT.value
    if event.kind is EventKind.SIGNED and not by_her:
        return What.COUNTERSIGNED
    return TOLD[origin][event.kind]


CONSENT = Source("consent", May.CONSENT_READ, What, _newest)
