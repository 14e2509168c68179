"""What the team does with something that waits: take it, hand it over, give it back, put it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.errors import Conflict, NotFound, RuleBroken, StaleEdit
from portal.queue import listing, people
from portal.queue.listing import Item
from portal.queue.models import WorkMark
from portal.queue.scope import Scope, kind_of
from portal.queue.source import Person, Rank, Source
from portal.schedule import office_hours
from portal.study import definition
from portal.study.models import Site

LONGEST_DAYS = 90
"""So far ahead something can be put off; past that nobody remembers why."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that waits, as the caller found it, and its site."""

    source: Source
    item: Item
    site: Site


def get(session: Session, scope: Scope, kind: str, object_id: UUID) -> Work:
    """What waits under that id, at the sites at which the caller may act on it.

    Raises NotFound where there is none of hers, Conflict("work_settled") where it waits no more.
    """
    source = kind_of(scope, kind)
    if source is None:
        raise NotFound("work")
    sites = scope.acts(source)
    item = listing.find(session, scope, source, object_id)
    if item is not None and item.site_id in sites:
        return Work(source, item, scope.sites[item.site_id])
    model = source.model
    known = sa.select(model.id).where(model.id == object_id, model.site_id.in_(sites))
    if item is None and session.scalar(known) is not None:
        raise Conflict("work_settled")
    raise NotFound("work")


def _check(work: Work, version: int) -> None:
    if work.item.version != version:
        raise StaleEdit("work", current=work.item.version)


def take(session: Session, scope: Scope, work: Work, *, version: int) -> None:
    """Take it, or take it over from a colleague."""
    if work.item.taken_by == scope.person.account_id:
        return
    _check(work, version)
    to = people.chosen(
        session, work.source, work.item.object_id, work.site, scope.person.account_id, scope.now
    )
    _give(session, scope, work, to)


def release(session: Session, scope: Scope, work: Work, *, version: int) -> None:
    """Give it back, so that it waits for somebody again. Only who has it can."""
    if work.item.taken_by is None:
        return
    _check(work, version)
    if work.item.taken_by != scope.person.account_id:
        raise RuleBroken("work_of_other", name=work.item.taken_by_name)
    _give(session, scope, work, None)


def hand_over(
    session: Session, scope: Scope, work: Work, account_id: UUID, *, version: int
) -> None:
    """Give it to a colleague, see :mod:`portal.queue.people` for whom."""
    if work.item.taken_by == account_id:
        return
    _check(work, version)
    item = work.item
    to = people.chosen(session, work.source, item.object_id, work.site, account_id, scope.now)
    _give(session, scope, work, to)


def _give(session: Session, scope: Scope, work: Work, to: Person | None) -> None:
    if work.source.give is not None:
        work.source.give(session, work.item.object_id, to, scope.person, scope.now)
        session.flush()
        return
    mark = _mark(session, work, scope.now)
    mark.taken_by = to.account_id if to else None
    mark.taken_by_name = to.name if to else None
    session.flush()


def snooze(
    session: Session,
    scope: Scope,
    work: Work,
    until: date | None,
    note: str,
    *,
    study: definition.Study,
    version: int,
) -> None:
    """Put it off until that day, when the site opens; None: it is back at once.

    Raises RuleBroken: snooze_emergency; snooze_past, snooze_far, at the field.
    """
    _check(work, version)
    mark = _mark(session, work, scope.now)
    if until is None:
        mark.snoozed_until, mark.snoozed_by_name, mark.note = None, None, ""
    else:
        _check_day(work, until, scope.days[work.site.id])
        mark.snoozed_until = _opening(work.site, study, until)
        mark.snoozed_by_name, mark.note = scope.person.name, note
    session.flush()


def _opening(site: Site, study: definition.Study, day: date) -> datetime:
    """When the site opens on that day; its beginning where the study file names the site no more."""
    known = next((one for one in study.sites if one.key == site.key), None)
    if known is None:
        return datetime.combine(day, time(), ZoneInfo(site.time_zone))
    return office_hours.opens_on(known, day)


def _check_day(work: Work, until: date, today: date) -> None:
    if work.item.rank == Rank.EMERGENCY:
        raise RuleBroken("snooze_emergency")
    if until <= today:
        raise RuleBroken("snooze_past", field="until", day=until)
    if until > today + timedelta(days=LONGEST_DAYS):
        raise RuleBroken("snooze_far", field="until", last=today + timedelta(days=LONGEST_DAYS))


def _mark(session: Session, work: Work, now: datetime) -> WorkMark:
    """The mark of it, made or begun anew where it is of an earlier time."""
    item = work.item
    mark = session.scalar(
        sa.select(WorkMark).where(WorkMark.kind == item.kind, WorkMark.object_id == item.object_id)
    )
    if mark is None:
        mark = WorkMark(
            kind=item.kind,
            object_id=item.object_id,
            participant_id=item.participant_id,
            site_id=item.site_id,
            note="",
        )
        session.add(mark)
    elif item.since is not None and mark.changed_at < item.since:
        mark.taken_by = mark.taken_by_name = None
        mark.snoozed_until, mark.snoozed_by_name, mark.note = None, None, ""
    mark.changed_at = now
    return mark
