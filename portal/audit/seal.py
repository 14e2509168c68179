"""The mark that the portal puts on the end of the history: who has not its key cannot make it.

Whoever can write to the database, but has not PORTAL_SECRET_KEY, could take the newest entries
away, or change some and hash everything anew. The mark binds the end of the chain to the key.
"""

from __future__ import annotations

import hashlib
import hmac

MEANING = b"participant portal: end of the history"


def history_key(secret: str) -> bytes:
    """The key of the marks, made from PORTAL_SECRET_KEY; another use of that has another key."""
    return hmac.digest(secret.encode(), MEANING, "sha256")


def mark(key: bytes, number: int, hash_: str) -> str:
    """The mark of a chain that ends with that number and hash."""
    return hmac.digest(key, f"{number}:{hash_}".encode(), hashlib.sha256).hex()


def is_marked(key: bytes, number: int, hash_: str, mac: str) -> bool:
    """Whether the portal itself left the end of the chain like this; a chain of none needs no mark."""
    return number == 0 or hmac.compare_digest(mark(key, number, hash_).encode(), mac.encode())
