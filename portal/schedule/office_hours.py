"""When a site answers its telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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
