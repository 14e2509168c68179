"""Reminders in a few words, for the people who write and load study files."""

from __future__ import annotations

from collections.abc import Iterator

from portal.study.describe import amount
from portal.study.reminders.definition import Quiet, Reminders, Rule


def traits_of(reminders: Reminders) -> Iterator[tuple[str, str]]:
    """What is true of reminders as a whole: how to begin a sentence about it, and its end."""
    yield "they go out at", f"{reminders.hour:%H:%M}"
    yield "the quiet hours are", _quiet(reminders.quiet)
    yield "the most for one person in a day is", str(reminders.most_a_day)
    yield "a push is confirmed within", amount(reminders.confirm_within, "minute")


def _quiet(quiet: Quiet) -> str:
    if quiet.begins == quiet.ends:
        return "none"
    return f"from {quiet.begins:%H:%M} until {quiet.ends:%H:%M}"


def about_of(rule: Rule) -> str:
    only = ", ".join(sorted({*rule.visits, *rule.check_ins}))
    return f"{rule.about} (only {only})" if only else str(rule.about)


def when_of(rule: Rule) -> str:
    """The day and the hour on which a rule goes out."""
    at = f", at {rule.at:%H:%M}" if rule.at else ""
    if rule.days is None:
        return f"when it happens{at}"
    if rule.days == 0:
        return f"on the day{at}"
    return f"{amount(abs(rule.days), 'day')} {'before' if rule.days < 0 else 'after'}{at}"


def channels_of(rule: Rule) -> str:
    return ", then ".join(rule.channels)


def choice_of(rule: Rule) -> str:
    return "no" if rule.safety else "yes"


def last_of(rule: Rule) -> str:
    return f"{amount(rule.last_hours, 'hour')} before"


def kept_of(rule: Rule) -> str:
    return amount(rule.keep_hours, "hour")
