"""A year of reminders for a whole study, planned day by day as the portal plans it."""

from __future__ import annotations

import time as clocks
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from portal.reminders.plan import Done, Occasion, Wishes, at_clock, plan
from portal.schedule.plan import Facts, desired
from portal.study.definition import Study
from portal.study.file import read
from portal.study.reminders.definition import About, Reminders
from portal.symptoms import due
from tests.bench.figures import Figure
from tests.bench.report import note
from tests.support.world import SAMPLE_STUDY

PEOPLE = 1000
DAYS = 365
FIRST = date(2026, 1, 1)
BEHIND, AHEAD = timedelta(days=6), timedelta(days=16)
"""As far as the portal looks, with the rules of the sample study."""
REMEMBERED = 60
"""So many of the last notices are known to the plan of a person."""


@dataclass
class Person:
    """`occasions` by day; `days`: theirs."""

    wishes: Wishes
    occasions: Sequence[Occasion]
    days: Sequence[date]
    done: list[Done] = field(default_factory=list)


def figures() -> Iterator[Figure]:
    note(
        f"reminders.year: {PEOPLE} participants of the sample study, all visits booked on their "
        f"target and no check-in sent, planned anew on each of {DAYS} days; the plan alone"
    )
    study = read(SAMPLE_STUDY.read_text(encoding="utf-8"), name=SAMPLE_STUDY.name)
    if study.reminders is None:
        raise RuntimeError("the sample study has no reminders")
    people = [_person(study, number) for number in range(PEOPLE)]
    begun, spent = clocks.perf_counter(), clocks.process_time()
    for day in range(DAYS):
        now = datetime.combine(FIRST, time(), UTC) + timedelta(days=day)
        for person in people:
            _live(person, study.reminders, now)
    wall, cpu = clocks.perf_counter() - begun, clocks.process_time() - spent
    note(f"reminders.year: {sum(len(person.done) for person in people)} notices")
    yield Figure(name="reminders.year.time", value=wall, unit="s")
    yield Figure(name="reminders.year.cpu", value=cpu, unit="s of CPU")


def _live(person: Person, reminders: Reminders, now: datetime) -> None:
    """Plan as at this midnight; what is due before the next goes out."""
    first = bisect_left(person.days, now.date() - BEHIND)
    last = bisect_left(person.days, now.date() + AHEAD)
    near = person.occasions[first:last]
    planned = plan(near, reminders, person.wishes, done=person.done[-REMEMBERED:], now=now)
    tomorrow = now + timedelta(days=1)
    person.done += [
        Done(one.name, one.due_at, not one.rule.safety) for one in planned if one.due_at < tomorrow
    ]


def _person(study: Study, number: int) -> Person:
    """Each at another point of her years in the study, in the time zone of her site."""
    zone = study.sites[number % len(study.sites)].time_zone
    last_dose = FIRST - timedelta(days=number % 700)
    anchors = {"consent": last_dose - timedelta(days=30), "last_dose": last_dose}
    found = sorted(
        [*_visits(study, anchors, zone), *_check_ins(study, anchors, zone)],
        key=lambda one: one.day,
    )
    return Person(Wishes(zone=zone), found, [one.day for one in found])


def _visits(study: Study, anchors: dict[str, date], zone: str) -> Iterator[Occasion]:
    for visit in desired(study, Facts(anchors)):
        yield Occasion(
            about=About.VISIT,
            subject=uuid4(),
            occurrence=visit.target.isoformat(),
            key=visit.visit_key,
            day=visit.target,
            ends=at_clock(visit.target, time(9, 30), zone),
            page="/visits",
        )


def _check_ins(study: Study, anchors: dict[str, date], zone: str) -> Iterator[Occasion]:
    subject = uuid4()
    for check_in in study.check_ins:
        for one in due.occurrences(check_in, anchors):
            yield Occasion(
                about=About.CHECK_IN,
                subject=subject,
                occurrence=f"{check_in.key}/{one.occurrence}/{one.day}",
                key=check_in.key,
                day=one.day,
                ends=at_clock(one.closes + timedelta(days=1), time(), zone),
                page="/check-in",
            )
