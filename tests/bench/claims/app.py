"""What the phone loads for travel money when nothing is on it yet."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.foundation.app import BUILT, demo_and_browser, loaded
from tests.bench.report import note
from tests.setup.programs import find_chromium


def figures() -> Iterator[Figure]:
    if find_chromium() is None or not BUILT.exists():
        note("app.*: Chromium is not on this machine or the app is not built; left out")
        return
    with demo_and_browser() as (server, browser, token):
        yield loaded(server, browser, "travel", "travel", token, "main h1", 70)
        yield loaded(server, browser, "travel.covered", "travel/covered", token, "main h1", 70)
