"""The calendar feed: its settings, and the feed itself at its secret address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import joinedload

from api import access
from api.access import caller
from api.context import db, now, parts
from api.fields import Blueprint, Empty
from api.own import participant_id
from api.schedule import schemas
from portal.accounts.models import Account
from portal.accounts.roles import May
from portal.errors import NotFound
from portal.participants.models import Participant
from portal.schedule import calendar, service
from portal.schedule.models import CalendarFeed

blueprint = Blueprint("calendar", __name__, description="The calendar feed of a participant")


def ics(text: bytes, *, attachment: bool) -> Response:
    response = Response(text, content_type="text/calendar; charset=utf-8")
    kind = "attachment" if attachment else "inline"
    response.headers["Content-Disposition"] = f'{kind}; filename="appointment.ics"'
    return response


def _own() -> CalendarFeed:
    secret = parts().settings.secret_key
    return calendar.own_feed(db(), caller().account_id, participant_id(), secret=secret)


def _shown(feed: CalendarFeed) -> dict[str, Any]:
    settings = parts().settings
    token = calendar.feed_token(settings.secret_key, feed)
    address = f"{settings.base_url}/api/calendar/{token}.ics"
    webcal = "webcal" + address.removeprefix("https").removeprefix("http")
    return {"address": address, "webcal": webcal, "details": feed.details}


@blueprint.get("/api/me/calendar-feed")
@access.own(May.OWN_SCHEDULE_READ, writes=True)
@blueprint.response(200, schemas.Feed)
def feed() -> dict[str, Any]:
    """The secret address at which a calendar can read the booked visits."""
    return _shown(_own())


@blueprint.post("/api/me/calendar-feed")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.Feed)
def new_address(_body: dict[str, Any]) -> dict[str, Any]:
    """Make a new address; the old one stops working at once."""
    mine = _own()
    calendar.new_address(mine, secret=parts().settings.secret_key)
    return _shown(mine)


@blueprint.patch("/api/me/calendar-feed")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.arguments(schemas.ChangeFeed)
@blueprint.response(200, schemas.Feed)
def change_feed(body: dict[str, bool]) -> dict[str, Any]:
    """Choose whether entries say what and where, or only "Appointment"."""
    mine = _own()
    mine.details = body["details"]
    return _shown(mine)


@blueprint.get("/api/calendar/<string(length=43):token>.ics")
@access.public
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="text/calendar")
def read_feed(token: str) -> Response:
    """The feed, for whoever holds its address. A dead or wrong address does not exist."""
    found = calendar.feed_by_token(db(), token)
    if found is None or not calendar.still_belongs(db(), found, now()):
        raise NotFound("page")
    account = db().get_one(Account, found.account_id)
    participant = db().get_one(
        Participant,
        found.participant_id,
        options=[joinedload(Participant.site), joinedload(Participant.study)],
    )
    settings = parts().settings
    words = calendar.Words(account.language, details=found.details, base_url=settings.base_url)
    visits = [
        (row, _study(participant.study_id, row.study_version))
        for row in service.own_visits(db(), participant.id)
    ]
    return ics(calendar.calendar(visits, participant.site.key, words), attachment=False)


def _study(study_id: UUID, number: int) -> Any:
    return parts().catalog.get(db(), study_id, number)
