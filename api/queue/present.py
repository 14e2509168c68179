"""Work as the desk shows it."""

from __future__ import annotations

from typing import Any

from api.context import db, language, parts
from portal.queue.listing import Item
from portal.queue.scope import Scope
from portal.queue.source import Rank
from portal.queue.sources import BY_KIND


def row(item: Item, scope: Scope) -> dict[str, Any]:
    """For :class:`schemas.QueueRow`."""
    site = scope.sites[item.site_id]
    return {
        "kind": item.kind,
        "object_id": item.object_id,
        "who": {
            "participant_id": item.participant_id,
            "code": item.code,
            "name": item.participant_name,
            "site": site,
        },
        "visit": _visit(item) if item.visit_key else None,
        "since": item.since,
        "since_on": item.since_on,
        "due": item.due,
        "due_on": item.due_on,
        "late": bool(item.late),
        "emergency": item.rank == Rank.EMERGENCY,
        "state": item.state,
        "words": item.words,
        "taken_by": item.taken_by_name,
        "mine": item.taken_by == scope.person.account_id,
        "snoozed_until": item.snoozed_until,
        "snoozed_by": item.snoozed_by_name,
        "note": item.note or "",
        "may_act": item.site_id in scope.acts(BY_KIND[item.kind]),
        "version": item.version,
    }


def _visit(item: Item) -> dict[str, Any]:
    """What tells the visit apart: "Month 6", or its name where the label has no number."""
    study = parts().catalog.get(db(), item.study_id, item.study_version)
    planned = study.visit(item.visit_key)
    label = planned.label.in_language(language(), study.languages[0])
    name = planned.name.in_language(language(), study.languages[0])
    return {
        "label": label.format(number=item.number) if "{" in label else name,
        "starts_at": item.starts_at,
    }
