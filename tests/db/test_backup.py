"""Backup and restore of the embedded database, as `portal backup` and `portal restore` do them."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.audit.recorder import acting
from portal.backup import BackupError, backup, restore
from portal.db import Database
from tests.db.backups import address, emails, person, unchanged
from tests.db.sample import everything, fill_every_table
from tests.support.fakes import START
from tests.support.world import TESTER


def test_what_is_restored_is_what_was_backed_up_in_every_table(
    embedded: Database, tmp_path: Path
) -> None:
    fill_every_table(embedded)
    before = everything(embedded)
    assert all(before.values())
    backup(str(embedded.engine.url), tmp_path / "b", now=START)
    with embedded.transaction() as session:
        acting(session, TESTER, START)
        session.add(person("later@example.org"))
    restore(address(tmp_path / "new" / "place"), tmp_path / "b", replace=False)
    restored = Database(address(tmp_path / "new" / "place"))
    assert everything(restored) == before
    restored.dispose()


def test_a_backup_is_for_the_eyes_of_its_owner(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600


def test_what_is_restored_is_for_the_eyes_of_its_owner(made: Path, tmp_path: Path) -> None:
    restore(address(tmp_path / "new"), made, replace=False)
    assert (tmp_path / "new" / "portal.sqlite3").stat().st_mode & 0o077 == 0


def test_a_backup_leaves_nothing_but_itself(made: Path, tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} - {"portal.backup"} <= {
        "portal.sqlite3",
        "portal.sqlite3-wal",
        "portal.sqlite3-shm",
    }


def test_while_the_portal_writes_a_backup_holds_whole_transactions(
    embedded: Database, url: str, tmp_path: Path
) -> None:
    """Each transaction adds a pair of accounts: no backup may hold half a pair."""
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            with embedded.transaction() as session:
                acting(session, TESTER, START)
                session.add(person(f"left-{number}@example.org"))
                session.flush()
                session.add(person(f"right-{number}@example.org"))
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        sizes = []
        for round_ in range(4):
            file = tmp_path / f"{round_}.backup"
            backup(url, file, now=START)
            restore(address(tmp_path / str(round_)), file, replace=False)
            found = emails(address(tmp_path / str(round_)))
            left = {email[5:] for email in found if email.startswith("left")}
            right = {email[6:] for email in found if email.startswith("right")}
            assert left == right
            sizes.append(len(left))
    finally:
        done.set()
        writer.join()
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0], "nothing was written meanwhile"


def test_the_odd_name_of_a_folder_is_no_hindrance(made: Path, tmp_path: Path) -> None:
    odd = tmp_path / "trial #1, 100% & más"
    restore(address(odd), made, replace=False)
    backup(address(odd), odd / "again", now=START)
    restore(address(tmp_path / "x"), odd / "again", replace=False)
    assert len(emails(address(tmp_path / "x"))) == 3


def test_restoring_over_a_database_must_be_asked_for(
    url: str, embedded: Database, made: Path, tmp_path: Path
) -> None:
    with embedded.transaction() as session:
        acting(session, TESTER, START)
        session.add(person("later@example.org"))
    embedded.dispose()
    unchanged(tmp_path, lambda: restore(url, made, replace=False), "--replace")
    restore(url, made, replace=True)
    assert len(emails(url)) == 3


def test_replacing_leaves_nothing_of_the_old_write_ahead_log(
    url: str, embedded: Database, made: Path, tmp_path: Path
) -> None:
    """As after a crash: what is in the log of the old database must not reach the restored one."""
    with embedded.transaction() as session:
        acting(session, TESTER, START)
        session.add(person("later@example.org"))
    log = tmp_path / "portal.sqlite3-wal"
    left = log.read_bytes()
    embedded.dispose()
    log.write_bytes(left)
    restore(url, made, replace=True)
    assert len(emails(url)) == 3


def test_an_older_backup_of_the_same_name_is_replaced_whole(
    url: str, embedded: Database, made: Path, tmp_path: Path
) -> None:
    with embedded.transaction() as session:
        acting(session, TESTER, START)
        session.add(person("later@example.org"))
    backup(url, made, now=START)
    restore(address(tmp_path / "new"), made, replace=False)
    assert len(emails(address(tmp_path / "new"))) == 4


def test_the_database_itself_is_never_overwritten_by_its_backup(
    url: str, embedded: Database, tmp_path: Path
) -> None:
    embedded.dispose()
    target = tmp_path / "portal.sqlite3"
    unchanged(tmp_path, lambda: backup(url, target, now=START), "is the database itself")


def test_a_backup_into_a_folder_that_is_not_there_is_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"no folder .*nowhere"):
        backup(url, tmp_path / "nowhere" / "b", now=START)


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    action = lambda: backup(address(tmp_path), tmp_path / "b", now=START)  # noqa: E731
    unchanged(tmp_path, action, "There is no database")
    assert not (tmp_path / "portal.sqlite3").exists()


def test_every_kind_of_damage_is_noticed_before_anything_changes(
    url: str, embedded: Database, made: Path, tmp_path: Path
) -> None:
    embedded.dispose()
    whole = made.read_bytes()
    damaged = tmp_path / "damaged"
    step = max(1, len(whole) // 60)
    for place in range(0, len(whole), step):
        spoiled = bytearray(whole)
        spoiled[place] ^= 0xFF
        damaged.write_bytes(bytes(spoiled))
        with contextlib.suppress(BackupError):  # anything else is a traceback for the operator
            restore(url, damaged, replace=True)
        assert len(emails(url)) == 3  # a byte of a file's date may be spoilt without harm
    for length in (0, 1, 10, len(whole) // 2, len(whole) * 9 // 10):
        damaged.write_bytes(whole[:length])
        with pytest.raises(BackupError):
            restore(url, damaged, replace=True)


def archive(path: Path, **members: bytes) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for name, content in members.items():
            info = tarfile.TarInfo(name.replace("_", "."))
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
    return path


def manifest(content: bytes) -> bytes:
    return json.dumps({"sha256": hashlib.sha256(content).hexdigest()}).encode()


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("text", "not a backup"),
        ("a gzip of something else", "not a backup"),
        ("an empty archive", "not a backup"),
        ("an archive without a database", "not a backup"),
        ("an archive without a manifest", "not a backup"),
        ("a manifest that is a list", "not a backup"),
        ("a manifest of another database", "checksum"),
        ("a database that is none", "damaged"),
        ("a folder", "not a backup"),
        ("no file at all", "not a backup"),
        ("the database instead of its backup", "not a backup"),
        ("a database of another program", "not a database of this portal"),
    ],
)
def test_what_is_no_backup_is_told_and_changes_nothing(
    case: str, says: str, url: str, embedded: Database, tmp_path: Path
) -> None:
    embedded.dispose()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    file = folder / "file"
    other = sqlite3.connect(folder / "other.sqlite3")
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    foreign = (folder / "other.sqlite3").read_bytes()
    make: dict[str, Callable[[], object]] = {
        "text": lambda: file.write_text("Dear all, attached is the backup."),
        "a gzip of something else": lambda: file.write_bytes(gzip.compress(b"x" * 10_000)),
        "an empty archive": lambda: archive(file),
        "an archive without a database": lambda: archive(file, manifest_json=manifest(b"")),
        "an archive without a manifest": lambda: archive(file, portal_sqlite3=foreign),
        "a manifest that is a list": lambda: archive(
            file, manifest_json=b"[]", portal_sqlite3=foreign
        ),
        "a manifest of another database": lambda: archive(
            file, manifest_json=manifest(b""), portal_sqlite3=foreign
        ),
        "a database that is none": lambda: archive(
            file, manifest_json=manifest(b"x" * 5000), portal_sqlite3=b"x" * 5000
        ),
        "a folder": file.mkdir,
        "no file at all": lambda: None,
        "the database instead of its backup": lambda: file.write_bytes(
            (tmp_path / "portal.sqlite3").read_bytes()
        ),
        "a database of another program": lambda: archive(
            file, manifest_json=manifest(foreign), portal_sqlite3=foreign
        ),
    }
    make[case]()
    unchanged(tmp_path, lambda: restore(url, file, replace=True), says)


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    address = "postgresql+psycopg://nobody:secret@127.0.0.1:9/none"
    for action in (
        lambda: backup(address, tmp_path / "b", now=START),
        lambda: restore(address, tmp_path / "b", replace=True),
    ):
        with pytest.raises(BackupError, match="pg_dump") as error:
            action()
        assert "secret" not in str(error.value)
    assert list(tmp_path.iterdir()) == []
