"""Which notices are due, and when: pure decisions from what happens, the study's rules, a person's
wishes and the hour.

Hours are read on the clock where the person is; days are those of the calendar of the thing that the
notice is about. A notice of a day that is over is not sent any more: "tomorrow" would be wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from portal.schedule.windows import zone_named
from portal.study.reminders.definition import About, Channel, Quiet, Reminders, Rule

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something on a day of the calendar that notices are sent about.

    `subject` and `occurrence` name it: moved to another day it is another occurrence. `key`: of
    the study file. After `ends` no notice about it makes sense. `page`: where a tap leads.
    """

    about: About
    subject: UUID
    occurrence: str
    key: str
    day: date
    ends: datetime
    page: str


class Choice(StrEnum):
    """How somebody wants to be told of one kind of thing."""

    PUSH = "push"
    MAIL = "mail"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`zone`: the clock that counts for her. `hour`, `quiet` None: as the study says."""

    zone: str
    hour: time | None = None
    quiet: Quiet | None = None
    choices: Mapping[About, Choice] = field(default_factory=dict)


class Name(NamedTuple):
    """What makes a notice the same notice, for one person."""

    rule: str
    subject: UUID
    occurrence: str


@dataclass(frozen=True, slots=True)
class Done:
    """A notice that went out at `at`, or was tried. `counts`: towards the limit of its day."""

    name: Name
    at: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """A notice to send at `due_at`, and not after `expires_at`, through `channels` in turn."""

    name: Name
    rule: Rule
    page: str
    due_at: datetime
    expires_at: datetime
    channels: tuple[Channel, ...]


def plan(
    occasions: Iterable[Occasion],
    reminders: Reminders,
    wishes: Wishes,
    *,
    done: Collection[Done] = (),
    now: datetime,
) -> list[Planned]:
    """What is to be sent about these occasions from `now` on, in the order of its sending.

    Nothing that is `done` again, nothing in quiet hours but for safety, nothing after the occasion,
    and no more in a day than the study allows: of too many, those whose rules stand first.
    """
    gone = {one.name for one in done}
    found = {
        one.name: one
        for occasion in occasions
        for one in _about(occasion, reminders, wishes, now)
        if one.name not in gone
    }
    order = {rule.key: place for place, rule in enumerate(reminders.rules)}
    by_rank = sorted(found.values(), key=lambda one: (order[one.rule.key], one.due_at, one.name))
    return sorted(
        _within_limit(by_rank, reminders, wishes, done), key=lambda one: (one.due_at, one.name)
    )


def _about(
    occasion: Occasion, reminders: Reminders, wishes: Wishes, now: datetime
) -> Iterator[Planned]:
    for rule in reminders.about(occasion.about):
        through = channels(rule, wishes)
        if rule.days is None or not through or not _is_for(rule, occasion):
            continue
        day = occasion.day + timedelta(days=rule.days)
        latest = min(
            occasion.ends - timedelta(hours=rule.last_hours),
            at_clock(day + timedelta(days=1), time(), wishes.zone) - MINUTE,
        )
        wanted = at_clock(day, rule.at or wishes.hour or reminders.hour, wishes.zone)
        earliest = max(now, at_clock(day, time(), wishes.zone))
        due = moment(
            max(wanted, earliest),
            earliest=earliest,
            latest=latest,
            quiet=wishes.quiet or reminders.quiet,
            zone=wishes.zone,
            safety=rule.safety,
        )
        if due is not None:
            name = Name(rule.key, occasion.subject, occasion.occurrence)
            yield Planned(name, rule, occasion.page, due, latest, through)


def _is_for(rule: Rule, occasion: Occasion) -> bool:
    if occasion.about is About.CHECK_IN:
        return not rule.check_ins or occasion.key in rule.check_ins
    return not rule.visits or occasion.key in rule.visits


def channels(rule: Rule, wishes: Wishes) -> tuple[Channel, ...]:
    """Through what this person is told by this rule; empty: not at all.

    Who wants mail gets no push; who wants nothing is still told what is for her safety.
    """
    choice = wishes.choices.get(rule.about)
    if choice is Choice.NONE and not rule.safety:
        return ()
    if choice is Choice.MAIL:
        rest = (one for one in rule.channels if one not in {Channel.PUSH, Channel.MAIL})
        return (Channel.MAIL, *rest)
    if choice is Choice.PUSH and Channel.PUSH not in rule.channels:
        return (Channel.PUSH, *rule.channels)
    return rule.channels


def _within_limit(
    by_rank: Iterable[Planned], reminders: Reminders, wishes: Wishes, done: Collection[Done]
) -> Iterator[Planned]:
    used = used_days(done, wishes.zone)
    for one in by_rank:
        day = local_day(one.due_at, wishes.zone)
        if not one.rule.safety:
            if used[day] >= reminders.most_a_day:
                continue
            used[day] += 1
        yield one


def used_days(done: Iterable[Done], zone: str) -> Counter[date]:
    """How many notices that count went out on each day of her calendar."""
    return Counter(local_day(one.at, zone) for one in done if one.counts)


def at_once(
    rule: Rule,
    reminders: Reminders,
    wishes: Wishes,
    *,
    used: Mapping[date, int],
    now: datetime,
) -> tuple[datetime, datetime] | None:
    """When a notice of something that happens now goes out, and until when; None: it is too late.

    At the end of the quiet hours where it happens in them. Where the day has had its share, on the
    next that has not, at the hour she likes.
    """
    latest = now + timedelta(hours=rule.keep_hours)
    quiet = wishes.quiet or reminders.quiet
    wanted = now
    while True:
        due = moment(
            wanted,
            earliest=wanted,
            latest=latest,
            quiet=quiet,
            zone=wishes.zone,
            safety=rule.safety,
        )
        if due is None:
            return None
        day = local_day(due, wishes.zone)
        if rule.safety or used.get(day, 0) < reminders.most_a_day:
            return due, latest
        wanted = at_clock(day + timedelta(days=1), wishes.hour or reminders.hour, wishes.zone)


def moment(
    wanted: datetime,
    *,
    earliest: datetime,
    latest: datetime,
    quiet: Quiet,
    zone: str,
    safety: bool = False,
) -> datetime | None:
    """The allowed moment nearest to `wanted`, not before `earliest` and not after `latest`.

    In quiet hours it is their end, or, where that is too late, the minute before they began. None:
    there is no such moment. What is for her safety then comes in the quiet hours all the same.
    """
    if latest < earliest:
        return None
    wanted = min(max(wanted, earliest), latest)
    if not is_quiet(wanted, quiet, zone):
        return wanted
    local = wanted.astimezone(zone_named(zone))
    ends = _next(local, quiet.ends, zone)
    if ends <= latest and not is_quiet(ends, quiet, zone):
        return ends
    before = _last(local, quiet.begins, zone) - MINUTE
    if before >= earliest and not is_quiet(before, quiet, zone):
        return before
    return wanted if safety else None


def is_quiet(instant: datetime, quiet: Quiet, zone: str) -> bool:
    """Whether nobody is to be disturbed at this instant, on the clock of `zone`."""
    return instant.astimezone(zone_named(zone)).time() in quiet


def _next(local: datetime, clock: time, zone: str) -> datetime:
    """The next instant at which the clock shows `clock`."""
    day = local.date() if local.time() < clock else local.date() + timedelta(days=1)
    return at_clock(day, clock, zone)


def _last(local: datetime, clock: time, zone: str) -> datetime:
    """The last instant at which the clock showed `clock`."""
    day = local.date() if local.time() >= clock else local.date() - timedelta(days=1)
    return at_clock(day, clock, zone)


def at_clock(day: date, clock: time, zone: str) -> datetime:
    """The instant, in UTC, of a time on the clock. A time that the clocks skip is moved on by as much
    as they skip; of one that comes twice it is the first."""
    return datetime.combine(day, clock, zone_named(zone)).astimezone(UTC)


def local_day(instant: datetime, zone: str) -> date:
    return instant.astimezone(zone_named(zone)).date()
