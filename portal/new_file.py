"""Writing a file that must not be there yet, such as a key."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def write_new(path: Path, content: bytes) -> bool:
    """Write the file whole or not at all, readable for the portal's account alone.

    False where there is one already, which stays as it is; of two who write at once one does.
    """
    whole = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(whole, path)  # unlike a rename it never replaces what another just made
    except FileExistsError:
        return False
    finally:
        whole.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def _sync_folder(folder: Path) -> None:
    """The name is on the disk too. Some file systems cannot say so."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
