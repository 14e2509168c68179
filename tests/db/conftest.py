"""A portal's database, and a backup of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.audit.recorder import acting
from portal.backup import backup
from portal.db import Database
from tests.db.backups import person
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
