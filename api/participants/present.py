"""Participants as the desk shows them."""

from __future__ import annotations

from typing import Any

from api.context import db, now, parts
from api.fields import iso
from api.schedule import present as visits
from portal.participants import listing
from portal.participants.models import NEXT, Participant
from portal.schedule import desk
from portal.schedule.models import Visit
from portal.study import definition


def _study(participant: Participant) -> definition.Study:
    return parts().catalog.get(db(), participant.study_id, participant.study.version)


def who(participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.Who`."""
    return {
        "participant_id": participant.id,
        "code": participant.code,
        "name": participant.name,
        "phone": participant.phone,
        "language": participant.language,
        "site": participant.site,
    }


def row(item: listing.Row) -> dict[str, Any]:
    """A line of the list, for :class:`schemas.ParticipantRow`."""
    participant = item.participant
    who = visits.reader(participant)
    return {
        "id": participant.id,
        "code": participant.code,
        "name": participant.name,
        "site": participant.site,
        "status": participant.status,
        "phase": visits.phase_now(_study(participant), who),
        "language": participant.language,
        "flags": participant.flags,
        "next_visit": _next(item.next_visit, who) if item.next_visit else None,
        "late": [
            {
                "kind": late.kind,
                "visit_id": late.visit.id if late.visit else None,
                "name": _label(late.visit, who) if late.visit else None,
                "since": late.since,
            }
            for late in item.late
        ],
        "joined": item.joined,
        "version": participant.version,
    }


def _label(visit: Visit, who: visits.Reader) -> str:
    """What tells the visit apart: "Month 6", or its name where the label has no number."""
    study = who.study(visit.study_version)
    planned = study.visit(visit.visit_key)
    label = who.text(planned.label, study)
    return label.format(number=visit.number) if "{" in label else who.text(planned.name, study)


def _next(visit: Visit, who: visits.Reader) -> dict[str, Any]:
    shown = visits.visit(visit, who, with_requests=False)
    keys = ("id", "name", "label", "status", "window", "local_date", "local_time")
    return {key: shown[key] for key in keys} | {"starts_at": iso(visit.starts_at)}


def detail(participant: Participant) -> dict[str, Any]:
    """Everything the team knows of her, for :class:`schemas.ParticipantDetail`."""
    who = visits.reader(participant)
    study = _study(participant)
    days = {participant.site_id: who.today}
    item = listing.rows_for(db(), [participant], days=days, now=now())[0]
    return row(item) | {
        "email": participant.email,
        "phone": participant.phone,
        "anchors": [
            {
                "key": anchor.key,
                "label": who.text(anchor.label, study),
                "date": participant.anchors.get(anchor.key),
            }
            for anchor in study.anchors
        ],
        "all_flags": [
            {
                "key": flag.key,
                "label": who.text(flag.label, study),
                "set": flag.key in participant.flags,
            }
            for flag in study.flags
        ],
        "phases": [
            {"key": phase.key, "name": who.text(phase.name, study)} for phase in study.phases
        ],
        "visits": [visits.staff_visit(visit) for visit in desk.visits_of(db(), participant.id)],
        "steps": participant.steps,
        "allowed_statuses": sorted(NEXT[participant.status]),
    }
