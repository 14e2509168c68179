"""A person's own reminders through the real application: wishes, devices, confirmations, no more."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.reminders.models import NoticeStatus
from portal.reminders.tokens import Purpose, token
from portal.study.reminders.definition import About
from tests.support.messages import Team, Writer
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.reminding import Reminding
from tests.support.web import Browser
from tests.support.world import TESTER, helps

ELEANOR, PARTNER = "eleanor@example.org", "anders@example.org"
MINE = "/api/me/reminders"


@pytest.fixture
def eleanor(portal: Portal) -> Browser:
    portal.enrol(email=ELEANOR)
    return portal.browser(ELEANOR)


def subscription(name: str = "one", **more: str) -> dict[str, Any]:
    """What a browser gives: a real point on the curve, 16 bytes, an address at a push service."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {
        "endpoint": f"https://fcm.googleapis.com/fcm/send/{name}",
        "p256dh": base64.urlsafe_b64encode(point).decode().rstrip("="),
        "auth": base64.urlsafe_b64encode(bytes(range(16))).decode().rstrip("="),
        **more,
    }


def wishes(**more: Any) -> dict[str, Any]:
    return {"hour": None, "quiet": None, "follow_phone": False, "choices": [], **more}


def choice_of(found: dict[str, Any], about: str) -> str:
    return str(next(one["choice"] for one in found["kinds"] if one["about"] == about))


def test_at_first_the_study_says_how_she_is_told(eleanor: Browser) -> None:
    found = done(eleanor.get(MINE))
    assert (found["hour"], found["usual_hour"]) == (None, "09:00")
    assert found["usual_quiet"] == {"begins": "21:00", "ends": "08:00"}
    assert {one["choice"] for one in found["kinds"]} == {"push"}
    assert [one["about"] for one in found["kinds"] if one["required"]] == [
        "visit_change",
        "consent",
    ]
    assert (found["devices"], found["sent"], found["ask"]) == ([], [], True)


def test_what_she_chooses_holds_from_then_on(eleanor: Browser) -> None:
    chosen = wishes(
        hour="18:30",
        quiet={"begins": "22:00", "ends": "07:30"},
        choices=[{"about": "claim", "choice": "mail"}, {"about": "news", "choice": "none"}],
    )
    done(eleanor.put(MINE, chosen))
    found = done(eleanor.get(MINE))
    assert (found["hour"], found["quiet"]) == ("18:30", {"begins": "22:00", "ends": "07:30"})
    assert [choice_of(found, about) for about in ("claim", "news", "visit")] == [
        "mail",
        "none",
        "push",
    ]


def test_another_hour_moves_what_is_planned_at_once(portal: Portal, eleanor: Browser) -> None:
    [her] = portal.at_desk().browser.get("/api/staff/participants").json["rows"]
    visit = portal.at_desk().participant(her["id"])
    booked = next(one for one in visit["visits"] if one["label"] == "Month 3")
    done(portal.at_desk().book(booked["id"], "2026-03-09", "14:00", reason="the scanner"))
    reminding = Reminding(portal)
    reminding.plan()
    done(eleanor.put(MINE, wishes(hour="11:00")))
    assert ("visit_tomorrow", "2026-03-08 15:00") in reminding.told(ELEANOR)
    done(eleanor.put(MINE, wishes(choices=[{"about": "visit", "choice": "none"}])))
    assert not [rule for rule, _ in reminding.told(ELEANOR) if rule == "visit_tomorrow"]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (wishes(hour="23:00"), "hour_is_quiet", "hour"),
        (wishes(quiet={"begins": "08:00", "ends": "10:00"}), "hour_is_quiet", "quiet"),
        (wishes(choices=[{"about": "consent", "choice": "none"}]), "always_told", "choices"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_and_changes_nothing(
    eleanor: Browser, body: dict[str, Any], code: str, field: str
) -> None:
    before = done(eleanor.get(MINE))
    found = problem(eleanor.put(MINE, body), 422, code)
    assert field in str(found)
    assert done(eleanor.get(MINE)) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        wishes(hour="9 o'clock"),
        wishes(quiet={"begins": "21:00"}),
        wishes(choices=[{"about": "test", "choice": "none"}]),
        wishes(choices=[{"about": "weather", "choice": "push"}]),
        wishes(choices=[{"about": "visit", "choice": "pigeon"}]),
        wishes(more=1),
    ],
)
def test_what_makes_no_sense_is_refused(eleanor: Browser, body: dict[str, Any]) -> None:
    problem(eleanor.put(MINE, body), 422, "invalid")


