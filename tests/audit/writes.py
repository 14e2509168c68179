"""Every write through the API, with the entry that it must leave."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.audit.claim_writes import CLAIM_CASES
from tests.audit.factor_writes import FACTOR_CASES, FACTORS_QUIET
from tests.audit.joining_writes import JOINING_CASES, JOINING_QUIET
from tests.audit.message_writes import MESSAGE_CASES, MESSAGES_QUIET
from tests.audit.partner_writes import PARTNER_CASES
from tests.audit.queue_writes import QUEUE_CASES
from tests.audit.reminder_writes import REMINDER_CASES, REMINDERS_QUIET
from tests.audit.scene import ELEANOR, NOTHING, Case, Scene
from tests.audit.team_writes import TEAM_CASES
from tests.support.consenting import send_paper
from tests.support.problems import done
from tests.support.web import Browser


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


def read_one(scene: Scene) -> Any:
    body = {
        "version_id": scene.version,
        "language": "en",
        "events": [{"id": str(uuid4()), "kind": "opened"}],
    }
    return scene.reader.phone.post("/api/me/consent/reading", body)


def choose_one(scene: Scene) -> Any:
    body = {"version_id": scene.version, "choices": {"share_data": True}}
    return scene.reader.phone.put("/api/me/consent/choices", body)


def answer_her(scene: Scene) -> Any:
    path = f"/api/staff/consent-questions/{scene.request}/answer"
    return scene.desk.browser.post(path, {"text": "Soon", "way": "phone"})


def record_leaving(scene: Scene) -> Any:
    path = f"/api/staff/participants/{scene.participant.id}/withdrawals"
    return scene.desk.browser.post(path, {"id": str(uuid4()), "scope": "visits"})


def check_in(scene: Scene) -> Any:
    return scene.reporter.send(scene.sent)


def check_in_by_telephone(scene: Scene) -> Any:
    path = f"/api/staff/participants/{scene.participant.id}/check-ins/reports"
    return scene.team.browser.post(path, scene.sent)


def end_other_device(scene: Scene) -> Any:
    rows = done(scene.phone.get("/api/account/devices"))["devices"]
    other = next(row["id"] for row in rows if not row["current"])
    return scene.phone.delete(f"/api/account/devices/{other}")


# For each writing route.
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
    "POST /api/step-up/<uuid:step_up_id>": (
        Scene.step_up_asked,
        lambda s: s.reader.phone.post(f"/api/step-up/{s.step_up}", {"code": s.code}),
        "step_up", "confirmed", None, {"purpose": "sign_consent"}, "",
    ),
    "POST /api/me/consent/reading": (
        Scene.reads, read_one, "consent", "added", None, {"state": "reading"}, "",
    ),
    "PUT /api/me/consent/questions/<uuid:question_id>": (
        Scene.reads, lambda s: s.reader.ask("Why?"),
        "consent_question", "added", None, {"text": "Why?", "holds": False}, "",
    ),
    "DELETE /api/me/consent/questions/<uuid:question_id>/hold": (
        Scene.asked_the_team,
        lambda s: s.reader.phone.delete(f"/api/me/consent/questions/{s.request}/hold"),
        "consent_question", "changed", {"holds": True}, {"holds": False}, "",
    ),
    "POST /api/me/consent/quiz": (
        Scene.reads, lambda s: s.reader.answer("risk", "back"),
        "consent", "added", None, {"state": "reading"}, "",
    ),
    "PUT /api/me/consent/choices": (
        Scene.asked_the_team, choose_one,
        "consent", "changed", {"choices": {}}, {"choices": {"share_data": True}}, "",
    ),
    "POST /api/me/consent/decision": (
        Scene.asked_the_team, lambda s: s.reader.decide("more_time"),
        "consent", "changed", {"decision": None}, {"decision": "more_time"}, "",
    ),
    "POST /api/me/consent/signature": (
        Scene.may_sign, lambda s: s.reader.phone.post("/api/me/consent/signature", s.signing),
        "consent_signature", "added", None, {"role": "participant"}, "",
    ),
    "POST /api/me/consent/withdrawal": (
        Scene.signed, lambda s: s.reader.withdraw("everything", reason="Enough"),
        "withdrawal", "added", None, {"scope": "everything", "reason": "Enough"}, "",
    ),
    "POST /api/staff/consent-questions/<uuid:question_id>/answer": (
        Scene.asked_the_team, answer_her,
        "consent_question", "changed", {"answer": None}, {"answer": "Soon", "way": "phone"}, "",
    ),
    "POST /api/staff/consents/<uuid:consent_id>/signature": (
        Scene.signed, lambda s: s.signer.sign(s.participant.id, step_up=s.code),
        "consent_signature", "added", None, {"role": "discussion_leader"}, "",
    ),
    "POST /api/staff/participants/<uuid:participant_id>/paper-consent": (
        Scene.reads, lambda s: send_paper(s.desk.browser, s.participant, s.version),
        "stored_file", "added", None, {"media_type": "application/pdf"}, "",
    ),
    "POST /api/staff/participants/<uuid:participant_id>/withdrawals": (
        Scene.signed, record_leaving,
        "withdrawal", "added", None, {"scope": "visits"}, "",
    ),
    "POST /api/me/check-ins/reports": (
        Scene.late, check_in, "symptom_report", "added", None, {"source": "app"}, "",
    ),
    "POST /api/staff/participants/<uuid:participant_id>/check-ins/reports": (
        Scene.late, check_in_by_telephone,
        "symptom_report", "added", None, {"source": "phone"}, "",
    ),
    "POST /api/staff/participants/<uuid:participant_id>/check-ins/calls": (
        Scene.late,
        lambda s: s.team.call(s.participant.id, s.missed, settled=True),
        "symptom_missed_call", "added", None, {"done": True, "note": "No answer"}, "",
    ),
    "POST /api/staff/check-ins/reports/<uuid:report_id>/read": (
        Scene.alerted,
        lambda s: s.desk.browser.post(f"/api/staff/check-ins/reports/{s.report['id']}/read", {}),
        "symptom_report", "changed", {"read_at": None}, {"read_at": "NOW"}, "",
    ),
    "POST /api/staff/alerts/<uuid:alert_id>/take": (
        Scene.alerted, lambda s: s.team.act(s.alert, "take"),
        "symptom_alert", "changed", {"status": "open"}, {"status": "taken"}, "",
    ),
    "POST /api/staff/alerts/<uuid:alert_id>/release": (
        Scene.taken, lambda s: s.team.act(s.alert, "release"),
        "symptom_alert", "changed", {"status": "taken"}, {"status": "open"}, "",
    ),
    "POST /api/staff/alerts/<uuid:alert_id>/contacts": (
        Scene.taken, lambda s: s.team.contact(s.alert, reached=False, note="No answer"),
        "symptom_contact", "added", None, {"reached": False, "note": "No answer"}, "",
    ),
    "POST /api/staff/alerts/<uuid:alert_id>/close": (
        Scene.taken, lambda s: s.team.act(s.alert, "close", outcome="advice", note="Called"),
        "symptom_alert", "changed",
        {"status": "taken", "outcome": None}, {"status": "closed", "outcome": "advice"}, "",
    ),
    **CLAIM_CASES,
    **JOINING_CASES,
    **PARTNER_CASES,
    **MESSAGE_CASES,
    **QUEUE_CASES,
    **REMINDER_CASES,
    **FACTOR_CASES,
    **TEAM_CASES,
}  # fmt: skip
# These write nothing that belongs in the history: a ticket is no record, a search reads.
QUIET = {
    *("POST /api/sign-in/code", "POST /api/staff/participants/search", "POST /api/step-up"),
    # What these write is looked at in tests/consent/test_versions_api.py: another role does them.
    "POST /api/staff/consent-versions/<uuid:version_id>/approval",
    "POST /api/staff/consent-versions/<uuid:version_id>/in-force",
    *JOINING_QUIET,
    *MESSAGES_QUIET,
    *REMINDERS_QUIET,
    *FACTORS_QUIET,
}
