"""Which visits are desired, and how the ones that exist change without touching what is settled."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import portal
from portal.schedule.plan import (
    ExistingVisit,
    Facts,
    Plan,
    PlannedVisit,
    changes,
    desired,
    visit_id,
)
from portal.schedule.windows import shift
from portal.study.definition import Offset, Study, Unit, VisitActivity
from portal.study.file import read

FILE = Path(portal.__file__).parent / "studies" / "free-her" / "study.yaml"
STUDY = read(FILE.read_bytes(), name="study.yaml")
FLAG = "treated_brain_metastases"
PERSON = UUID("00000000-0000-4000-8000-000000000001")
TODAY = date(2026, 6, 15)
LAST_DOSE = date(2026, 3, 2)
FACTS = Facts({"consent": date(2026, 2, 2), "last_dose": LAST_DOSE})


def stored(planned: PlannedVisit, status: str = "planned") -> ExistingVisit:
    return ExistingVisit(
        id=visit_id(PERSON, planned.visit_key, planned.occurrence),
        visit_key=planned.visit_key,
        occurrence=planned.occurrence,
        status=status,
        target=planned.target,
        window_start=planned.window.start,
        window_end=planned.window.end,
        activities=planned.activities,
        minutes=planned.minutes,
    )


def applied(plan: Plan, existing: Sequence[ExistingVisit]) -> list[ExistingVisit]:
    """The visits after a plan, as the service applies it."""
    visits = {visit.id: visit for visit in existing}
    for visit, planned in (*plan.move, *plan.restore):
        visits[visit.id] = stored(planned)
    for visit in plan.remove:
        visits[visit.id] = dataclasses.replace(visit, status="removed")
    for planned in plan.add:
        assert stored(planned).id not in visits
        visits[stored(planned).id] = stored(planned)
    return list(visits.values())


def names(visits: Sequence[ExistingVisit | PlannedVisit]) -> list[str]:
    return [f"{visit.visit_key} {visit.occurrence}".strip() for visit in visits]


def with_visit(study: Study, which: str, /, **changed: Any) -> Study:
    visits = tuple(
        dataclasses.replace(visit, **changed) if visit.key == which else visit
        for visit in study.visits
    )
    return dataclasses.replace(study, visits=visits)


# What is desired


def test_visits_wait_until_their_anchor_has_a_date() -> None:
    assert desired(STUDY, Facts()) == ()
    screening = desired(STUDY, Facts({"consent": date(2026, 2, 2)}))
    assert names(screening) == ["consent_talk", "screening_blood", "screening_scans"]


def test_an_occurrence_is_named_by_its_offset_and_a_single_visit_by_nothing() -> None:
    found = {(v.visit_key, v.occurrence): v.number for v in desired(STUDY, FACTS)}

    assert found["week_6", ""] == 6
    assert found["monitoring", "month-3"] == 3
    assert found["monitoring", "month-36"] == 36
    assert found["follow_up_call", "month-42"] == 42
    assert len(found) == 4 + 12 + 6


def test_the_minutes_are_those_of_the_activities_unless_the_visit_says_its_own() -> None:
    month_6 = next(v for v in desired(STUDY, FACTS) if v.occurrence == "month-6")
    assert month_6.activities == ("blood_draw", "blood_work", "ct")
    assert month_6.minutes == 15 + 15 + 90

    own = with_visit(STUDY, "monitoring", minutes=45)
    assert {v.minutes for v in desired(own, FACTS) if v.visit_key == "monitoring"} == {45}


def test_a_flag_switches_activities_and_whole_visits_on() -> None:
    flagged = Facts(FACTS.anchors, frozenset({FLAG}))
    month_6 = next(v for v in desired(STUDY, flagged) if v.occurrence == "month-6")
    assert month_6.activities == ("blood_draw", "blood_work", "ct", "brain_mri")

    only_flagged = with_visit(STUDY, "week_6", when=FLAG)
    assert "week_6" not in names(desired(only_flagged, FACTS))
    assert "week_6" in names(desired(only_flagged, flagged))


def test_an_occurrence_at_which_nothing_is_done_is_no_visit() -> None:
    yearly = (VisitActivity("bone_scan", every=Offset(12, Unit.MONTH)),)
    study = with_visit(STUDY, "monitoring", activities=yearly)

    found = [v.occurrence for v in desired(study, FACTS) if v.visit_key == "monitoring"]

    assert found == ["month-12", "month-24", "month-36"]


def test_an_activity_that_two_lines_ask_for_is_done_once() -> None:
    twice = (VisitActivity("ct"), VisitActivity("blood_draw"), VisitActivity("ct", when=FLAG))
    study = with_visit(STUDY, "week_6", activities=twice)

    found = desired(study, Facts(FACTS.anchors, frozenset({FLAG})))

    assert next(v for v in found if v.visit_key == "week_6").activities == ("ct", "blood_draw")


def test_the_ids_never_change() -> None:
    """Calendars on people's phones know a visit by its id: these are written down by hand."""
    assert visit_id(PERSON, "week_6", "") == UUID("2fbdcc1f-5472-5a4c-a81e-72aaad78b654")
    assert visit_id(PERSON, "monitoring", "month-3") == UUID("4361cb1f-1719-5cc4-aea2-83b85fa79ba5")


