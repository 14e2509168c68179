"""Calls about a check-in that did not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.errors import Conflict, RuleBroken
from portal.participants.models import Participant
from portal.study.service import Catalog
from portal.symptoms import due
from portal.symptoms.models import MissedCall


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCall:
    """`id` is made by the sender: the same one twice is one call."""

    id: UUID
    check_in: str
    occurrence: str
    done: bool
    note: str


def note(
    session: Session,
    participant: Participant,
    new: NewCall,
    *,
    by: str,
    catalog: Catalog,
    now: datetime,
) -> None:
    """Keep the call. Raises RuleBroken("unknown_check_in") for one that was never due."""
    existing = session.get(MissedCall, new.id)
    if existing is not None:
        kept = (existing.participant_id, existing.occurrence, existing.done, existing.note)
        if kept != (participant.id, new.occurrence, new.done, new.note):
            raise Conflict("call_differs", field="id")
        return
    study = catalog.get(session, participant.study_id, participant.study.version)
    check_in = study.check_in(new.check_in)
    everything = due.occurrences(check_in, participant.anchors) if check_in else ()
    if new.occurrence not in {one.occurrence for one in everything}:
        raise RuleBroken("unknown_check_in", field="occurrence")
    session.add(
        MissedCall(
            id=new.id,
            participant_id=participant.id,
            site_id=participant.site_id,
            check_in=new.check_in,
            occurrence=new.occurrence,
            at=now,
            by=by,
            done=new.done,
            note=new.note,
        )
    )
