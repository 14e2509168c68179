"""The same bodies sent by many clients at once, as an outbox in doubt sends them again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

import sqlalchemy as sa

from portal.db import Database
from tests.bench.figures import Figure, Goal
from tests.faults.client import Client
from tests.faults.world import World


@dataclass(frozen=True, slots=True)
class Storm:
    """What became of `bodies`, each sent by `times` clients of one person.

    `name`: the figures' prefix; `kind`: of the database; `unit`: what a body is.
    """

    name: str
    kind: str
    unit: str
    times: int
    bodies: int
    differing: int
    refused: int
    other_words_refused: int

    def figures(self) -> Iterator[Figure]:
        yield self.figure("differing-answers", self.differing, 0)
        yield self.figure("refused", self.refused, 0)
        yield self.figure("other-words-refused", self.other_words_refused, self.bodies)

    def figure(self, name: str, value: int, wanted: int) -> Figure:
        right = Goal(wanted, at_least=True) if wanted and value <= wanted else Goal(wanted)
        return Figure(
            name=f"{self.name}.{name}.{self.kind}",
            value=value,
            unit=self.unit,
            goal=right,
            rounds=self.times,
        )


def send(
    here: World,
    path: str,
    bodies: Sequence[Mapping[str, Any]],
    *,
    name: str,
    kind: str,
    times: int,
    other_words: Mapping[str, Any],
) -> Storm:
    """Posts every body from `times` clients at once, then once more with `other_words` in it."""
    token = here.participants[0].token
    answers: defaultdict[str, set[str]] = defaultdict(set)
    lock = Lock()

    def send_all(_number: int) -> None:
        own = Client(here.server.address, token)
        for one in bodies:
            answer = own.call("POST", path, dict(one))
            with lock:
                answers[one["id"]].add(f"{answer.status} {json.dumps(answer.body, sort_keys=True)}")
        own.close()

    with ThreadPoolExecutor(times) as clients:
        list(clients.map(send_all, range(times)))
    client = Client(here.server.address, token)
    other = [client.call("POST", path, {**one, **other_words}).status for one in bodies]
    client.close()
    return Storm(
        name=name,
        kind=kind,
        unit=name,
        times=times,
        bodies=len(bodies),
        differing=sum(len(said) != 1 for said in answers.values()),
        refused=sum(not text.startswith("200") for said in answers.values() for text in said),
        other_words_refused=other.count(409),
    )


def count(database: Database, column: Any) -> int:
    """How many of them are stored."""
    with database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count(column))) or 0