def test_a_device_is_on_once_however_often_it_says_so(eleanor: Browser) -> None:
    sent = subscription()
    for _ in range(3):
        found = done(eleanor.put("/api/me/push", sent))
    [device] = found["devices"]
    assert device["current"] is True
    assert found["ask"] is False
    assert sent["endpoint"] not in str(found)
    off = done(eleanor.delete(f"/api/me/push/{device['id']}"))
    assert off["devices"] == []


def test_a_browser_that_changed_its_address_stays_one_device(eleanor: Browser) -> None:
    first = subscription("first")
    done(eleanor.put("/api/me/push", first))
    found = done(eleanor.put("/api/me/push", subscription("second", replaces=first["endpoint"])))
    assert len(found["devices"]) == 1


def test_a_browser_belongs_to_whoever_signed_in_last(portal: Portal, eleanor: Browser) -> None:
    portal.enrol(email="ruth@example.org", code="B-2")
    shared = subscription()
    done(eleanor.put("/api/me/push", shared))
    ruth = portal.browser("ruth@example.org")
    done(ruth.put("/api/me/push", shared))
    assert done(eleanor.get(MINE))["devices"] == []
    assert len(done(ruth.get(MINE))["devices"]) == 1


def test_a_device_that_signs_out_is_notified_no_more(portal: Portal, eleanor: Browser) -> None:
    done(eleanor.put("/api/me/push", subscription()))
    eleanor.post("/api/sign-out")
    assert done(portal.browser(ELEANOR).get(MINE))["devices"] == []


def test_nobody_turns_off_the_device_of_another(portal: Portal, eleanor: Browser) -> None:
    portal.enrol(email="ruth@example.org", code="B-2")
    [device] = done(eleanor.put("/api/me/push", subscription()))["devices"]
    ruth = portal.browser("ruth@example.org")
    problem(ruth.delete(f"/api/me/push/{device['id']}"), 404, "not_found")
    assert len(done(eleanor.get(MINE))["devices"]) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"endpoint": "https://10.0.0.8/push"}, "push_address"),
        ({"endpoint": "http://fcm.googleapis.com/push"}, "push_address"),
        ({"endpoint": "https://push.example.com/push"}, "push_service_unknown"),
        ({"p256dh": "AAAA"}, "push_key"),
        ({"auth": "AAAA"}, "push_key"),
    ],
)
def test_an_address_or_key_that_no_push_service_gives_out_is_refused(
    eleanor: Browser, changed: dict[str, str], code: str
) -> None:
    problem(eleanor.put("/api/me/push", {**subscription(), **changed}), 422, code)
    assert done(eleanor.get(MINE))["devices"] == []


def test_a_test_comes_at_once_and_one_a_minute(portal: Portal, eleanor: Browser) -> None:
    done(eleanor.put("/api/me/push", subscription()))
    assert eleanor.post("/api/me/push/test", {}).status_code == 204
    problem(eleanor.post("/api/me/push/test", {}), 422, "test_on_its_way")
    reminding = Reminding(portal)
    reminding.send()
    [load] = reminding.push.carried
    assert load.words.title == "It works"
    portal.clock.turn(minutes=1)
    assert eleanor.post("/api/me/push/test", {}).status_code == 204


def with_a_test(portal: Portal, eleanor: Browser) -> tuple[Reminding, str]:
    """A test that went out to her device, and its token."""
    done(eleanor.put("/api/me/push", subscription()))
    eleanor.post("/api/me/push/test", {})
    reminding = Reminding(portal)
    reminding.send()
    [notice] = reminding.notices(ELEANOR, about=About.TEST)
    return reminding, token(portal.settings.secret_key, Purpose.CONFIRM, notice.id)


def test_a_device_confirms_with_the_token_of_the_notice_alone(
    portal: Portal, eleanor: Browser
) -> None:
    reminding, secret = with_a_test(portal, eleanor)
    stranger = portal.browser()
    for what, status in (("received", "received"), ("opened", "opened"), ("received", "opened")):
        answer = stranger.post("/api/notices/confirm", {"token": secret, "what": what})
        assert answer.status_code == 204
        [notice] = reminding.notices(ELEANOR, about=About.TEST)
        assert notice.status == status
    [sent] = done(eleanor.get(MINE))["sent"]
    assert (sent["about"], sent["status"], sent["channels"]) == ("test", "opened", ["push"])


