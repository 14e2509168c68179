"""Reminders at the desk: who is told how, what comes, what failed, and reminding by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller, sites
from api.context import db, now
from api.fields import Blueprint
from api.opening import opened
from api.reminders import desk_present as present
from api.reminders import desk_schemas as schemas
from portal.accounts.roles import May
from portal.participants import service as participants
from portal.reminders import ahead, by_hand, desk
from portal.reminders.ahead import Wanted
from portal.reminders.by_hand import NewReminder
from portal.reminders.models import Notice

blueprint = Blueprint("reminders", __name__, description="Reminders at the desk")

OF_PARTICIPANT = "/api/staff/participants/<uuid:participant_id>/notices"


@blueprint.get(OF_PARTICIPANT)
@access.staff(May.REMINDERS_READ)
@blueprint.response(200, schemas.ParticipantNotices)
def notices(participant_id: UUID) -> dict[str, Any]:
    """Who is told of this participant and how, what is planned, and what became of the rest."""
    return present.of_participant(opened(participants.get(db(), participant_id, sites=sites())))


@blueprint.post(OF_PARTICIPANT)
@access.staff(May.REMINDERS_SEND)
@blueprint.arguments(schemas.SendReminder)
@blueprint.response(200, schemas.NoticeWithTries)
def send(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Remind her, or her care partner, by hand. Sent twice, it is one reminder."""
    participant = participants.get(db(), participant_id, sites=sites())
    new = NewReminder(**body, by=caller().name)
    notice = by_hand.send(db(), present.study_of(participant), participant, new, now=now())
    return _saved(notice)


@blueprint.post("/api/staff/notices/<uuid:notice_id>/handled")
@access.staff(May.REMINDERS_SEND)
@blueprint.arguments(schemas.HandledNotice)
@blueprint.response(200, schemas.NoticeWithTries)
def handled(body: dict[str, Any], notice_id: UUID) -> dict[str, Any]:
    """Say that somebody took care of a notice that failed; earlier ones to her are settled too."""
    notice = by_hand.handle(
        db(), notice_id, note=body["note"], by=caller().name, sites=sites(), now=now()
    )
    return _saved(notice)


def _saved(notice: Notice) -> dict[str, Any]:
    db().flush()
    return present.with_tries(notice, desk.attempts(db(), [notice.id])[notice.id], sites())


@blueprint.get("/api/staff/reminders")
@access.staff(May.REMINDERS_READ)
@blueprint.arguments(schemas.RemindersQuery, location="query")
@blueprint.response(200, schemas.RemindersAhead)
def next_days(query: dict[str, Any]) -> dict[str, Any]:
    """What goes out in the next days, what failed and waits for somebody, and whom nothing reaches."""
    found = ahead.sites_among(db(), sites(), query["site"])
    return present.next_days(Wanted(days=query["days"], show=query["show"]), found)
