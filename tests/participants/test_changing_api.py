"""Changing what the team knows of a participant, and two who change it at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once

ELEANOR = "eleanor@example.org"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Eleanor Ruiz"},
        {"code": "FH-200"},
        {"phone": "+34600123456"},
        {"phone": None},
        {"language": "es"},
        {"name": "E. Ruiz", "phone": "+13055550199", "language": "es"},
    ],
)
def test_facts_are_changed_and_the_version_rises(
    small_portal: Portal, change: dict[str, Any]
) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk()
    before = desk.participant(participant.id)
    after = done(desk.change(participant.id, **change))
    assert {key: after[key] for key in change} == change
    assert after["version"] == before["version"] + 1
    same = before.keys() - {*change, "version", "visits"}  # each visit names its participant
    assert {key: after[key] for key in same} == {key: before[key] for key in same}


def test_nothing_changed_is_no_new_version(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk()
    before = desk.participant(participant.id)
    assert done(desk.change(participant.id, name=participant.name)) == before


def test_a_number_that_is_taken_cannot_be_given_a_second_time(small_portal: Portal) -> None:
    small_portal.enrol(code="FH-1")
    participant = small_portal.enrol(code="FH-2")
    desk = small_portal.at_desk()
    problem(desk.change(participant.id, code="FH-1"), 409, "code_in_use")
    assert done(desk.change(participant.id, code="FH-2"))["code"] == "FH-2"


def test_the_second_of_two_coordinators_is_told_and_overwrites_nothing(portal: Portal) -> None:
    participant = portal.enrol()
    first, second = portal.at_desk(), portal.at_desk()
    seen = second.participant(participant.id)["version"]
    done(first.change(participant.id, name="From the first"))
    told = problem(second.change(participant.id, version=seen, name="Other"), 409, "stale")
    assert told["current"] == seen + 1
    assert second.participant(participant.id)["name"] == "From the first"
    done(second.change(participant.id, version=told["current"], name="Other"))


@pytest.mark.parametrize("what", ["anchor", "status"])
def test_a_stale_date_or_status_is_told_too(portal: Portal, what: str) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    seen = desk.participant(participant.id)["version"]
    done(desk.change(participant.id, name="Changed meanwhile"))
    if what == "anchor":
        answer = desk.set_anchor(
            participant.id, "last_dose", "2025-12-13", version=seen, reason="Typing error"
        )
    else:
        answer = desk.move(participant.id, "withdrawn", version=seen, reason="Moved")
    assert problem(answer, 409, "stale")["current"] == seen + 1
    now = desk.participant(participant.id)
    assert (now["status"], now["anchors"][1]["date"]) == ("enrolled", "2025-12-12")


def test_of_many_changes_at_the_same_moment_exactly_one_wins(portal: Portal) -> None:
    participant = portal.enrol()
    desks = [portal.at_desk() for _ in range(6)]
    seen = desks[0].participant(participant.id)["version"]
    answers = at_once(
        [
            lambda d=d, n=n: d.change(participant.id, version=seen, name=f"Name {n}")  # type: ignore[misc]
            for n, d in enumerate(desks)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    winner = next(answer for answer in answers if answer.status_code == 200).get_json()
    for answer in answers:
        if answer.status_code == 409:
            assert problem(answer, 409, "stale")["current"] == seen + 1
    assert desks[0].participant(participant.id)["name"] == winner["name"]
    names = [
        row["after"]["name"]
        for row in desks[0].history(participant.id)
        if row["kind"] == "participant" and row["action"] == "changed" and "name" in row["after"]
    ]
    assert names == [winner["name"]]


def test_a_new_address_needs_a_reason(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    desk = portal.at_desk()
    told = problem(desk.change(participant.id, email="new@example.org"), 422, "reason_needed")
    assert fields_of(told) == ["reason"]
    assert desk.participant(participant.id)["email"] == ELEANOR


def test_a_new_address_signs_her_devices_out_and_is_the_one_that_opens(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    phone, tablet = portal.browser(ELEANOR), portal.browser(ELEANOR)
    done(portal.at_desk().change(participant.id, email="New@Example.org", reason="New provider"))
    for device in (phone, tablet):
        problem(device.get("/api/me/today"), 401, "sign_in_needed")
    mails = len(portal.mailer.mails)
    done(phone.post("/api/sign-in/code", {"email": ELEANOR}), 202)
    assert len(portal.mailer.mails) == mails
    portal.clock.turn(minutes=2)
    assert done(portal.browser("new@example.org").get("/api/me/today"))["name"]


def test_a_new_address_is_told_to_the_old_one_and_to_itself(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    desk = portal.at_desk()
    portal.mailer.mails.clear()
    done(desk.change(participant.id, email="new@example.org", reason="New provider"))
    assert [mail.to for mail in portal.mailer.mails] == [ELEANOR, "new@example.org"]
    for mail in portal.mailer.mails:
        assert "305-555-0100" in mail.text
        assert "Free-HER" not in mail.subject + mail.text
        assert participant.name not in mail.subject + mail.text


def test_a_change_that_is_refused_or_leaves_the_address_is_told_to_nobody(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    desk = portal.at_desk()
    portal.mailer.mails.clear()
    problem(desk.change(participant.id, email="new@example.org"), 422, "reason_needed")
    done(desk.change(participant.id, phone="+13055550188", email=ELEANOR))
    assert portal.mailer.mails == []


def test_the_same_address_in_other_letters_signs_nobody_out(portal: Portal) -> None:
    participant = portal.enrol(email=ELEANOR)
    phone = portal.browser(ELEANOR)
    done(portal.at_desk().change(participant.id, email=ELEANOR.upper()))
    assert phone.get("/api/me/today").status_code == 200


@pytest.mark.parametrize("taken", ["coordinator.miami@example.org", "ruth@example.org"])
def test_an_address_of_somebody_else_is_refused(portal: Portal, taken: str) -> None:
    portal.enrol(email="ruth@example.org")
    participant = portal.enrol(email=ELEANOR)
    desk = portal.at_desk()
    answer = desk.change(participant.id, email=taken, reason="She asked for it")
    assert fields_of(problem(answer, 409, "email_in_use")) == ["email"]
    assert desk.participant(participant.id)["email"] == ELEANOR


def brain_scans(shown: dict[str, Any]) -> list[str]:
    return [
        visit["label"]
        for visit in shown["visits"]
        if any(activity["kind"] == "brain_mri" for activity in visit["activities"])
    ]


def test_a_flag_switches_brain_scans_on_and_off_in_what_is_ahead(portal: Portal) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    assert brain_scans(desk.participant(participant.id)) == []
    on = done(desk.change(participant.id, flags=["treated_brain_metastases"]))
    assert brain_scans(on) == [f"Month {number}" for number in (6, 12, 18, 24, 30, 36)]
    assert on["flags"] == ["treated_brain_metastases"]
    off = done(desk.change(participant.id, flags=[]))
    assert brain_scans(off) == []
    assert off["flags"] == []


def test_a_flag_leaves_what_is_booked_as_it_is(portal: Portal) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    booked = portal.visit_id(participant, "month-6")
    done(desk.book(booked, "2026-06-12"))
    done(desk.change(participant.id, flags=["treated_brain_metastases"]))
    kinds = {activity["kind"] for activity in desk.visit(booked)["activities"]}
    assert "brain_mri" not in kinds


def test_a_flag_that_the_study_does_not_know_is_named(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    answer = small_portal.at_desk().change(participant.id, flags=["left_handed"])
    told = problem(answer, 422, "unknown_flag")
    assert fields_of(told) == ["flags"]
    assert "left_handed" in told["detail"]
