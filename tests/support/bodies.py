"""Bodies for every writing route of the API, such as its own people could send."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from tests.support.claims import a_picture
from tests.support.neighbours import Record
from tests.support.notices import a_subscription


def bodies_about(record: Record) -> dict[str, dict[str, Any]]:
    """By route: what is sent about the record of one person."""
    day = "2026-03-20"
    return {
        "POST /api/sign-in/code": {"email": "somebody@example.org"},
        "POST /api/sign-in": {"ticket": str(uuid4()), "code": "12345678"},
        **factor_bodies(),
        "POST /api/step-up": {"purpose": "sign_consent"},
        "POST /api/step-up/<uuid:step_up_id>": {"code": "12345678"},
        **joining_bodies(),
        **team_bodies(record),
        **partner_bodies(),
        **consent_bodies(record),
        **check_in_bodies(record),
        **claim_bodies(record),
        **payment_bodies(record),
        **message_bodies(record),
        **queue_bodies(),
        **reminder_bodies(record),
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


def joining_bodies() -> dict[str, dict[str, Any]]:
    """Bodies of joining and inviting, with a code that is right in form."""
    code, person = "7K3M-9QXT-4B2D", "POST /api/staff/participants/<uuid:participant_id>"
    return {
        "POST /api/join/look": {"code": code},
        "POST /api/join/email": {"code": code, "email": "somebody@example.org"},
        "POST /api/join": {
            "code": code,
            "ticket": str(uuid4()),
            "mail_code": "12345678",
            "language": "en",
        },
        f"{person}/invitations": {"id": str(uuid4()), "way": "letter"},
        f"{person}/recovery": {
            "id": str(uuid4()),
            "way": "letter",
            "identity": "in_person",
            "reason": "She lost her phone",
            "version": 1,
            "step_up": str(uuid4()),
        },
        f"{person}/invitations/<uuid:invitation_id>/revoke": {},
        f"{person}/invitations/<uuid:invitation_id>/letter": {"code": code},
    }


def partner_bodies() -> dict[str, dict[str, Any]]:
    """Bodies of what a participant does about who helps her, not yet confirmed."""
    mine, place = "/api/me/care-partners", "POST /api/account/places/<uuid:place_id>"
    confirmed = {"step_up": str(uuid4())}
    new = {"id": str(uuid4()), "name": "Ana", "email": "ana@example.org"}
    one = f"POST {mine}/invitations/<uuid:partner_invitation_id>"
    return {
        f"POST {mine}/invitations": new | {"may_read_check_ins": True} | confirmed,
        f"{one}/renewal": {"id": str(uuid4())} | confirmed,
        f"{one}/revoke": {},
        f"PUT {mine}/<uuid:partner_id>/check-ins": {"may_read_check_ins": True} | confirmed,
        f"POST {mine}/<uuid:partner_id>/end": confirmed,
        f"{place}/choice": {},
        f"{place}/end": {},
    }


def team_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of what an admin does about the team of the site, not yet confirmed."""
    team = "POST /api/staff/team"
    confirmed = {"step_up": str(uuid4())}
    seat = {
        "role": "monitor",
        "study_id": str(record.participant.study_id),
        "site_id": str(record.participant.site_id),
    }
    one = f"{team}/<uuid:person_id>"
    new = {"id": str(uuid4()), "name": "Ana Ruiz", "email": "ana@example.org"}
    return {
        f"{team}/invitations": new | seat | confirmed,
        f"{team}/invitations/<uuid:team_invitation_id>/renewal": {"id": str(uuid4())} | confirmed,
        f"{team}/invitations/<uuid:team_invitation_id>/revoke": {},
        f"{one}/roles": seat | confirmed,
        f"{one}/roles/<uuid:membership_id>/end": {"reason": "Left"} | confirmed,
        f"{one}/reset": {"id": str(uuid4()), "reason": "Lost her phone"} | confirmed,
    }


def factor_bodies() -> dict[str, dict[str, Any]]:
    """Bodies of the routes about how somebody signs in."""
    passkey = {"id": str(uuid4()), "credential": {"id": "none"}}
    one = "/api/account/passkeys/<uuid:passkey_id>"
    return {
        "POST /api/sign-in/password": {"email": "somebody@example.org", "password": "not hers"},
        "POST /api/sign-in/second": {"ticket": str(uuid4()), "code": "123456"},
        "POST /api/sign-in/passkey/options": {},
        "POST /api/sign-in/passkey": passkey,
        "POST /api/sign-in/oidc/second": {},
        "POST /api/account/sign-on/removal": {},
        "PUT /api/account/password": {"password": "four purple herons at noon"},
        "POST /api/account/password/removal": {},
        "POST /api/account/app": {},
        "POST /api/account/app/confirmation": {"code": "123456"},
        "POST /api/account/app/removal": {},
        "POST /api/account/recovery-codes": {},
        "POST /api/account/passkeys/options": {},
        "POST /api/account/passkeys": passkey,
        f"PATCH {one}": {"label": "My phone"},
        f"POST {one}/removal": {},
    }


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


