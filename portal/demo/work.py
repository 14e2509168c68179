"""What the demo's coordinator has begun with: one thing is hers, another is put off."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.accounts.sessions import Place
from portal.audit.recorder import Actor, acting
from portal.queue import acting as work
from portal.queue import listing
from portal.queue.listing import Wanted
from portal.queue.scope import Scope
from portal.queue.source import Person
from portal.schedule.planning import local_today
from portal.schedule.waiting import REQUEST, WINDOW
from portal.study.models import Site, Study
from portal.study.service import Catalog

PUT_OFF_DAYS = 3
MINUTES_AGO = 5
WHY = "Her sister drives her. She calls back with days that suit."


def begin_work(
    session: Session,
    study: Study,
    coordinator: Account,
    site: Site,
    catalog: Catalog,
    *,
    now: datetime,
) -> None:
    """Some minutes ago she took a wish for another time, and put off one that nobody booked yet."""
    now -= timedelta(minutes=MINUTES_AGO)
    acting(session, Actor(Role.COORDINATOR.value, coordinator.id), now)
    today = local_today(now, site.time_zone)
    scope = Scope(
        person=Person(coordinator.id, coordinator.name),
        places=(Place(uuid4(), Role.COORDINATOR, study.id, site.id, None, False),),
        sites={site.id: site},
        days={site.id: today},
        now=now,
    )
    session.flush()
    for item in listing.page(session, scope, Wanted(kind=REQUEST, limit=1)):
        found = work.get(session, scope, REQUEST, item.object_id)
        work.take(session, scope, found, version=item.version)
    for item in listing.page(session, scope, Wanted(kind=WINDOW, limit=1)):
        found = work.get(session, scope, WINDOW, item.object_id)
        until = today + timedelta(days=PUT_OFF_DAYS)
        parsed = catalog.get(session, study.id, study.version)
        work.snooze(session, scope, found, until, WHY, study=parsed, version=item.version)
