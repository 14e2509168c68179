"""Noting that somebody at the desk opens one participant's record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Protocol, TypeVar
from uuid import UUID

from api import access
from api.context import after_commit, db, now, parts
from portal.audit import openings
from portal.audit.recorder import Actor, acting
from portal.participants.models import Participant


class Part(Protocol):
    """Something of a participant's record."""

    @property
    def participant_id(self) -> UUID: ...

    @property
    def site_id(self) -> UUID: ...


class Mention(Protocol):
    """An entry of the history, which may speak of a participant."""

    @property
    def participant_id(self) -> UUID | None: ...

    @property
    def site_id(self) -> UUID | None: ...


T = TypeVar("T", bound=Part)


def opened(participant: Participant) -> Participant:
    """Note that the caller opens her record; the participant again.

    It is written once the answer is built and before it is sent, in a transaction of its own: a
    page that only reads takes no lock. Where it cannot be written, nothing is shown.
    """
    _opens({participant.id: participant.site_id})
    return participant


def part_opened(part: T) -> T:
    """The same for a visit, a thread, a file and the like; the part again."""
    _opens({part.participant_id: part.site_id})
    return part


def all_opened(mentions: Iterable[Mention]) -> None:
    """The same for everybody of whose record these entries show something, all at once."""
    _opens(
        {
            row.participant_id: row.site_id
            for row in mentions
            if row.participant_id is not None and row.site_id is not None
        }
    )


def _opens(about: Mapping[UUID, UUID]) -> None:
    """The sites of participants by the participants' ids."""
    by = access.caller().account_id
    new = {
        participant_id: site_id
        for participant_id, site_id in about.items()
        if not openings.is_noted(db(), participant_id, by=by, now=now())
    }
    if new:
        after_commit(partial(_note, new))


def _note(about: Mapping[UUID, UUID]) -> None:
    by = access.caller()
    with parts().database.transaction() as session:
        acting(session, Actor(access.acting_as(by), by.account_id), now())
        for participant_id, site_id in about.items():
            openings.note(session, participant_id, site_id=site_id, by=by.account_id, now=now())
