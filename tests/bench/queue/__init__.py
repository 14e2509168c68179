"""What the work queue and its pulse cost, with many participants and much open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from api import create_app
from portal.db import Database
from portal.queue.remembered import Remembered
from tests.bench.asking import asking, cost, settings
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.bare import ROWS, bare_app
from tests.bench.people import token_of
from tests.bench.queue.work import OPEN, TEAM, Filled

STATEMENTS = Goal(6)
FIVE_TIMES = Goal(5, of_ratio=True)
PULSE_STATEMENTS = Goal(3)
NO_DEARER = Goal(1, of_ratio=True)


def measured(kind: str, database: Database, filled: Filled) -> Iterator[Figure]:
    app, forgetful = (create_app(settings(), database=database) for _ in range(2))
    parts = forgetful.extensions["portal"]
    forgetful.extensions["portal"] = replace(parts, remembered=Remembered(timedelta()))
    bare = asking(bare_app(database, filled.shown), "/bare", token_of(0))
    ask = asking(app, "/api/staff/queue", TEAM)
    _as_described(ask(), bare())
    goals = {"most": STATEMENTS, "ratio": FIVE_TIMES}
    yield from cost("queue.list", kind, database, ask, bare, **goals)
    mine = f"/api/staff/queue?site={filled.site}&mine=true"
    for name, path in (("list", "/api/staff/queue"), ("mine", mine)):
        ask = asking(forgetful, path, TEAM)
        yield from cost(f"queue.{name}.changed", kind, database, ask, bare, **goals)
    pulse = asking(app, "/api/staff/pulse", TEAM)
    yield from cost("pulse", kind, database, pulse, bare, most=PULSE_STATEMENTS, ratio=NO_DEARER)


def _as_described(queue: bytes, bare: bytes) -> None:
    """What is compared is a full page of as much as was said, or the figure says nothing."""
    shown = json.loads(queue)
    found = sum(count["waiting"] + count["snoozed"] for count in shown["counts"])
    if found != OPEN or len(shown["rows"]) != 50:
        raise RuntimeError(f"the queue shows something else: {found}, {shown['counts']}")
    if not all(count["waiting"] for count in shown["counts"]):
        raise RuntimeError(f"a kind is missing: {shown['counts']}")
    if len(json.loads(bare)["rows"]) != ROWS:
        raise RuntimeError("the bare route does not show its rows")
