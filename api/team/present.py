"""The team as the desk shows it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.access import caller
from api.context import db, language, now, parts
from portal.accounts.invitation_models import Invitation
from portal.accounts.models import Membership
from portal.participants.inviting import last_day
from portal.study.models import Site, Study
from portal.team import listing
from portal.team.reach import Reach


def team(reach: Reach) -> dict[str, Any]:
    """For :class:`schemas.Team`."""
    studies = {study_id for study_id, _ in reach.places}
    rows = db().scalars(sa.select(Site).where(Site.study_id.in_(studies)).order_by(Site.name)).all()
    sites = {site.id: site for site in rows}
    return {
        "people": [
            {
                "id": one.person.id,
                "name": one.person.name,
                "email": one.person.email,
                "signed_in_at": one.signed_in_at,
                "factors": one.factors,
                "roles": [_role(role, sites) for role in one.roles],
                "herself": one.person.id == caller().account_id,
            }
            for one in listing.colleagues(db(), reach, now=now())
        ],
        "ended": [_ended(one, sites) for one in listing.ended(db(), reach, now=now())],
        "invitations": [_invitation(one, sites) for one in listing.invited(db(), reach)],
        "places": _places(reach, sites),
    }


def _role(membership: Membership, sites: dict[UUID, Site]) -> dict[str, Any]:
    return {
        "id": membership.id,
        "role": membership.role,
        "study_id": membership.study_id,
        "site_id": membership.site_id,
        "site": _site(membership.site_id, sites),
        "since": membership.since,
    }


def _ended(membership: Membership, sites: dict[UUID, Site]) -> dict[str, Any]:
    person = membership.account
    return {
        **_role(membership, sites),
        "ended_at": membership.ended_at,
        "person_id": person.id,
        "name": person.name,
        "email": person.email,
    }


def _site(site_id: UUID | None, sites: dict[UUID, Site]) -> str | None:
    return sites[site_id].name if site_id else None


def _invitation(one: Invitation, sites: dict[UUID, Site]) -> dict[str, Any]:
    return {
        "id": one.id,
        "status": one.status(now()),
        "name": one.name or "",
        "email": one.email or "",
        "role": one.role,
        "study_id": one.study_id,
        "site_id": one.site_id,
        "site": _site(one.site_id, sites),
        "made_at": one.made_at,
        "made_by": one.maker.name,
        "last_day": last_day(one, zone(one.study_id, one.site_id)),
        "reason": one.reason,
    }


def zone(study_id: UUID, site_id: UUID | None) -> str:
    """The time zone of that site; of the whole study, of its first."""
    where = [Site.study_id == study_id, *([Site.id == site_id] if site_id else [])]
    found = db().scalars(sa.select(Site.time_zone).where(*where).order_by(Site.key).limit(1))
    return found.one()


def _places(reach: Reach, sites: dict[UUID, Site]) -> list[dict[str, Any]]:
    found = []
    studies = {study_id for study_id, _ in reach.places}
    for study in db().scalars(sa.select(Study).where(Study.id.in_(studies)).order_by(Study.key)):
        texts = parts().catalog.get(db(), study.id, study.version)
        title = texts.short_title.in_language(language(), texts.languages[0])
        there = [site.id for site in sites.values() if site.study_id == study.id]
        found += [
            {
                "study_id": study.id,
                "study": title,
                "site_id": site_id,
                "site": _site(site_id, sites),
            }
            for site_id in (None, *there)
            if reach.covers(study.id, site_id)
        ]
    return found
