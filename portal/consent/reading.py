"""Her way through the text: reading, asking, answering the questions, choosing, taking time.

Every answer names the version it is about: when another came in force meanwhile it is refused,
and nothing of it is kept, because it was about a text that nobody should sign any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.consent.library import Library
from portal.consent.models import (
    Consent,
    ConsentEvent,
    ConsentQuestion,
    ConsentSource,
    ConsentState,
    Decision,
    EventKind,
    ReadingKind,
)
from portal.consent.situation import Situation
from portal.consent.standing import OPEN
from portal.consent.text.definition import ConsentText, Question
from portal.consent.trail import Doer, note
from portal.errors import Conflict, NotFound, RuleBroken

MOST_OPEN_QUESTIONS = 50


def check_version(situation: Situation, version_id: UUID) -> None:
    """Raises Conflict where `version_id` is not the version she is to sign now."""
    if situation.version is None or situation.version.id != version_id:
        raise Conflict("consent_version_changed", field="version_id")


def begin(
    session: Session, situation: Situation, version_id: UUID, *, language: str, now: datetime
) -> Consent:
    """Her way through the version in force, begun if it was not.

    Raises Conflict("consent_version_changed"), Conflict("already_signed") where nothing is left
    to do in it, RuleBroken("nothing_to_sign") where she is not asked to sign.
    """
    check_version(situation, version_id)
    current = situation.current
    if not situation.to_sign:
        if current is not None and current.state not in OPEN:
            raise Conflict("already_signed")
        raise RuleBroken("nothing_to_sign")
    if current is not None and current.state in OPEN:
        return current
    if current is not None:  # signed before she left and came back
        current.move_to(ConsentState.REPLACED, at=now)
        session.flush()
    participant = situation.participant
    made = Consent(
        participant_id=participant.id,
        site_id=participant.site_id,
        version_id=version_id,
        state=ConsentState.READING,
        source=ConsentSource.ELECTRONIC,
        language=language,
        choices={},
        started_at=now,
        changed_at=now,
        signatures=[],
        questions=[],
        events=[],
    )
    made.participant = participant
    made.consent_version = situation.version  # type: ignore[assignment]
    session.add(made)
    session.flush()
    situation.consents.insert(0, made)
    return made


@dataclass(frozen=True, slots=True)
class Read:
    """One thing she did while reading, told by the app."""

    id: UUID
    kind: ReadingKind
    section: str | None
    seconds: int


def record_reading(
    session: Session,
    consent: Consent,
    text: ConsentText,
    reads: Sequence[Read],
    *,
    doer: Doer,
    now: datetime,
) -> None:
    """Add what the app tells. What came before is left out; an unknown section is refused."""
    sections = {section.key for section in text.all_sections}
    known = set(
        session.scalars(
            sa.select(ConsentEvent.id).where(ConsentEvent.id.in_([read.id for read in reads]))
        )
    )
    for read in reads:
        if read.section is not None and read.section not in sections:
            raise RuleBroken("unknown_section", field="events", section=read.section)
        if read.section is None and read.kind is ReadingKind.SECTION:
            raise RuleBroken("unknown_section", field="events", section="")
        if read.id in known:
            continue
        known.add(read.id)
        facts = {"section": read.section} if read.section else {}
        note(
            session,
            consent,
            EventKind(read.kind.value),
            doer,
            now=now,
            language=text.language,
            event_id=read.id,
            **facts,
            **({"seconds": read.seconds} if read.seconds else {}),
        )
        if read.section is not None:
            consent.place = read.section
    consent.language = text.language


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """`id` is made by the sender: the same one twice is one question."""

    id: UUID
    section: str | None
    paragraph: int | None
    text: str
    holds: bool


def ask(
    session: Session,
    consent: Consent,
    text: ConsentText,
    new: NewQuestion,
    *,
    doer: Doer,
    now: datetime,
) -> ConsentQuestion | None:
    """Put a question to the team; with `holds`, signing waits for the answer.

    None where the same question came before.
    """
    known = session.get(ConsentQuestion, new.id)
    if known is not None:
        same = (known.consent_id, known.text, known.holds) == (consent.id, new.text, new.holds)
        if not same:
            raise Conflict("id_in_use", field="id")
        return None
    if new.section is not None and new.section not in {part.key for part in text.all_sections}:
        raise RuleBroken("unknown_section", field="section", section=new.section)
    if sum(question.answered_at is None for question in consent.questions) >= MOST_OPEN_QUESTIONS:
        raise RuleBroken("questions_enough", field="text", most=MOST_OPEN_QUESTIONS)
    question = ConsentQuestion(
        id=new.id,
        consent_id=consent.id,
        participant_id=consent.participant_id,
        site_id=consent.site_id,
        section=new.section,
        paragraph=new.paragraph,
        text=new.text,
        holds=new.holds,
        asked_at=now,
    )
    question.consent = consent
    session.add(question)
    note(
        session,
        consent,
        EventKind.ASKED,
        doer,
        now=now,
        language=text.language,
        question=str(new.id),
        section=new.section,
        holds=new.holds,
    )
    return question


def lift_hold(
    session: Session,
    questions: Sequence[ConsentQuestion],
    question_id: UUID,
    *,
    doer: Doer,
    now: datetime,
) -> None:
    """She need not have the answer before she signs. The question stays open for the team."""
    question = next((found for found in questions if found.id == question_id), None)
    if question is None:
        raise NotFound("question")
    if question.holds:
        question.holds = False
        note(
            session,
            question.consent,
            EventKind.HOLD_LIFTED,
            doer,
            now=now,
            question=str(question_id),
        )


def answer_quiz(
    session: Session,
    consent: Consent,
    text: ConsentText,
    *,
    answer_id: UUID,
    question: str,
    option: str,
    doer: Doer,
    now: datetime,
) -> tuple[bool, Question]:
    """Whether `option` is right, and the question with its explanation. Every try is kept."""
    asked = next((found for found in text.quiz if found.key == question), None)
    if asked is None:
        raise RuleBroken("unknown_quiz", field="question")
    if option not in {found.key for found in asked.options}:
        raise RuleBroken("unknown_option", field="option")
    right = option == asked.right
    if session.get(ConsentEvent, answer_id) is None:
        note(
            session,
            consent,
            EventKind.QUIZ,
            doer,
            now=now,
            language=text.language,
            event_id=answer_id,
            question=question,
            option=option,
            right=right,
        )
    return right, asked


def choose(
    session: Session,
    consent: Consent,
    text: ConsentText,
    choices: Mapping[str, bool],
    *,
    doer: Doer,
    now: datetime,
) -> None:
    """Set some or all of the optional uses. An unknown one is refused."""
    known = {choice.key for choice in text.choices}
    unknown = sorted(set(choices) - known)
    if unknown:
        raise RuleBroken("unknown_choice", field="choices")
    changed = {key: yes for key, yes in choices.items() if consent.choices.get(key) is not yes}
    if not changed:
        return
    consent.choices = {**consent.choices, **changed}
    note(
        session,
        consent,
        EventKind.CHOICES,
        doer,
        now=now,
        language=text.language,
        choices=changed,
    )


def decide(
    session: Session,
    consent: Consent,
    decision: Decision,
    words: str,
    *,
    doer: Doer,
    now: datetime,
) -> None:
    """Decline, take more time, ask for paper, or take that back. Never the last word."""
    if decision is Decision.DECLINE and consent.state is ConsentState.READING:
        consent.move_to(ConsentState.DECLINED, at=now)
    elif decision is not Decision.DECLINE and consent.state is ConsentState.DECLINED:
        consent.move_to(ConsentState.READING, at=now)
    wanted = None if decision is Decision.RESUME else decision
    if (consent.decision, consent.decision_note) == (wanted, words):
        return
    consent.decision, consent.decision_note = wanted, words
    note(session, consent, EventKind.DECIDED, doer, now=now, decision=decision.value)


def text_for(
    session: Session, library: Library, situation: Situation, languages: list[str]
) -> ConsentText:
    """The text in force in the first of `languages` that it speaks. Raises NotFound without one."""
    if situation.version is None:
        raise NotFound("consent_text")
    return library.in_language(session, situation.version, languages)
