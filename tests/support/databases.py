"""Migrated databases for tests: a copy of one that was migrated once, on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal import migrations
from portal.db import Database
from tests.postgres.cluster import Cluster, drop_database, fresh_database, throwaway_cluster

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB")
"""The server of these tests may lose all when the machine stops. What it answers is the same."""

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
"""A database has a thousand files: on some disks making them takes longer than the test."""

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "portal.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrations.upgrade(database.engine)
    database.dispose()  # closing the last connection empties the write-ahead log
    return path


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One server for all tests of this process."""
    with throwaway_cluster(settings=QUICK, within=_memory()) as running:
        yield running


def _memory() -> Path | None:
    """Where files are kept in memory, if there is plenty of it."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else None


@pytest.fixture(scope="session")
def postgres_template(cluster: Cluster) -> str:
    url = fresh_database(cluster)
    database = Database(url)
    migrations.upgrade(database.engine)
    database.dispose()
    return url.rpartition("/")[2]


@contextmanager
def copied(
    kind: str, template: Path | str, request: pytest.FixtureRequest, folder: Path
) -> Iterator[Database]:
    """A database of that kind like `template` (a file, or a name in the cluster)."""
    if kind == "sqlite":
        path = folder / "portal.sqlite3"
        shutil.copy(template, path)
        database = Database(f"sqlite:///{path}")
        yield database
        database.dispose()
        return
    cluster = request.getfixturevalue("cluster")
    url = fresh_database(cluster, template=str(template))
    database = Database(url)
    yield database
    database.dispose()
    drop_database(cluster, url)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Migrated and empty. The test runs once on each kind."""
    template = request.getfixturevalue(f"{request.param}_template")
    with copied(request.param, template, request, tmp_path) as fresh:
        yield fresh


@pytest.fixture
def embedded(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path
) -> Iterator[Database]:
    """SQLite alone, where the database makes no difference to what is tested."""
    with copied("sqlite", sqlite_template, request, tmp_path) as fresh:
        yield fresh
