"""Every route of the API with a way to call it: for the tests that walk them all.

A new route needs a line in ROUTES, a new parameter one in :func:`address`, a new writing route a
body in tests/support/bodies.py. Without them the walks fail and ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.bodies import FILES, bodies_about, form_for
from tests.support.neighbours import Record
from tests.support.web import Browser

# What each route asks for, by hand: "public", "signed in", "setting up" (signed in, or about to set
# up her sign-in), or a permission.
ROUTES = {
    "GET /api/openapi.json": "public",
    "GET /api/help": "public",
    "GET /api/session": "public",
    "POST /api/sign-in/code": "public",
    "POST /api/sign-in": "public",
    "POST /api/join/look": "public",
    "POST /api/join/email": "public",
    "POST /api/join": "public",
    "POST /api/sign-in/password": "public",
    "POST /api/sign-in/second": "public",
    "POST /api/sign-in/passkey/options": "public",
    "POST /api/sign-in/passkey": "public",
    "GET /api/sign-in/oidc": "public",
    "GET /api/sign-in/oidc/callback": "public",
    "POST /api/sign-in/oidc/second": "public",
    "GET /api/calendar/<string(length=43):token>.ics": "public",
    "POST /api/sign-out": "setting up",
    "GET /api/account/factors": "setting up",
    "PUT /api/account/password": "setting up",
    "POST /api/account/password/removal": "setting up",
    "POST /api/account/app": "setting up",
    "POST /api/account/app/confirmation": "setting up",
    "POST /api/account/app/removal": "setting up",
    "POST /api/account/recovery-codes": "setting up",
    "POST /api/account/passkeys/options": "setting up",
    "POST /api/account/passkeys": "setting up",
    "PATCH /api/account/passkeys/<uuid:passkey_id>": "setting up",
    "POST /api/account/passkeys/<uuid:passkey_id>/removal": "setting up",
    "POST /api/account/sign-on/removal": "setting up",
    "POST /api/account/sign-out-everywhere": "signed in",
    "PATCH /api/account": "signed in",
    "GET /api/account/devices": "signed in",
    "DELETE /api/account/devices/<uuid:device_id>": "signed in",
    "POST /api/step-up": "signed in",
    "POST /api/step-up/<uuid:step_up_id>": "signed in",
    "GET /api/me/openings": "own.openings",
    "GET /api/me/care-partners": "own.care_partners",
    "POST /api/me/care-partners/invitations": "own.care_partners",
    "POST /api/me/care-partners/invitations/<uuid:partner_invitation_id>/renewal": (
        "own.care_partners"
    ),
    "POST /api/me/care-partners/invitations/<uuid:partner_invitation_id>/revoke": (
        "own.care_partners"
    ),
    "PUT /api/me/care-partners/<uuid:partner_id>/check-ins": "own.care_partners",
    "POST /api/me/care-partners/<uuid:partner_id>/end": "own.care_partners",
    "POST /api/account/places/<uuid:place_id>/choice": "signed in",
    "POST /api/account/places/<uuid:place_id>/end": "signed in",
    "GET /api/staff/participants/<uuid:participant_id>/care-partners": "participants.read",
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
    "GET /api/me/check-ins": "own.check_ins.read",
    "GET /api/me/check-ins/reports": "own.check_ins.read",
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
    "GET /api/me/travel": "own.claims",
    "PUT /api/me/travel/distance": "own.claims",
    "POST /api/me/receipts/<uuid:receipt_id>": "own.claims",
    "GET /api/me/receipts/<uuid:receipt_id>/picture": "own.claims",
    "POST /api/me/claims": "own.claims",
    "POST /api/me/claims/<uuid:claim_id>/withdrawal": "own.claims",
    "POST /api/me/claims/<uuid:claim_id>/dispute": "own.claims",
    "GET /api/staff/claims": "claims.read",
    "GET /api/staff/claims/<uuid:claim_id>": "claims.read",
    "GET /api/staff/receipts/<uuid:receipt_id>/picture": "claims.read",
    "GET /api/staff/receipts/<uuid:receipt_id>/file": "claims.read",
    "GET /api/staff/participants/<uuid:participant_id>/travel": "claims.read",
    "GET /api/staff/claims.csv": "claims.read",
    "GET /api/staff/claim-lines.csv": "claims.read",
    "POST /api/staff/claims/<uuid:claim_id>/take": "claims.review",
    "POST /api/staff/claims/<uuid:claim_id>/release": "claims.review",
    "POST /api/staff/claims/<uuid:claim_id>/decision": "claims.review",
    "PUT /api/staff/participants/<uuid:participant_id>/travel/distance": "claims.review",
    "GET /api/staff/payments/to-pay": "claims.read",
    "GET /api/staff/payment-batches": "claims.read",
    "GET /api/staff/payment-batches/<uuid:batch_id>": "claims.read",
    "GET /api/staff/travel-totals": "claims.read",
    "GET /api/staff/travel-totals.csv": "claims.read",
    "POST /api/staff/payment-batches": "claims.pay",
    "GET /api/staff/payment-batches/<uuid:batch_id>/payments.csv": "claims.pay",
    "POST /api/staff/payment-batches/<uuid:batch_id>/paid": "claims.pay",
    "POST /api/staff/payments/<uuid:payment_id>/failed": "claims.pay",
    "GET /api/me/messages": "own.messages",
    "GET /api/me/messages/unread": "own.messages",
    "POST /api/me/messages": "own.messages",
    "GET /api/me/messages/threads/<uuid:thread_id>": "own.messages",
    "POST /api/me/messages/threads/<uuid:thread_id>/read": "own.messages",
    "POST /api/me/announcements/<uuid:announcement_id>/read": "own.messages",
    "POST /api/me/messages/search": "own.messages",
    "POST /api/me/message-files/<uuid:file_id>": "own.messages",
    "GET /api/me/message-files/<uuid:file_id>/picture": "own.messages",
    "GET /api/me/message-files/<uuid:file_id>/file": "own.messages",
    "GET /api/staff/threads": "messages.read",
    "GET /api/staff/threads/<uuid:thread_id>": "messages.read",
    "POST /api/staff/threads/<uuid:thread_id>/read": "messages.read",
    "POST /api/staff/messages/search": "messages.read",
    "GET /api/staff/messages.csv": "messages.read",
    "GET /api/staff/message-files/<uuid:file_id>/picture": "messages.read",
    "GET /api/staff/message-files/<uuid:file_id>/file": "messages.read",
    "GET /api/staff/announcements": "messages.read",
    "POST /api/staff/participants/<uuid:participant_id>/threads": "messages.write",
    "POST /api/staff/participants/<uuid:participant_id>/message-files/<uuid:file_id>": (
        "messages.write"
    ),
    "POST /api/staff/threads/<uuid:thread_id>/messages": "messages.write",
    "POST /api/staff/threads/<uuid:thread_id>/assignee": "messages.write",
    "POST /api/staff/threads/<uuid:thread_id>/labels": "messages.write",
    "POST /api/staff/threads/<uuid:thread_id>/close": "messages.write",
    "POST /api/staff/threads/<uuid:thread_id>/reopen": "messages.write",
    "POST /api/staff/threads/<uuid:thread_id>/merge": "messages.write",
    "GET /api/staff/threads/<uuid:thread_id>/replies": "messages.write",
    "POST /api/staff/announcements/preview": "messages.announce",
    "POST /api/staff/announcements": "messages.announce",
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
    "GET /api/staff/participants/<uuid:participant_id>/timeline": "participants.read",
    "GET /api/staff/visits": "participants.read",
    "GET /api/staff/visits/<uuid:visit_id>": "participants.read",
    "GET /api/staff/time-requests": "participants.read",
    "POST /api/staff/participants": "participants.write",
    "PATCH /api/staff/participants/<uuid:participant_id>": "participants.write",
    "PUT /api/staff/participants/<uuid:participant_id>/anchors/<string:key>": "participants.write",
    "POST /api/staff/participants/<uuid:participant_id>/status": "participants.write",
    "GET /api/staff/participants/<uuid:participant_id>/joining": "participants.read",
    "POST /api/staff/participants/<uuid:participant_id>/invitations": "participants.write",
    "POST /api/staff/participants/<uuid:participant_id>/recovery": "participants.write",
    "POST /api/staff/participants/<uuid:participant_id>/invitations/<uuid:invitation_id>/revoke": (
        "participants.write"
    ),
    "POST /api/staff/participants/<uuid:participant_id>/invitations/<uuid:invitation_id>/letter": (
        "participants.write"
    ),
    "PUT /api/staff/visits/<uuid:visit_id>/booking": "visits.write",
    "POST /api/staff/visits/<uuid:visit_id>/outcome": "visits.write",
    "POST /api/staff/time-requests/<uuid:request_id>/answer": "visits.write",
    "GET /api/staff/participants/<uuid:participant_id>/history": "history.read",
    "GET /api/staff/queue": "queue.read",
    "GET /api/staff/pulse": "queue.read",
    "GET /api/staff/queue/<string:kind>/<uuid:object_id>/people": "queue.read",
    "POST /api/staff/queue/<string:kind>/<uuid:object_id>/take": "queue.read",
    "POST /api/staff/queue/<string:kind>/<uuid:object_id>/release": "queue.read",
    "POST /api/staff/queue/<string:kind>/<uuid:object_id>/hand-over": "queue.read",
    "POST /api/staff/queue/<string:kind>/<uuid:object_id>/snooze": "queue.read",
    "GET /api/me/reminders": "own.reminders",
    "PUT /api/me/reminders": "own.reminders",
    "POST /api/me/reminders/not-now": "own.reminders",
    "POST /api/me/reminders/zone": "own.reminders",
    "PUT /api/me/push": "own.reminders",
    "DELETE /api/me/push/<uuid:subscription_id>": "own.reminders",
    "POST /api/me/push/test": "own.reminders",
    "POST /api/notices/confirm": "public",
    "GET /api/staff/reminders": "reminders.read",
    "GET /api/staff/participants/<uuid:participant_id>/notices": "reminders.read",
    "POST /api/staff/participants/<uuid:participant_id>/notices": "reminders.send",
    "POST /api/staff/notices/<uuid:notice_id>/handled": "reminders.send",
    "GET /api/staff/team": "team.read",
    "POST /api/staff/team/invitations": "team.write",
    "POST /api/staff/team/invitations/<uuid:team_invitation_id>/renewal": "team.write",
    "POST /api/staff/team/invitations/<uuid:team_invitation_id>/revoke": "team.write",
    "POST /api/staff/team/<uuid:person_id>/roles": "team.write",
    "POST /api/staff/team/<uuid:person_id>/roles/<uuid:membership_id>/end": "team.write",
    "POST /api/staff/team/<uuid:person_id>/reset": "team.write",
    "GET /api/staff/me": "study.read",
    "GET /api/staff/studies": "study.read",
    "GET /api/staff/history": "history.read",
    "GET /api/staff/history.csv": "history.read",
    "GET /api/staff/history/choices": "history.read",
    "GET /api/staff/timeliness": "study.read",
    "GET /api/staff/timeliness.csv": "study.read",
}
OBJECTS = (
    *("participant_id", "visit_id", "request_id"),
    *("question_id", "consent_id", "copy_id", "version_id"),
    *("alert_id", "report_id"),
    *("claim_id", "receipt_id", "batch_id", "payment_id"),
    *("thread_id", "file_id", "announcement_id", "object_id"),
    *("subscription_id", "notice_id", "invitation_id"),
    *("person_id", "membership_id", "team_invitation_id"),
    *("partner_id", "partner_invitation_id"),
)
"""Parameters that name one of the records of Eleanor and the others."""
OF_ANYBODY = {"public", "signed in", "setting up"}
"""What is no permission: everybody who is signed in may do it, to her own account."""

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
        "passkey_id": str(uuid4()),
        "question_id": record.question,
        "consent_id": record.consent,
        "copy_id": record.copy,
        "version_id": record.version,
        "alert_id": record.alert,
        "report_id": record.report,
        "claim_id": record.claim,
        "receipt_id": record.receipt,
        "batch_id": record.batch,
        "payment_id": record.payment,
        "thread_id": record.thread,
        "file_id": record.message_file,
        "announcement_id": record.announcement,
        "subscription_id": record.subscription,
        "notice_id": record.notice,
        "invitation_id": record.invitation,
        "person_id": record.colleague,
        "membership_id": record.membership,
        "team_invitation_id": record.team_invitation,
        "partner_id": record.partner,
        "partner_invitation_id": record.partner_invitation,
        "place_id": str(uuid4()),
        "kind": "question",
        "object_id": record.question,
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


def send(browser: Browser, app: Flask, call: Call, record: Record, **chosen: str) -> TestResponse:
    """Call the route about `record` with a body that its own people could send."""
    path = address(app, call, record, **chosen) + QUERIES.get(call.name, "")
    if call.name in FILES:
        kind = "multipart/form-data"
        return browser.call(call.method, path, data=form_for(call.name), content_type=kind)
    return browser.call(call.method, path, body_for(call, record))


def body_for(call: Call, record: Record) -> dict[str, Any] | None:
    """A body that the route would accept for its own people."""
    if call.method in {"GET", "DELETE"}:
        return None
    bodies = bodies_about(record)
    if call.name not in bodies:
        pytest.fail(f"{call.name} is new: give it a body in tests/support/bodies.py.")
    return bodies[call.name]
