"""Migrated, empty databases to measure on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal import migrations
from portal.db import Database
from tests.bench.report import note
from tests.postgres.cluster import fresh_database, throwaway_cluster
from tests.setup.programs import find_postgres


def kinds() -> list[str]:
    """The databases that can be measured on this machine."""
    if find_postgres() is None:
        note("PostgreSQL is not on this machine, so it is left out.")
        return ["sqlite"]
    return ["sqlite", "postgres"]


@contextmanager
def empty(kind: str, secret: str = "") -> Iterator[Database]:
    """A migrated database of that kind, on a server of its own, removed at the end.

    `secret`: PORTAL_SECRET_KEY of a server that will serve it.
    """
    if kind == "postgres":
        with throwaway_cluster() as cluster:
            yield from _migrated(fresh_database(cluster), secret)
        return
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        yield from _migrated(f"sqlite:///{Path(folder) / 'portal.sqlite3'}", secret)


def _migrated(url: str, secret: str) -> Iterator[Database]:
    database = Database(url, secret)
    migrations.upgrade(database.engine)
    try:
        yield database
    finally:
        database.dispose()
