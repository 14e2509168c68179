"""How many requests the access matrix makes, and how many of their answers leak."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from portal import logs, migrations
from portal.db import Database
from tests.bench.figures import Figure, Goal
from tests.support.fakes import START
from tests.support.matrix import Matrix, leaks
from tests.support.neighbours import make_neighbours
from tests.support.portal import start
from tests.support.world import make_world


def figures() -> Iterator[Figure]:
    folder = Path(tempfile.mkdtemp(prefix="portal-matrix-"))
    database = Database(f"sqlite:///{folder / 'portal.sqlite3'}")
    logs.configure("ERROR")  # what is refused here is meant to be
    try:
        migrations.upgrade(database.engine)
        with database.transaction() as session:
            world = make_world(session, START)
        cells = list(Matrix(make_neighbours(start(database, folder, world))).cells())
    finally:
        database.dispose()
        shutil.rmtree(folder)
    yield Figure(name="people.matrix.cells", value=len(cells), unit="requests")
    yield Figure(name="people.matrix.leaks", value=len(leaks(cells)), unit="", goal=Goal(0))
