"""Planning six years of visits for a crowd, and Today when the crowd is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack

from portal.db import Database
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.today import SMALL, portal_on
from tests.bench.measure import compare
from tests.bench.people import BATCH, crowd, plan_in_batches, planned_crowd
from tests.bench.report import note

SOME = 1_000
MANY = 10_000
ROUNDS = SOME // BATCH
GROWTH = Goal(1.2, of_ratio=True)
CROWD = Goal(1.1, of_ratio=True)


def figures() -> Iterator[Figure]:
    note(
        f"planning.*: by the clock on the wall, {BATCH} participants a transaction; growth: "
        f"planning {MANY} against planning {SOME}, {ROUNDS} pieces of each in turn"
    )
    note(f"today.crowd.*: Today among {MANY} participants against Today among {SMALL}")
    for kind in kinds():
        with ExitStack() as stack:
            many, some, few = (stack.enter_context(empty(kind)) for _ in range(3))
            yield from _planning(kind, many, some)
            planned_crowd(few, SMALL)
            yield from _today_in_the_crowd(kind, many, few)


def _planning(kind: str, many: Database, some: Database) -> Iterator[Figure]:
    long, short = _Run(many, MANY), _Run(some, SOME)
    for _ in range(ROUNDS):
        short.plan(SOME // ROUNDS)
        long.plan(MANY // ROUNDS)
    short.close()
    long.close()
    note(f"{kind}: {long.visits} visits for {MANY} participants")
    yield Figure(name=f"planning.time.{kind}", value=long.seconds, unit=f"s for {MANY}")
    yield Figure(
        name=f"planning.growth.{kind}",
        value=long.seconds / MANY * 1000,
        unit="ms a participant",
        reference=short.seconds / SOME * 1000,
        goal=GROWTH,
        rounds=ROUNDS,
    )


class _Run:
    """Planning a crowd, some batches at a time."""

    def __init__(self, database: Database, count: int) -> None:
        self._batches = plan_in_batches(database, crowd(database, count))
        self.seconds = 0.0
        self.visits = 0

    def plan(self, participants: int) -> None:
        begun = time.perf_counter()
        for _ in range(participants // BATCH):
            self.visits += next(self._batches)
        self.seconds += time.perf_counter() - begun

    def close(self) -> None:
        self._batches.close()


def _today_in_the_crowd(kind: str, many: Database, few: Database) -> Iterator[Figure]:
    cost = compare(portal_on(many).today(), portal_on(few).today())
    yield Figure(
        name=f"today.crowd.{kind}",
        value=cost.measured,
        unit="ms a request",
        reference=cost.reference,
        goal=CROWD,
        rounds=cost.rounds,
    )
