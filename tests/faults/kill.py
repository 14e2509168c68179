"""The server is killed while people write: what was acknowledged is there, once, with its history.

Twenty times in a row, with SIGKILL to all its processes at a moment of chance, on each database.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from threading import Event, Thread
from typing import Protocol

from tests.bench.databases import kinds
from tests.bench.figures import Figure, Goal
from tests.bench.report import note
from tests.faults.callers import Desk, Phone
from tests.faults.ledger import Ledger, sound
from tests.faults.world import World, world


class Worker(Protocol):
    """Who writes, signed in with `token`, until told to stop."""

    token: str

    def work(self, address: str, token: str, stop: Event) -> None: ...


KILLS = 20
PHONES = 4
DESKS = 2
LIFE_SECONDS = (0.2, 1.0)
NONE = Goal(0)


def figures() -> Iterator[Figure]:
    note(
        f"kill.*: {KILLS} times SIGKILL while {PHONES} phones ask for another time and {DESKS} "
        "desks book; after each start all that was ever acknowledged is looked up"
    )
    for kind in kinds():
        with world(kind, participants=PHONES + DESKS, coordinators=DESKS) as here:
            yield from _killed(kind, here)


def _killed(kind: str, here: World) -> Iterator[Figure]:
    phones = [Phone(own) for own in here.participants[:PHONES]]
    desks = [
        Desk(token, own.visits)
        for token, own in zip(here.coordinators, here.participants[PHONES:], strict=True)
    ]
    ledger, starts, whole = Ledger(), [], True
    here.server.start()
    for _ in range(KILLS):
        live_and_die(here, [*phones, *desks])
        starts.append(start(here))
        ledger.compare(here.database, phones, desks)
        whole = whole and sound(here.database)
    surprises = [text for caller in (*phones, *desks) for text in caller.surprises]
    for text in surprises[:5]:
        note(f"kill.{kind}: {text}")
    yield _count(kind, "acknowledged", ledger.acknowledged, Goal(KILLS, at_least=True))
    yield _count(kind, "lost", len(ledger.lost), NONE)
    yield _count(kind, "twice", len(ledger.twice), NONE)
    yield _count(kind, "without-history", len(ledger.without_history), NONE)
    yield _count(kind, "odd-answers", len(surprises), NONE)
    yield Figure(name=f"kill.sound.{kind}", value=whole, unit="checked by the database")
    yield Figure(name=f"kill.start.{kind}", value=statistics.median(starts), unit="s", rounds=KILLS)


def _count(kind: str, name: str, value: int, goal: Goal) -> Figure:
    return Figure(name=f"kill.{name}.{kind}", value=value, unit="writes", goal=goal, rounds=KILLS)


def live_and_die(here: World, callers: Sequence[Worker]) -> None:
    """The callers write until the server is killed, at a moment of chance."""
    stop = Event()
    threads = [
        Thread(target=caller.work, args=(here.server.address, caller.token, stop))
        for caller in callers
    ]
    for thread in threads:
        thread.start()
    time.sleep(random.uniform(*LIFE_SECONDS))
    here.server.kill()
    stop.set()
    for thread in threads:
        thread.join()


def start(here: World) -> float:
    """Start the server again; the seconds until it answers."""
    begun = time.perf_counter()
    here.server.start()
    return time.perf_counter() - begun
