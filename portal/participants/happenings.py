"""What the timeline tells of a participation: its status, its dates and facts, and how she joined."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.models import Account
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


class JoiningWhat(StrEnum):
    """RESET: her team closed every way in that she had, and made her a new one. Facts: `note`."""

    INVITED = "joining.invited"
    JOINED = "joining.joined"
    TAKEN_BACK = "joining.taken_back"
    RESET = "joining.reset"
    RECOVERED = "joining.recovered"
    RESET_TAKEN_BACK = "joining.reset_taken_back"
    PARTNER_INVITED = "joining.partner_invited"
    PARTNER_JOINED = "joining.partner_joined"
    PARTNER_TAKEN_BACK = "joining.partner_taken_back"
    PARTNER_MAY_READ = "joining.partner_may_read"
    PARTNER_MAY_NOT_READ = "joining.partner_may_not_read"
    PARTNER_ENDED = "joining.partner_ended"


_WHAT = {
    ("made_at", InvitationKind.PARTICIPANT): JoiningWhat.INVITED,
    ("used_at", InvitationKind.PARTICIPANT): JoiningWhat.JOINED,
    ("revoked_at", InvitationKind.PARTICIPANT): JoiningWhat.TAKEN_BACK,
    ("made_at", InvitationKind.RECOVERY): JoiningWhat.RESET,
    ("used_at", InvitationKind.RECOVERY): JoiningWhat.RECOVERED,
    ("revoked_at", InvitationKind.RECOVERY): JoiningWhat.RESET_TAKEN_BACK,
    ("made_at", InvitationKind.CARE_PARTNER): JoiningWhat.PARTNER_INVITED,
    ("used_at", InvitationKind.CARE_PARTNER): JoiningWhat.PARTNER_JOINED,
    ("revoked_at", InvitationKind.CARE_PARTNER): JoiningWhat.PARTNER_TAKEN_BACK,
}
"""By the moment of an invitation, and its kind. None to staff is about a participant."""

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


_MOMENTS: tuple[tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]], ...] = (
    (Invitation.made_at, Invitation.made_by),
    (Invitation.used_at, Invitation.used_by),
    (Invitation.revoked_at, Invitation.revoked_by),
)


def _joining(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    invitations = [one for at, by in _MOMENTS for one in _invitations(session, window, at, by)]
    return [*invitations, *_partners(session, window)]


def _partners(session: Session, window: Window) -> Iterator[Happening]:
    """What became of her care partners: of a membership of hers nothing else ever changes."""
    touched = sa.or_(history.touched("ended_at"), history.touched("may_read_check_ins"))
    for change in history.changes(
        session, window, "membership", AuditEntry.action == "changed", touched
    ):
        after = change.entry.after or {}
        if after.get("ended_at"):
            what = JoiningWhat.PARTNER_ENDED
        elif after.get("may_read_check_ins"):
            what = JoiningWhat.PARTNER_MAY_READ
        else:
            what = JoiningWhat.PARTNER_MAY_NOT_READ
        yield _of(change, what, {})


def _invitations(
    session: Session,
    window: Window,
    at: InstrumentedAttribute[Any],
    by: InstrumentedAttribute[Any],
) -> Iterator[Happening]:
    origin = f"invitation.{at.key}"
    statement = (
        sa.select(Invitation.id, at, Invitation.kind, Invitation.reason, Account.name)
        .join(Account, Account.id == by)
        .where(Invitation.participant_id == window.participant_id, at.is_not(None))
    )
    for key, moment, kind, reason, name in window.rows(
        session, statement, origin=origin, at=at, row=Invitation.id
    ):
        yield Happening(
            place=Place(moment, origin, key),
            what=_WHAT[at.key, kind],
            by=name,
            about=About.PARTICIPANT,
            object_id=window.participant_id,
            facts={"note": reason} if at.key == "made_at" else {},
        )


def _told(side: dict[str, object] | None) -> dict[str, object]:
    return {key: value for key, value in (side or {}).items() if key in KEYS}


def _of(change: history.Change, what: StrEnum, facts: dict[str, object]) -> Happening:
    return Happening(
        place=change.place,
        what=what,
        by=change.by,
        about=About.PARTICIPANT,
        object_id=change.entry.participant_id or change.entry.object_id,
        facts=facts,
    )


STATUS = Source("status", May.PARTICIPANTS_READ, StatusWhat, _status)
FACTS = Source("facts", May.HISTORY_READ, FactsWhat, _facts)
JOINING = Source("joining", May.PARTICIPANTS_READ, JoiningWhat, _joining)
