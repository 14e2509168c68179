"""Every route of the API with a way to call it: for the tests that walk them all.

A new route needs a line in ROUTES, a new parameter one in :func:`address`, a new writing route a
body in :func:`body_for`. Without them the walks fail and ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.neighbours import Record
from tests.support.web import Browser

# What each route asks for, by hand: "public", "signed in", or a permission.
ROUTES = {
    "GET /api/openapi.json": "public",
    "GET /api/help": "public",
    "GET /api/session": "public",
    "POST /api/sign-in/code": "public",
    "POST /api/sign-in": "public",
    "GET /api/calendar/<string(length=43):token>.ics": "public",
    "POST /api/sign-out": "signed in",
    "POST /api/account/sign-out-everywhere": "signed in",
    "PATCH /api/account": "signed in",
    "GET /api/account/devices": "signed in",
    "DELETE /api/account/devices/<uuid:device_id>": "signed in",
    "POST /api/step-up": "signed in",
    "POST /api/step-up/<uuid:step_up_id>": "signed in",
    "GET /api/me/consent": "own.consent",
    "GET /api/me/consent/text": "own.consent",
    "POST /api/me/consent/reading": "own.consent",
    "PUT /api/me/consent/questions/<uuid:question_id>": "own.consent",
    "DELETE /api/me/consent/questions/<uuid:question_id>/hold": "own.consent",
    "POST /api/me/consent/quiz": "own.consent",
    "PUT /api/me/consent/choices": "own.consent",
    "POST /api/me/consent/decision": "own.consent",
    "POST /api/me/consent/signature": "own.consent",
    "GET /api/me/consent/signed": "own.consent",
    "GET /api/me/consent/copies/<uuid:copy_id>": "own.consent",
    "GET /api/me/consent/withdrawal": "own.consent",
    "POST /api/me/consent/withdrawal": "own.consent",
    "GET /api/staff/consents": "consent.read",
    "GET /api/staff/participants/<uuid:participant_id>/consent": "consent.read",
    "GET /api/staff/participants/<uuid:participant_id>/consent/trail.csv": "consent.read",
    "GET /api/staff/consent-copies/<uuid:copy_id>": "consent.read",
    "POST /api/staff/consent-questions/<uuid:question_id>/answer": "consent.write",
    "POST /api/staff/consents/<uuid:consent_id>/signature": "consent.write",
    "POST /api/staff/participants/<uuid:participant_id>/paper-consent": "consent.write",
    "POST /api/staff/participants/<uuid:participant_id>/withdrawals": "consent.write",
    "GET /api/staff/consent-versions": "study.read",
    "GET /api/staff/consent-versions/<uuid:version_id>": "study.read",
    "GET /api/staff/consent-versions/<uuid:version_id>/print": "study.read",
    "POST /api/staff/consent-versions/<uuid:version_id>/approval": "consent.versions",
    "POST /api/staff/consent-versions/<uuid:version_id>/in-force": "consent.versions",
    "GET /api/me/check-ins": "own.check_ins",
    "GET /api/me/check-ins/reports": "own.check_ins",
    "POST /api/me/check-ins/reports": "own.check_ins",
    "GET /api/staff/alerts": "check_ins.read",
    "GET /api/staff/alerts/<uuid:alert_id>": "check_ins.read",
    "POST /api/staff/alerts/<uuid:alert_id>/take": "check_ins.write",
    "POST /api/staff/alerts/<uuid:alert_id>/release": "check_ins.write",
    "POST /api/staff/alerts/<uuid:alert_id>/contacts": "check_ins.write",
    "POST /api/staff/alerts/<uuid:alert_id>/close": "check_ins.write",
    "GET /api/staff/check-ins/reports": "check_ins.read",
    "POST /api/staff/check-ins/reports/<uuid:report_id>/read": "check_ins.write",
    "GET /api/staff/check-ins/missed": "check_ins.read",
    "GET /api/staff/check-ins/reports.csv": "check_ins.read",
    "GET /api/staff/check-ins/dictionary.csv": "check_ins.read",
    "GET /api/staff/participants/<uuid:participant_id>/check-ins": "check_ins.read",
    "POST /api/staff/participants/<uuid:participant_id>/check-ins/reports": "check_ins.write",
    "POST /api/staff/participants/<uuid:participant_id>/check-ins/calls": "check_ins.write",
    "GET /api/me/today": "own.schedule.read",
    "GET /api/me/schedule": "own.schedule.read",
    "GET /api/me/help": "own.schedule.read",
    "GET /api/me/visits/<uuid:visit_id>": "own.schedule.read",
    "GET /api/me/visits/<uuid:visit_id>/calendar.ics": "own.schedule.read",
    "GET /api/me/calendar-feed": "own.schedule.read",
    "POST /api/me/calendar-feed": "own.schedule.read",
    "PATCH /api/me/calendar-feed": "own.schedule.read",
    "PUT /api/me/visits/<uuid:visit_id>/confirmation": "own.schedule.answer",
    "DELETE /api/me/visits/<uuid:visit_id>/confirmation": "own.schedule.answer",
    "PUT /api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>": "own.schedule.answer",
    "DELETE /api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>": "own.schedule.answer",
    "GET /api/staff/participants": "participants.read",
    "POST /api/staff/participants/search": "participants.read",
    "GET /api/staff/participants/<uuid:participant_id>": "participants.read",
    "GET /api/staff/visits": "participants.read",
    "GET /api/staff/visits/<uuid:visit_id>": "participants.read",
    "GET /api/staff/time-requests": "participants.read",
    "POST /api/staff/participants": "participants.write",
    "PATCH /api/staff/participants/<uuid:participant_id>": "participants.write",
    "PUT /api/staff/participants/<uuid:participant_id>/anchors/<string:key>": "participants.write",
    "POST /api/staff/participants/<uuid:participant_id>/status": "participants.write",
    "PUT /api/staff/visits/<uuid:visit_id>/booking": "visits.write",
    "POST /api/staff/visits/<uuid:visit_id>/outcome": "visits.write",
    "POST /api/staff/time-requests/<uuid:request_id>/answer": "visits.write",
    "GET /api/staff/participants/<uuid:participant_id>/history": "history.read",
    "GET /api/staff/me": "study.read",
    "GET /api/staff/studies": "study.read",
}
SIGNS_OUT = {"POST /api/sign-out", "POST /api/account/sign-out-everywhere"}


@dataclass(frozen=True)
class Call:
    """One route as it is called about one person's record. `name` is its key in ROUTES."""

    name: str
    method: str
    rule: str
    parameters: tuple[str, ...]

    @property
    def asks(self) -> str:
        if self.name not in ROUTES:
            pytest.fail(f"{self.name} is new: say in tests/support/routes.py who may call it.")
        return ROUTES[self.name]


