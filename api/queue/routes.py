"""The work queue at the desk: what waits, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from api import access
from api.access import caller, sites
from api.claims.telling import telling_meanwhile
from api.context import db, now, parts
from api.fields import Blueprint
from api.queue import present, schemas
from portal.accounts.roles import May
from portal.audit import service as history
from portal.claims.waiting import CHECK
from portal.errors import NotFound
from portal.queue import acting, listing, people, scope
from portal.queue.acting import Work
from portal.queue.listing import Wanted
from portal.queue.scope import Scope
from portal.study.models import Study

blueprint = Blueprint("queue", __name__, description="The work queue at the desk")

AROUND: Mapping[str, Callable[[UUID], AbstractContextManager[None]]] = {CHECK: telling_meanwhile}
"""Kinds in which taking something tells somebody, as it does on the page of that feature."""
ONE = "/api/staff/queue/<string:kind>/<uuid:object_id>"


def _scope() -> Scope:
    return scope.of(db(), caller(), now=now())


@blueprint.get("/api/staff/queue")
@access.staff(May.QUEUE_READ)
@blueprint.arguments(schemas.QueueFilters, location="query")
@blueprint.response(200, schemas.Queue)
def queue(filters: dict[str, Any]) -> dict[str, Any]:
    """What waits, the most urgent first, and how much there is of each kind."""
    page, size = filters.pop("page"), filters.pop("page_size")
    wanted = Wanted(site_id=filters.pop("site"), limit=size, offset=(page - 1) * size, **filters)
    mine = _scope()
    found = parts().remembered.page(db(), mine, wanted)
    of_these = [one for one in found.counts if wanted.kind in {None, one.kind}]
    return {
        "rows": [present.row(item, mine) for item in found.rows],
        "total": sum(one.of(wanted) for one in of_these),
        "page": page,
        "page_size": size,
        "counts": found.counts,
    }


@blueprint.get("/api/staff/pulse")
@access.staff(May.QUEUE_READ)
@blueprint.response(200, schemas.Pulse)
def pulse() -> dict[str, int]:
    """A number that rises with each change at the caller's sites: cheap to ask for often."""
    return {"newest": history.newest(db(), sites=sites())[0]}


def _get(kind: str, object_id: UUID) -> tuple[Scope, Work]:
    mine = _scope()
    return mine, acting.get(db(), mine, kind, object_id)


def _saved(mine: Scope, work: Work) -> dict[str, Any]:
    item = listing.find(db(), mine, work.source, work.item.object_id)
    if item is None:
        raise NotFound("work")
    return present.row(item, mine)


def _around(work: Work) -> AbstractContextManager[None]:
    around = AROUND.get(work.source.kind)
    return around(work.item.object_id) if around else nullcontext()


@blueprint.post(f"{ONE}/take")
@access.staff(May.QUEUE_READ)
@blueprint.arguments(schemas.OnWork)
@blueprint.response(200, schemas.QueueRow)
def take(body: dict[str, Any], kind: str, object_id: UUID) -> dict[str, Any]:
    """Take it, or take it over from a colleague."""
    mine, work = _get(kind, object_id)
    with _around(work):
        acting.take(db(), mine, work, version=body["version"])
    return _saved(mine, work)


@blueprint.post(f"{ONE}/release")
@access.staff(May.QUEUE_READ)
@blueprint.arguments(schemas.OnWork)
@blueprint.response(200, schemas.QueueRow)
def release(body: dict[str, Any], kind: str, object_id: UUID) -> dict[str, Any]:
    """Give it back, so that it waits for somebody again."""
    mine, work = _get(kind, object_id)
    with _around(work):
        acting.release(db(), mine, work, version=body["version"])
    return _saved(mine, work)


@blueprint.post(f"{ONE}/hand-over")
@access.staff(May.QUEUE_READ)
@blueprint.arguments(schemas.HandOver)
@blueprint.response(200, schemas.QueueRow)
def hand_over(body: dict[str, Any], kind: str, object_id: UUID) -> dict[str, Any]:
    """Give it to a colleague who may act on it."""
    mine, work = _get(kind, object_id)
    with _around(work):
        acting.hand_over(db(), mine, work, body["account_id"], version=body["version"])
    return _saved(mine, work)


@blueprint.post(f"{ONE}/snooze")
@access.staff(May.QUEUE_READ)
@blueprint.arguments(schemas.Snooze)
@blueprint.response(200, schemas.QueueRow)
def snooze(body: dict[str, Any], kind: str, object_id: UUID) -> dict[str, Any]:
    """Put it off until a day, or bring it back."""
    mine, work = _get(kind, object_id)
    study = db().get_one(Study, work.site.study_id)
    acting.snooze(
        db(),
        mine,
        work,
        body["until"],
        body["note"],
        study=parts().catalog.get(db(), study.id, study.version),
        version=body["version"],
    )
    return _saved(mine, work)


@blueprint.get(f"{ONE}/people")
@access.staff(May.QUEUE_READ)
@blueprint.response(200, schemas.QueuePeople)
def who_may_have(kind: str, object_id: UUID) -> dict[str, Any]:
    """To whom it can be handed over."""
    _, work = _get(kind, object_id)
    found = people.who_may_have(db(), work.source, object_id, work.site, now=now())
    return {"rows": found}
