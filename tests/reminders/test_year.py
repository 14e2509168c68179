"""A whole year, day by day, for a hundred people on three clocks: whatever moves or falls out on the
way, what goes out keeps its promises."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from portal.reminders.plan import Wishes, is_quiet, local_day
from portal.study.file import read
from portal.study.reminders.definition import Quiet
from tests.reminders.lives import DAY, FIRST, LAST, Fate, Life, Sent
from tests.support.world import SAMPLE_STUDY

PEOPLE = 100
ZONES = ("America/New_York", "Europe/Madrid", "Asia/Kathmandu")
MOST = 2
"""Fewer a day than the sample study allows, so that the limit is met."""
LIKED = (
    (None, None),
    (time(8), None),
    (time(12, 30), Quiet(time(22), time(7))),
    (time(20, 45), Quiet(time(21, 30), time(8, 30))),
    (None, Quiet(time(19), time(8, 45))),
)
"""Hours and quiet hours; the sample study tells of a visit at eight on its day."""
JANUARY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    """The first is on a journey all year: what waits for her is of the calendar alone."""
    study = read(SAMPLE_STUDY.read_text(encoding="utf-8"), name="sample")
    assert study.reminders is not None
    reminders = replace(study.reminders, most_a_day=MOST)
    chance = random.Random(20260101)
    found = []
    for number in range(PEOPLE):
        zone = ZONES[number % len(ZONES)]
        hour, quiet = chance.choice(LIKED)
        life = Life(reminders, zone, Wishes(zone=zone, hour=hour, quiet=quiet))
        fill(Fate(chance, life), chance, study.check_ins[0].key, travels=number == 0)
        life.live()
        found.append(life)
    return found


def fill(fate: Fate, chance: random.Random, check_in: str, *, travels: bool) -> None:
    for number in range(14):
        fate.visit(100 + number, JANUARY + timedelta(days=10 + chance.randint(0, 350)))
    for week in range(51):
        fate.check_in(week, check_in, JANUARY + timedelta(days=3 + 7 * week))
    if travels:
        for month in range(1, 24):
            fate.journey(ZONES[month % 3], FIRST + month * timedelta(days=15, hours=7))
        return
    for _ in range(12):
        fate.messages(chance.choice([1, 1, 2, 6]), FIRST + chance.random() * (LAST - FIRST))


@pytest.fixture(scope="module")
def sent(lives: list[Life]) -> list[Sent]:
    return [one for life in lives for one in life.sent]


def of_days(sent: Sequence[Sent]) -> list[Sent]:
    return [one for one in sent if one.rule.days is not None]


def test_the_year_has_all_that_is_asked_about_here(lives: list[Life], sent: list[Sent]) -> None:
    kinds = Counter(one.rule.key for one in sent)
    assert min(kinds[rule] for rule in ("visit_in_a_week", "visit_tomorrow", "visit_today")) > 500
    assert min(kinds[rule] for rule in ("check_in_ready", "check_in_waits", "message")) > 1000
    assert kinds["visit_changed"] > 300
    assert {one.wishes.zone for one in lives[0].sent} == set(ZONES)


def test_nobody_is_disturbed_in_her_quiet_hours_but_for_her_safety(
    lives: list[Life], sent: list[Sent]
) -> None:
    usual = lives[0].reminders.quiet
    assert not [
        one
        for one in sent
        if not one.rule.safety and is_quiet(one.at, one.wishes.quiet or usual, one.wishes.zone)
    ]


def test_nothing_comes_when_its_day_is_over_or_was_not_yet_there(sent: list[Sent]) -> None:
    for one in of_days(sent):
        assert one.occasion is not None
        assert one.rule.days is not None
        assert one.at <= one.occasion.ends - timedelta(hours=one.rule.last_hours)
        assert local_day(one.at, one.wishes.zone) == one.occasion.day + one.rule.days * DAY


def test_what_was_moved_cancelled_or_settled_is_not_told_any_more(sent: list[Sent]) -> None:
    assert not [one.name for one in of_days(sent) if one.occasion is None]


def test_nothing_comes_twice(lives: list[Life]) -> None:
    for life in lives:
        assert len({one.name for one in life.sent}) == len(life.sent)


def test_a_day_has_no_more_than_the_study_allows(lives: list[Life]) -> None:
    fullest: Counter[int] = Counter()
    for life in lives:
        counted = [one for one in life.sent if not one.rule.safety]
        for place, one in enumerate(counted):
            day = local_day(one.at, one.wishes.zone)
            same = [
                other
                for other in counted[max(0, place - 20) : place + 1]
                if local_day(other.at, one.wishes.zone) == day
            ]
            assert len(same) <= MOST, (day, [other.name for other in same])
            fullest[len(same)] += 1
    assert fullest[MOST] > 100  # the limit was met, and held
