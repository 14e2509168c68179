"""The history at the desk: of one participant, of a site, of all that a person may see."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import sites
from api.audit import schemas
from api.context import db
from api.downloads import FILE, large_csv, note_export
from api.fields import Blueprint, Paging
from api.opening import all_opened, opened
from portal.accounts.roles import May
from portal.audit import export, kinds, service
from portal.audit.service import Line, Wanted
from portal.csv_text import Text
from portal.participants import service as participants

HISTORY = "history"
"""The kind of the entry that tells who took a part of the history away."""

blueprint = Blueprint("history", __name__, description="Who changed what, when and why")


@blueprint.get("/api/staff/participants/<uuid:participant_id>/history")
@access.staff(May.HISTORY_READ)
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, schemas.History)
def of_participant(paging: dict[str, int], participant_id: UUID) -> dict[str, Any]:
    """Every change of this participant's record, newest first."""
    opened(participants.get(db(), participant_id, sites=sites()))
    return _page(Wanted(sites=sites(), participant_id=participant_id), paging)


@blueprint.get("/api/staff/history")
@access.staff(May.HISTORY_READ)
@blueprint.arguments(schemas.HistoryPage, location="query")
@blueprint.response(200, schemas.History)
def history(filters: dict[str, Any]) -> dict[str, Any]:
    """What changed at the caller's sites, newest first. Each record of which it shows a change
    counts as opened."""
    return _page(_wanted(filters), filters)


@blueprint.get("/api/staff/history.csv")
@access.staff(May.HISTORY_READ)
@blueprint.arguments(schemas.HistoryFilters, location="query")
@blueprint.response(200, FILE, content_type="text/csv")
def history_csv(filters: dict[str, Any]) -> Response:
    """The same entries as a table, all of them."""
    wanted = _wanted(filters)
    answer = large_csv(partial(_write, wanted), "history.csv")
    one = wanted.participant_id
    note_export(HISTORY, ((one or site, (site, one)) for site in sorted(wanted.sites)))
    return answer


@blueprint.get("/api/staff/history/choices")
@access.staff(May.HISTORY_READ)
@blueprint.response(200, schemas.HistoryChoices)
def choices() -> dict[str, Any]:
    """What the caller can narrow the history to."""
    people = service.people(db(), sites=sites())
    codes = service.participants(db(), sites=sites())
    return {
        "people": [{"id": account_id, "name": name} for account_id, name in people],
        "participants": [{"id": participant_id, "code": code} for participant_id, code in codes],
        "kinds": kinds.known(),
    }


def _wanted(filters: dict[str, Any]) -> Wanted:
    """What is asked for: at most what the caller may see. Of a stranger there is nothing."""
    here = sites() & {filters["site"]} if filters["site"] else sites()
    if filters["participant"] is not None:
        here = here & participants.site_of(db(), filters["participant"])
    return Wanted(
        sites=here,
        participant_id=filters["participant"],
        **{key: filters[key] for key in ("by", "side", "kind", "action", "first", "last")},
        up_to=filters.get("up_to"),
    )


def _write(wanted: Wanted, text: Text) -> None:
    export.write(text, service.every(db(), wanted))


def _page(wanted: Wanted, paging: dict[str, Any]) -> dict[str, Any]:
    page, size = paging["page"], paging["page_size"]
    lines, total = service.page(db(), wanted, limit=size, offset=(page - 1) * size)
    all_opened(line.entry for line in lines)
    rows = [_row(line) for line in lines]
    return {"rows": rows, "total": total, "page": page, "page_size": size}


def _row(line: Line) -> dict[str, Any]:
    entry = line.entry
    shown = ("id", "at", "actor", "action", "kind", "object_id", "site_id", "participant_id")
    return {
        **{name: getattr(entry, name) for name in (*shown, "before", "after", "reason")},
        "number": line.number,
        "by": line.by,
        "participant": line.participant,
    }
