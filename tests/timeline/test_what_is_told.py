"""Each thing that can be done to a participant's record, and what the timeline tells of it."""

from __future__ import annotations

from typing import Any

import pytest

from portal.accounts.roles import Role
from portal.claims.happenings import What, step_is
from portal.claims.models import NEXT, ClaimStatus
from portal.symptoms.escalation import escalate
from tests.audit.scene import Scene
from tests.audit.writes import CASES, add, read_one
from tests.support.check_ins import Team
from tests.support.consenting import send_paper
from tests.support.desk import Desk
from tests.support.fakes import KeepingMailer
from tests.support.portal import Portal
from tests.support.problems import done

VISIT, REQUEST = "/api/me/visits/<uuid:visit_id>", "/time-requests/<uuid:request_id>"
PERSON, ALERT = "/api/staff/participants/<uuid:participant_id>", "/api/staff/alerts/<uuid:alert_id>"
CLAIM = "/api/staff/claims/<uuid:claim_id>"
THREAD = "/api/staff/threads/<uuid:thread_id>"
HELP = "/api/me/care-partners"
LEAVES = "POST /api/account/places/<uuid:place_id>/end"

# What one call of each route in tests/audit/writes.py adds.
TELLS: dict[str, set[str]] = {
    f"PUT {VISIT}/confirmation": {"visit.confirmed"},
    f"DELETE {VISIT}/confirmation": {"visit.unconfirmed"},
    f"PUT {VISIT}{REQUEST}": {"visit.time_asked"},
    f"DELETE {VISIT}{REQUEST}": {"visit.time_withdrawn"},
    f"PATCH {PERSON}": {"participant.changed"},
    f"PUT {PERSON}/anchors/<string:key>": {"participant.changed"},
    f"POST {PERSON}/status": {"participant.status"},
    "PUT /api/staff/visits/<uuid:visit_id>/booking": {"visit.booked"},
    "POST /api/staff/visits/<uuid:visit_id>/outcome": {"visit.cancelled"},
    "POST /api/staff/time-requests/<uuid:request_id>/answer": {"visit.time_refused"},
    "POST /api/me/consent/reading": {"consent.opened"},
    "PUT /api/me/consent/questions/<uuid:question_id>": {"consent.asked"},
    "POST /api/me/consent/decision": {"consent.decided"},
    "POST /api/me/consent/signature": {"consent.signed"},
    "POST /api/me/consent/withdrawal": {"consent.withdrew", "participant.status"},
    "POST /api/staff/consent-questions/<uuid:question_id>/answer": {"consent.answered"},
    "POST /api/staff/consents/<uuid:consent_id>/signature": {"consent.countersigned"},
    f"POST {PERSON}/paper-consent": {"consent.paper", "consent.in_force"},
    f"POST {PERSON}/withdrawals": {"consent.withdrew", "participant.status"},
    "POST /api/me/check-ins/reports": {"check_in.sent"},
    f"POST {PERSON}/check-ins/reports": {"check_in.entered"},
    f"POST {PERSON}/check-ins/calls": {"check_in.called"},
    "POST /api/staff/check-ins/reports/<uuid:report_id>/read": {"check_in.read"},
    f"POST {ALERT}/take": {"alert.taken"},
    f"POST {ALERT}/release": {"alert.given_back"},
    f"POST {ALERT}/contacts": {"alert.not_reached"},
    f"POST {ALERT}/close": {"alert.closed", "check_in.read"},
    "POST /api/me/messages": {"message.wrote"},
    f"POST {PERSON}/threads": {"message.answered"},
    f"POST {THREAD}/messages": {"message.answered"},
    f"POST {THREAD}/close": {"thread.closed"},
    f"POST {THREAD}/reopen": {"thread.reopened"},
    f"POST {THREAD}/merge": {"thread.merged"},
    "POST /api/staff/announcements": {"announcement.told"},
    f"POST {PERSON}/notices": {"notice.by_hand"},
    "POST /api/staff/notices/<uuid:notice_id>/handled": {"notice.handled"},
    "POST /api/join": {"joining.recovered", "participant.changed"},
    f"POST {PERSON}/recovery": {"joining.reset"},
    f"POST {HELP}/invitations": {"joining.partner_invited"},
    f"POST {HELP}/invitations/<uuid:partner_invitation_id>/renewal": {
        "joining.partner_invited",
        "joining.partner_taken_back",
    },
    f"POST {HELP}/invitations/<uuid:partner_invitation_id>/revoke": {"joining.partner_taken_back"},
    f"PUT {HELP}/<uuid:partner_id>/check-ins": {"joining.partner_may_read"},
    f"POST {HELP}/<uuid:partner_id>/end": {"joining.partner_ended"},
    LEAVES: {"joining.partner_ended"},
    "POST /api/me/claims": {"claim.sent"},
    "POST /api/me/claims/<uuid:claim_id>/withdrawal": {"claim.withdrawn"},
    "POST /api/me/claims/<uuid:claim_id>/dispute": {"claim.disputed"},
    f"POST {CLAIM}/take": {"claim.taken"},
    f"POST {CLAIM}/release": {"claim.given_back"},
    f"POST {CLAIM}/decision": {"claim.declined"},
    "POST /api/staff/payment-batches": {"claim.on_its_way"},
    "POST /api/staff/payment-batches/<uuid:batch_id>/paid": {"claim.paid"},
    "POST /api/staff/payments/<uuid:payment_id>/failed": {"claim.payment_failed"},
}
# These say nothing of what became of her in the study: how she signs in, her calendar, the single
# steps of reading, what belongs to a claim that is told by itself, another participant, the team.
UNTOLD = {
    *(
        name
        for name in CASES
        if ("/account" in name and name != LEAVES) or "/sign-" in name or "/calendar" in name
    ),
    *("POST /api/step-up/<uuid:step_up_id>", "POST /api/staff/participants"),
    *(name for name in CASES if f"POST {PERSON}/invitations" in name),
    "DELETE /api/me/consent/questions/<uuid:question_id>/hold",
    *("POST /api/me/consent/quiz", "PUT /api/me/consent/choices"),
    *("PUT /api/me/travel/distance", f"PUT {PERSON}/travel/distance"),
    "POST /api/me/receipts/<uuid:receipt_id>",
    *("POST /api/me/message-files/<uuid:file_id>", f"POST {PERSON}/message-files/<uuid:file_id>"),
    *(f"POST {THREAD}/assignee", f"POST {THREAD}/labels"),
    *(name for name in CASES if "/staff/queue/" in name or "/staff/team/" in name),
    *(name for name in CASES if "/me/reminders" in name or "/me/push" in name),
}


