"""Fifty people at once for twenty seconds: nobody is refused, and nothing written is lost."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, Thread

from tests.bench.databases import kinds
from tests.bench.figures import Figure, Goal
from tests.bench.report import note
from tests.faults.callers import Phone
from tests.faults.client import Client
from tests.faults.ledger import Ledger
from tests.faults.world import Own, World, world

CLIENTS = 50
SECONDS = 20
LOOKS = 4
"""So often she opens Today before she asks for another time and takes it back."""
NONE = Goal(0)


@dataclass
class Answers:
    """What the clients saw, together."""

    looks: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class Busy(Phone):
    """A phone that mostly looks."""

    def __init__(self, own: Own, answers: Answers) -> None:
        super().__init__(own)
        self._answers = answers

    def step(self, client: Client) -> None:
        for _ in range(LOOKS):
            begun = time.perf_counter()
            answer = client.call("GET", "/api/me/today")
            self._answers.looks.append(time.perf_counter() - begun)
            self.expect(answer, 200)
        begun = time.perf_counter()
        super().step(client)
        self._answers.writes.append((time.perf_counter() - begun) / 2)

    def broke_off(self, reason: str) -> None:
        self._answers.broken.append(reason)


def figures() -> Iterator[Figure]:
    note(
        f"load.*: {CLIENTS} clients, each without a pause, for {SECONDS} s: {LOOKS} times Today, "
        "then a request for another time and its withdrawal; server and clients share this machine"
    )
    for kind in kinds():
        with world(kind, participants=CLIENTS) as here:
            yield from _loaded(kind, here)


def _loaded(kind: str, here: World) -> Iterator[Figure]:
    answers, stop = Answers(), Event()
    phones = [Busy(own, answers) for own in here.participants]
    here.server.start()
    threads = [
        Thread(target=phone.work, args=(here.server.address, phone.token, stop)) for phone in phones
    ]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    here.server.stop()
    ledger = Ledger()
    ledger.compare(here.database, phones, [])
    wrong = [text for phone in phones for text in phone.surprises]
    for text in (*wrong[:5], *answers.broken[:5]):
        note(f"load.{kind}: {text}")
    yield from _figures(kind, answers, ledger, wrong)


def _figures(kind: str, answers: Answers, ledger: Ledger, wrong: list[str]) -> Iterator[Figure]:
    done = len(answers.looks) + 2 * len(answers.writes)
    missing = len(ledger.lost) + len(ledger.twice) + len(ledger.without_history)
    for name, value, unit, goal in (
        ("refused", len(wrong), "answers", NONE),
        ("unanswered", len(answers.broken), "requests", NONE),
        ("lost", missing, f"of {ledger.acknowledged} writes", NONE),
        ("today.p95", _p95(answers.looks), "ms", None),
        ("write.p95", _p95(answers.writes), "ms", None),
        ("rate", done / SECONDS, "requests a second", None),
    ):
        yield Figure(name=f"load.{name}.{kind}", value=value, unit=unit, goal=goal)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] * 1000
