"""What the tests of backup and restore share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.accounts.models import Account
from portal.backup import BackupError
from portal.db import Database
from tests.support.fakes import START


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'portal.sqlite3'}"


def person(email: str) -> Account:
    return Account(email=email, name="A" * 100, language="en", made_at=START)


def emails(url: str) -> list[str]:
    database = Database(url)
    with database.session(reads_only=True) as session:
        found = list(session.scalars(sa.select(Account.email).order_by(Account.email)))
    database.dispose()
    return found


def unchanged(folder: Path, action: Callable[[], None], says: str) -> None:
    """`action` is refused with these words and leaves every file of `folder` as it was."""
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    with pytest.raises(BackupError, match=says):
        action()
    after = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    assert after == before