@pytest.mark.parametrize("wrong", ["x", "A" * 43, "é", "A" * 100])
def test_a_token_that_is_none_of_ours_does_nothing_and_learns_nothing(
    portal: Portal, eleanor: Browser, wrong: str
) -> None:
    reminding, _ = with_a_test(portal, eleanor)
    body = {"token": wrong, "what": "opened"}
    assert portal.browser().post("/api/notices/confirm", body).status_code == 204
    [notice] = reminding.notices(ELEANOR, about=About.TEST)
    assert notice.status is NoticeStatus.SENT


def test_a_token_to_confirm_does_not_turn_anything_off(portal: Portal, eleanor: Browser) -> None:
    _, secret = with_a_test(portal, eleanor)
    assert portal.browser().post(f"/unsubscribe/{secret}").status_code == 200
    assert choice_of(done(eleanor.get(MINE)), "news") == "push"


def test_one_click_of_a_mail_program_turns_that_kind_off_without_a_sign_in(
    portal: Portal, eleanor: Browser
) -> None:
    thread = Writer(portal).write("Hello")["id"]
    Team(portal).answer(thread, "Hello")
    reminding = Reminding(portal)
    [notice] = reminding.notices(ELEANOR, about=About.MESSAGE)
    secret = token(portal.settings.secret_key, Purpose.UNSUBSCRIBE, notice.id)
    client = portal.app.test_client()  # no cookie, no header of ours, as a mail program is
    answer = client.post(
        f"/unsubscribe/{secret}",
        data={"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example.com", "Sec-Fetch-Site": "cross-site"},
    )
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert choice_of(done(eleanor.get(MINE)), "message") == "none"


def test_what_is_for_safety_cannot_be_turned_off_by_a_click(
    portal: Portal, eleanor: Browser
) -> None:
    [her] = portal.at_desk().browser.get("/api/staff/participants").json["rows"]
    visits = portal.at_desk().participant(her["id"])["visits"]
    booked = next(one for one in visits if one["label"] == "Month 3")
    done(portal.at_desk().book(booked["id"], "2026-03-09", "14:00", reason="the scanner"))
    [notice] = Reminding(portal).notices(ELEANOR, about=About.VISIT_CHANGE)
    secret = token(portal.settings.secret_key, Purpose.UNSUBSCRIBE, notice.id)
    assert portal.app.test_client().post(f"/unsubscribe/{secret}").status_code == 200
    assert choice_of(done(eleanor.get(MINE)), "visit_change") == "push"


def test_not_now_is_not_asked_again_for_a_while(portal: Portal, eleanor: Browser) -> None:
    eleanor.post("/api/me/reminders/not-now", {})
    assert done(eleanor.get(MINE))["ask"] is False
    portal.clock.now += timedelta(days=61)
    assert done(portal.browser(ELEANOR).get(MINE))["ask"] is True


def test_the_clock_of_the_phone_counts_only_if_she_likes(eleanor: Browser) -> None:
    madrid = {"time_zone": "Europe/Madrid"}
    assert eleanor.post("/api/me/reminders/zone", madrid).status_code == 204
    assert done(eleanor.get(MINE))["zone"] == "America/New_York"
    done(eleanor.put(MINE, wishes(follow_phone=True)))
    assert done(eleanor.get(MINE))["zone"] == "Europe/Madrid"
    problem(eleanor.post("/api/me/reminders/zone", {"time_zone": "Mars/Base"}), 422, "invalid")


def test_a_care_partner_is_told_of_visits_and_never_of_check_ins(portal: Portal) -> None:
    her = portal.enrol(email=ELEANOR)
    now = portal.clock.now
    with portal.database.transaction() as session:
        acting(session, TESTER, now)
        helps(session, her, PARTNER, now=now)
    kinds = {one["about"] for one in done(portal.browser(PARTNER).get(MINE))["kinds"]}
    assert "visit" in kinds
    assert not kinds & {"check_in", "consent"}


def test_staff_have_no_reminders_of_their_own(portal: Portal) -> None:
    problem(
        portal.browser(portal.world.staff[Role.COORDINATOR].email).get(MINE), 403, "not_allowed"
    )
