"""Backup and restore of the embedded database (SQLite) and the folders beside it as one file.

The file is a gzipped tar with a consistent copy of the database, taken while the portal runs
(SQLite's online backup), the files that people handed in or were given, the sites' signing keys,
the keys of the push notifications and of the history's checkpoints, these checkpoints, and a
manifest with the SHA-256 of each. PostgreSQL has its own tools: pg_dump and continuous archiving.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from sqlalchemy.engine import make_url

from portal.settings import Settings

DATABASE, MANIFEST = "portal.sqlite3", "manifest.json"
FILES, KEYS, VAPID = "files", "signing-keys", "vapid.pem"
AUDIT_KEY, CHECKPOINTS = "audit.pem", "audit-checkpoints"
SINGLE = frozenset({DATABASE, VAPID, AUDIT_KEY})
"""What is a file of its own, not a folder."""
LARGEST_MANIFEST = 100_000_000
DAMAGED = (
    *(OSError, EOFError, KeyError, ValueError, TypeError, AttributeError),
    *(tarfile.TarError, zlib.error),
)
"""What reading a file raises that is no backup, or no longer one."""
NO_FOLDERS: Mapping[str, Path] = MappingProxyType({})


class BackupError(Exception):
    """The backup cannot be made or used; the message says why and what to do."""


def folders(settings: Settings) -> dict[str, Path]:
    """What a backup holds beside the database: folders, and two files (VAPID, AUDIT_KEY).

    An object store is backed up by its own means.
    """
    found = {
        KEYS: settings.keys_folder,
        VAPID: settings.vapid_file,
        AUDIT_KEY: settings.audit_file,
    }
    if "://" not in settings.checkpoints_place:
        found[CHECKPOINTS] = Path(settings.checkpoints_place)
    return found if settings.files_folder is None else {FILES: settings.files_folder, **found}


def database_file(url: str) -> Path:
    """The file of an embedded database. Raises BackupError for any other."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise BackupError(
            "This portal runs on PostgreSQL. Back it up with pg_dump, restore with pg_restore, "
            "and copy the folders of the files, of the signing keys and of the checkpoints "
            "(audit-checkpoints), and vapid.pem and audit.pem."
        )
    return Path(address.database)


def backup(
    url: str, target: Path, *, now: datetime, folders: Mapping[str, Path] = NO_FOLDERS
) -> None:
    """Write a backup of the database and of `folders` to `target`: whole or not at all.

    The database is copied first: a file is kept before its row is, so every row has its file. A
    checkpoint that is made meanwhile is left out: it knows entries that the copy lacks.
    """
    source = database_file(url)
    if not source.is_file():
        raise BackupError(f"There is no database at {source}. Nothing was written.")
    if not target.absolute().parent.is_dir():
        raise BackupError(f"There is no folder {target.absolute().parent}. Nothing was written.")
    if target.exists() and target.samefile(source):
        raise BackupError(f"{target} is the database itself. Name another file for the backup.")
    checkpoints = {CHECKPOINTS: folders[CHECKPOINTS]} if CHECKPOINTS in folders else {}
    earlier = {path for _, path in _beside(checkpoints)}
    with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        copy = Path(folder) / DATABASE
        _copy(source, copy)
        whole, manifest = Path(folder) / "backup.tar.gz", Path(folder) / MANIFEST
        with tarfile.open(whole, "w:gz") as archive:
            archive.add(copy, DATABASE)
            sums = {
                name: _add(archive, name, path)
                for name, path in _beside(folders)
                if path in earlier or not name.startswith(f"{CHECKPOINTS}/")
            }
            sums = {name: found for name, found in sums.items() if found is not None}
            told = {"made_at": now.isoformat(), "sha256": _sha256(copy), "files": sums}
            manifest.write_text(json.dumps(told))
            archive.add(manifest, MANIFEST)
        whole.chmod(0o600)
        _sync(whole)
        whole.replace(target)


