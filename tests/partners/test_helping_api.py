"""Somebody joins to help, and sees and does what she may, for as long as she may."""

from __future__ import annotations

import pytest

from tests.support.check_ins import Reporter
from tests.support.helping import ALL, ANNA, ELEANOR, Helped
from tests.support.joining import Newcomer
from tests.support.messages import Team, Writer
from tests.support.notices import a_subscription
from tests.support.portal import Portal
from tests.support.problems import done, problem

RUTH = "ruth@example.org"


@pytest.fixture
def helped(portal: Portal) -> Helped:
    portal.enrol(email=ELEANOR, name="Eleanor Whitfield")
    return Helped(portal)


def test_she_joins_under_a_name_language_and_sign_in_of_her_own(
    portal: Portal, helped: Helped
) -> None:
    newcomer = Newcomer(portal, helped.invite()["code"], language="es")
    shown = done(newcomer.look())
    assert (shown["kind"], shown["asks_name"]) == ("care_partner", True)
    assert shown["invited_by"] == "Eleanor Whitfield"
    zone = "America/Bogota"
    session = newcomer.join(None, name="Anna Lindqvist", language="es", time_zone=zone)
    assert session["account"]["email"] == ANNA
    assert session["account"]["name"] == "Anna Lindqvist"
    assert (session["account"]["language"], session["account"]["time_zone"]) == ("es", zone)
    assert (session["roles"], session["home"]) == (["care_partner"], "participant")
    assert session["place"]["name"] == "Eleanor Whitfield"
    assert portal.mailer.mails[-1].to == ELEANOR
    assert helped.partner()["name"] == "Anna Lindqvist"
    assert helped.list()["invited"] == []


def test_she_sees_the_schedule_and_writes_as_herself(portal: Portal, helped: Helped) -> None:
    phone = helped.let_in().phone
    assert done(phone.get("/api/me/schedule"))["phases"]
    thread = Writer(portal, phone=phone).write("Can I park there?")
    assert thread["messages"][0]["author"] == "Anna Lindqvist"
    assert done(helped.phone.get("/api/me/messages"))["threads"] == []


def test_nobody_answers_one_who_helps_no_more(portal: Portal, helped: Helped) -> None:
    thread = Writer(portal, phone=helped.let_in().phone).write("Can I park there?")["id"]
    team = Team(portal)
    assert team.thread(thread)["reaches_phone"] is True
    done(helped.try_end())
    assert team.thread(thread)["reaches_phone"] is False
    problem(team.try_answer(thread, "Yes, in front."), 422, "partner_reads_no_more")
    team.answer(thread, "Told Eleanor on the telephone.", note=True)
    assert len(team.thread(thread)["messages"]) == 2
    helped.let_in()
    assert team.thread(thread)["reaches_phone"] is True
    team.answer(thread, "Yes, in front.")


def test_she_signs_nothing_and_reports_nothing(helped: Helped) -> None:
    phone = helped.let_in(may_read_check_ins=True).phone
    for path in ("/api/me/consent", "/api/me/consent/text", "/api/me/openings", ALL):
        problem(phone.get(path), 403, "not_allowed")
    check_in = Reporter(helped.portal, phone=phone).body()
    problem(phone.post("/api/me/check-ins/reports", check_in), 403, "not_allowed")


def test_she_reads_check_ins_from_the_moment_she_may_and_no_longer_than_that(
    portal: Portal, helped: Helped
) -> None:
    Reporter(portal, phone=helped.phone).report(note="Tired")
    phone = helped.let_in().phone
    problem(phone.get("/api/me/check-ins/reports"), 403, "not_allowed")
    problem(phone.get("/api/me/check-ins"), 403, "not_allowed")
    done(helped.try_allow())
    [report] = done(phone.get("/api/me/check-ins/reports"))["reports"]
    assert report["note"] == "Tired"
    assert done(phone.get("/api/session"))["place"]["may_read_check_ins"] is True
    done(helped.try_allow(False))
    problem(phone.get("/api/me/check-ins/reports"), 403, "not_allowed")
    assert done(phone.get("/api/session"))["place"]["may_read_check_ins"] is False


def test_letting_her_read_needs_a_fresh_proof_and_the_same_answer_needs_none(
    helped: Helped,
) -> None:
    helped.let_in()
    partner = helped.partner()["id"]
    nothing = "00000000-0000-4000-8000-000000000000"
    problem(helped.try_allow(step_up=nothing), 422, "step_up_needed")
    done(helped.try_allow(False, step_up=nothing))
    problem(helped.try_end(step_up=nothing), 422, "step_up_needed")
    done(helped.try_end())
    done(helped.try_end(partner, step_up=nothing))  # it has ended: nothing is left to prove
    problem(helped.try_allow(partner=partner), 422, "partner_ended")


def test_ended_she_reaches_nothing_from_the_next_request_on(portal: Portal, helped: Helped) -> None:
    newcomer = helped.let_in()
    done(newcomer.phone.put("/api/me/push", a_subscription()))
    feed = done(newcomer.phone.get("/api/me/calendar-feed"))["address"]
    feed = feed[feed.index("/api/") :]
    done_before = newcomer.phone.get(feed)
    assert done_before.status_code == 200
    done(helped.try_end())
    assert (
        "help_ended" in problem(newcomer.phone.get("/api/me/schedule"), 401, "help_ended")["code"]
    )
    session = done(newcomer.phone.get("/api/session"))
    assert (session["account"], session["help_ended"]) == (None, True)
    assert newcomer.phone.get(feed).status_code == 404
    assert {mail.to for mail in portal.mailer.mails[-2:]} == {ANNA, ELEANOR}
    [row] = helped.list()["partners"]
    assert row["ended_at"] is not None


