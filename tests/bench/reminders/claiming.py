"""What the outbox takes beside the bare SQL: rows are claimed and marked, a batch at a time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from portal.db import Database
from portal.outcome import Outcome
from portal.reminders import outbox
from portal.reminders.models import NoticeStatus
from portal.reminders.outbox import Taken, Try, Verdict
from portal.study.reminders.definition import Channel
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.reminders.bare import Bare
from tests.bench.reminders.outbox import fill
from tests.bench.report import note

DUE = 100_000
PEOPLE = 1000
BATCH = 500
EACH = 4
"""Batches in one piece, before it is the other's turn."""
PIECES = 12
HALF = Goal(0.5, at_least=True, of_ratio=True)
WORKER = "bench"
CONFIRM = timedelta(minutes=120)


def figures() -> Iterator[Figure]:
    note(
        f"reminders.claim.*: rows a second by the clock on the wall, claimed and marked in batches "
        f"of {BATCH} with {DUE} due; reference: plain SQL through the bare driver, UPDATE … "
        f"RETURNING and executemany, on a table filled alike, {EACH} batches of each in turn, median of {PIECES}; cpu: the same of this "
        "process's CPU time"
    )
    for kind in kinds():
        with ExitStack() as stack:
            ours, bare = (stack.enter_context(empty(kind)) for _ in range(2))
            for database in (ours, bare):
                fill(database, PEOPLE, each=DUE // PEOPLE)
            yield from _claim(kind, ours, Bare(bare, BATCH))


def _claim(kind: str, database: Database, bare: Bare) -> Iterator[Figure]:
    rounds: dict[str, Callable[[], int]] = {"ours": lambda: _round(database), "bare": bare.round}
    wall: dict[str, list[float]] = {name: [] for name in rounds}
    cpu: dict[str, list[float]] = {name: [] for name in rounds}
    for piece in range(PIECES):
        for name in sorted(rounds, reverse=piece % 2 == 0):
            begun, spent = time.perf_counter(), time.process_time()
            rows = sum(rounds[name]() for _ in range(EACH))
            cpu[name].append(rows / (time.process_time() - spent))
            wall[name].append(rows / (time.perf_counter() - begun))
            if rows != EACH * BATCH:
                raise RuntimeError(f"{name}: {rows} rows instead of {EACH * BATCH}")
    name = f"reminders.claim.{kind}"
    yield _figure(name, "rows/s", wall, HALF)
    yield _figure(f"{name}.cpu", "rows/s of CPU", cpu)


def _figure(
    name: str, unit: str, found: Mapping[str, Sequence[float]], goal: Goal | None = None
) -> Figure:
    return Figure(
        name=name,
        value=statistics.median(found["ours"]),
        unit=unit,
        reference=statistics.median(found["bare"]),
        goal=goal,
        rounds=PIECES,
    )


def _round(database: Database) -> int:
    """As a worker does it, without what lies between: nobody is sent anything."""
    now = datetime.now(UTC)
    with database.transaction() as session:
        taken = outbox.claim(session, WORKER, now=now, batch=BATCH)
    verdicts = [_sent(one, now) for one in taken]
    with database.transaction() as session:
        outbox.mark(session, WORKER, verdicts, now=now)
    return len(taken)


def _sent(taken: Taken, now: datetime) -> Verdict:
    return Verdict(
        id=taken.id,
        status=NoticeStatus.SENT,
        channel=Channel.MAIL,
        try_at=now + CONFIRM,
        tries=0,
        sent_at=now,
        confirm_by=now + CONFIRM,
        made=(Try(channel=Channel.PUSH, outcome=Outcome.ACCEPTED, status_code=201),),
    )
