"""A participant who checks in, and a team that acts on it, through the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"
STRONG = {"pain.frequency": 3, "pain.severity": 3, "pain.interference": 1}
VERY_STRONG = {"pain.frequency": 3, "pain.severity": 4, "pain.interference": 1}


def body(check_in: dict[str, Any], at: datetime, **answers: Any) -> dict[str, Any]:
    """A report in which all is 0 but `answers`, as the phone sends it."""
    mild = {item["questions"][0]["key"]: 0 for item in check_in["items"]}
    return {
        "id": str(uuid4()),
        "check_in": check_in["key"],
        "study_version": check_in["study_version"],
        "language": check_in["language"],
        "answers": mild | answers,
        "note": "",
        "can_wait": None,
        "answered_at": at.isoformat(),
    }


class Reporter:
    """One participant with her phone."""

    def __init__(
        self, portal: Portal, email: str = ELEANOR, *, phone: Browser | None = None
    ) -> None:
        self.portal = portal
        self.phone: Browser = phone or portal.browser(email)

    def check_in(self) -> dict[str, Any]:
        """Her check-in with its questions."""
        found: dict[str, Any] = done(self.phone.get("/api/me/check-ins"))["check_ins"][0]
        return found

    def body(self, answers: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        found = body(self.check_in(), self.portal.clock.now, **(answers or {}))
        return found | more

    def send(self, sent: dict[str, Any]) -> TestResponse:
        return self.phone.post("/api/me/check-ins/reports", sent)

    def report(self, answers: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Send a report; what the portal says of it."""
        told: dict[str, Any] = done(self.send(self.body(answers, **more)))
        return told

    def reports(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = done(self.phone.get("/api/me/check-ins/reports"))["reports"]
        return found


class Team:
    """Somebody of the team with alerts to look at."""

    def __init__(
        self, portal: Portal, email: str | None = None, *, browser: Browser | None = None
    ) -> None:
        at_desk = portal.world.staff[Role.COORDINATOR].email
        self.browser = browser or portal.browser(email or at_desk)

    def alerts(self, waiting: str = "open") -> list[dict[str, Any]]:
        found = done(self.browser.get(f"/api/staff/alerts?waiting={waiting}"))
        rows: list[dict[str, Any]] = found["rows"]
        return rows

    def counts(self) -> dict[str, Any]:
        found: dict[str, Any] = done(self.browser.get("/api/staff/alerts"))["counts"]
        return found

    def act(self, alert: dict[str, Any], what: str, **more: Any) -> TestResponse:
        """`take`, `release` or `close` an alert as it was read."""
        path = f"/api/staff/alerts/{alert['id']}/{what}"
        return self.browser.post(path, {"version": alert["version"], **more})

    def contact(self, alert: dict[str, Any], *, reached: bool, **more: Any) -> TestResponse:
        sent = {"id": str(uuid4()), "way": "phone", "reached": reached, "note": "", **more}
        return self.browser.post(f"/api/staff/alerts/{alert['id']}/contacts", sent)

    def missed(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = done(self.browser.get("/api/staff/check-ins/missed"))["rows"]
        return rows

    def call(self, participant_id: UUID, missed: dict[str, Any], *, settled: bool) -> TestResponse:
        sent = {
            "id": str(uuid4()),
            "check_in": missed["check_in"],
            "occurrence": missed["due"]["occurrence"],
            "done": settled,
            "note": "No answer",
        }
        return self.browser.post(f"/api/staff/participants/{participant_id}/check-ins/calls", sent)
