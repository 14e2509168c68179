"""The team answers what was asked from the text."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.consent.models import AnswerWay, Consent, ConsentQuestion, EventKind
from portal.consent.trail import Doer, note
from portal.errors import Conflict, NotFound
from portal.participants.models import Participant


def get(session: Session, question_id: UUID, *, sites: Collection[UUID]) -> ConsentQuestion:
    """The question with whose it is. Raises NotFound outside `sites`."""
    found = session.scalar(
        sa.select(ConsentQuestion)
        .where(ConsentQuestion.id == question_id, ConsentQuestion.site_id.in_(sites))
        .options(
            joinedload(ConsentQuestion.consent)
            .joinedload(Consent.participant)
            .options(joinedload(Participant.site), joinedload(Participant.study))
        )
    )
    if found is None:
        raise NotFound("question")
    return found


def answer(
    session: Session,
    question: ConsentQuestion,
    words: str,
    way: AnswerWay,
    *,
    doer: Doer,
    now: datetime,
) -> bool:
    """Answer once; signing waits no longer for it. False: this very answer came before.

    Raises Conflict("question_answered") where somebody was quicker.
    """
    if question.answered_at is not None:
        if (question.answer, question.way, question.answered_by) == (words, way, doer.name):
            return False
        raise Conflict("question_answered", who=question.answered_by)
    question.answer, question.way = words, way
    question.answered_at, question.answered_by = now, doer.name
    note(
        session,
        question.consent,
        EventKind.ANSWERED,
        doer,
        now=now,
        question=str(question.id),
        way=way.value,
    )
    return True
