"""When a site answers its telephone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.study.definition import Site


def is_open(site: Site, now: datetime) -> bool:
    """Whether the office hours of the site include `now`."""
    local = now.astimezone(ZoneInfo(site.time_zone))
    return any(
        local.isoweekday() in hours.days and hours.opens <= local.time() < hours.closes
        for hours in site.hours
    )


def opens_next(site: Site, now: datetime) -> datetime | None:
    """The next opening after `now` within a week, in UTC; None while open or without hours."""
    if is_open(site, now):
        return None
    zone = ZoneInfo(site.time_zone)
    local = now.astimezone(zone)
    openings = [
        datetime.combine(day, hours.opens, zone)
        for ahead in range(8)
        for day in [local.date() + timedelta(days=ahead)]
        for hours in site.hours
        if day.isoweekday() in hours.days
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


def _spans(site: Site, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The site's hours on a day, in order, as instants in UTC."""
    return sorted(
        (
            datetime.combine(day, hours.opens, zone).astimezone(UTC),
            datetime.combine(day, hours.closes, zone).astimezone(UTC),
        )
        for hours in site.hours
        if day.isoweekday() in hours.days
    )
