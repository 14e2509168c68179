"""Which work somebody sees and which she may do: her places, as sites by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.accounts.sessions import Caller, Place
from portal.queue.source import Facts, Person, Source
from portal.queue.sources import BY_KIND, SOURCES
from portal.schedule.planning import local_today
from portal.study.models import Site


@dataclass(frozen=True, slots=True)
class Scope:
    """The caller before the queue. `days`: today at each site she has a place at."""

    person: Person
    places: tuple[Place, ...]
    sites: Mapping[UUID, Site]
    days: Mapping[UUID, date]
    now: datetime

    @property
    def facts(self) -> Facts:
        return Facts(self.now, self.days)

    def at(self, may: May) -> frozenset[UUID]:
        """The sites at which she may do that."""
        return frozenset(
            site.id
            for site in self.sites.values()
            for place in self.places
            if place.grants(may) and place.study_id == site.study_id
            if place.site_id in {None, site.id}
        )

    def reads(self, source: Source) -> frozenset[UUID]:
        return self.at(source.may_read) & self.at(May.QUEUE_READ)

    def acts(self, source: Source) -> frozenset[UUID]:
        return self.at(source.may_act) & self.reads(source)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The kinds that she sees anywhere."""
        return tuple(source for source in SOURCES if self.reads(source))


def of(session: Session, caller: Caller, *, now: datetime) -> Scope:
    """The scope of a caller, in one statement."""
    studies = {place.study_id for place in caller.places}
    found = session.scalars(sa.select(Site).where(Site.study_id.in_(studies)))
    sites = {site.id: site for site in found}
    return Scope(
        person=Person(caller.account_id, caller.name),
        places=caller.places,
        sites=sites,
        days={site.id: local_today(now, site.time_zone) for site in sites.values()},
        now=now,
    )


def kind_of(scope: Scope, kind: str) -> Source | None:
    """The source of that kind, where there is one that the caller sees."""
    source = BY_KIND.get(kind)
    return source if source is not None and scope.reads(source) else None
