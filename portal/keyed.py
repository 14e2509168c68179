"""Keyed hashes: what must be recognised again and never read is kept as one of these."""

from __future__ import annotations

import hashlib
import hmac


def mac(secret: str, *parts: str) -> str:
    """A keyed hash of `parts` (HMAC-SHA256, hex), with the parts kept apart."""
    message = "\x1f".join(parts)
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()