ANCHOR_DATES = st.dates(date(2020, 1, 1), date(2032, 12, 31))
ANCHORS = st.dictionaries(st.sampled_from(["consent", "last_dose", "unknown"]), ANCHOR_DATES)
FLAGS = st.frozensets(st.sampled_from([FLAG, "unknown"]))
SOME_FACTS = st.builds(Facts, ANCHORS, FLAGS)


@given(SOME_FACTS)
def test_the_order_of_the_facts_is_of_no_account(facts: Facts) -> None:
    backwards = Facts(dict(reversed(list(facts.anchors.items()))), frozenset(sorted(facts.flags)))

    assert desired(STUDY, facts) == desired(STUDY, backwards)


@given(SOME_FACTS)
def test_desired_visits_are_in_order_and_each_is_there_once(facts: Facts) -> None:
    found = desired(STUDY, facts)

    assert [v.target for v in found] == sorted(v.target for v in found)
    assert len({visit_id(PERSON, v.visit_key, v.occurrence) for v in found}) == len(found)
    assert len(set(names(found))) == len(found)


@given(ANCHOR_DATES)
def test_every_occurrence_is_counted_from_the_anchor(anchor: date) -> None:
    for planned in desired(STUDY, Facts({"last_dose": anchor})):
        if planned.occurrence:
            assert planned.target == shift(anchor, Offset(planned.number, Unit.MONTH))


@given(ANCHOR_DATES)
def test_windows_of_one_series_never_touch(anchor: date) -> None:
    series = [v for v in desired(STUDY, Facts({"last_dose": anchor})) if v.occurrence]

    for one, following in itertools.pairwise(series):
        assert one.window.end < following.window.start


@given(SOME_FACTS, st.uuids(), st.uuids())
def test_two_people_never_share_an_id(facts: Facts, one: UUID, other: UUID) -> None:
    ids = [
        visit_id(person, v.visit_key, v.occurrence)
        for person in {one, other}
        for v in desired(STUDY, facts)
    ]
    assert len(set(ids)) == len(ids)


# How what exists changes


def test_a_first_planning_adds_everything_even_what_is_past() -> None:
    plan = changes([], desired(STUDY, FACTS), today=TODAY)

    assert plan == Plan(add=desired(STUDY, FACTS))
    assert plan.add[0].window.end < TODAY


def test_a_new_version_does_not_add_what_is_past() -> None:
    month_1 = with_visit(STUDY, "week_6", key="month_1")
    existing = [stored(v) for v in desired(STUDY, FACTS)]

    plan = changes(existing, desired(month_1, FACTS), today=TODAY, add_past=False)

    assert names(plan.passed) == ["month_1"]
    assert plan.add == ()
    assert "week_6" in names(plan.keep), "its window is over: the desk still has to record it"


@pytest.mark.parametrize(("days_ago", "added"), [(0, True), (1, False)])
def test_a_window_that_ends_today_is_not_past(days_ago: int, added: bool) -> None:
    (planned,) = [v for v in desired(STUDY, FACTS) if v.visit_key == "week_6"]
    today = planned.window.end + timedelta(days=days_ago)

    plan = changes([], [planned], today=today, add_past=False)

    assert (plan.add, plan.passed) == (((planned,), ()) if added else ((), (planned,)))


