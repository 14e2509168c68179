"""When a site answers its telephone: its office hours, but for holidays and other days off."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from portal.study.definition import Holidays, Site

LOOK_AHEAD_DAYS = 60
"""A site that is closed for longer says so in its texts."""


def day_off(site: Site, day: date) -> bool:
    """Whether the site is closed on that day, whatever its hours are."""
    return day in site.closed_on or (
        site.holidays is not None and day in _holidays(site.holidays, day.year)
    )


@lru_cache(maxsize=64)
def _holidays(where: Holidays, year: int) -> frozenset[date]:
    found = holidays.country_holidays(where.country, subdiv=where.subdivision, years=year)
    return frozenset(day for day in found if day.year == year)


def is_open(site: Site, now: datetime) -> bool:
    """Whether the office hours of the site include `now`."""
    local = now.astimezone(ZoneInfo(site.time_zone))
    return not day_off(site, local.date()) and any(
        local.isoweekday() in hours.days and hours.opens <= local.time() < hours.closes
        for hours in site.hours
    )


def opens_next(site: Site, now: datetime) -> datetime | None:
    """The next opening after `now`, in UTC; None while open or without hours."""
    if is_open(site, now):
        return None
    zone = ZoneInfo(site.time_zone)
    local = now.astimezone(zone)
    openings = [
        datetime.combine(day, hours.opens, zone)
        for ahead in range(LOOK_AHEAD_DAYS)
        for day in [local.date() + timedelta(days=ahead)]
        for hours in site.hours
        if day.isoweekday() in hours.days and not day_off(site, day)
    ]
    return min((at.astimezone(UTC) for at in openings if at > local), default=None)


def opens_on(site: Site, day: date) -> datetime:
    """The first opening on that day, in UTC; the day's beginning at the site where it stays closed."""
    zone = ZoneInfo(site.time_zone)
    begin = datetime.combine(day, time(), zone).astimezone(UTC)
    return min((opens for opens, _ in _spans(site, day, zone)), default=begin)


def after(site: Site, start: datetime, minutes: int) -> datetime:
    """The instant, in UTC, by which `minutes` of the site's hours have passed since `start`.

    A site without hours counts the clock. Minutes of the night and of days off do not count.
    """
    left = timedelta(minutes=minutes)
    if not site.hours:
        return start + left
    zone = ZoneInfo(site.time_zone)
    day = start.astimezone(zone).date()
    while True:
        for opens, closes in _spans(site, day, zone):
            begun = max(opens, start)
            if begun < closes:
                if begun + left <= closes:
                    return begun + left
                left -= closes - begun
        day += timedelta(days=1)


def minutes_between(site: Site, start: datetime, end: datetime) -> int:
    """How many minutes of the site's hours lie between two instants; the other way round 0.

    A site without hours counts the clock.
    """
    if end <= start:
        return 0
    if not site.hours:
        return round((end - start).total_seconds() / 60)
    zone = ZoneInfo(site.time_zone)
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    found = timedelta()
    while day <= last:
        for opens, closes in _spans(site, day, zone):
            found += max(timedelta(), min(closes, end) - max(opens, start))
        day += timedelta(days=1)
    return round(found.total_seconds() / 60)


def _spans(site: Site, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The site's hours on a day, in order, as instants in UTC."""
    if day_off(site, day):
        return []
    return sorted(
        (
            datetime.combine(day, hours.opens, zone).astimezone(UTC),
            datetime.combine(day, hours.closes, zone).astimezone(UTC),
        )
        for hours in site.hours
        if day.isoweekday() in hours.days
    )