def claim_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of the travel claims' routes: a new claim, and steps of the one that `record` sent."""
    toll = {"id": str(uuid4()), "category": "tolls", "spent_on": "2026-03-02", "amount": 350}
    return {
        "PUT /api/me/travel/distance": {"one_way": 120},
        "POST /api/me/claims": {
            "id": str(uuid4()),
            "round": 1,
            "visit_id": record.travelled,
            "currency": "USD",
            "lines": [toll],
        },
        "POST /api/me/claims/<uuid:claim_id>/withdrawal": {},
        "POST /api/me/claims/<uuid:claim_id>/dispute": {"note": "Please look again"},
        "POST /api/staff/claims/<uuid:claim_id>/take": {"version": 1},
        "POST /api/staff/claims/<uuid:claim_id>/release": {"version": 1},
        "POST /api/staff/claims/<uuid:claim_id>/decision": {"version": 1, "decision": "approve"},
        "PUT /api/staff/participants/<uuid:participant_id>/travel/distance": {"one_way": 120},
    }


def payment_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of the payments' routes."""
    return {
        "POST /api/staff/payment-batches": {
            "id": str(uuid4()),
            "claims": [record.claim],
            "expected_on": "2026-03-20",
        },
        "POST /api/staff/payment-batches/<uuid:batch_id>/paid": {
            "paid_on": "2026-03-02",
            "reference": "ACH-1",
        },
        "POST /api/staff/payments/<uuid:payment_id>/failed": {
            "version": 1,
            "reason": "Account closed",
        },
    }


def message_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of the messages' routes, about the thread in which `record` wrote."""
    new, thread = str(uuid4()), "/api/staff/threads/<uuid:thread_id>"
    audience = {
        "study_id": str(record.participant.study_id),
        "site_ids": [str(record.participant.site_id)],
    }
    said = {"en": "Closed on Friday", "es": "Cerrado el viernes"}
    announcement = {"title": said, "text": said, "audience": audience}
    return {
        "POST /api/me/messages": {
            "id": new,
            "thread_id": str(uuid4()),
            "topic": "visit",
            "text": "Hello",
        },
        "POST /api/me/messages/threads/<uuid:thread_id>/read": {"through": record.message},
        "POST /api/me/announcements/<uuid:announcement_id>/read": {},
        "POST /api/me/messages/search": {"text": "hello"},
        "POST /api/staff/messages/search": {"text": "hello"},
        "POST /api/staff/participants/<uuid:participant_id>/threads": {
            "id": new,
            "thread_id": str(uuid4()),
            "topic": "visit",
            "text": "Hello",
        },
        f"POST {thread}/read": {"through": record.message},
        f"POST {thread}/messages": {"id": new, "text": "Hello", "seen": 1},
        f"POST {thread}/assignee": {"version": 1, "account_id": None},
        f"POST {thread}/labels": {
            "version": 1,
            "topic": "visit",
            "visit_id": None,
            "claim_id": None,
            "needs_translation": True,
        },
        f"POST {thread}/close": {"version": 1},
        f"POST {thread}/reopen": {"version": 1},
        f"POST {thread}/merge": {"version": 1, "into": str(uuid4())},
        "POST /api/staff/announcements/preview": announcement,
        "POST /api/staff/announcements": {**announcement, "id": new, "expected": 2},
    }


def reminder_bodies(record: Record) -> dict[str, dict[str, Any]]:
    """Bodies of the reminders' routes, about the device that `record` turned on and the notice
    that never reached her."""
    return {
        "PUT /api/me/reminders": {
            "hour": "10:00",
            "quiet": None,
            "follow_phone": False,
            "choices": [{"about": "message", "choice": "mail"}],
        },
        "POST /api/me/reminders/not-now": {},
        "POST /api/me/reminders/zone": {"time_zone": "Europe/Madrid"},
        "PUT /api/me/push": a_subscription(),
        "POST /api/me/push/test": {},
        "POST /api/notices/confirm": {"token": "not one", "what": "opened"},
        "POST /api/staff/participants/<uuid:participant_id>/notices": {
            "id": str(uuid4()),
            "about": "message",
            "account_id": record.account,
        },
        "POST /api/staff/notices/<uuid:notice_id>/handled": {"note": "Called"},
    }


def queue_bodies() -> dict[str, dict[str, Any]]:
    """Bodies of the work queue's routes, about something that nobody has taken yet."""
    one = "POST /api/staff/queue/<string:kind>/<uuid:object_id>"
    return {
        f"{one}/take": {"version": 0},
        f"{one}/release": {"version": 0},
        f"{one}/hand-over": {"version": 0, "account_id": str(uuid4())},
        f"{one}/snooze": {"version": 0, "until": None},
    }


FILES: Mapping[str, str] = {
    "POST /api/me/receipts/<uuid:receipt_id>": "file",
    "POST /api/me/message-files/<uuid:file_id>": "file",
    "POST /api/staff/participants/<uuid:participant_id>/message-files/<uuid:file_id>": "file",
}
"""Routes that take a form with a file instead of JSON, and the name of the file's part."""


def form_for(name: str) -> dict[str, Any]:
    """The form of a route in FILES, for the client's `data`."""
    return {FILES[name]: (io.BytesIO(a_picture("another receipt")), "receipt.jpg")}