@pytest.mark.parametrize(("days_ago", "moved"), [(0, True), (1, False)])
def test_a_planned_visit_moves_until_its_window_has_ended(days_ago: int, moved: bool) -> None:
    (planned,) = [v for v in desired(STUDY, FACTS) if v.visit_key == "week_6"]
    (later,) = [
        v
        for v in desired(STUDY, Facts({"last_dose": LAST_DOSE + timedelta(days=20)}))
        if v.visit_key == "week_6"
    ]
    today = planned.window.end + timedelta(days=days_ago)
    visit = stored(planned)

    plan = changes([visit], [later], today=today)
    assert plan == (Plan(move=((visit, later),)) if moved else Plan(keep=(visit,)))

    plan = changes([visit], [], today=today)
    assert plan == (Plan(remove=(visit,)) if moved else Plan(keep=(visit,)))


def test_correcting_a_wrong_date_moves_even_what_seemed_past() -> None:
    a_year_early = Facts({"last_dose": date(2025, 3, 2)})
    existing = [stored(v) for v in desired(STUDY, a_year_early)]
    right = desired(STUDY, Facts({"last_dose": LAST_DOSE}))

    plan = changes(existing, right, today=TODAY, correct_past=True)

    assert [planned for _, planned in plan.move] == list(right)
    assert plan.keep == ()


@pytest.mark.parametrize("status", ["booked", "done", "partly_done", "missed", "cancelled"])
def test_what_is_booked_or_recorded_stays_as_it_is(status: str) -> None:
    existing = [stored(v, status) for v in desired(STUDY, FACTS)]
    moved = desired(STUDY, Facts({"last_dose": LAST_DOSE + timedelta(days=3)}))

    for wanted in (moved, ()):
        plan = changes(existing, wanted, today=TODAY, correct_past=True)
        assert not plan
        assert set(plan.keep) == set(existing)


