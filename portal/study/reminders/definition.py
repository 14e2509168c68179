"""What a study file says about reminders, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from portal.study.definition import Text


class About(StrEnum):
    """What a notice is about. People choose for each how they want to be told.

    TEST is what somebody sends herself to see whether it arrives: no rule of a study is about it.
    """

    VISIT = "visit"
    VISIT_CHANGE = "visit_change"
    CHECK_IN = "check_in"
    MESSAGE = "message"
    CLAIM = "claim"
    CLAIMABLE = "claimable"
    CONSENT = "consent"
    NEWS = "news"
    TEST = "test"


BY_DAY = frozenset({About.VISIT, About.CHECK_IN, About.CLAIMABLE, About.CONSENT})
"""Kinds that go out on a day of the calendar; the others go out when something happens."""


class Channel(StrEnum):
    PUSH = "push"
    MAIL = "mail"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which nobody is disturbed, on the clock where the person is: `begins` included,
    `ends` excluded. They may reach over midnight. `begins` equal to `ends`: there are none."""

    begins: time
    ends: time

    def __contains__(self, clock: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One notice. What stands on a lock screen tells of no illness, study, person or money.

    `days`: for kinds in BY_DAY the day on which it goes out, counted from the day it is about: -7 is
    a week before a visit. None for the others, which go out when it happens. `at`: the hour,
    None: the person's own or the study's. `last_hours`: so many hours before the visit it is too
    late. `keep_hours`: so long a notice of something that happened may wait. `channels`: tried in
    this order until one arrives. `safety`: it cannot be turned off. `visits`, `check_ins`: only
    these, by key; empty: all.
    """

    key: str
    about: About
    title: Text
    text: Text
    channels: tuple[Channel, ...]
    days: int | None = None
    at: time | None = None
    last_hours: int = 1
    keep_hours: int = 72
    safety: bool = False
    visits: tuple[str, ...] = ()
    check_ins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """`hour`: when a notice goes out unless the person likes another hour. `most_a_day`: so many a
    person gets in a day, safety notices apart. `confirm_within`: minutes; a push that no device
    confirmed by then goes through the next channel."""

    hour: time
    quiet: Quiet
    most_a_day: int
    confirm_within: int
    rules: tuple[Rule, ...]

    def rule(self, key: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.key == key), None)

    def about(self, about: About) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.about is about)
