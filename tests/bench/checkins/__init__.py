"""The figures of check-ins: storing a report, what the phone loads, the desk's list of alerts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.bench import wsgi
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.app import BUILT, demo_and_browser, loaded
from tests.bench.foundation.today import Portal, portal_on
from tests.bench.measure import compare
from tests.bench.people import planned_crowd
from tests.bench.report import note
from tests.setup.programs import find_chromium
from tests.support.check_ins import STRONG, body
from tests.support.statements import statements

PEOPLE = 20
STATEMENTS = Goal(8)
THRICE = Goal(3, of_ratio=True)
PATH = "/api/me/check-ins/reports"


def figures() -> Iterator[Figure]:
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            planned_crowd(database, PEOPLE)
            yield from _storing(kind, portal_on(database))
    if find_chromium() is None or not BUILT.exists():
        note("app.*: Chromium is not on this machine or the app is not built; left out")
        return
    with demo_and_browser() as (server, browser, token):
        note("app.load.check-in: what the page fetches when nothing is on the phone yet")
        yield loaded(server, browser, "check-in", "check-in", token, "main h1", 60)
        first = "check-in/symptoms"
        yield loaded(server, browser, "check-in.question", first, token, "main h1", 60)


def _storing(kind: str, portal: Portal) -> Iterator[Figure]:
    note(f"report.{kind}: a report with 15 symptoms that alerts, against Today of the same person")
    token = portal.person.token
    asked = json.loads(wsgi.call(portal.app, wsgi.request("/api/me/check-ins", token)))
    check_in = asked["check_ins"][0]

    def send() -> bytes:
        sent: dict[str, Any] = body(check_in, datetime.now(UTC), **STRONG)
        sent["id"] = str(uuid4())
        return wsgi.call(portal.app, wsgi.request(PATH, token, body=sent))

    if json.loads(send())["urgency"] != "urgent":
        raise RuntimeError("the report alerts")
    with statements(portal.database.engine) as seen:
        send()
    yield Figure(
        name=f"report.statements.{kind}", value=len(seen), unit="statements", goal=STATEMENTS
    )
    cost = compare(send, portal.today())
    yield Figure(
        name=f"report.cpu.{kind}",
        value=cost.measured,
        unit="ms CPU",
        reference=cost.reference,
        goal=THRICE,
        rounds=cost.rounds,
    )
