"""Who of the team may have something: active staff of its site whose role may act on its kind."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, Membership
from portal.accounts.roles import MAY, STAFF_ROLES, May
from portal.errors import RuleBroken
from portal.queue.source import Person, Source
from portal.study.models import Site


def who_may_have(
    session: Session, source: Source, object_id: UUID, site: Site, *, now: datetime
) -> list[Person]:
    """By name. Without those whom the kind bars from this very object."""
    barred = _barred(session, source, object_id)
    found = session.execute(
        sa.select(Account.id, Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(*_staff_of(site, _roles(source.may_act)), _active(now))
        .order_by(Account.name, Account.id)
        .distinct()
    )
    return [Person(key, name) for key, name in found if key not in barred]


def chosen(
    session: Session, source: Source, object_id: UUID, site: Site, account_id: UUID, now: datetime
) -> Person:
    """That person. Raises RuleBroken: person_left, person_barred, person_unknown, at the field."""
    found = who_may_have(session, source, object_id, site, now=now)
    person = next((one for one in found if one.account_id == account_id), None)
    if person is not None:
        return person
    # Her name is told only where she is, or was, of this team.
    name = session.scalar(
        sa.select(Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(*_staff_of(site, STAFF_ROLES), Account.id == account_id)
        .limit(1)
    )
    if name is None:
        raise RuleBroken("person_unknown", field="account_id")
    here = session.scalar(
        sa.select(Membership.id)
        .where(*_staff_of(site, STAFF_ROLES), Membership.account_id == account_id, _active(now))
        .limit(1)
    )
    if here is None:
        raise RuleBroken("person_left", field="account_id", name=name)
    raise RuleBroken("person_barred", field="account_id", name=name)


def _barred(session: Session, source: Source, object_id: UUID) -> Collection[UUID]:
    return source.barred(session, object_id) if source.barred else ()


def _roles(may: May) -> Collection[object]:
    return [role for role in STAFF_ROLES if may in MAY[role]]


def _staff_of(site: Site, roles: Collection[object]) -> list[sa.ColumnElement[bool]]:
    return [
        Membership.study_id == site.study_id,
        sa.or_(Membership.site_id == site.id, Membership.site_id.is_(None)),
        Membership.role.in_(roles),
    ]


def _active(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now)
