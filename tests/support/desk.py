"""What a coordinator does, in one line each: it reads the version and sends it along."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from tests.support.problems import done
from tests.support.web import Browser


class Desk:
    """A signed-in member of staff. Each method answers as the portal did."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def participant(self, participant_id: UUID | str) -> Any:
        return done(self.browser.get(f"/api/staff/participants/{participant_id}"))

    def visit(self, visit_id: UUID | str) -> Any:
        return done(self.browser.get(f"/api/staff/visits/{visit_id}"))

    def history(self, participant_id: UUID | str) -> Any:
        path = f"/api/staff/participants/{participant_id}/history?page_size=200"
        return done(self.browser.get(path))["rows"]

    def book(
        self,
        visit_id: UUID | str,
        day: date | str,
        clock: str = "09:30",
        *,
        version: int | None = None,
        **more: Any,
    ) -> TestResponse:
        version = self.visit(visit_id)["version"] if version is None else version
        body = {"version": version, "date": str(day), "time": clock, **more}
        return self.browser.put(f"/api/staff/visits/{visit_id}/booking", body)

    def outcome(
        self, visit_id: UUID | str, status: str, *, version: int | None = None, **more: Any
    ) -> TestResponse:
        version = self.visit(visit_id)["version"] if version is None else version
        body = {"version": version, "status": status, **more}
        return self.browser.post(f"/api/staff/visits/{visit_id}/outcome", body)

    def change(
        self, participant_id: UUID | str, *, version: int | None = None, **changes: Any
    ) -> TestResponse:
        version = self.participant(participant_id)["version"] if version is None else version
        body = {"version": version, **changes}
        return self.browser.patch(f"/api/staff/participants/{participant_id}", body)

    def set_anchor(
        self,
        participant_id: UUID | str,
        key: str,
        day: date | str,
        *,
        version: int | None = None,
        **more: Any,
    ) -> TestResponse:
        version = self.participant(participant_id)["version"] if version is None else version
        body = {"version": version, "date": str(day), **more}
        return self.browser.put(f"/api/staff/participants/{participant_id}/anchors/{key}", body)

    def move(
        self, participant_id: UUID | str, status: str, *, version: int | None = None, **more: Any
    ) -> TestResponse:
        version = self.participant(participant_id)["version"] if version is None else version
        body = {"version": version, "status": status, **more}
        return self.browser.post(f"/api/staff/participants/{participant_id}/status", body)

    def answer(
        self,
        request_id: UUID | str,
        visit_id: UUID | str,
        booking: dict[str, Any] | None,
        note: str = "",
    ) -> TestResponse:
        body = {"version": self.visit(visit_id)["version"], "booking": booking, "note": note}
        return self.browser.post(f"/api/staff/time-requests/{request_id}/answer", body)
