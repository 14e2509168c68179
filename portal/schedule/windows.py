"""Arithmetic on the calendar and the clock: no database, no clock of its own, no surprises.

Days are plain dates of the site's calendar. Instants are aware datetimes in UTC. Between the two
stands a time zone by its IANA name, and only :func:`to_instant` crosses.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.errors import RuleBroken
from portal.study.definition import Offset, Unit


class UnknownTimeZone(RuleBroken):
    """There is no such time zone. Facts: `zone`."""

    def __init__(self, zone: str) -> None:
        super().__init__("unknown_time_zone", field="time_zone", zone=zone)
        self.zone = zone


class GapInClock(RuleBroken):
    """The clocks skip that local time. Facts: `zone`, `local`, `next_valid` (naive local times)."""

    def __init__(self, *, zone: str, local: datetime, next_valid: datetime) -> None:
        super().__init__(
            "gap_in_clock", field="time", zone=zone, local=local, next_valid=next_valid
        )
        self.zone = zone
        self.local = local
        self.next_valid = next_valid


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a visit may take place: `start` and `end` included."""

    start: date
    target: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Progress:
    """ "Month 7 of 36": the first day of a phase is in number 1."""

    unit: Unit
    number: int
    of: int


def shift(day: date, offset: Offset) -> date:
    """The day `offset` away from `day`; months that are too short give their last day.

    31 January and 1 month is 28 or 29 February. Always count from the anchor: counting from the
    previous occurrence would stay on the 28th. Raises OverflowError past the year 9999.
    """
    if offset.unit is Unit.DAY:
        return day + timedelta(days=offset.count)
    if offset.unit is Unit.WEEK:
        return day + timedelta(weeks=offset.count)
    years, month = divmod(day.month - 1 + offset.count, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def window(target: date, before: Offset, after: Offset) -> Window:
    """The window that opens `before` and closes `after` the target, both days included."""
    opens = shift(target, Offset(-before.count, before.unit))
    return Window(start=opens, target=target, end=shift(target, after))


def phase_range(anchor: date, starts: Offset, ends: Offset) -> tuple[date, date]:
    """The first and the last day of a phase. `ends` is the day after it: the next one's first."""
    return shift(anchor, starts), shift(anchor, ends) - timedelta(days=1)


def progress(anchor: date, starts: Offset, ends: Offset, today: date) -> Progress:
    """How far `today` is into a phase. Raises ValueError on a day outside it.

    Counted in the unit that the phase ends in (so "0 days" to "4 weeks" counts weeks), or in days
    where its start cannot be written in that unit.
    """
    first, last = phase_range(anchor, starts, ends)
    if not first <= today <= last:
        raise ValueError(f"{today} is outside the phase, {first} to {last}")
    if starts.count != 0 and starts.unit is not ends.unit:
        return Progress(Unit.DAY, (today - first).days + 1, (last - first).days + 1)
    of = ends.count - starts.count
    begun = _units_begun(anchor, starts.count, ends.unit, today, of)
    return Progress(ends.unit, begun, of)


def _units_begun(anchor: date, first: int, unit: Unit, today: date, of: int) -> int:
    """How many of the `of` units after `first` have begun by `today`, by bisection."""
    low, high = 1, of
    while low < high:
        middle = (low + high + 1) // 2
        if shift(anchor, Offset(first + middle - 1, unit)) <= today:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The time zone with this IANA name. Raises UnknownTimeZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTimeZone(name) from None


def to_instant(day: date, clock: time, zone: str) -> datetime:
    """The instant, in UTC, of a local day and time at `zone`.

    Of an hour that comes twice (clocks go back) it is the first. Raises GapInClock for a time that
    the clocks skip, UnknownTimeZone, and ValueError for a `clock` with a zone of its own.
    """
    if clock.tzinfo is not None:
        raise ValueError("clock must be a local time without a zone")
    info = zone_named(zone)
    local = datetime.combine(day, clock.replace(fold=0))
    instant = local.replace(tzinfo=info).astimezone(UTC)
    if instant.astimezone(info).replace(tzinfo=None) != local:
        raise GapInClock(zone=zone, local=local, next_valid=_after_gap(local, info))
    return instant


def _after_gap(local: datetime, info: ZoneInfo) -> datetime:
    """The first local time after the gap that holds `local`, to the second.

    Read with the offset of after the gap, `local` is an instant before the change; read with the
    offset of before, one at or after it. Between the two the change is found by bisection.
    """
    before = int(local.replace(tzinfo=info, fold=1).timestamp())
    after = int(local.replace(tzinfo=info, fold=0).timestamp())
    offset_after = datetime.fromtimestamp(after, info).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, info).utcoffset() == offset_after:
            after = middle
        else:
            before = middle
    return datetime.fromtimestamp(after, info).replace(tzinfo=None)


def stop_eating_at(starts_at: datetime, hours: int) -> datetime:
    """The instant, in UTC, `hours` elapsed hours before `starts_at`, whatever the clocks do.

    Raises ValueError for a naive `starts_at`.
    """
    if starts_at.tzinfo is None:
        raise ValueError("starts_at must be an aware datetime")
    return starts_at.astimezone(UTC) - timedelta(hours=hours)
