"""Telling a participant, or her care partner, of what happens now: in the request's transaction."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from api.context import db, now, parts
from portal.accounts.people import participants_account
from portal.participants.models import Participant
from portal.reminders import telling
from portal.study.reminders.definition import About


def tell_of(
    about: About,
    participant: Participant,
    *,
    subject: UUID,
    occurrence: str,
    page: str,
    only: Collection[UUID] | None = None,
) -> None:
    """Write down the notices; see :func:`portal.reminders.telling.tell`."""
    study = parts().catalog.get(db(), participant.study_id, participant.study.version)
    telling.tell(
        db(),
        study,
        participant,
        about,
        subject=subject,
        occurrence=occurrence,
        page=page,
        only=only,
        now=now(),
    )


def herself(participant_id: UUID) -> set[UUID]:
    """The participant's own account, for what no care partner hears of."""
    person = participants_account(db(), participant_id)
    return {person.id} if person is not None else set()
