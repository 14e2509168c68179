"""Where files lie: a folder by default, an object store by its address (obstore)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from obstore.exceptions import AlreadyExistsError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from portal.errors import PortalError
from portal.settings import Settings

UNFINISHED = re.compile(r"[0-9a-f-]{36,64}(?:\.[a-z0-9]+)+#[0-9]+")


class FileStore:
    """Files by key. A file is written whole or not at all, and its key says what is in it."""

    def __init__(self, store: ObjectStore | None = None, *, folder: Path | None = None) -> None:
        self._given = store
        self._folder = folder

    @cached_property
    def _store(self) -> ObjectStore:
        """The store itself; a folder of its own is made at first use."""
        if self._given is not None:
            return self._given
        if self._folder is None:
            raise ValueError("a store, or a folder")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return LocalStore(self._folder)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The store that the settings name."""
        folder = settings.files_folder
        return cls(from_url(settings.storage_url)) if folder is None else cls.in_folder(folder)

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        return cls(folder=folder)

    def put(self, key: str, content: bytes) -> None:
        """Write a file; when this returns it is on the disk, not only on its way there.

        One that is there and is the same stays as it is. A key is made from a content, so one
        that differs is damaged, and is made whole.
        """
        try:
            self._store.put(key, content, mode="create")
        except AlreadyExistsError:
            if self.get(key) != content:
                self._store.put(key, content)
        if self._folder is not None:
            _sync(self._folder, key)

    def get(self, key: str) -> bytes:
        """A file's content. Raises PortalError("file_missing")."""
        try:
            return bytes(self._store.get(key).bytes())
        except (NotFoundError, FileNotFoundError):
            raise PortalError("file_missing") from None

    def has(self, key: str) -> bool:
        """Whether there is a file of this key."""
        try:
            self._store.head(key)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""
        try:
            self._store.delete(key)
        except (NotFoundError, FileNotFoundError):
            return

    def written_before(self, limit: datetime) -> Iterator[list[str]]:
        """The keys of all files that were written before `limit`, some at a time, in no order."""
        for batch in self._store.list():
            yield [found["path"] for found in batch if found["last_modified"] < limit]

    def keys(self) -> Iterator[str]:
        """The keys of all files, in no order."""
        for batch in self._store.list():
            yield from (found["path"] for found in batch)

    def sweep(self, limit: datetime) -> None:
        """Remove what somebody began to write before `limit` and never finished.

        An object store has no such files. In a folder they have the name of the file and a number
        (obstore's LocalStore).
        """
        for path in self._folder.rglob("*#*") if self._folder is not None else ():
            half = UNFINISHED.fullmatch(path.name) is not None and path.is_file()
            if half and path.stat().st_mtime < limit.timestamp():
                path.unlink(missing_ok=True)


def store_at(place: str) -> FileStore:
    """The store in that folder, or at that address (setting_values.place)."""
    return FileStore(from_url(place)) if "://" in place else FileStore.in_folder(Path(place))


def _sync(folder: Path, key: str) -> None:
    """Have the system write out the file and the folders that name it."""
    for path in (Path(key), *Path(key).parents):
        handle = os.open(folder / path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
