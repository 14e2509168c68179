"""What the timeline tells of a participation: its status, its dates and facts."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.audit.models import AuditEntry
from portal.participants.models import ParticipantStep
from portal.timeline import history
from portal.timeline.happening import About, Happening, Place, Source, Window, doer


class StatusWhat(StrEnum):
    ADDED = "participant.added"
    MOVED = "participant.status"


class FactsWhat(StrEnum):
    """CHANGED: facts `before` and `after` hold what changed, as the history does."""

    CHANGED = "participant.changed"


KEYS = ("anchors", "flags", "name", "code", "phone", "email", "language")
"""What a person tells the portal; the rest of the record follows from something else told."""


def _status(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    statement = sa.select(ParticipantStep).where(ParticipantStep.participant_id == participant_id)
    steps = window.rows(
        session,
        statement,
        origin="participant_step",
        at=ParticipantStep.at,
        row=ParticipantStep.id,
    )
    moved = [
        Happening(
            place=Place(step.at, "participant_step", step.id),
            what=StatusWhat.MOVED,
            by=doer(step.by),
            about=About.PARTICIPANT,
            object_id=participant_id,
            facts={"old": step.old.value, "new": step.new.value, "note": step.reason},
        )
        for (step,) in steps
    ]
    added = history.changes(session, window, "participant", AuditEntry.action == "added")
    return moved + [_of(change, StatusWhat.ADDED, {}) for change in added]


def _facts(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    found = history.changes(
        session,
        Window(participant_id, before, limit),
        "participant",
        AuditEntry.action == "changed",
        sa.or_(*map(history.touched, KEYS)),
    )
    return [
        _of(
            change,
            FactsWhat.CHANGED,
            {
                "before": _told(change.entry.before),
                "after": _told(change.entry.after),
                "note": change.entry.reason,
            },
        )
        for change in found
    ]


def _told(side: dict[str, object] | None) -> dict[str, object]:
    return {key: value for key, value in (side or {}).items() if key in KEYS}


def _of(change: history.Change, what: StrEnum, facts: dict[str, object]) -> Happening:
    return Happening(
        place=change.place,
        what=what,
        by=change.by,
        about=About.PARTICIPANT,
        object_id=change.entry.object_id,
        facts=facts,
    )


STATUS = Source("status", May.PARTICIPANTS_READ, StatusWhat, _status)
FACTS = Source("facts", May.HISTORY_READ, FactsWhat, _facts)