def calls(app: Flask) -> list[Call]:
    """Every route under /api/ that the application has."""
    return [
        Call(f"{method} {rule.rule}", method, rule.rule, tuple(sorted(rule.arguments)))
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if rule.rule.startswith("/api/")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def address(app: Flask, call: Call, record: Record, **chosen: str) -> str:
    """The path of `call` about `record`; `chosen` replaces parameters."""
    known = {
        "participant_id": str(record.participant.id),
        "visit_id": record.visit,
        "request_id": record.request,
        "device_id": str(uuid4()),
        "step_up_id": str(uuid4()),
        "question_id": record.question,
        "consent_id": record.consent,
        "copy_id": record.copy,
        "version_id": record.version,
        "alert_id": record.alert,
        "report_id": record.report,
        "token": record.token,
        "key": "last_dose",
    } | chosen
    for name in call.parameters:
        if name not in known:
            pytest.fail(f"{call.name} has a new parameter: give {name} a value in routes.py.")
    values = {name: known[name] for name in call.parameters}
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        endpoint = next(
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.rule == call.rule and call.method in (rule.methods or set())
        )
        return adapter.build(endpoint, values, method=call.method)


QUERIES = {"GET /api/staff/consent-versions/<uuid:version_id>/print": "?language=en"}


def consent_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of the consent's routes, about the version that `record` signed."""
    version, new, day = record.version, str(uuid4()), "2026-02-20"
    signature = {"id": new, "name": record.participant.name, "step_up": str(uuid4())}
    return {
        "POST /api/me/consent/reading": {
            "version_id": version,
            "language": "en",
            "events": [{"id": new, "kind": "opened"}],
        },
        "PUT /api/me/consent/questions/<uuid:question_id>": {
            "version_id": version,
            "text": "Why?",
            "holds": False,
        },
        "POST /api/me/consent/quiz": {
            "id": new,
            "version_id": version,
            "question": "risk",
            "option": "back",
        },
        "PUT /api/me/consent/choices": {"version_id": version, "choices": {"share_data": True}},
        "POST /api/me/consent/decision": {"version_id": version, "decision": "more_time"},
        "POST /api/me/consent/signature": {
            **signature,
            "version_id": version,
            "language": "en",
        },
        "POST /api/me/consent/withdrawal": {"id": new, "scope": "everything"},
        "POST /api/staff/consent-questions/<uuid:question_id>/answer": {
            "text": "Because",
            "way": "portal",
        },
        "POST /api/staff/consents/<uuid:consent_id>/signature": {
            **signature,
            "role": "discussion_leader",
            "identity": "known",
            "version": 1,
        },
        "POST /api/staff/participants/<uuid:participant_id>/paper-consent": {},
        "POST /api/staff/participants/<uuid:participant_id>/withdrawals": {
            "id": new,
            "scope": "everything",
        },
        "POST /api/staff/consent-versions/<uuid:version_id>/approval": {
            "approved_on": day,
            "approval_reference": "Board 1",
            "valid_from": day,
            "sign_again": [],
            "visits_wait": False,
            "version": 1,
        },
        "POST /api/staff/consent-versions/<uuid:version_id>/in-force": {"version": 1},
    }


def check_in_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of the check-ins' routes: the report that `record` sent, under a new id."""
    own = "/api/staff/participants/<uuid:participant_id>/check-ins"
    report = record.sent | {"id": str(uuid4())}
    return {
        "POST /api/me/check-ins/reports": report,
        f"POST {own}/reports": report,
        f"POST {own}/calls": {
            "id": str(uuid4()),
            "check_in": "symptoms",
            "occurrence": "last_dose-week-11",
            "done": False,
        },
        "POST /api/staff/alerts/<uuid:alert_id>/take": {"version": 1},
        "POST /api/staff/alerts/<uuid:alert_id>/release": {"version": 1},
        "POST /api/staff/alerts/<uuid:alert_id>/contacts": {
            "id": str(uuid4()),
            "way": "phone",
            "reached": False,
        },
        "POST /api/staff/alerts/<uuid:alert_id>/close": {
            "version": 1,
            "outcome": "advice",
            "note": "Called",
        },
        "POST /api/staff/check-ins/reports/<uuid:report_id>/read": {},
    }


def send(browser: Browser, app: Flask, call: Call, record: Record, **chosen: str) -> TestResponse:
    """Call the route about `record` with a body that its own people could send."""
    path = address(app, call, record, **chosen) + QUERIES.get(call.name, "")
    return browser.call(call.method, path, body_for(call, record))


def body_for(call: Call, record: Record) -> dict[str, Any] | None:
    """A body that the route would accept for its own people."""
    if call.method in {"GET", "DELETE"}:
        return None
    day = "2026-03-20"
    bodies: dict[str, dict[str, Any]] = {
        "POST /api/sign-in/code": {"email": "somebody@example.org"},
        "POST /api/sign-in": {"ticket": str(uuid4()), "code": "12345678"},
        "POST /api/step-up": {"purpose": "sign_consent"},
        "POST /api/step-up/<uuid:step_up_id>": {"code": "12345678"},
        **consent_bodies(record),
        **check_in_bodies(record),
        "POST /api/sign-out": {},
        "POST /api/account/sign-out-everywhere": {},
        "PATCH /api/account": {"time_zone": "Europe/Madrid"},
        "POST /api/me/calendar-feed": {},
        "PATCH /api/me/calendar-feed": {"details": True},
        "PUT /api/me/visits/<uuid:visit_id>/confirmation": {},
        "PUT /api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>": {
            "proposals": [{"date": day, "part": "morning"}],
        },
        "POST /api/staff/participants/search": {"text": "e"},
        "POST /api/staff/participants": {
            "id": str(uuid4()),
            "site_id": str(record.participant.site_id),
            "code": "NEW-1",
            "name": "New",
            "email": "new.person@example.org",
            "language": "en",
        },
        "PATCH /api/staff/participants/<uuid:participant_id>": {"version": 1, "name": "Changed"},
        "PUT /api/staff/participants/<uuid:participant_id>/anchors/<string:key>": {
            "version": 1,
            "date": "2025-12-01",
            "reason": "Corrected",
        },
        "POST /api/staff/participants/<uuid:participant_id>/status": {
            "version": 1,
            "status": "withdrawn",
            "reason": "Left",
        },
        "PUT /api/staff/visits/<uuid:visit_id>/booking": {
            "version": 1,
            "date": day,
            "time": "10:00",
            "reason": "Because",
        },
        "POST /api/staff/visits/<uuid:visit_id>/outcome": {
            "version": 1,
            "status": "cancelled",
            "reason": "Because",
        },
        "POST /api/staff/time-requests/<uuid:request_id>/answer": {
            "version": 1,
            "booking": None,
            "note": "No room",
        },
    }
    if call.name not in bodies:
        pytest.fail(f"{call.name} is new: give it a body in tests/support/routes.py.")
    return bodies[call.name]
