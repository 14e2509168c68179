"""Workers are killed while they send thousands of notices: none is lost, and what comes twice was
under way when a worker died.

Two workers send to a push service that counts. A hundred times one of them gets SIGKILL, at a moment
of chance, and another takes its place; then the same without a kill.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from portal.db import Database
from portal.reminders.models import Notice, NoticeStatus
from portal.reminders.push.keys import VapidKeys
from portal.reminders.push.payload import topic
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.reminders.outbox import fill
from tests.bench.report import note
from tests.faults.drainer import BATCH, LEASE, Drainer
from tests.faults.ledger import sound
from tests.faults.push_sink import SLOWEST, Counting

NOTICES = 10_000
CALM = 2_000
KILLS = 100
WORKERS = 2
PATIENCE = 600
"""Seconds without an end after which it is called stuck."""
NONE = Goal(0)


@dataclass
class Run:
    """`held`: how often a worker died that held the notice to this path. `kills`: so many died."""

    service: Counting
    topics: Mapping[str, str]
    held: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    left: int = 0

    @property
    def repeats(self) -> Counter[str]:
        return Counter({path: times - 1 for path, times in self.service.came.items() if times > 1})

    def wrong_topics(self) -> int:
        return sum(found != {self.topics[path]} for path, found in self.service.topics.items())


def figures() -> Iterator[Figure]:
    note(
        f"reminders.kill.*: {KILLS} times SIGKILL to one of {WORKERS} workers that send {NOTICES} "
        f"notices, {BATCH} a batch, to a push service that answers after up to {SLOWEST} s; lease "
        f"{LEASE.seconds} s. repeats: their goal is what the dead had on their way; unexplained: "
        f"repeats of what no dead worker held. reminders.calm.*: {CALM} notices, nobody is killed"
    )
    for kind in kinds():
        yield from _calm(kind)
        yield from _killed(kind)


def _calm(kind: str) -> Iterator[Figure]:
    with empty(kind) as database:
        run = _run(database, CALM, kills=0)
    prefix = f"reminders.calm.{kind}"
    yield _figure(f"{prefix}.lost", _lost(run) + run.left, NONE)
    yield _figure(f"{prefix}.repeats", run.repeats.total(), NONE)


def _killed(kind: str) -> Iterator[Figure]:
    with empty(kind) as database:
        run = _run(database, NOTICES, kills=KILLS)
        whole = sound(database)
    prefix = f"reminders.kill.{kind}"
    yield _figure(f"{prefix}.kills", run.kills, Goal(KILLS, at_least=True))
    yield _figure(f"{prefix}.lost", _lost(run), NONE)
    yield _figure(f"{prefix}.not-noted", run.left, NONE)
    yield _figure(f"{prefix}.repeats", run.repeats.total(), Goal(run.held.total()))
    yield _figure(f"{prefix}.unexplained", (run.repeats - run.held).total(), NONE)
    yield _figure(f"{prefix}.other-topic", run.wrong_topics(), NONE)
    yield Figure(name=f"{prefix}.sound", value=whole, unit="checked by the database")


def _figure(name: str, value: int, goal: Goal) -> Figure:
    return Figure(name=name, value=value, unit="notices", goal=goal)


def _run(database: Database, notices: int, *, kills: int) -> Run:
    with Counting() as service, tempfile.TemporaryDirectory() as folder:
        fill(database, notices, origin=service.origin)
        key = Path(folder) / "vapid.pem"
        VapidKeys.make(key)
        run = Run(service, _topics(database))
        workers = [Drainer(database, service.origin, key) for _ in range(WORKERS)]
        try:
            for came in sorted(random.sample(range(notices), kills)):
                _wait(service, came)
                time.sleep(random.uniform(0, 2 * SLOWEST))
                place = random.randrange(WORKERS)
                workers[place].kill()
                run.kills += 1
                run.held.update(_held(database, workers[place]))
                workers[place] = Drainer(database, service.origin, key)
            _wait(service, notices)
            run.left = _left_after_a_while(database)
        finally:
            for worker in workers:
                worker.kill()
    return run


def _wait(service: Counting, came: int) -> None:
    """Until notices for so many addresses came, or it is clear that they will not."""
    deadline = time.monotonic() + PATIENCE
    while len(service.came) < came and time.monotonic() < deadline:
        time.sleep(0.005)


def _left_after_a_while(database: Database) -> int:
    """How many are not noted as sent, once the last lease of a dead worker must be over."""
    deadline = time.monotonic() + PATIENCE
    while (left := _left(database)) and time.monotonic() < deadline:
        time.sleep(0.5)
    return left


def _left(database: Database) -> int:
    with database.session(reads_only=True) as session:
        return session.scalars(
            sa.select(sa.func.count())
            .select_from(Notice)
            .where(sa.or_(Notice.status != NoticeStatus.SENT, Notice.leased_by.is_not(None)))
        ).one()


def _held(database: Database, worker: Drainer) -> list[str]:
    """The paths of what a worker, dead now, had taken and not noted."""
    with database.session(reads_only=True) as session:
        accounts = session.scalars(
            sa.select(Notice.account_id).where(Notice.leased_by.contains(f":{worker.number}:"))
        )
        return [_path(account_id) for account_id in accounts]


def _topics(database: Database) -> dict[str, str]:
    """The topic that the one notice to each address must have."""
    with database.session(reads_only=True) as session:
        rows = session.execute(sa.select(Notice.account_id, Notice.about, Notice.subject_id))
        return {_path(account_id): topic(about, subject) for account_id, about, subject in rows}


def _path(account_id: UUID) -> str:
    return f"/push/{account_id.hex}"


def _lost(run: Run) -> int:
    return len(run.topics.keys() - run.service.came.keys())
