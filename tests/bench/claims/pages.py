"""What the pages of claims cost the server: against Today of the same person, and in statements."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from api import create_app
from portal.accounts import people, sessions
from portal.accounts.models import SessionStrength
from portal.consent.sealing import SiteKeys
from portal.db import Database
from portal.demo import fill
from portal.settings import Settings
from tests.bench import wsgi
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.measure import compare
from tests.bench.report import note
from tests.support.portal import settings_for
from tests.support.statements import statements

ELEANOR, GRACE = "eleanor@example.org", "grace.okafor@example.org"
HERS = Goal(12)
LIST = Goal(8)
FOUR_TIMES = Goal(4, of_ratio=True)


def figures() -> Iterator[Figure]:
    log_to_nowhere()
    note("travel.*, claims.*: the demo's people; reference: Today of the same participant")
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-claims-")))
            settings = settings_for(folder, requests_per_minute="100000000")
            hers, team = _filled(database, settings)
            app = create_app(settings, database=database)
            yield from _travel(kind, database, app, hers)
            yield from _list(kind, database, app, team, hers)


def _filled(database: Database, settings: Settings) -> tuple[str, str]:
    """The demo's people; the cookies of a participant and of a coordinator."""
    now = datetime.now(UTC)
    SiteKeys.of(settings)
    with database.transaction() as session:
        fill.fill(session, settings=settings, now=now)
        tokens = []
        for email in (ELEANOR, GRACE):
            account = people.account_of(session, email)
            if account is None:
                raise RuntimeError(f"the demo has {email}")
            _, token = sessions.open_session(
                session,
                account,
                label="Bench",
                strength=SessionStrength.TWO_FACTOR,
                now=now,
                settings=settings,
            )
            tokens.append(token)
    return tokens[0], tokens[1]


def _getting(app: Flask, path: str, token: str) -> Callable[[], bytes]:
    environ = wsgi.request(path, token)
    return lambda: wsgi.call(app, environ)


def _travel(kind: str, database: Database, app: Flask, token: str) -> Iterator[Figure]:
    yield from _measured(f"travel.{{}}.{kind}", database, app, "/api/me/travel", token, token, HERS)


def _list(kind: str, database: Database, app: Flask, team: str, hers: str) -> Iterator[Figure]:
    path = "/api/staff/claims?waiting=all"
    yield from _measured(f"claims.list.{{}}.{kind}", database, app, path, team, hers, LIST)


def _measured(
    name: str, database: Database, app: Flask, path: str, token: str, hers: str, goal: Goal
) -> Iterator[Figure]:
    call = _getting(app, path, token)
    call()
    with statements(database.engine) as seen:
        call()
    yield Figure(name=name.format("statements"), value=len(seen), unit="statements", goal=goal)
    cost = compare(call, _getting(app, "/api/me/today", hers), rounds=30, calls=10)
    yield Figure(
        name=name.format("cpu"),
        value=cost.measured,
        unit="ms CPU",
        reference=cost.reference,
        goal=FOUR_TIMES,
        rounds=cost.rounds,
    )