def line(scene: Scene, desk: Desk | None = None) -> list[dict[str, Any]]:
    path = f"/api/staff/participants/{scene.participant.id}/timeline?limit=100"
    rows: list[dict[str, Any]] = done((desk or scene.desk).browser.get(path))["rows"]
    return rows


def test_every_write_is_told_or_left_out_on_purpose() -> None:
    assert TELLS.keys() | UNTOLD == CASES.keys()
    assert not TELLS.keys() & UNTOLD


@pytest.mark.parametrize("name", CASES)
def test_what_is_done_is_told_with_who_did_it(small_portal: Portal, name: str) -> None:
    before_it, act, *_ = CASES[name]
    scene = Scene(small_portal)
    before_it(scene)
    known = {row["id"] for row in line(scene)}
    answer = act(scene)
    assert answer.status_code < 300, answer.get_data(as_text=True)
    new = [row for row in line(scene) if row["id"] not in known]
    assert {row["what"] for row in new} == TELLS.get(name, set())
    for row in new:
        assert row["by"] == (None if row["what"] == "consent.in_force" else doer(scene, name))


def doer(scene: Scene, name: str) -> str:
    if "/me/" in name or name in {"POST /api/join", LEAVES}:
        return scene.participant.name
    return "Finance miami" if "/payment" in name else "Coordinator miami"


def test_a_new_time_says_from_when_to_when(portal: Portal) -> None:
    scene = Scene(portal)
    done(scene.desk.book(scene.visit, "2026-03-12", "09:30"))
    portal.clock.turn(minutes=1)
    done(scene.desk.book(scene.visit, "2026-03-13", "10:00"))
    portal.clock.turn(minutes=1)
    done(scene.desk.book(scene.visit, "2026-03-13", "10:00", minutes=90))
    portal.clock.turn(minutes=1)
    done(scene.desk.outcome(scene.visit, "planned", reason="Typed wrongly"))
    first, second = "2026-03-12T13:30:00+00:00", "2026-03-13T14:00:00+00:00"
    steps = [row for row in line(scene) if row["kind"] == "visits"]
    assert [(row["what"], row["facts"].get("from"), row["facts"].get("to")) for row in steps] == [
        ("visit.unbooked", second, None),
        ("visit.rebooked", None, None),
        ("visit.moved", first, second),
        ("visit.booked", None, first),
    ]
    assert {row["object_id"] for row in steps} == {str(scene.visit)}


def test_a_confirmation_that_ends_with_a_new_time_or_a_wish_is_not_told_as_taken_back(
    portal: Portal,
) -> None:
    scene = Scene(portal)
    scene.booked()
    portal.clock.turn(minutes=1)
    done(scene.phone.put(f"/api/me/visits/{scene.visit}/confirmation"))
    portal.clock.turn(minutes=1)
    done(scene.desk.book(scene.visit, "2026-03-13"))
    portal.clock.turn(minutes=1)
    done(scene.phone.put(f"/api/me/visits/{scene.visit}/confirmation"))
    portal.clock.turn(minutes=1)
    done(scene.asked(), 201)
    visits = [row["what"] for row in line(scene) if row["kind"] == "visits"]
    assert visits == [
        *("visit.time_asked", "visit.confirmed", "visit.moved"),
        *("visit.confirmed", "visit.booked"),
    ]