@pytest.mark.parametrize(
    "changed",
    [
        {"before": Offset(8, Unit.DAY)},
        {"after": Offset(8, Unit.DAY)},
        {"activities": (VisitActivity("blood_work"), VisitActivity("blood_draw"))},
        {"minutes": 31},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_every_change_a_participant_would_notice_is_a_move(changed: dict[str, Any]) -> None:
    today = date(2026, 4, 1)
    existing = [stored(v) for v in desired(STUDY, FACTS)]

    plan = changes(existing, desired(with_visit(STUDY, "week_6", **changed), FACTS), today=today)

    assert [visit.visit_key for visit, _ in plan.move] == ["week_6"]
    assert dataclasses.replace(plan, move=()) == Plan(keep=plan.keep)


def test_a_visit_that_was_removed_comes_back_with_its_id_and_its_new_dates() -> None:
    flagged = with_visit(STUDY, "week_6", when=FLAG)
    today = date(2026, 4, 1)
    existing = applied(
        changes([stored(v) for v in desired(STUDY, FACTS)], desired(flagged, FACTS), today=today),
        [stored(v) for v in desired(STUDY, FACTS)],
    )
    assert [visit.visit_key for visit in existing if visit.status == "removed"] == ["week_6"]
    moved = Facts({**FACTS.anchors, "last_dose": LAST_DOSE + timedelta(days=1)}, frozenset({FLAG}))

    plan = changes(existing, desired(flagged, moved), today=today)

    ((visit, planned),) = plan.restore
    assert (visit.status, visit.visit_key, planned.visit_key) == ("removed", "week_6", "week_6")
    assert planned.target == LAST_DOSE + timedelta(days=43)
    assert visit.id == stored(planned).id


def test_a_plan_is_true_when_it_changes_anything() -> None:
    planned = desired(STUDY, FACTS)[0]
    visit = stored(planned)

    assert Plan(add=(planned,))
    assert Plan(move=((visit, planned),))
    assert Plan(remove=(visit,))
    assert Plan(restore=((visit, planned),))
    assert not Plan(keep=(visit,), passed=(planned,))


def test_a_removed_visit_whose_window_is_over_does_not_come_back_with_a_new_version() -> None:
    (planned,) = [v for v in desired(STUDY, FACTS) if v.visit_key == "week_6"]
    gone = stored(planned, "removed")

    assert changes([gone], [planned], today=TODAY, add_past=False) == Plan(passed=(planned,))
    assert changes([gone], [planned], today=TODAY, add_past=True).restore == ((gone, planned),)
    assert changes([gone], [], today=TODAY) == Plan()


STATUSES = ("planned", "booked", "done", "partly_done", "missed", "cancelled", "removed")
TODAYS = st.dates(date(2020, 1, 1), date(2036, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[ExistingVisit]:
    """What earlier plannings, with other facts, may have left behind."""
    planned = desired(STUDY, draw(SOME_FACTS))
    kept = draw(st.lists(st.booleans(), min_size=len(planned), max_size=len(planned)))
    return [
        stored(visit, draw(st.sampled_from(STATUSES)))
        for visit, keep in zip(planned, kept, strict=True)
        if keep
    ]


BOOLS = st.booleans()


@given(histories(), SOME_FACTS, TODAYS, BOOLS, BOOLS)
def test_planning_twice_changes_nothing(
    existing: list[ExistingVisit], facts: Facts, today: date, add_past: bool, correct_past: bool
) -> None:
    wanted = desired(STUDY, facts)
    first = changes(existing, wanted, today=today, add_past=add_past, correct_past=correct_past)
    after = applied(first, existing)

    again = changes(after, wanted, today=today, add_past=add_past, correct_past=correct_past)

    assert not again
    assert (first.passed, len(after)) == (again.passed, len(existing) + len(first.add))


@given(histories(), SOME_FACTS, TODAYS, BOOLS)
def test_what_is_booked_recorded_or_past_is_never_touched(
    existing: list[ExistingVisit], facts: Facts, today: date, add_past: bool
) -> None:
    plan = changes(existing, desired(STUDY, facts), today=today, add_past=add_past)

    touched = [*(visit for visit, _ in plan.move), *plan.remove]
    assert all(v.status == "planned" and v.window_end >= today for v in touched)
    assert all(visit.status == "removed" for visit, _ in plan.restore)
    before = {visit.id: visit for visit in existing}
    after = {visit.id: visit for visit in applied(plan, existing)}
    for visit in before.values():
        settled = visit.status not in {"planned", "removed"}
        past = visit.status == "planned" and visit.window_end < today
        if settled or past:
            assert after[visit.id] == visit


@given(histories(), SOME_FACTS, TODAYS, BOOLS)
def test_every_desired_visit_is_in_exactly_one_place(
    existing: list[ExistingVisit], facts: Facts, today: date, add_past: bool
) -> None:
    wanted = desired(STUDY, facts)

    plan = changes(existing, wanted, today=today, add_past=add_past)

    places = Counter(
        names(
            [
                *plan.add,
                *plan.keep,
                *(planned for _, planned in plan.move),
                *(planned for _, planned in plan.restore),
                *plan.passed,
            ]
        )
    )
    assert all(places[name] == 1 for name in names(wanted))
    assert not set(names(wanted)) & set(names(plan.remove))
    assert not (add_past and plan.passed)
    assert all(planned.window.end < today for planned in plan.passed)


@given(histories(), SOME_FACTS, TODAYS)
def test_afterwards_every_open_visit_ahead_is_as_the_study_says(
    existing: list[ExistingVisit], facts: Facts, today: date
) -> None:
    wanted = {stored(planned).id: stored(planned) for planned in desired(STUDY, facts)}
    plan = changes(existing, desired(STUDY, facts), today=today)

    before = {visit.id: visit for visit in existing}
    for visit in applied(plan, existing):
        was = before.get(visit.id)
        if visit.status == "planned" and (was is None or was.window_end >= today):
            assert visit == wanted[visit.id]


@given(histories(), SOME_FACTS, TODAYS, st.randoms())
def test_the_order_of_what_exists_is_of_no_account(
    existing: list[ExistingVisit], facts: Facts, today: date, random: Random
) -> None:
    shuffled = list(existing)
    random.shuffle(shuffled)

    one, other = (
        changes(visits, desired(STUDY, facts), today=today) for visits in (existing, shuffled)
    )

    assert (one.add, one.move, one.restore, one.passed) == (
        other.add,
        other.move,
        other.restore,
        other.passed,
    )
    assert set(one.remove) == set(other.remove)
    assert set(one.keep) == set(other.keep)
