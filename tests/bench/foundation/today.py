"""What Today costs: against a bare route, in statements, and in a crowd."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr
from dataclasses import dataclass

from flask import Flask

from api import create_app
from portal import logs
from portal.db import Database
from portal.settings import load
from tests.bench import wsgi
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.bare import ROWS, bare_app
from tests.bench.measure import CALLS, ROUNDS, compare
from tests.bench.people import Person, first, planned_crowd
from tests.bench.report import note
from tests.support.statements import statements

SMALL = 10
BARE = Goal(1.5, of_ratio=True)
STATEMENTS = Goal(4)


@dataclass(frozen=True, slots=True)
class Portal:
    """The portal on a database, and a participant who opens Today."""

    database: Database
    person: Person
    app: Flask

    def today(self) -> Callable[[], bytes]:
        environ = wsgi.request("/api/me/today", self.person.token)
        return lambda: wsgi.call(self.app, environ)

    def bare(self) -> Callable[[], bytes]:
        app = bare_app(self.database, self.person.participant_id)
        environ = wsgi.request("/bare", self.person.token)
        return lambda: wsgi.call(app, environ)


class _Nowhere(io.TextIOBase):
    """Where the log lines go: they are made, as in a real server, and not kept."""

    def write(self, text: str, /) -> int:
        return len(text)


def log_to_nowhere() -> None:
    """Log as a real server does, and keep nothing of it."""
    with redirect_stderr(_Nowhere()):
        logs.configure("INFO")


def portal_on(database: Database) -> Portal:
    """The application as `portal serve` builds it, log lines and all."""
    log_to_nowhere()
    settings = load(
        {
            "PORTAL_SECRET_KEY": "a key for the bench only, long enough to pass",
            "PORTAL_SMTP_URL": "smtp://127.0.0.1:1",
            "PORTAL_REQUESTS_PER_MINUTE": "100000000",
        }
    )
    return Portal(database, first(database), create_app(settings, database=database))


def figures() -> Iterator[Figure]:
    note(
        f"today.*: median of {ROUNDS} rounds of {CALLS} requests, this process's CPU time, in turn "
        f"with a bare route (cookie, one user, {ROWS} rows, marshmallow) on the same database"
    )
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            planned_crowd(database, SMALL)
            yield from _compared(kind, portal_on(database))


def _compared(kind: str, portal: Portal) -> Iterator[Figure]:
    today, bare = portal.today(), portal.bare()
    _as_described(today(), bare())
    with statements(portal.database.engine) as seen:
        today()
    yield Figure(
        name=f"today.statements.{kind}", value=len(seen), unit="statements", goal=STATEMENTS
    )
    cost = compare(today, bare)
    yield Figure(
        name=f"today.cpu.{kind}",
        value=cost.measured,
        unit="ms a request",
        reference=cost.reference,
        goal=BARE,
        rounds=cost.rounds,
    )


def _as_described(today: bytes, bare: bytes) -> None:
    """What is compared is a full Today and twenty rows, or the figure says nothing."""
    shown = json.loads(today)
    if shown["next_visit"]["starts_at"] is None or len(shown["coming"]) != 3:
        raise RuntimeError(f"Today shows too little to be measured: {shown}")
    if len(json.loads(bare)["rows"]) != ROWS:
        raise RuntimeError("the bare route does not show its rows")
