"""A portal whose staff can sign in through a university, which is a process on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import BOTH, copied
from tests.support.portal import Filled, Portal, start
from tests.support.sign_on import University, running_university


@pytest.fixture(scope="session")
def running() -> Iterator[University]:
    with running_university() as found:
        yield found


@pytest.fixture
def university(running: University) -> University:
    """The university in its usual mood, knowing nobody."""
    running.now = None
    running.mood()
    return running


@pytest.fixture(params=BOTH)
def portal(
    request: pytest.FixtureRequest, tmp_path: Path, university: University
) -> Iterator[Portal]:
    """The portal with single sign-on, once on each database; the university has its time."""
    filled: Filled = request.getfixturevalue(f"{request.param}_world")
    with copied(request.param, filled.template, request, tmp_path) as database:
        found = start(database, tmp_path, filled.world, **university.settings)
        university.now = found.clock.now.timestamp()
        yield found
