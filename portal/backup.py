"""Backup and restore of the embedded database (SQLite) as one file.

The file is a gzipped tar with a consistent copy of the database, taken while the portal runs
(SQLite's online backup), and a manifest with its SHA-256. PostgreSQL has its own tools: pg_dump
and continuous archiving.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
import zlib
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

DATABASE, MANIFEST = "portal.sqlite3", "manifest.json"
LARGEST_MANIFEST = 100_000
DAMAGED = (
    *(OSError, EOFError, KeyError, ValueError, TypeError),
    *(tarfile.TarError, zlib.error),
)
"""What reading a file raises that is no backup, or no longer one."""


class BackupError(Exception):
    """The backup cannot be made or used; the message says why and what to do."""


def database_file(url: str) -> Path:
    """The file of an embedded database. Raises BackupError for any other."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise BackupError(
            "This portal runs on PostgreSQL. Back it up with pg_dump, restore with pg_restore."
        )
    return Path(address.database)


def backup(url: str, target: Path, *, now: datetime) -> None:
    """Write a backup to `target`. It appears whole or not at all."""
    source = database_file(url)
    if not source.is_file():
        raise BackupError(f"There is no database at {source}. Nothing was written.")
    if not target.absolute().parent.is_dir():
        raise BackupError(f"There is no folder {target.absolute().parent}. Nothing was written.")
    if target.exists() and target.samefile(source):
        raise BackupError(f"{target} is the database itself. Name another file for the backup.")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        copy = Path(folder) / DATABASE
        _copy(source, copy)
        manifest = Path(folder) / MANIFEST
        manifest.write_text(json.dumps({"made_at": now.isoformat(), "sha256": _sha256(copy)}))
        whole = Path(folder) / "backup.tar.gz"
        with tarfile.open(whole, "w:gz") as archive:
            archive.add(manifest, MANIFEST)
            archive.add(copy, DATABASE)
        whole.chmod(0o600)
        _sync(whole)
        whole.replace(target)


def restore(url: str, source: Path, *, replace: bool) -> None:
    """Put the database of a backup in place. The portal must not be running.

    Raises BackupError for a file that is damaged or no backup, and, without `replace`, where a
    database exists already; then nothing is changed.
    """
    target = database_file(url)
    if target.exists() and not replace:
        raise BackupError(
            f"There is a database at {target} already. Stop the portal, make a backup of it, "
            "then restore with --replace."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        _extract(source, copy)
        _check(copy)
        copy.chmod(0o600)
        _sync(copy)
        for leftover in ("-wal", "-shm"):
            target.with_name(target.name + leftover).unlink(missing_ok=True)
        copy.replace(target)


def _copy(source: Path, target: Path) -> None:
    origin = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    result = sqlite3.connect(target)
    try:
        origin.backup(result)
        result.execute("PRAGMA journal_mode=DELETE")
    finally:
        result.close()
        origin.close()


def _extract(source: Path, target: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            manifest = archive.extractfile(archive.getmember(MANIFEST))
            database = archive.extractfile(archive.getmember(DATABASE))
            if manifest is None or database is None:
                raise BackupError(f"{source} is not a backup of this portal.")
            wanted = json.loads(manifest.read(LARGEST_MANIFEST))["sha256"]
            with target.open("wb") as out:
                while chunk := database.read(1 << 20):
                    out.write(chunk)
    except DAMAGED as error:
        raise BackupError(
            f"{source} is not a backup of this portal, or it is damaged ({error}). "
            "Nothing was changed."
        ) from error
    if _sha256(target) != wanted:
        raise BackupError(f"{source} is damaged: its checksum differs. Nothing was changed.")


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
