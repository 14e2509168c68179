"""A portal's database, and a backup of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.audit.recorder import acting
from portal.backup import backup
from portal.db import Database
from tests.db.backups import person
from tests.db.sample import fill_every_table
from tests.postgres.cluster import Cluster, fresh_database
from tests.support.databases import BOTH, copied
from tests.support.fakes import START
from tests.support.world import TESTER


@pytest.fixture
def url(embedded: Database) -> str:
    """A running portal's database: its last changes are still in the write-ahead log."""
    with embedded.transaction() as session:
        acting(session, TESTER, START)
        for number in range(3):
            session.add(person(f"{number}@example.org"))
    return str(embedded.engine.url)


@pytest.fixture
def made(url: str, tmp_path: Path) -> Path:
    file = tmp_path / "portal.backup"
    backup(url, file, now=START)
    return file


@pytest.fixture(scope="session")
def sqlite_filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A row in every table, made once: filling takes as long as twenty copies."""
    path = tmp_path_factory.mktemp("filled") / "portal.sqlite3"
    shutil.copy(sqlite_template, path)
    _fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_filled(cluster: Cluster, postgres_template: str) -> str:
    url = fresh_database(cluster, template=postgres_template)
    _fill(url)
    return url.rpartition("/")[2]


def _fill(url: str) -> None:
    database = Database(url)
    fill_every_table(database)
    database.dispose()


@pytest.fixture(params=BOTH)
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with a row in every table. The test runs once on each kind."""
    template = request.getfixturevalue(f"{request.param}_filled")
    with copied(request.param, template, request, tmp_path) as database:
        yield database
