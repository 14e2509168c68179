"""Where files lie: a folder by default, an object store by its address (obstore)."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from portal.errors import PortalError
from portal.settings import Settings

FOLDER = "files"


class FileStore:
    """Files by key. A file is written whole or not at all, and never written over."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The store that the settings name; a folder of its own is made."""
        if settings.storage_url:
            return cls(from_url(settings.storage_url))
        return cls.in_folder(settings.data_dir / FOLDER)

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(LocalStore(folder))

    def put(self, key: str, content: bytes) -> None:
        """Write a file."""
        self._store.put(key, content)

    def get(self, key: str) -> bytes:
        """A file's content. Raises PortalError("file_missing")."""
        try:
            return bytes(self._store.get(key).bytes())
        except (NotFoundError, FileNotFoundError):
            raise PortalError("file_missing") from None

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""
        try:
            self._store.delete(key)
        except (NotFoundError, FileNotFoundError):
            return
