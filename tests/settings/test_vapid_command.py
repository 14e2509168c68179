"""`portal vapid`, and the key it makes in `portal backup` and `portal restore`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.reminders.push.keys import VapidKeys
from tests.settings.conftest import Command


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "data" / "vapid.pem"


def test_the_key_is_made_and_its_public_part_told(portal_command: Command, key: Path) -> None:
    said = portal_command("vapid")
    assert (said.code, said.err) == (0, "")
    assert f"The private key is in {key}." in said.out
    assert f"Public key: {VapidKeys.read(key).public_key}\n" in said.out
    assert "PRIVATE" not in said.out


def test_a_key_that_is_there_stays(portal_command: Command, key: Path) -> None:
    first = portal_command("vapid").out.splitlines()[-1]
    content = key.read_bytes()
    said = portal_command("vapid")
    assert said.code == 0
    assert f"There is a key already: {key}." in said.out
    assert said.out.splitlines()[-1] == first
    assert key.read_bytes() == content


def test_the_key_lies_where_the_setting_says(
    portal_command: Command, environment: pytest.MonkeyPatch, tmp_path: Path, key: Path
) -> None:
    environment.setenv("PORTAL_VAPID_KEY", str(tmp_path / "vault" / "push.pem"))
    assert portal_command("vapid").code == 0
    assert VapidKeys.read(tmp_path / "vault" / "push.pem")
    assert not key.exists()


def test_a_file_that_is_no_key_is_told_and_stays(portal_command: Command, key: Path) -> None:
    key.parent.mkdir()
    key.write_text("no key")
    said = portal_command("vapid")
    assert said.code == 1
    assert str(key) in said.err
    assert "Traceback" not in said.err
    assert key.read_text() == "no key"


def test_the_key_survives_the_loss_of_the_data_folder(
    portal_command: Command, key: Path, tmp_path: Path
) -> None:
    assert portal_command("migrate").code == 0
    assert portal_command("vapid").code == 0
    public = VapidKeys.read(key).public_key
    assert portal_command("backup", tmp_path / "b").code == 0
    shutil.rmtree(key.parent)
    assert portal_command("restore", tmp_path / "b").code == 0
    assert VapidKeys.read(key).public_key == public
