"""A person's own check-ins: what is due, sending a report, what became of those she sent."""

from __future__ import annotations

from typing import Any

from api import access
from api.context import db, now, page_at, parts, tell
from api.fields import Blueprint
from api.own import participant as me
from api.symptoms import present, schemas
from portal.accounts.roles import May, Role
from portal.participants import telling
from portal.participants.models import Participant
from portal.symptoms import own, reporting
from portal.symptoms.models import Report
from portal.symptoms.reporting import NewReport

blueprint = Blueprint("own check-ins", __name__, description="A person's own check-ins")


@blueprint.get("/api/me/check-ins")
@access.own(May.OWN_CHECK_INS_READ)
@blueprint.response(200, schemas.CheckIns)
def check_ins() -> dict[str, Any]:
    """Her check-ins with their questions, which one is due, and the rules that the phone needs."""
    participant = me()
    return present.check_ins(participant, own.reports(db(), participant))


@blueprint.get("/api/me/check-ins/reports")
@access.own(May.OWN_CHECK_INS_READ)
@blueprint.response(200, schemas.ReportHistory)
def history() -> dict[str, Any]:
    """What she sent, the newest first, what became of it, and the visits to see it beside."""
    participant = me()
    return present.history(participant, own.reports(db(), participant))


@blueprint.post("/api/me/check-ins/reports")
@access.own(May.OWN_CHECK_INS)
@blueprint.arguments(schemas.NewReport)
@blueprint.response(200, schemas.Report)
def send(body: dict[str, Any]) -> dict[str, Any]:
    """Send a report. The same one again, as often as the network makes it, is the same report."""
    participant = me()
    stored, new = reporting.store(
        db(), participant, NewReport(**body), catalog=parts().catalog, now=now()
    )
    if new:
        tell_team(stored, participant)
    return present.report(stored, participant)


def tell_team(stored: Report, participant: Participant) -> None:
    """A mail to those whom the study names, where the report makes an alert."""
    asked = present.study_of(participant, stored.study_version).check_in(stored.check_in)
    if stored.alert is None or asked is None:
        return
    roles = [Role(role.value) for role in asked.tell]
    address = page_at("/staff/alerts")
    tell(telling.to_team(db(), participant, address=address, now=now(), roles=roles))