def restore(
    url: str, source: Path, *, replace: bool, folders: Mapping[str, Path] = NO_FOLDERS
) -> None:
    """Put the database and the folders of a backup in place. The portal must not be running.

    Files that are there and not in the backup stay: nothing refers to them. Raises BackupError
    for a file that is damaged or no backup, and, without `replace`, where a database or another
    file of the same name exists already; then nothing is changed.
    """
    target = database_file(url)
    if target.exists() and not replace:
        raise BackupError(
            f"There is a database at {target} already. Stop the portal, make a backup of it, "
            "then restore with --replace."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        names = _extract(source, Path(folder))
        _check(Path(folder) / DATABASE)
        places = {Path(folder) / name: _place(name, folders) for name in names}
        if not replace:
            _refuse_to_overwrite(places)
        for kind in {PurePosixPath(name).parts[0] for name in names} - SINGLE:
            folders[kind].mkdir(parents=True, exist_ok=True, mode=0o700)
        for copy, place in places.items():  # before the rows that refer to them
            _put(copy, place)
        for leftover in ("-wal", "-shm"):
            target.with_name(target.name + leftover).unlink(missing_ok=True)
        _put(Path(folder) / DATABASE, target)


def _beside(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Name in the archive and path of each whole file; one that is being written is left out."""
    for name, folder in folders.items():
        if name in SINGLE:
            if folder.is_file():
                yield name, folder
            continue
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(".") and "#" not in path.name:
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str | None:
    """Put a file into the archive, as it is at one moment. Its SHA-256.

    None where it is gone: its row was forgotten and it was collected, all in the meantime.
    """
    try:
        with path.open("rb") as file:
            info = archive.gettarinfo(arcname=name, fileobj=file)
            content = file.read()
    except FileNotFoundError:
        return None
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()


def _place(name: str, folders: Mapping[str, Path]) -> Path:
    """Where a file of the archive belongs. It never lies outside its folder."""
    kind, *parts = PurePosixPath(name).parts
    if kind not in folders:
        raise BackupError(
            f"The backup holds {kind}, which this portal keeps elsewhere (PORTAL_STORAGE_URL). "
            "Restore with that setting empty. Nothing was changed."
        )
    return folders[kind].joinpath(*parts)


def _refuse_to_overwrite(places: Mapping[Path, Path]) -> None:
    for copy, place in places.items():
        if place.exists() and _sha256(place) != _sha256(copy):
            raise BackupError(
                f"There is another {place} already. Make a copy of it, then restore with --replace."
            )


def _put(copy: Path, place: Path) -> None:
    """Move a file to its place, which may lie on another disk: whole or not at all."""
    copy.chmod(0o600)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sync(copy)
    try:
        copy.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = place.with_name(f".{place.name}.restored")
        shutil.copy2(copy, near)
        _sync(near)
        near.replace(place)


def _copy(source: Path, target: Path) -> None:
    origin = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    result = sqlite3.connect(target)
    try:
        origin.backup(result)
        result.execute("PRAGMA journal_mode=DELETE")
    finally:
        result.close()
        origin.close()


def _extract(source: Path, folder: Path) -> list[str]:
    """Unpack the backup into `folder`, each file checked. The names beside the database's."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            members = {member.name: member for member in archive.getmembers() if member.isreg()}
            told = _read_manifest(archive, members[MANIFEST])
            wanted = {DATABASE: told["sha256"], **told.get("files", {})}
            for name in wanted:
                _unpack(archive, members[name], folder / _inside(name))
    except DAMAGED as error:
        raise BackupError(
            f"{source} is not a backup of this portal, or it is damaged ({error}). "
            "Nothing was changed."
        ) from error
    if any(_sha256(folder / name) != checksum for name, checksum in wanted.items()):
        raise BackupError(f"{source} is damaged: its checksum differs. Nothing was changed.")
    return [name for name in wanted if name != DATABASE]


def _read_manifest(archive: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    file = archive.extractfile(member)
    content = file.read(LARGEST_MANIFEST) if file else b""
    told: dict[str, Any] = json.loads(content)
    return told


def _inside(name: str) -> str:
    """The name, if it stays within the folder it is unpacked to. Raises ValueError."""
    path = PurePosixPath(name)
    in_folder = len(path.parts) > 1 and path.parts[0] not in SINGLE
    if path.is_absolute() or ".." in path.parts or not (in_folder or name in SINGLE):
        raise ValueError(f"a file may not be named {name}")
    return name


def _unpack(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    content = archive.extractfile(member)
    if content is None:
        raise ValueError(f"{member.name} is no file")
    with content, target.open("wb") as out:
        shutil.copyfileobj(content, out)


_MIGRATED = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"


def _check(database: Path) -> None:
    connection = sqlite3.connect(database)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        ours = connection.execute(_MIGRATED).fetchone()
    except sqlite3.DatabaseError as error:
        answer, ours = str(error), None
    finally:
        connection.close()
    if answer != "ok":
        raise BackupError(f"The database in the backup is damaged ({answer}). Nothing was changed.")
    if ours is None:
        raise BackupError("The backup holds not a database of this portal. Nothing was changed.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
