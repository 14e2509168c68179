"""The figures of travel claims: a photograph on its way in, what the phone loads, the desk's list."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.claims import app, pages, photographs
from tests.bench.figures import Figure


def figures() -> Iterator[Figure]:
    yield from photographs.figures()
    yield from pages.figures()
    yield from app.figures()
