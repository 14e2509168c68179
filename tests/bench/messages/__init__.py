"""The figures of messages: finding words among many, the desk's list, a person's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from api import create_app
from portal.accounts import people, sessions
from portal.accounts.models import DeviceSession
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.db import Database
from portal.participants.models import Participant
from portal.settings import Settings, load
from tests.bench import wsgi
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.bare import bare_app
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.measure import compare
from tests.bench.messages.talks import MESSAGES, RARE, write
from tests.bench.people import BENCH, crowd, token_of
from tests.bench.report import note
from tests.support.statements import statements

PEOPLE, WAITING = 5_000, 300
ROUNDS, CALLS = 20, 5
TEAM = "token-of-the-team"
TEN_TIMES = Goal(10, of_ratio=True)
FIVE_TIMES = Goal(5, of_ratio=True)


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    site_id: UUID


def figures() -> Iterator[Figure]:
    log_to_nowhere()
    note(
        f"messages.*: {PEOPLE} participants, {MESSAGES} messages, {WAITING} threads wait; "
        f"reference: the bare route of today.*, in turn, median of {ROUNDS} rounds of {CALLS}"
    )
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            yield from _measured(kind, database, _filled(database))


def _filled(database: Database) -> UUID:
    """The crowd and what it wrote; the participant of the bare route."""
    study_id = crowd(database, PEOPLE)
    now = datetime.now(UTC)
    with database.transaction() as session:
        acting(session, BENCH, now)
        account = people.account(session, email="t@example.org", name="T", language="en", now=now)
        people.join(session, account, Role.COORDINATOR, study_id=study_id, site_id=None, now=now)
        _sign_in(session, account.id, now)
        rows = session.execute(
            sa.select(Participant.id, Participant.site_id).order_by(Participant.code)
        )
        crew = [Person(*row) for row in rows]
        write(session, crew, account.id, waiting=WAITING, now=now)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
    return crew[0].id


def _sign_in(session: Session, account_id: UUID, now: datetime) -> None:
    session.add(
        DeviceSession(
            account_id=account_id,
            token_hash=sessions.token_hash(TEAM),
            label="Bench",
            made_at=now,
            last_seen_at=now,
            idle_seconds=86_400,
            expires_at=now + timedelta(days=1),
        )
    )
    session.flush()


def _measured(kind: str, database: Database, shown: UUID) -> Iterator[Figure]:
    app = create_app(_settings(), database=database)
    bare = _calling(bare_app(database, shown), "/bare", token_of(0))
    for name, words in (
        ("search.one_word", RARE),
        ("search.two_words", f"{RARE} visita"),
        ("search.common_word", "scan"),
        ("search.nothing", "xylophone"),
    ):
        call = _calling(app, "/api/staff/messages/search", TEAM, {"text": words})
        found = len(json.loads(call())["rows"])
        if (found == 0) is not (name == "search.nothing"):
            raise RuntimeError(f"{name} found {found} messages")
        yield from _cost(f"messages.{name}", kind, database, call, bare, TEN_TIMES)
    listed = _calling(app, "/api/staff/threads", TEAM)
    if json.loads(listed())["total"] != WAITING:
        raise RuntimeError("the list does not show what waits")
    yield from _cost("messages.list", kind, database, listed, bare, None)
    own = _calling(app, "/api/me/messages", token_of(0))
    yield from _cost("messages.own", kind, database, own, bare, FIVE_TIMES)
    unread = _calling(app, "/api/me/messages/unread", token_of(0))
    yield from _cost("messages.unread", kind, database, unread, bare, FIVE_TIMES)


def _settings() -> Settings:
    return load(
        {
            "PORTAL_SECRET_KEY": "a key for the bench only, long enough to pass",
            "PORTAL_SMTP_URL": "smtp://127.0.0.1:1",
            "PORTAL_REQUESTS_PER_MINUTE": "100000000",
        }
    )


def _calling(
    app: Flask, path: str, token: str, body: dict[str, str] | None = None
) -> Callable[[], bytes]:
    environ = wsgi.request(path, token, body=body)
    return lambda: wsgi.call(app, environ)


def _cost(
    name: str,
    kind: str,
    database: Database,
    call: Callable[[], bytes],
    bare: Callable[[], bytes],
    goal: Goal | None,
) -> Iterator[Figure]:
    call()
    with statements(database.engine) as seen:
        call()
    yield Figure(name=f"{name}.statements.{kind}", value=len(seen), unit="statements")
    cost = compare(call, bare, rounds=ROUNDS, calls=CALLS)
    yield Figure(
        name=f"{name}.cpu.{kind}",
        value=cost.measured,
        unit="ms CPU",
        reference=cost.reference,
        goal=goal,
        rounds=cost.rounds,
    )
