"""The files and signing keys in a backup: they come back with the database, or nothing does."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from portal.backup import backup, folders, restore
from portal.settings import load
from tests.db.backups import address, emails, unchanged
from tests.support.fakes import START


@pytest.fixture
def beside(tmp_path: Path) -> dict[str, Path]:
    """The portal's files and signing keys, and what is no whole file yet."""
    folders = {"files": tmp_path / "data" / "files", "signing-keys": tmp_path / "vault"}
    for name, path in folders.items():
        (path / "ab").mkdir(parents=True)
        (path / "ab" / "one").write_bytes(name.encode() * 1000)
        (path / "two").write_bytes(b"\0\xff")
        (path / "two#1").write_bytes(b"half")
        (path / ".two.1234").write_bytes(b"half")
    return folders


def elsewhere(tmp_path: Path) -> dict[str, Path]:
    return {name: tmp_path / "new" / name for name in ("files", "signing-keys")}


def files_in(folders: dict[str, Path]) -> dict[str, bytes]:
    return {
        f"{name}/{path.relative_to(folder)}": path.read_bytes()
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file()
    }


WHOLE = {
    "files/ab/one": b"files" * 1000,
    "files/two": b"\0\xff",
    "signing-keys/ab/one": b"signing-keys" * 1000,
    "signing-keys/two": b"\0\xff",
}


@pytest.fixture
def made_with_files(url: str, tmp_path: Path, beside: dict[str, Path]) -> Path:
    file = tmp_path / "portal.backup"
    backup(url, file, now=START, folders=beside)
    return file


def test_files_and_keys_come_back_with_the_database(made_with_files: Path, tmp_path: Path) -> None:
    places = elsewhere(tmp_path)
    restore(address(tmp_path / "new"), made_with_files, replace=False, folders=places)
    assert files_in(places) == WHOLE
    assert len(emails(address(tmp_path / "new"))) == 3


def test_files_and_keys_that_come_back_are_for_the_eyes_of_their_owner(
    made_with_files: Path, tmp_path: Path
) -> None:
    places = elsewhere(tmp_path)
    restore(address(tmp_path / "new"), made_with_files, replace=False, folders=places)
    for folder in places.values():
        assert folder.stat().st_mode & 0o077 == 0
        assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {
            0o600
        }


def test_a_portal_without_files_or_keys_is_backed_up_too(url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / "b", now=START, folders=elsewhere(tmp_path))
    restore(address(tmp_path / "x"), tmp_path / "b", replace=False, folders=elsewhere(tmp_path))
    assert files_in(elsewhere(tmp_path)) == {}


def test_a_backup_from_before_there_were_files_restores_as_ever(
    url: str, tmp_path: Path, beside: dict[str, Path], made: Path
) -> None:
    """Its manifest knows of no files; those that are there stay."""
    content = database_in(made)
    told = json.dumps({"sha256": hashlib.sha256(content).hexdigest()}).encode()
    old = archive_of(tmp_path / "old", told, {"portal.sqlite3": content})
    before = files_in(beside)
    restore(address(tmp_path / "new"), old, replace=False, folders=beside)
    assert len(emails(address(tmp_path / "new"))) == 3
    assert files_in(beside) == before


def test_every_row_of_a_backup_has_its_file_though_files_come_meanwhile(
    url: str, tmp_path: Path, beside: dict[str, Path]
) -> None:
    """The database is copied first: what comes later is at most a file too many."""
    order: list[str] = []

    class Watched(dict[str, Path]):
        def items(self) -> Any:
            done = [path for path in tmp_path.glob("*/portal.sqlite3") if path.stat().st_size]
            order.append("database first" if done else "files first")
            return super().items()

    backup(url, tmp_path / "b", now=START, folders=Watched(beside))
    assert order == ["database first"]


