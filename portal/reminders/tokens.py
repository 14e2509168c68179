"""Tokens that stand in a notice: with one, its device confirms it, or a mail's reader says "no more".

Whoever has the notice has the token; it opens nothing else and names nobody.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

MAC_BYTES = 16


class Purpose(StrEnum):
    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


def token(key: str, purpose: Purpose, notice_id: UUID) -> str:
    """43 base64url characters: the notice, and its HMAC-SHA-256 under the portal's key, cut to 128
    bits."""
    raw = notice_id.bytes + _mac(key, purpose, notice_id)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(key: str, purpose: Purpose, text: str) -> UUID | None:
    """The notice that the token is for; None where it is no token of ours."""
    try:
        raw = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 16 + MAC_BYTES:
        return None
    notice_id = UUID(bytes=raw[:16])
    right = hmac.compare_digest(raw[16:], _mac(key, purpose, notice_id))
    return notice_id if right else None


def _mac(key: str, purpose: Purpose, notice_id: UUID) -> bytes:
    message = f"notice:{purpose}:".encode() + notice_id.bytes
    return hmac.new(key.encode(), message, sha256).digest()[:MAC_BYTES]
