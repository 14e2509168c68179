"""Migrated databases for tests: a copy of one that was migrated once, on SQLite and PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import migrations
from portal.db import Database
from tests.postgres.cluster import Cluster, drop_database, fresh_database, throwaway_cluster

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
    with throwaway_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_template(cluster: Cluster) -> str:
    url = fresh_database(cluster)
    database = Database(url)
    migrations.upgrade(database.engine)
    database.dispose()
    return url.rpartition("/")[2]


def make_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """A migrated, empty database of that kind, removed at the end."""
    if kind == "sqlite":
        path = folder / "portal.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        database = Database(f"sqlite:///{path}")
        yield database
        database.dispose()
        return
    cluster = request.getfixturevalue("cluster")
    url = fresh_database(cluster, template=request.getfixturevalue("postgres_template"))
    database = Database(url)
    yield database
    database.dispose()
    drop_database(cluster, url)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The test runs once on each database."""
    yield from make_database(request.param, request, tmp_path)


@pytest.fixture
def embedded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """SQLite alone, where the database makes no difference to what is tested."""
    yield from make_database("sqlite", request, tmp_path)