def test_a_file_that_is_collected_meanwhile_is_left_out(
    url: str, tmp_path: Path, beside: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is listed, then gone. No row named it any more."""
    opened, gone = Path.open, beside["files"] / "two"

    def vanishing(self: Path, *how: Any, **more: Any) -> Any:
        if self == gone:
            gone.unlink()
        return opened(self, *how, **more)

    monkeypatch.setattr(Path, "open", vanishing)
    backup(url, tmp_path / "b", now=START, folders=beside)
    places = elsewhere(tmp_path)
    restore(address(tmp_path / "new"), tmp_path / "b", replace=False, folders=places)
    assert files_in(places) == {name: WHOLE[name] for name in WHOLE if name != "files/two"}


def test_a_file_that_is_there_and_differs_must_be_asked_for(
    made_with_files: Path, tmp_path: Path, beside: dict[str, Path]
) -> None:
    (beside["signing-keys"] / "two").write_bytes(b"another key")
    new = address(tmp_path / "new")
    action = lambda: restore(new, made_with_files, replace=False, folders=beside)  # noqa: E731
    unchanged(tmp_path, action, "There is another .*two already.*--replace")
    restore(new, made_with_files, replace=True, folders=beside)
    assert (beside["signing-keys"] / "two").read_bytes() == b"\0\xff"


def test_files_that_are_not_in_the_backup_stay(
    made_with_files: Path, tmp_path: Path, beside: dict[str, Path]
) -> None:
    (beside["files"] / "later").write_bytes(b"later")
    restore(address(tmp_path / "new"), made_with_files, replace=True, folders=beside)
    assert (beside["files"] / "later").read_bytes() == b"later"


def test_files_are_not_restored_into_a_folder_that_the_portal_does_not_use(
    made_with_files: Path, tmp_path: Path
) -> None:
    """It keeps files in an object store now."""
    places = {"signing-keys": tmp_path / "new" / "signing-keys"}
    new = address(tmp_path / "new")
    action = lambda: restore(new, made_with_files, replace=False, folders=places)  # noqa: E731
    unchanged(tmp_path, action, "PORTAL_STORAGE_URL")


def database_in(backed_up: Path) -> bytes:
    with tarfile.open(backed_up) as archive:
        member = archive.extractfile("portal.sqlite3")
        assert member
        return member.read()


def archive_of(path: Path, told: bytes, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for name, content in {"manifest.json": told, **members}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../out", True),
        ("files/../../out", True),
        ("/out", True),
        ("out", True),
        ("vapid.pem/out", True),
        ("portal.sqlite3/out", True),
        ("", True),
        ("files", True),
        ("files/one", False),
        ("vapid.pem", False),
    ],
)
def test_a_backup_with_a_file_out_of_place_or_missing_is_refused(
    made: Path, tmp_path: Path, beside: dict[str, Path], name: str, kept: bool
) -> None:
    content = database_in(made)
    sums = {name: hashlib.sha256(b"evil").hexdigest()}
    told = json.dumps({"sha256": hashlib.sha256(content).hexdigest(), "files": sums}).encode()
    members = {"portal.sqlite3": content} | ({name: b"evil"} if kept else {})
    file = archive_of(tmp_path / "evil", told, members)
    new = address(tmp_path / "new")
    unchanged(tmp_path, lambda: restore(new, file, replace=True, folders=beside), "not a backup")
    assert list(tmp_path.parent.rglob("out")) == []


@pytest.mark.parametrize("change", ["another content", "another sum", "a link"])
def test_a_file_of_a_backup_that_is_not_what_it_was_is_noticed_before_anything_changes(
    made: Path, tmp_path: Path, beside: dict[str, Path], change: str
) -> None:
    content = database_in(made)
    wanted = b"other" if change == "another sum" else b"key"
    sums = {"files/two": hashlib.sha256(wanted).hexdigest()}
    told = json.dumps({"sha256": hashlib.sha256(content).hexdigest(), "files": sums}).encode()
    file = tmp_path / "changed"
    with tarfile.open(file, "w:gz") as out:
        for name, inside in {"manifest.json": told, "portal.sqlite3": content}.items():
            info = tarfile.TarInfo(name)
            info.size = len(inside)
            out.addfile(info, io.BytesIO(inside))
        info = tarfile.TarInfo("files/two")
        if change == "a link":
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        else:
            info.size = 3
        out.addfile(info, io.BytesIO(b"odd" if change == "another content" else b"key"))
    new = address(tmp_path / "new")
    action = lambda: restore(new, file, replace=True, folders=beside)  # noqa: E731
    unchanged(tmp_path, action, "not a backup|checksum")


def test_files_on_another_disk_are_put_in_place_whole(
    made_with_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two disks a file cannot be moved, only copied."""
    replace = Path.replace

    def between_disks(self: Path, target: Path) -> Path:
        if self.parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", between_disks)
    places = elsewhere(tmp_path)
    restore(address(tmp_path / "new"), made_with_files, replace=False, folders=places)
    assert files_in(places) == WHOLE


def test_the_folders_are_those_of_the_settings(tmp_path: Path) -> None:
    given = {"PORTAL_DATA_DIR": str(tmp_path)}
    here = load(given, needs_secrets=False)
    assert folders(here) == {
        "files": tmp_path / "files",
        "signing-keys": tmp_path / "signing-keys",
        "vapid.pem": tmp_path / "vapid.pem",
        "audit.pem": tmp_path / "audit.pem",
        "audit-checkpoints": tmp_path / "audit-checkpoints",
    }
    more = {
        "PORTAL_STORAGE_URL": "s3://bucket/portal",
        "PORTAL_SIGNING_KEYS": "/vault",
        "PORTAL_VAPID_KEY": "/vault/push.pem",
        "PORTAL_AUDIT_KEY": "/vault/audit.pem",
        "PORTAL_AUDIT_CHECKPOINTS": "s3://bucket/checkpoints",
    }
    away = load(given | more, needs_secrets=False)
    assert folders(away) == {
        "signing-keys": Path("/vault"),
        "vapid.pem": Path("/vault/push.pem"),
        "audit.pem": Path("/vault/audit.pem"),
    }
