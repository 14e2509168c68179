"""The figures of reminders: a push, the outbox, a minute in which thousands are due, a year's plan."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.reminders import burst, claiming, pushing, year


def figures() -> Iterator[Figure]:
    yield from pushing.figures()
    yield from claiming.figures()
    yield from burst.figures()
    yield from year.figures()
