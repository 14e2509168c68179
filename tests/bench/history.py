"""The history: how quickly it is verified, and what recording adds to a request that writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from api import create_app
from portal.audit import chain, pending, recorder
from portal.audit.canonical import content_sql
from portal.audit.models import AuditEntry
from portal.audit.verify import verify
from portal.db import Database
from tests.bench import wsgi
from tests.bench.asking import settings
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.measure import compare
from tests.bench.people import first, planned_crowd
from tests.bench.report import note

ENTRIES = 200_000
BATCH = 10_000
ROUNDS = 5
QUICK = Goal(500_000, at_least=True)
ADDED = Goal(1.15, of_ratio=True)
WATCHED = (
    ("before_flush", recorder._record_flush),
    ("before_commit", pending.commit),
    ("after_transaction_create", pending.begin),
    ("after_commit", pending.keep),
    ("after_transaction_end", pending.end),
)


def figures() -> Iterator[Figure]:
    note(
        f"people.audit.verify.*: {ENTRIES} entries, CPU time of this process; reference: SHA-256 over the same "
        "bytes, one call an entry. people.audit.record.*: a participant writes to the team, this "
        "process's CPU time; reference: the same without a history"
    )
    for kind in kinds():
        with empty(kind) as database:
            _long_history(database)
            yield _verifying(kind, database)
        with empty(kind) as database:
            planned_crowd(database, 10)
            yield _recording(kind, database)


def _long_history(database: Database) -> None:
    """Entries like those of a booked visit, written in bulk and linked as they would be."""
    at, site = datetime.now(UTC), uuid4()
    people = [uuid4() for _ in range(1000)]
    for begin in range(0, ENTRIES, BATCH):
        entries = [_entry(number, at, site, people) for number in range(begin, begin + BATCH)]
        with database.engine.begin() as connection:
            connection.execute(sa.insert(AuditEntry), entries)
            chain.link(connection, [entry["id"] for entry in entries], database.history_key)  # type: ignore[misc]


def _entry(number: int, at: datetime, site: UUID, people: list[UUID]) -> dict[str, object]:
    return {
        "id": number + 1,
        "at": at,
        "account_id": people[number * 7 % 1000],
        "actor": "coordinator",
        "action": "changed",
        "kind": "visit",
        "object_id": UUID(int=number),
        "site_id": site,
        "participant_id": people[number % 1000],
        "before": {"status": "planned", "starts_at": None},
        "after": {"status": "booked", "starts_at": at.isoformat()},
        "reason": "",
    }


def _verifying(kind: str, database: Database) -> Figure:
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"SELECT {content_sql(database.engine.dialect.name)} FROM audit_entry e"
        )
        forms = [text.encode() for text in found.scalars()]

    def proved() -> None:
        result = verify(database.engine, key=database.history_key)
        if result.faults or result.entries != ENTRIES:
            raise RuntimeError(f"the history does not verify: {result}")

    def bare() -> None:
        for form in forms:
            sha256(form).digest()

    spent = [(_seconds(proved), _seconds(bare)) for _ in range(ROUNDS)]
    one, other = (sorted(times)[ROUNDS // 2] for times in zip(*spent, strict=True))
    return Figure(
        name=f"people.audit.verify.{kind}",
        value=ENTRIES / one,
        unit="entries/s",
        reference=ENTRIES / other,
        goal=QUICK,
        rounds=ROUNDS,
    )


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _recording(kind: str, database: Database) -> Figure:
    log_to_nowhere()
    app, token = create_app(settings(), database=database), first(database).token

    def write() -> None:
        body = {"id": str(uuid4()), "thread_id": str(uuid4()), "topic": "visit", "text": "Hello"}
        wsgi.call(app, wsgi.request("/api/me/messages", token, body=body))

    def unwatched() -> None:
        with _without_history():
            write()

    cost = compare(write, unwatched, rounds=30, calls=10)
    return Figure(
        name=f"people.audit.record.{kind}",
        value=cost.measured,
        unit="ms a request",
        reference=cost.reference,
        goal=ADDED,
        rounds=cost.rounds,
    )


@contextmanager
def _without_history() -> Iterator[None]:
    for name, listener in WATCHED:
        event.remove(Session, name, listener)
    try:
        yield
    finally:
        for name, listener in WATCHED:
            event.listen(Session, name, listener)
