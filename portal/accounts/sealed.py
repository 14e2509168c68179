"""Secrets that must be read back, sealed under a key made from the portal's own.

Whoever has a copy of the database alone reads none of them. The row they belong to is sealed in
with them (AES-256-GCM's associated data): moved to another row, they open no more.
"""

from __future__ import annotations

import base64
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


def seal(key: str, belongs_to: str, secret: bytes) -> str:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_derived(key)).encrypt(nonce, secret, belongs_to.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(key: str, belongs_to: str, sealed: str) -> bytes:
    """The secret. Raises cryptography's InvalidTag where it is another's, or the key has changed."""
    raw = base64.urlsafe_b64decode(sealed)
    nonce, content = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
    return AESGCM(_derived(key)).decrypt(nonce, content, belongs_to.encode())


def _derived(key: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"sealed secrets of sign-in").derive(key.encode())
