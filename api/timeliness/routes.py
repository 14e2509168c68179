"""How the team does: how long people wait for it, by site and month."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import sites_for
from api.context import db, now, parts
from api.downloads import csv
from api.fields import Blueprint
from api.timeliness import schemas
from portal.accounts.roles import May
from portal.timeliness import service
from portal.timeliness.measure import Measure
from portal.timeliness.measures import MEASURES
from portal.timeliness.service import Found, Place

blueprint = Blueprint("timeliness", __name__, description="How long people wait for the team")


def _look(months: int) -> tuple[Found, list[Measure], dict[UUID, Place]]:
    """What the caller may see: each measure at the sites where she may read it."""
    reads: list[tuple[Measure, Collection[UUID]]] = [
        (measure, here) for measure in MEASURES if (here := sites_for(measure.may))
    ]
    everywhere = frozenset().union(*(here for _, here in reads))
    known = service.places(db(), everywhere, parts().catalog)
    found = service.look(db(), reads, known, months=months, now=now())
    return found, [measure for measure, _ in reads], known


@blueprint.get("/api/staff/timeliness")
@access.staff(May.STUDY_READ)
@blueprint.arguments(schemas.TimelinessFilters, location="query")
@blueprint.response(200, schemas.Timeliness)
def timeliness(filters: dict[str, Any]) -> dict[str, Any]:
    """Median and 90th percentile of each measure, by site and month, and what is late now."""
    found, measures, known = _look(filters["months"])
    return {
        "measures": measures,
        "months": found.months,
        "sites": [{"id": place.row.id, "name": place.row.name} for place in known.values()],
        "cells": [
            {
                "measure": cell.measure,
                "site_id": cell.site_id,
                "month": cell.month,
                "count": cell.spread.count,
                "median": cell.spread.median,
                "nine_of_ten": cell.spread.nine_of_ten,
            }
            for cell in found.cells
        ],
        "overdue": [
            {"measure": key, "site_id": site_id, "count": count}
            for key, by_site in found.overdue.items()
            for site_id, count in by_site.items()
        ],
    }


@blueprint.get("/api/staff/timeliness.csv")
@access.staff(May.STUDY_READ)
@blueprint.arguments(schemas.TimelinessFilters, location="query")
@blueprint.doc(responses={200: {"description": "The numbers as CSV"}})
def timeliness_csv(filters: dict[str, Any]) -> Response:
    """The same numbers as a table."""
    found, measures, known = _look(filters["months"])
    return csv(service.table(found, measures, known), "timeliness.csv")
