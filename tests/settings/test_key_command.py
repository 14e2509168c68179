"""`portal consent key`, and the keys and files in `portal backup` and `portal restore`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.consent.sealing import SiteKeys
from portal.db import Database
from portal.files.store import FileStore
from portal.settings import Settings, load
from tests.settings.conftest import Command
from tests.support.fakes import START
from tests.support.world import make_world

KEY = ("consent", "key", "--study", "free-her")


@pytest.fixture
def settings(environment: pytest.MonkeyPatch, portal_command: Command, tmp_path: Path) -> Settings:
    """A portal that may serve, with the sample study loaded and no keys."""
    needed = {
        "PORTAL_SECRET_KEY": "a key for tests only, long enough to pass",
        "PORTAL_SMTP_URL": "smtp://mail.example.org",
        "PORTAL_BASE_URL": "https://portal.example.org",
    }
    for name, value in needed.items():
        environment.setenv(name, value)
    assert portal_command("migrate").code == 0
    found = load({**needed, "PORTAL_DATA_DIR": str(tmp_path / "data")})
    database = Database(found.database_url, found.secret_key)
    with database.transaction() as session:
        make_world(session, START)
    database.dispose()
    return found


def test_a_key_is_made_and_its_fingerprint_told(
    settings: Settings, portal_command: Command
) -> None:
    said = portal_command(*KEY, "--site", "miami")
    keys = SiteKeys.of(settings)
    assert said.code == 0
    assert str(keys.path("free-her", "miami")) in said.out
    assert keys.fingerprint("free-her", "miami") in said.out


def test_a_second_key_is_made_only_where_that_is_said(
    settings: Settings, portal_command: Command
) -> None:
    first = portal_command(*KEY, "--site", "miami").out
    said = portal_command(*KEY, "--site", "miami")
    assert said.code == 1
    assert "--replace" in said.err
    assert "Traceback" not in said.err
    assert SiteKeys.of(settings).fingerprint("free-her", "miami") in first
    said = portal_command(*KEY, "--site", "miami", "--replace")
    assert said.code == 0
    assert len(SiteKeys.of(settings).certificates("free-her", "miami")) == 2


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--study", "free-her", "--site", "atlantis"), "miami"),
        (("--study", "nothing", "--site", "miami"), "portal study load"),
    ],
)
def test_a_site_or_study_that_is_not_there_is_told(
    settings: Settings, portal_command: Command, words: tuple[str, ...], remedy: str
) -> None:
    said = portal_command("consent", "key", *words)
    assert said.code == 2
    assert remedy in said.err
    assert not settings.keys_folder.exists()


def test_files_and_keys_survive_the_loss_of_the_data_folder(
    settings: Settings, portal_command: Command, tmp_path: Path
) -> None:
    portal_command(*KEY, "--site", "miami")
    fingerprint = SiteKeys.of(settings).fingerprint("free-her", "miami")
    FileStore.of(settings).put("ab/one.pdf", b"content")
    assert portal_command("backup", tmp_path / "b").code == 0
    shutil.rmtree(settings.data_dir)
    assert portal_command("restore", tmp_path / "b").code == 0
    assert SiteKeys.of(settings).fingerprint("free-her", "miami") == fingerprint
    assert FileStore.of(settings).get("ab/one.pdf") == b"content"


def test_a_backup_says_when_files_lie_elsewhere(
    settings: Settings,
    environment: pytest.MonkeyPatch,
    portal_command: Command,
    tmp_path: Path,
) -> None:
    assert "object store" not in portal_command("backup", tmp_path / "b").out
    environment.setenv("PORTAL_STORAGE_URL", "s3://bucket/portal")
    assert "object store" in portal_command("backup", tmp_path / "b").out
