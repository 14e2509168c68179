"""The figures of the foundation: Today, planning, and the app on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.foundation import app, planning, today


def figures() -> Iterator[Figure]:
    yield from today.figures()
    yield from planning.figures()
    yield from app.figures()
