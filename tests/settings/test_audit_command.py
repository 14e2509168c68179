"""`portal audit`: the key, checkpoints, and proving that the history is as it was written."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from portal.audit.checkpoints import AuditKey, public_pem
from portal.db import Database
from tests.audit.chains import write
from tests.settings.conftest import Command

SECRET = "a secret for tests only, long enough to pass"


@pytest.fixture
def history(portal_command: Command, environment: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The data folder of a portal with 20 entries."""
    environment.setenv("PORTAL_SECRET_KEY", SECRET)
    assert portal_command("migrate").code == 0
    _add(tmp_path / "data", 20)
    return tmp_path / "data"


def _add(folder: Path, count: int) -> None:
    database = Database(f"sqlite:///{folder / 'portal.sqlite3'}", SECRET)
    write(database, count)
    database.dispose()


def _meddle(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "portal.sqlite3")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_history_that_is_right_is_told_to_be(portal_command: Command, history: Path) -> None:
    said = portal_command("audit", "verify")
    assert (said.code, said.err) == (0, "")
    assert "20 entries are as they were written, until 2026-03-02 15:00:20 UTC." in said.out
    assert "There is no checkpoint" in said.out


def test_a_checkpoint_covers_what_was_there_and_is_made_only_for_something_new(
    portal_command: Command, history: Path
) -> None:
    assert "Checkpoint of number 20" in portal_command("audit", "checkpoint").out
    assert "Nothing was added" in portal_command("audit", "checkpoint").out
    _add(history, 5)
    said = portal_command("audit", "verify")
    assert said.code == 0
    assert "1 checkpoints hold; the newest" in said.out
    assert "covers number 20." in said.out
    assert "Checkpoint of number 25" in portal_command("audit", "checkpoint").out
    assert (history / "audit.pem").stat().st_mode & 0o777 == 0o600
    assert len(list((history / "audit-checkpoints").iterdir())) == 2


def test_a_changed_entry_is_told_with_its_number_and_time(
    portal_command: Command, history: Path
) -> None:
    _meddle(history, "UPDATE audit_entry SET reason = 'because' WHERE id = 7")
    said = portal_command("audit", "verify")
    assert said.code == 1
    assert "Number 7 (entry 7, 2026-03-02 15:00:07 UTC): the entry" in said.out
    assert "not as it was written" in said.err


def test_checkpoints_copied_away_tell_what_the_portals_own_no_longer_do(
    portal_command: Command, history: Path, tmp_path: Path
) -> None:
    shutil.copy(history / "portal.sqlite3", tmp_path / "before")
    _add(history, 5)
    assert portal_command("audit", "checkpoint").code == 0
    away, public = tmp_path / "away", tmp_path / "public.pem"
    public.write_bytes(public_pem(AuditKey.read(history / "audit.pem").public))
    shutil.move(history / "audit-checkpoints", away)
    for leftover in ("-wal", "-shm"):
        (history / f"portal.sqlite3{leftover}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "before", history / "portal.sqlite3")
    assert portal_command("audit", "verify").code == 0
    said = portal_command("audit", "verify", "--checkpoints", away, "--public-key", public)
    assert said.code == 1
    assert "Entries after number 20 are missing at the end" in said.out
    assert "knows number 25" in said.out


def test_a_checkpoint_that_was_changed_or_signed_by_somebody_else_is_told(
    portal_command: Command, history: Path, tmp_path: Path
) -> None:
    assert portal_command("audit", "checkpoint").code == 0
    (file,) = (history / "audit-checkpoints").iterdir()
    AuditKey.make(tmp_path / "other.pem")
    public = tmp_path / "public.pem"
    public.write_bytes(public_pem(AuditKey.read(tmp_path / "other.pem").public))
    said = portal_command("audit", "verify", "--public-key", public)
    assert (said.code, "none of the keys signed it" in said.out) == (1, True)
    file.write_text(file.read_text().replace('"number": 20', '"number": 19'))
    said = portal_command("audit", "verify")
    assert (said.code, "none of the keys signed it" in said.out) == (1, True)
    file.write_text("no checkpoint")
    assert portal_command("audit", "verify").code == 1


def test_no_checkpoint_is_signed_over_what_somebody_else_wrote(
    portal_command: Command, history: Path
) -> None:
    _meddle(history, "UPDATE audit_head SET mac = ''")
    said = portal_command("audit", "checkpoint")
    assert said.code == 1
    assert "no checkpoint of it is signed" in said.err
    assert not (history / "audit-checkpoints").exists()


def test_without_the_secret_the_chain_is_checked_and_its_end_is_told_not_to_be(
    portal_command: Command, history: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.delenv("PORTAL_SECRET_KEY")
    said = portal_command("audit", "verify")
    assert said.code == 0
    assert "PORTAL_SECRET_KEY is not set" in said.out


def test_another_secret_is_refused_before_anything_is_written_with_it(
    portal_command: Command, history: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("PORTAL_SECRET_KEY", "another secret, long enough to pass as well")
    said = portal_command("audit", "checkpoint")
    assert said.code == 1
    assert "PORTAL_SECRET_KEY is not the one" in said.err
    assert portal_command("audit", "verify").code == 1
    assert portal_command("audit", "accept", "--reason", "The key was changed").code == 0
    said = portal_command("audit", "verify")
    assert said.code == 0
    assert "21 entries" in said.out
    assert portal_command("audit", "checkpoint").code == 0


def test_the_key_is_made_once_and_its_public_part_told(
    portal_command: Command, tmp_path: Path
) -> None:
    said = portal_command("audit", "key")
    assert said.code == 0
    assert "BEGIN PUBLIC KEY" in said.out
    assert "PRIVATE" not in said.out
    again = portal_command("audit", "key")
    assert "There is a key already" in again.out
    assert again.out.splitlines()[1:] == said.out.splitlines()[1:]


def test_key_and_checkpoints_survive_the_loss_of_the_data_folder(
    portal_command: Command, history: Path, tmp_path: Path
) -> None:
    assert portal_command("audit", "checkpoint").code == 0
    assert portal_command("backup", tmp_path / "b").code == 0
    shutil.rmtree(history)
    assert portal_command("restore", tmp_path / "b").code == 0
    said = portal_command("audit", "verify")
    assert said.code == 0
    assert "covers number 20." in said.out
    assert "Nothing was added" in portal_command("audit", "checkpoint").out
