"""Where an admin administers, and that two admins never change one team at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, DeviceSession, Membership
from portal.accounts.roles import OWN_ROLES, STAFF_ROLES, May
from portal.accounts.sessions import Caller
from portal.errors import NotAllowed, NotFound
from portal.study.models import Site, Study


@dataclass(frozen=True, slots=True)
class Reach:
    """The (study, site) of the caller's places that grant `may`; without a site, the whole study."""

    caller: Caller
    places: frozenset[tuple[UUID, UUID | None]]

    def covers(self, study_id: UUID, site_id: UUID | None) -> bool:
        """Whether she administers there. All sites together only from a place at all of them."""
        return bool({(study_id, None), (study_id, site_id)} & self.places)

    def within(
        self, study: sa.SQLColumnExpression[UUID], site: sa.SQLColumnExpression[UUID | None]
    ) -> sa.ColumnElement[bool]:
        """The same as a condition."""
        return sa.or_(
            sa.false(),
            *(
                study == study_id
                if site_id is None
                else sa.and_(study == study_id, site == site_id)
                for study_id, site_id in self.places
            ),
        )


def reach_of(caller: Caller, may: May) -> Reach:
    granting = [place for place in caller.places_for(may) if place.role in STAFF_ROLES]
    return Reach(caller, frozenset((place.study_id, place.site_id) for place in granting))


def check_seat(session: Session, reach: Reach, study_id: UUID, site_id: UUID | None) -> None:
    """Raises NotFound where the caller does not administer, or where there is no such site."""
    if not reach.covers(study_id, site_id):
        raise NotFound("site")
    if site_id is not None:
        site = session.get(Site, site_id)
        if site is None or site.study_id != study_id:
            raise NotFound("site")


def hold(session: Session, reach: Reach, study_id: UUID) -> None:
    """Nobody else changes the team of this study until the commit.

    Raises NotAllowed where another admin signed the caller out while she waited for that: of two
    who put each other out at once, one stays.
    """
    session.execute(sa.select(Study.id).where(Study.id == study_id).with_for_update(key_share=True))
    ended = session.scalar(
        sa.select(DeviceSession.ended_at).where(DeviceSession.id == reach.caller.session_id)
    )
    if ended is not None:
        raise NotAllowed("not_allowed")


def colleague(session: Session, reach: Reach, account_id: UUID, *, now: datetime) -> Account:
    """Somebody on the team where the caller administers. Raises NotFound."""
    if not any(reach.covers(one.study_id, one.site_id) for one in seats(session, account_id, now)):
        raise NotFound("colleague")
    return session.get_one(Account, account_id)


def seats(session: Session, account_id: UUID, now: datetime) -> list[Membership]:
    """The places on staff that she has, wherever, the oldest first."""
    return list(
        session.scalars(
            sa.select(Membership)
            .where(
                Membership.account_id == account_id,
                Membership.role.not_in(OWN_ROLES),
                sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
            )
            .order_by(Membership.since, Membership.id)
        )
    )
