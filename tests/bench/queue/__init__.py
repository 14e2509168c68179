"""The figures of the work queue: the list and the pulse, with many participants and much open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

from flask import Flask

from api import create_app
from portal.db import Database
from portal.queue.remembered import Remembered
from portal.settings import Settings, load
from tests.bench import wsgi
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.bare import ROWS, bare_app
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.measure import compare
from tests.bench.people import token_of
from tests.bench.queue.work import OPEN, PEOPLE, TEAM, Filled, fill
from tests.bench.report import note
from tests.support.statements import statements

ROUNDS, CALLS = 20, 10
STATEMENTS = Goal(6)
FIVE_TIMES = Goal(5, of_ratio=True)
PULSE_STATEMENTS = Goal(3)
NO_DEARER = Goal(1, of_ratio=True)


def figures() -> Iterator[Figure]:
    log_to_nowhere()
    note(
        f"queue.*, pulse.*: {PEOPLE} participants, {OPEN} open items of every kind, fifty a page; "
        f"reference: the bare route of today.*, in turn, median of {ROUNDS} rounds of {CALLS}; "
        "changed: something changed before each request, so that nothing is remembered"
    )
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            yield from _measured(kind, database, fill(database))


def _measured(kind: str, database: Database, filled: Filled) -> Iterator[Figure]:
    app, forgetful = (create_app(_settings(), database=database) for _ in range(2))
    parts = forgetful.extensions["portal"]
    forgetful.extensions["portal"] = replace(parts, remembered=Remembered(timedelta()))
    bare = _getting(bare_app(database, filled.shown), "/bare", token_of(0))
    whole = _getting(app, "/api/staff/queue", TEAM)
    _as_described(whole(), bare())
    call = _getting(app, "/api/staff/queue", TEAM)
    yield from _cost("queue.list", kind, database, call, bare, STATEMENTS, FIVE_TIMES)
    site = f"/api/staff/queue?site={filled.site}&mine=true"
    for name, path in (("list", "/api/staff/queue"), ("mine", site)):
        call = _getting(forgetful, path, TEAM)
        yield from _cost(f"queue.{name}.changed", kind, database, call, bare, STATEMENTS, None)
    pulse = _getting(app, "/api/staff/pulse", TEAM)
    yield from _cost("pulse", kind, database, pulse, bare, PULSE_STATEMENTS, NO_DEARER)


def _settings() -> Settings:
    return load(
        {
            "PORTAL_SECRET_KEY": "a key for the bench only, long enough to pass",
            "PORTAL_SMTP_URL": "smtp://127.0.0.1:1",
            "PORTAL_REQUESTS_PER_MINUTE": "100000000",
        }
    )


def _cost(
    name: str,
    kind: str,
    database: Database,
    call: Callable[[], bytes],
    bare: Callable[[], bytes],
    most: Goal,
    ratio: Goal | None,
) -> Iterator[Figure]:
    call()
    with statements(database.engine) as seen:
        call()
    yield Figure(name=f"{name}.statements.{kind}", value=len(seen), unit="statements", goal=most)
    cost = compare(call, bare, rounds=ROUNDS, calls=CALLS)
    yield Figure(
        name=f"{name}.cpu.{kind}",
        value=cost.measured,
        unit="ms CPU",
        reference=cost.reference,
        goal=ratio,
        rounds=cost.rounds,
    )


def _getting(app: Flask, path: str, token: str) -> Callable[[], bytes]:
    environ = wsgi.request(path, token)
    return lambda: wsgi.call(app, environ)


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