def test_who_ended_can_be_invited_anew_and_the_first_time_stays_in_the_list(
    helped: Helped,
) -> None:
    first = helped.let_in()
    done(helped.try_end())
    second = helped.let_in(name="")
    assert done(second.phone.get("/api/session"))["account"]["name"] == "Anna Lindqvist"
    assert [one["ended_at"] is None for one in helped.list()["partners"]] == [True, False]
    problem(first.phone.get("/api/me/today"), 401, "help_ended")


def test_she_stops_helping_by_herself(portal: Portal, helped: Helped) -> None:
    phone = helped.let_in().phone
    place = done(phone.get("/api/session"))["place"]["id"]
    session = done(phone.post(f"/api/account/places/{place}/end"))
    assert (session["account"], session["help_ended"]) == (None, True)
    assert portal.mailer.mails[-1].to == ELEANOR
    problem(phone.get("/api/me/today"), 401, "help_ended")
    assert helped.list()["partners"][0]["ended_at"] is not None


def test_who_helps_two_chooses_and_nothing_goes_to_the_wrong_one(
    portal: Portal, helped: Helped
) -> None:
    portal.enrol(email=RUTH, name="Ruth Lindqvist", code="FH-R")
    ruth = Helped(portal, RUTH)
    helped.let_in()
    phone = ruth.let_in().phone
    session = done(phone.get("/api/session"))
    assert session["place"]["name"] == "Ruth Lindqvist"
    assert done(phone.get("/api/me/today"))["name"] == "Ruth Lindqvist"
    [other] = [one for one in session["places"] if one["name"] == "Eleanor Whitfield"]
    chosen = done(phone.post(f"/api/account/places/{other['id']}/choice"))
    assert chosen["place"]["name"] == "Eleanor Whitfield"
    assert done(phone.get("/api/me/today"))["name"] == "Eleanor Whitfield"
    done(helped.try_end())
    problem(phone.get("/api/me/today"), 403, "place_ended")
    session = done(phone.get("/api/session"))
    assert (session["place"], session["home"]) == (None, "participant")
    done(phone.post(f"/api/account/places/{session['places'][0]['id']}/choice"))
    assert done(phone.get("/api/me/today"))["name"] == "Ruth Lindqvist"


def test_a_device_that_chose_nothing_does_not_slip_to_the_next_person(
    portal: Portal, helped: Helped
) -> None:
    portal.enrol(email=RUTH, name="Ruth Lindqvist", code="FH-R")
    helped.let_in()
    portal.clock.turn(minutes=5)
    Helped(portal, RUTH).let_in()
    phone = portal.browser(ANNA)
    assert done(phone.get("/api/me/today"))["name"] == "Eleanor Whitfield"
    done(helped.try_end())
    problem(phone.get("/api/me/today"), 403, "place_ended")


def test_a_participant_who_also_helps_is_shown_whom_she_helps_and_can_go_back(
    portal: Portal, helped: Helped
) -> None:
    portal.enrol(email=RUTH, name="Ruth Lindqvist", code="FH-R")
    phone = helped.let_in(RUTH, name="Other").phone
    session = done(phone.get("/api/session"))
    assert session["account"]["name"] == "Ruth Lindqvist"  # her account was there
    assert session["place"]["name"] == "Eleanor Whitfield"
    assert [one["role"] for one in session["places"]] == ["participant", "care_partner"]
    problem(phone.get("/api/me/consent"), 403, "not_allowed")
    done(phone.post(f"/api/account/places/{session['places'][0]['id']}/choice"))
    done(phone.get("/api/me/consent"))
    fresh = portal.browser(RUTH)
    assert done(fresh.get("/api/session"))["place"]["role"] == "participant"


def test_nobody_chooses_or_ends_a_place_of_somebody_else(portal: Portal, helped: Helped) -> None:
    phone = helped.let_in().phone
    place = done(phone.get("/api/session"))["place"]["id"]
    stranger = portal.at_desk().browser
    problem(stranger.post(f"/api/account/places/{place}/choice"), 404, "not_found")
    problem(stranger.post(f"/api/account/places/{place}/end"), 404, "not_found")
    own = done(helped.phone.get("/api/session"))["place"]["id"]
    problem(helped.phone.post(f"/api/account/places/{own}/end"), 404, "not_found")


def test_the_desk_reads_who_helps(portal: Portal, helped: Helped) -> None:
    helped.let_in(may_read_check_ins=True)
    helped.invite("peter@example.org", name="Peter")
    [row] = done(portal.at_desk().browser.get("/api/staff/participants"))["rows"]
    path = f"/api/staff/participants/{row['id']}/care-partners"
    shown = done(portal.at_desk().browser.get(path))
    [partner] = shown["partners"]
    assert (partner["name"], partner["may_read_check_ins"]) == ("Anna Lindqvist", True)
    assert [one["name"] for one in shown["invited"]] == ["Peter"]
    assert "peter@example.org" not in str(shown)
    problem(portal.at_other_desk().browser.get(path), 404, "not_found")