def test_an_alert_says_who_was_told_and_who_took_it_from_whom(portal: Portal) -> None:
    scene = Scene(portal)
    scene.alerted()
    portal.clock.turn(minutes=60 * 24 * 5)
    page = "https://portal.example.org/staff/alerts"
    database, catalog = portal.database, portal.world.catalog
    assert escalate(database, catalog, KeepingMailer(), address=page, clock=portal.clock) == 1
    scene.team = Team(portal)
    [scene.alert] = scene.team.alerts()
    scene.alert = done(scene.team.act(scene.alert, "take"))
    portal.clock.turn(minutes=1)
    other = portal.at_desk(Role.INVESTIGATOR).browser
    path = f"/api/staff/alerts/{scene.alert['id']}/take"
    done(other.post(path, {"version": scene.alert["version"]}))
    alerts = [row for row in line(scene, portal.at_desk()) if row["kind"] == "alerts"]
    assert [(row["what"], row["by"]) for row in alerts] == [
        ("alert.taken_over", "Investigator miami"),
        ("alert.taken", "Coordinator miami"),
        ("alert.escalated", None),
        ("alert.raised", None),
    ]
    assert alerts[0]["facts"]["had"] == "Coordinator miami"


def test_a_report_says_whether_it_alerted(portal: Portal) -> None:
    scene = Scene(portal)
    scene.alerted()
    [report] = [row for row in line(scene) if row["what"] == "check_in.sent"]
    assert report["facts"]["urgency"] == scene.alert["urgency"]
    portal.clock.turn(minutes=1)
    scene.reporter.report()
    newest, _ = [row for row in line(scene) if row["what"] == "check_in.sent"]
    assert newest["facts"]["urgency"] is None


def test_a_question_and_its_answer_are_told_in_their_words(portal: Portal) -> None:
    scene = Scene(portal)
    scene.reads()
    done(scene.reader.ask("Does it hurt?", id=scene.request))
    portal.clock.turn(minutes=1)
    path = f"/api/staff/consent-questions/{scene.request}/answer"
    done(scene.desk.browser.post(path, {"text": "A little", "way": "phone"}))
    notes = [row["facts"]["note"] for row in line(scene) if row["kind"] == "consent"]
    assert notes == ["A little", "Does it hurt?"]


def test_opening_the_consent_is_told_the_first_time_only(portal: Portal) -> None:
    scene = Scene(portal)
    scene.reads()
    for _ in range(3):
        done(read_one(scene))
        portal.clock.turn(minutes=1)
    assert [row["what"] for row in line(scene) if row["kind"] == "consent"] == ["consent.opened"]


def test_a_payment_says_how_much_went_out_and_came_back(portal: Portal) -> None:
    scene = Scene(portal)
    scene.on_its_way()
    portal.clock.turn(minutes=1)
    scene.finance.fail(scene.batch["rows"][0])
    failed, on_its_way, *earlier = [row for row in line(scene) if row["kind"] == "claims"]
    assert (failed["what"], on_its_way["what"]) == ("claim.payment_failed", "claim.on_its_way")
    assert (failed["facts"]["note"], failed["facts"]["currency"]) == ("Account closed", "USD")
    assert [row["facts"]["amount"] for row in (failed, on_its_way)] == [1400, 1400]
    assert {row["what"] for row in earlier} == {"claim.approved", "claim.taken", "claim.sent"}
    assert not any("amount" in row["facts"] for row in earlier)


def test_an_effect_stands_above_its_cause_where_both_are_of_one_instant(portal: Portal) -> None:
    scene = Scene(portal)
    scene.alerted()
    assert [row["what"] for row in line(scene)][:2] == ["alert.raised", "check_in.sent"]
    scene.reads()
    portal.clock.turn(minutes=1)
    done(send_paper(scene.desk.browser, scene.participant, scene.version))
    assert [row["what"] for row in line(scene)][:2] == ["consent.in_force", "consent.paper"]


def test_a_change_of_facts_tells_what_was_and_what_is(portal: Portal) -> None:
    scene = Scene(portal)
    done(scene.desk.change(scene.participant.id, phone=None, language="es", reason="She asked"))
    changed = line(scene)[0]
    assert changed["facts"] == {
        "before": {"phone": "+13055550123", "language": "en"},
        "after": {"phone": None, "language": "es"},
        "note": "She asked",
    }


def test_adding_her_begins_the_line(portal: Portal) -> None:
    scene = Scene(portal)
    added = done(add(scene), 201)
    path = f"/api/staff/participants/{added['id']}/timeline"
    [row] = done(scene.desk.browser.get(path))["rows"]
    assert (row["what"], row["by"]) == ("participant.added", "Coordinator miami")


def test_a_step_of_a_claim_is_never_called_by_the_name_of_another_status() -> None:
    names: dict[ClaimStatus, set[str]] = {new: set() for new in ClaimStatus}
    for old, following in [(None, {ClaimStatus.SENT}), *NEXT.items()]:
        for new in following:
            names[new].add(step_is(old, new))
    assert sum(map(len, names.values())) == len(set().union(*names.values())) == len(What)
