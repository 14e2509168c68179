"""Reminders: each goes out once, outside the quiet hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from portal.study.faults import Finding, Severity
from portal.study.reminders.definition import BY_DAY, About, Quiet
from portal.study.reminders.schema import KEYS_OF
from portal.study.rules import lists, lock_screen
from portal.study.rules.part import Part

DAYS = {
    About.VISIT: range(-60, 1),
    About.CHECK_IN: range(31),
    About.CLAIMABLE: range(181),
    About.CONSENT: range(61),
}
"""The days on which a rule can go out, counted from the day it is about."""

EXPECTED = (About.VISIT_CHANGE, About.CONSENT)
"""What people should always hear of."""


def check(study: Part) -> Iterator[Finding]:
    if "reminders" not in study.values:
        return
    reminders = study.part("reminders")
    rules = list(reminders.parts("rules"))
    yield from _outside_quiet_hours(reminders, "hour", reminders.part("quiet"))
    for rule in rules:
        yield from _outside_quiet_hours(rule, "at", reminders.part("quiet"))
        yield from _days(rule)
        yield from _lists(study, rule)
    for one, other in combinations(rules, 2):
        yield from _apart(one, other)
    yield from _expected(reminders, rules)
    yield from lock_screen.check(study, rules)


def _outside_quiet_hours(part: Part, name: str, quiet: Part) -> Iterator[Finding]:
    hour, begins, ends = part.get(name, time), quiet.get("from", time), quiet.get("until", time)
    if hour is None or begins is None or ends is None or hour not in Quiet(begins, ends):
        return
    problem = f'"{hour:%H:%M}" is within the quiet hours, from "{begins:%H:%M}" to "{ends:%H:%M}".'
    yield Finding(
        part.at(name), problem, f'Write an hour outside them, for example "{ends:%H:%M}".'
    )


def _days(rule: Part) -> Iterator[Finding]:
    about, days = rule.get("about", About), rule.get("days", int)
    if about not in DAYS or days is None or days in DAYS[about]:
        return
    first, last = DAYS[about][0], DAYS[about][-1]
    problem = f'{days} is out of range for a rule about "{about}".'
    yield Finding(rule.at("days"), problem, f"Write a whole number of days from {first} to {last}.")


def _lists(study: Part, rule: Part) -> Iterator[Finding]:
    visits = study.keys("visits")
    if visits:
        yield from lists.exist(rule, "visits", visits, "a visit")
    yield from lists.exist(rule, "check_ins", study.keys("check_ins"), "a check-in")
    for name in ("channels", *KEYS_OF):
        yield from lists.once(rule, name)
    for name in KEYS_OF:
        if rule.get(name, list) == []:
            remedy = "Write at least one key, or leave the line out: then it is for all."
            yield Finding(rule.at(name), "is empty.", remedy)


def _apart(one: Part, other: Part) -> Iterator[Finding]:
    """`one` and the later `other` never go out at once for the same thing."""
    about, first = one.get("about", About), f"rules[{one.path[-1]}]"
    if about is None or about is not other.get("about", About):
        return
    if about not in BY_DAY:
        problem = f'is "{about}", as in {first} already, and both would go out when it happens.'
        yield Finding(other.at("about"), problem, "Keep one of the two.")
        return
    days = other.get("days", int)
    if days is not None and days == one.get("days", int) and _share(one, other):
        problem = f'is {days}, as in {first}, which is about "{about}" too.'
        yield Finding(other.at("days"), problem, "Write another day, or keep one of the two.")


def _share(one: Part, other: Part) -> bool:
    """Whether two rules are for a visit or a check-in that is the same."""
    for name in KEYS_OF:
        mine, its = one.get(name, list), other.get(name, list)
        if mine and its and not any(key in its for key in mine):
            return False
    return True


def _expected(reminders: Part, rules: list[Part]) -> Iterator[Finding]:
    told = {rule.get("about", About) for rule in rules}
    if not rules or None in told:
        return
    for about in EXPECTED:
        if about not in told:
            problem = f'have none about "{about}": nobody is told of it.'
            yield Finding(reminders.at("rules"), problem, "Add one.", Severity.WARNING)
