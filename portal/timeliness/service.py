"""How long people waited, for each measure, site and month, and what is late now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal import csv_text
from portal.schedule import office_hours
from portal.study import definition
from portal.study.models import Site
from portal.study.service import Catalog
from portal.timeliness.measure import Clock, Measure, Took
from portal.timeliness.spread import Spread, spread_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure at one site in one month (its first day). `site_id` None: of all sites;
    `month` None: of the whole time."""

    measure: str
    site_id: UUID | None
    month: date | None
    spread: Spread


@dataclass(frozen=True, slots=True)
class Found:
    """`months`: the first days of those looked at, the oldest first. `overdue`: by measure and site."""

    months: Sequence[date]
    cells: Sequence[Cell]
    overdue: Mapping[str, Mapping[UUID, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A site with its hours as the study file in force says; None where it names it no more."""

    row: Site
    zone: ZoneInfo
    said: definition.Site | None


def places(session: Session, sites: Collection[UUID], catalog: Catalog) -> dict[UUID, Place]:
    """These sites, by id."""
    rows = session.scalars(
        sa.select(Site)
        .where(Site.id.in_(sites))
        .options(joinedload(Site.study))
        .order_by(Site.name)
    )
    return {row.id: _place(session, row, catalog) for row in rows}


def _place(session: Session, row: Site, catalog: Catalog) -> Place:
    study = catalog.get(session, row.study_id, row.study.version)
    said = next((site for site in study.sites if site.key == row.key), None)
    return Place(row, ZoneInfo(row.time_zone), said)


def months_before(today: date, count: int) -> list[date]:
    """The first days of this month and of those before it, the oldest first."""
    months = [today.replace(day=1)]
    while len(months) < count:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def look(
    session: Session,
    measures: Sequence[tuple[Measure, Collection[UUID]]],
    known: Mapping[UUID, Place],
    *,
    months: int,
    now: datetime,
) -> Found:
    """What each measure says of its sites over so many months, this one included."""
    first_days = months_before(now.date(), months)
    since = datetime.combine(first_days[0], time(), UTC) - timedelta(days=1)
    cells: list[Cell] = []
    overdue: dict[str, Mapping[UUID, int]] = {}
    for measure, sites in measures:
        here = {site_id for site_id in sites if site_id in known}
        done = [took for took in measure.done(session, here, since) if took.ended >= took.begun]
        cells += _cells(measure, done, known, first_days)
        overdue[measure.key] = measure.overdue(session, here, now)
    return Found(first_days, cells, overdue)


def _cells(
    measure: Measure, done: Sequence[Took], known: Mapping[UUID, Place], months: Sequence[date]
) -> Iterator[Cell]:
    by: defaultdict[tuple[UUID | None, date | None], list[int]] = defaultdict(list)
    for took in done:
        place = known[took.site_id]
        ended = took.ended.astimezone(place.zone).date().replace(day=1)
        if ended < months[0]:
            continue
        minutes = _minutes(measure, took, place)
        for key in (
            (took.site_id, ended),
            (took.site_id, None),
            (None, ended),
            (None, None),
        ):
            by[key].append(minutes)
    for (site_id, month), minutes_of in by.items():
        yield Cell(measure.key, site_id, month, spread_of(minutes_of))


def _minutes(measure: Measure, took: Took, place: Place) -> int:
    if measure.clock is Clock.OFFICE and place.said is not None:
        return office_hours.minutes_between(place.said, took.begun, took.ended)
    return round((took.ended - took.begun).total_seconds() / 60)


COLUMNS = ("measure", "site", "month", "number", "median_minutes", "nine_of_ten_minutes", "clock")


def table(found: Found, measures: Sequence[Measure], known: Mapping[UUID, Place]) -> str:
    """All cells as CSV: an empty site means all sites, an empty month the whole time."""
    clocks = {measure.key: measure.clock.value for measure in measures}
    return csv_text.table(
        COLUMNS,
        (
            (
                cell.measure,
                known[cell.site_id].row.name if cell.site_id else None,
                f"{cell.month:%Y-%m}" if cell.month else None,
                cell.spread.count,
                cell.spread.median,
                cell.spread.nine_of_ten,
                clocks[cell.measure],
            )
            for cell in found.cells
        ),
    )
