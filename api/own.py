"""The participation that a route of one's own is about: the caller's, never one that is named."""

from __future__ import annotations

from uuid import UUID

from api.access import own_place
from api.context import db
from portal.participants.models import Participant
from portal.schedule.service import participation


def participant_id() -> UUID:
    """Of the caller, or of the participant whose care partner she is."""
    found = own_place().participant_id
    if found is None:
        raise RuntimeError("a place of one's own has a participant")
    return found


def participant() -> Participant:
    """The participation itself, with its site and study."""
    return participation(db(), participant_id())
