"""The key of the notifications in a backup: a file of its own, not a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.backup import backup, restore
from tests.db.backups import address, unchanged
from tests.support.fakes import START


@pytest.fixture
def with_push_key(url: str, tmp_path: Path) -> Path:
    """A backup that holds the key of the notifications."""
    key, file = tmp_path / "vault" / "push.pem", tmp_path / "portal.backup"
    key.parent.mkdir()
    key.write_bytes(b"the key")
    backup(url, file, now=START, folders={"files": tmp_path / "none", "vapid.pem": key})
    return file


def test_the_key_of_the_notifications_comes_back_to_where_it_belongs(
    with_push_key: Path, tmp_path: Path
) -> None:
    places = {"vapid.pem": tmp_path / "new" / "deep" / "vapid.pem"}
    restore(address(tmp_path / "new"), with_push_key, replace=False, folders=places)
    assert places["vapid.pem"].read_bytes() == b"the key"
    assert places["vapid.pem"].stat().st_mode & 0o777 == 0o600


def test_another_key_of_the_notifications_is_replaced_only_where_that_is_said(
    with_push_key: Path, tmp_path: Path
) -> None:
    key, new = tmp_path / "here.pem", address(tmp_path / "new")
    key.write_bytes(b"another")
    places = {"vapid.pem": key}
    action = lambda: restore(new, with_push_key, replace=False, folders=places)  # noqa: E731
    unchanged(tmp_path, action, "another .*here.pem already")
    restore(new, with_push_key, replace=True, folders=places)
    assert key.read_bytes() == b"the key"


def test_a_backup_from_before_there_were_notifications_is_restored_and_the_key_stays(
    url: str, tmp_path: Path
) -> None:
    old, key = tmp_path / "old.backup", tmp_path / "vapid.pem"
    backup(url, old, now=START)
    key.write_bytes(b"the key")
    restore(address(tmp_path / "new"), old, replace=True, folders={"vapid.pem": key})
    assert key.read_bytes() == b"the key"


def test_where_there_is_no_key_yet_a_backup_is_made_without_it(url: str, tmp_path: Path) -> None:
    file, key = tmp_path / "portal.backup", tmp_path / "vapid.pem"
    backup(url, file, now=START, folders={"vapid.pem": key})
    restore(address(tmp_path / "new"), file, replace=False, folders={"vapid.pem": key})
    assert not key.exists()
