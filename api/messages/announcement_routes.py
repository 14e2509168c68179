"""Telling many participants something at once, after a look at whom it reaches."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from api import access
from api.access import caller, sites, sites_for
from api.context import db, now, parts
from api.fields import Blueprint
from api.messages import desk_schemas as schemas
from api.messages.desk_routes import author
from portal.accounts.roles import May
from portal.messages import announcing
from portal.messages.announcing import Audience, NewAnnouncement
from portal.reminders.rules import rule_at_once, rules_of, words_of
from portal.study import service as studies
from portal.study.models import Study
from portal.study.reminders.definition import About

blueprint = Blueprint("announcements", __name__, description="Announcements of a study")


@blueprint.get("/api/staff/announcements")
@access.staff(May.MESSAGES_READ)
@blueprint.response(200, schemas.Announcements)
def announcements() -> dict[str, Any]:
    """What was announced at the caller's sites, and where she may announce."""
    return _announcements()


def _announcements() -> dict[str, Any]:
    rows = announcing.sent(db(), sites=sites())
    reachable = sites_for(May.MESSAGES_ANNOUNCE)
    return {
        "rows": [
            {
                "id": one.id,
                "at": one.made_at,
                "by": one.made_by_name,
                "title": one.title,
                "text": one.text,
                "phases": one.audience["phases"],
                "reached": reached,
                "read": read,
            }
            for one, reached, read in rows
        ],
        "studies": [_study(row, reachable) for row in studies.of_sites(db(), reachable)],
    }


def _study(row: Study, reachable: Collection[UUID]) -> dict[str, Any]:
    """`reachable`: the sites to which the caller may announce."""
    study = parts().catalog.get(db(), row.id, row.version)
    spoken = caller().language if caller().language in study.languages else study.languages[0]
    here = sorted((one for one in row.sites if one.id in reachable), key=lambda one: one.name)
    return {
        "id": row.id,
        "title": study.short_title[spoken],
        "languages": list(study.languages),
        "sites": [{"id": site.id, "name": site.name} for site in here],
        "phases": [{"key": phase.key, "name": phase.name[spoken]} for phase in study.phases],
    }


def _audience(body: dict[str, Any]) -> Audience:
    return Audience(
        study_id=body["study_id"],
        site_ids=tuple(body["site_ids"]),
        phases=tuple(body["phases"]),
        statuses=tuple(body["statuses"]),
    )


@blueprint.post("/api/staff/announcements/preview")
@access.staff(May.MESSAGES_ANNOUNCE)
@blueprint.arguments(schemas.AnnouncementInput)
@blueprint.response(200, schemas.AnnouncementPreview)
def preview(body: dict[str, Any]) -> dict[str, Any]:
    """Whom it would reach, which languages lack words, what the lock screen would say."""
    audience = _audience(body["audience"])
    study = announcing.study_of(db(), parts().catalog, audience, sites=sites())
    people = announcing.recipients(db(), audience, study, now=now())
    rule = rule_at_once(rules_of(study), About.NEWS)
    words = {one: words_of(study, rule.key, About.NEWS, one) for one in study.languages}
    return {
        "recipients": len(people),
        "by_language": announcing.by_language(people, study),
        "languages": list(study.languages),
        "missing": [
            one
            for one in study.languages
            if not (body["title"].get(one, "").strip() and body["text"].get(one, "").strip())
        ],
        "lock_screen": {one: said.title for one, said in words.items()},
        "mail": {one: said.text for one, said in words.items()},
    }


@blueprint.post("/api/staff/announcements")
@access.staff(May.MESSAGES_ANNOUNCE)
@blueprint.arguments(schemas.NewAnnouncement)
@blueprint.response(200, schemas.Announcements)
def announce(body: dict[str, Any]) -> dict[str, Any]:
    """Send it. `expected` is the number from the preview; sent twice, it is one announcement.

    The notices that say so go out by themselves in the next minutes.
    """
    new = NewAnnouncement(
        id=body["id"],
        title=body["title"],
        text=body["text"],
        audience=_audience(body["audience"]),
        expected=body["expected"],
    )
    catalog = parts().catalog
    announcing.send(db(), new, author(), sites=sites(), catalog=catalog, now=now())
    return _announcements()
