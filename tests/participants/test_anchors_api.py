"""The dates from which the schedule counts: setting one plans, changing one plans anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem


def targets(shown: dict[str, Any]) -> dict[str, str]:
    """The target of each visit, by what it is called."""
    return {
        f"{visit['key']} {visit['label']}": visit["window"]["target"] for visit in shown["visits"]
    }


def test_the_day_of_consent_starts_screening_and_plans_it(portal: Portal) -> None:
    participant = portal.add()
    shown = done(portal.at_desk().set_anchor(participant.id, "consent", "2026-03-02"))
    assert shown["status"] == "screening"
    assert targets(shown) == {"consent_talk Screening": "2026-03-02"}, "the rest waits for consent"
    assert shown["phase"] == {
        "key": "screening",
        "name": "Screening",
        "unit": "week",
        "number": 1,
        "of": 4,
    }


def test_the_day_of_the_last_dose_enrols_and_plans_six_years(portal: Portal) -> None:
    participant = portal.add(consent=date(2026, 2, 2))
    shown = done(portal.at_desk().set_anchor(participant.id, "last_dose", "2026-03-01"))
    assert shown["status"] == "enrolled"
    assert len(shown["visits"]) == 3 + 1 + 12 + 6
    found = targets(shown)
    assert found["week_6 Week 6"] == "2026-04-12"
    assert found["monitoring Month 36"] == "2029-03-01"
    assert found["follow_up_call Month 72"] == "2032-03-01"
    assert [step["new"] for step in shown["steps"]] == ["screening", "enrolled"]


def test_a_wrong_date_put_right_moves_what_is_open_and_keeps_what_is_not(portal: Portal) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    done_one, booked = (portal.visit_id(participant, name) for name in ("week_6", "month-3"))
    done(desk.outcome(done_one, "done"))
    done(desk.book(booked, "2026-03-12"))
    before = targets(desk.participant(participant.id))
    shown = done(desk.set_anchor(participant.id, "last_dose", "2025-12-22", reason="Wrong chart"))
    after = targets(shown)
    assert after["monitoring Month 6"] == "2026-06-22"
    for kept in ("week_6 Week 6", "monitoring Month 3"):
        assert after[kept] == before[kept]
    by_id = {visit["id"]: visit["status"] for visit in shown["visits"]}
    assert (by_id[str(done_one)], by_id[str(booked)]) == ("done", "booked")


def test_putting_a_date_right_keeps_the_ids_of_the_visits(portal: Portal) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    before = {visit["id"] for visit in desk.participant(participant.id)["visits"]}
    shown = done(desk.set_anchor(participant.id, "last_dose", "2025-12-22", reason="Wrong chart"))
    assert {visit["id"] for visit in shown["visits"]} == before


def test_changing_a_date_needs_a_reason_setting_it_the_first_time_does_not(
    portal: Portal,
) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    answer = desk.set_anchor(participant.id, "last_dose", "2025-12-22")
    assert fields_of(problem(answer, 422, "reason_needed")) == ["reason"]
    assert desk.participant(participant.id)["anchors"][1]["date"] == "2025-12-12"


def test_the_same_date_again_changes_nothing(portal: Portal) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    before = desk.participant(participant.id)
    assert done(desk.set_anchor(participant.id, "last_dose", "2025-12-12")) == before


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (timedelta(days=-365 * 20 - 1), False),
        (timedelta(days=-365 * 20), True),
        (timedelta(days=365), True),
        (timedelta(days=366), False),
    ],
)
def test_a_date_far_from_today_is_a_slip_of_the_pen(
    small_portal: Portal, day: timedelta, fits: bool
) -> None:
    participant = small_portal.add()
    desk = small_portal.at_desk()
    answer = desk.set_anchor(participant.id, "consent", small_portal.today + day)
    if fits:
        done(answer)
        return
    assert fields_of(problem(answer, 422, "anchor_out_of_range")) == ["date"]
    assert desk.participant(participant.id)["visits"] == []


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "yesterday", "", None])
def test_a_date_that_is_none_is_named(small_portal: Portal, day: str | None) -> None:
    participant = small_portal.add()
    desk = small_portal.at_desk()
    path = f"/api/staff/participants/{participant.id}/anchors/consent"
    answer = desk.browser.put(path, {"version": 1, "date": day})
    assert fields_of(problem(answer, 422, "invalid")) == ["date"]


def test_a_date_that_the_study_does_not_count_from_does_not_exist(small_portal: Portal) -> None:
    participant = small_portal.add()
    answer = small_portal.at_desk().set_anchor(participant.id, "birthday", "2026-03-01")
    problem(answer, 404, "not_found")


def test_the_29_of_february_and_the_31_are_counted_from_the_day_itself(portal: Portal) -> None:
    portal.clock.turn(days=-365 * 2)
    participant = portal.add(consent=date(2024, 2, 1))
    shown = done(portal.at_desk().set_anchor(participant.id, "last_dose", "2024-02-29"))
    found = targets(shown)
    assert found["monitoring Month 12"] == "2025-02-28"
    assert found["monitoring Month 15"] == "2025-05-29"
    assert found["follow_up_call Month 48"] == "2028-02-29"
