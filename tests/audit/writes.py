"""Every write through the API, with the entry that it must leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"


class Scene:
    """One participant with a planned visit, seen from her phone and from the desk."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.participant = portal.enrol(email=ELEANOR)
        self.visit = portal.visit_id(self.participant, "month-3")
        self.desk: Desk = portal.at_desk()
        self.phone: Browser = portal.browser(ELEANOR)
        self.request = uuid4()

    def booked(self) -> None:
        done(self.desk.book(self.visit, "2026-03-12"))

    def asked(self) -> Any:
        body = {"proposals": [{"date": "2026-03-13", "part": "morning"}], "note": "I work"}
        path = f"/api/me/visits/{self.visit}/time-requests/{self.request}"
        return self.phone.put(path, body)

    def wished(self) -> None:
        self.booked()
        done(self.asked(), 201)

    def confirmed(self) -> None:
        self.booked()
        done(self.phone.put(f"/api/me/visits/{self.visit}/confirmation"))


Act = Callable[[Scene], Any]
Case = tuple[Act, Act, str, str, dict[str, Any] | None, dict[str, Any], str]
NOTHING: Act = lambda scene: None  # noqa: E731


def sign_in(scene: Scene) -> Any:
    return Browser(scene.portal.app).sign_in(ELEANOR, scene.portal.mailer)


def add(scene: Scene) -> Any:
    body = {
        "id": str(uuid4()),
        "site_id": str(scene.portal.world.home.id),
        "code": "NEW",
        "name": "New",
        "email": "new@example.org",
        "language": "en",
    }
    return scene.desk.browser.post("/api/staff/participants", body)


def end_other_device(scene: Scene) -> Any:
    rows = done(scene.phone.get("/api/account/devices"))["devices"]
    other = next(row["id"] for row in rows if not row["current"])
    return scene.phone.delete(f"/api/account/devices/{other}")


# For each writing route: what comes before, the act itself, and the newest entry of that kind that
# it must leave: kind, action, part of before, part of after, reason.
CASES: dict[str, Case] = {
    "POST /api/sign-in": (
        NOTHING, sign_in, "device_session", "added", None, {"label": "Device"}, "",
    ),
    "POST /api/sign-out": (
        NOTHING, lambda s: s.phone.post("/api/sign-out"),
        "device_session", "changed", {"ended_at": None}, {"ended_at": "NOW"}, "",
    ),
    "POST /api/account/sign-out-everywhere": (
        NOTHING, lambda s: s.phone.post("/api/account/sign-out-everywhere"),
        "account", "signed_out_everywhere", None, {}, "",
    ),
    "DELETE /api/account/devices/<uuid:device_id>": (
        sign_in, end_other_device,
        "device_session", "changed", {"ended_at": None}, {"ended_at": "NOW"}, "",
    ),
    "PATCH /api/account": (
        NOTHING, lambda s: s.phone.patch("/api/account", {"language": "es"}),
        "account", "changed", {"language": "en"}, {"language": "es"}, "",
    ),
    "GET /api/me/calendar-feed": (
        NOTHING, lambda s: s.phone.get("/api/me/calendar-feed"),
        "calendar_feed", "added", None, {"generation": 1, "details": False}, "",
    ),
    "POST /api/me/calendar-feed": (
        lambda s: s.phone.get("/api/me/calendar-feed"),
        lambda s: s.phone.post("/api/me/calendar-feed"),
        "calendar_feed", "changed", {"generation": 1}, {"generation": 2}, "",
    ),
    "PATCH /api/me/calendar-feed": (
        lambda s: s.phone.get("/api/me/calendar-feed"),
        lambda s: s.phone.patch("/api/me/calendar-feed", {"details": True}),
        "calendar_feed", "changed", {"details": False}, {"details": True}, "",
    ),
    "PUT /api/me/visits/<uuid:visit_id>/confirmation": (
        Scene.booked, lambda s: s.phone.put(f"/api/me/visits/{s.visit}/confirmation"),
        "visit", "changed", {"confirmed_at": None}, {"confirmed_at": "NOW"}, "",
    ),
    "DELETE /api/me/visits/<uuid:visit_id>/confirmation": (
        Scene.confirmed, lambda s: s.phone.delete(f"/api/me/visits/{s.visit}/confirmation"),
        "visit", "changed", {"confirmed_at": "NOW"}, {"confirmed_at": None}, "",
    ),
    "PUT /api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>": (
        Scene.booked, Scene.asked,
        "time_request", "added", None, {"status": "open", "note": "I work"}, "I work",
    ),
    "DELETE /api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>": (
        Scene.wished,
        lambda s: s.phone.delete(f"/api/me/visits/{s.visit}/time-requests/{s.request}"),
        "time_request", "changed", {"status": "open"}, {"status": "withdrawn"}, "",
    ),
    "POST /api/staff/participants": (
        NOTHING, add, "participant", "added", None, {"code": "NEW", "status": "invited"}, "",
    ),
    "PATCH /api/staff/participants/<uuid:participant_id>": (
        NOTHING, lambda s: s.desk.change(s.participant.id, name="Other", reason="Married"),
        "participant", "changed", {"name": "Eleanor Whitfield"}, {"name": "Other"}, "Married",
    ),
    "PUT /api/staff/participants/<uuid:participant_id>/anchors/<string:key>": (
        NOTHING,
        lambda s: s.desk.set_anchor(s.participant.id, "last_dose", "2025-12-13", reason="Chart"),
        "participant", "changed",
        {"anchors": {"consent": "2025-11-12", "last_dose": "2025-12-12"}},
        {"anchors": {"consent": "2025-11-12", "last_dose": "2025-12-13"}}, "Chart",
    ),
    "POST /api/staff/participants/<uuid:participant_id>/status": (
        NOTHING, lambda s: s.desk.move(s.participant.id, "withdrawn", reason="Moved"),
        "participant", "changed", {"status": "enrolled"}, {"status": "withdrawn"}, "Moved",
    ),
    "PUT /api/staff/visits/<uuid:visit_id>/booking": (
        NOTHING, lambda s: s.desk.book(s.visit, "2026-03-25", "09:30", reason="Travels"),
        "visit", "changed",
        {"status": "planned", "starts_at": None},
        {"status": "booked", "starts_at": "2026-03-25T13:30:00+00:00"}, "Travels",
    ),
    "POST /api/staff/visits/<uuid:visit_id>/outcome": (
        Scene.booked, lambda s: s.desk.outcome(s.visit, "cancelled", reason="Broken"),
        "visit", "changed", {"status": "booked"}, {"status": "cancelled"}, "Broken",
    ),
    "POST /api/staff/time-requests/<uuid:request_id>/answer": (
        Scene.wished, lambda s: s.desk.answer(s.request, s.visit, None, "No room"),
        "time_request", "changed",
        {"status": "open", "answer_note": ""},
        {"status": "declined", "answer_note": "No room"}, "No room",
    ),
}  # fmt: skip
# These write nothing that belongs in the history: a ticket is no record, a search reads.
QUIET = {"POST /api/sign-in/code", "POST /api/staff/participants/search"}
