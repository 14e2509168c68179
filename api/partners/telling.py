"""Telling the participant that something about who helps her has changed."""

from __future__ import annotations

from uuid import UUID

from api.context import db, page_at, parts, tell
from api.schedule.present import phone_display
from portal.accounts import people
from portal.participants.models import Participant
from portal.partners import mails
from portal.partners.mails import Change

PAGE = "/more/helpers"


def phone_of(participant: Participant) -> str:
    """The team's telephone number, to be read."""
    study = parts().catalog.get(db(), participant.study_id, participant.study.version)
    return phone_display(study.site(participant.site.key).phone)


def tell_of_change(participant_id: UUID | None, change: Change) -> None:
    """A mail after the commit, where she has joined."""
    if participant_id is None:
        return
    person = people.participants_account(db(), participant_id)
    if person is None:
        return
    participant = db().get_one(Participant, participant_id)
    phone = phone_of(participant)
    tell([mails.changed(change, person, page=page_at(PAGE), phone=phone)])
