"""Asking the whole application, and what that costs beside the bare route."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask

from portal.db import Database
from portal.settings import Settings, load
from tests.bench import wsgi
from tests.bench.figures import Figure, Goal
from tests.bench.measure import compare
from tests.support.statements import statements

ROUNDS, CALLS = 20, 10
Ask = Callable[[], bytes]


def settings() -> Settings:
    return load(
        {
            "PORTAL_SECRET_KEY": "a key for the bench only, long enough to pass",
            "PORTAL_SMTP_URL": "smtp://127.0.0.1:1",
            "PORTAL_REQUESTS_PER_MINUTE": "100000000",
        }
    )


def asking(app: Flask, path: str, token: str, body: dict[str, Any] | None = None) -> Ask:
    """A GET, or with a body a POST, of whoever has that cookie; its answer."""
    environ = wsgi.request(path, token, body=body)
    return lambda: wsgi.call(app, environ)


def cost(
    name: str,
    kind: str,
    database: Database,
    ask: Ask,
    bare: Ask,
    *,
    most: Goal | None = None,
    ratio: Goal | None = None,
) -> Iterator[Figure]:
    """Its statements, and its CPU beside the bare route's, in turn."""
    ask()
    with statements(database.engine) as seen:
        ask()
    yield Figure(name=f"{name}.statements.{kind}", value=len(seen), unit="statements", goal=most)
    spent = compare(ask, bare, rounds=ROUNDS, calls=CALLS)
    yield Figure(
        name=f"{name}.cpu.{kind}",
        value=spent.measured,
        unit="ms CPU",
        reference=spent.reference,
        goal=ratio,
        rounds=spent.rounds,
    )
