"""The studies a member of staff works on, and her own memberships."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import g

from api import access
from api.access import caller, sites
from api.claims.present import shown_policy
from api.context import db, language, parts
from api.fields import Blueprint
from api.schedule.present import help_card, office_hours, phone_display
from api.study import schemas
from portal.accounts.roles import MAY, May
from portal.study import definition, service
from portal.study.models import Site, Study
from portal.study.travel.definition import Travel

blueprint = Blueprint("study", __name__, description="The study in force")


@blueprint.get("/api/help")
@access.public
@blueprint.response(200, schemas.Teams)
def teams() -> dict[str, Any]:
    """Whom to call, for somebody who cannot sign in. The teams' contacts are public."""
    cards = []
    for row in db().scalars(sa.select(Study).order_by(Study.key)):
        study = parts().catalog.get(db(), row.id, row.version)
        cards += [help_card(study, site) for site in study.sites]
    return {"teams": cards}


def _studies() -> list[Study]:
    ids = {place.study_id for place in g.places}
    return list(db().scalars(sa.select(Study).where(Study.id.in_(ids)).order_by(Study.key)))


@blueprint.get("/api/staff/me")
@access.staff(May.STUDY_READ)
@blueprint.response(200, schemas.Me)
def me() -> dict[str, Any]:
    """Who the caller is at the desk: roles, sites, and what they let her do."""
    person = caller()
    titles = {study.id: study for study in _studies()}
    known = {site.id: site for site in db().scalars(sa.select(Site).where(Site.id.in_(sites())))}
    return {
        "account": {
            "id": person.account_id,
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "time_zone": person.time_zone,
        },
        "memberships": [
            {
                "role": place.role,
                "study": _name(titles[place.study_id]),
                "site": known.get(place.site_id) if place.site_id else None,
            }
            for place in g.places
        ],
        "can": sorted({may for place in g.places for may in MAY[place.role]}),
        "sites": sorted(known.values(), key=lambda site: site.name),
    }


def _name(study: Study) -> dict[str, Any]:
    texts = parts().catalog.get(db(), study.id, study.version)
    title = texts.short_title.in_language(language(), texts.languages[0])
    return {"id": study.id, "key": study.key, "title": title}


@blueprint.get("/api/staff/studies")
@access.staff(May.STUDY_READ)
@blueprint.response(200, schemas.Studies)
def studies() -> dict[str, Any]:
    """What is in force: phases, visits, activities, sites and versions."""
    return {"rows": [_shown(study) for study in _studies()]}


def _shown(row: Study) -> dict[str, Any]:
    study = parts().catalog.get(db(), row.id, row.version)

    def text(value: definition.Text) -> str:
        return value.in_language(language(), study.languages[0])

    anchors = {anchor.key: text(anchor.label) for anchor in study.anchors}
    flags = {flag.key: text(flag.label) for flag in study.flags}
    return {
        "key": study.key,
        "title": text(study.title),
        "short_title": text(study.short_title),
        "registry": study.registry,
        "illustrative": study.illustrative,
        "illustrative_note": text(study.illustrative_note) if study.illustrative_note else None,
        "languages": list(study.languages),
        "version": row.version,
        "label": study.version,
        "phases": [
            {
                "key": phase.key,
                "name": text(phase.name),
                "anchor": anchors[phase.anchor],
                "starts": str(phase.starts),
                "ends": str(phase.ends),
            }
            for phase in study.phases
        ],
        "visits": [_visit(visit, study, anchors, flags, text) for visit in study.visits],
        "activities": [
            {
                "key": activity.key,
                "kind": activity.kind,
                "name": text(activity.name),
                "explain": text(activity.explain),
                "prepare": text(activity.prepare) if activity.prepare else None,
                "minutes": activity.minutes,
                "stop_eating_hours": activity.stop_eating_hours,
            }
            for activity in study.activities.values()
        ],
        "sites": [_site(site, text) for site in study.sites],
        "travel": _travel(study.travel, study, text) if study.travel else None,
        "versions": service.versions(db(), row.id),
    }


def _visit(
    visit: definition.Visit,
    study: definition.Study,
    anchors: dict[str, str],
    flags: dict[str, str],
    text: Any,
) -> dict[str, Any]:
    return {
        "key": visit.key,
        "name": text(visit.name),
        "phase": visit.phase,
        "anchor": anchors[visit.anchor],
        "offset": str(visit.at),
        "before": str(visit.before),
        "after": str(visit.after),
        "every": str(visit.repeat.every) if visit.repeat else None,
        "until": str(visit.repeat.until) if visit.repeat else None,
        "activities": [
            {
                "name": text(study.activities[entry.activity].name),
                "every": str(entry.every) if entry.every else None,
                "when": flags[entry.when] if entry.when else None,
            }
            for entry in visit.activities
        ],
    }


def _travel(found: Travel, study: definition.Study, text: Any) -> dict[str, Any]:
    visits = (text(visit.name) for visit in study.visits if visit.key in found.visits)
    return {
        **shown_policy(found, study),
        "visits": list(dict.fromkeys(visits)),
        "check_within": found.check_within,
        "two_people_above": found.two_people_above,
        "unusual_distance": found.unusual_distance,
        "reportable": found.reportable,
        "tell": found.tell,
    }


def _site(site: definition.Site, text: Any) -> dict[str, Any]:
    return {
        "key": site.key,
        "name": site.name,
        "time_zone": site.time_zone,
        "team_name": text(site.team_name),
        "phone": site.phone,
        "phone_display": phone_display(site.phone),
        "email": site.email,
        "hours": office_hours(site),
        "places": [f"{text(place.name)}, {place.address}" for place in site.places],
    }
