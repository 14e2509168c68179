"""Codes of an authenticator app (TOTP, RFC 6238): SHA-1, six digits, thirty seconds.

That is what every app can do. No input, no output but a secret that is made.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, STEP_SECONDS, SECRET_BYTES = 6, 30, 20
WINDOW = 1
"""So many steps a phone's clock may be ahead or behind (RFC 6238, section 5.2)."""


def new_secret() -> bytes:
    """160 random bits (RFC 4226, section 4, R6)."""
    return secrets.token_bytes(SECRET_BYTES)


def written(secret: bytes) -> str:
    """The secret as apps take it: base32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(secret: bytes, *, issuer: str, account: str) -> str:
    """The otpauth:// address that the picture holds."""
    label = quote(f"{issuer}:{account}", safe="")
    facts = {
        "secret": written(secret).replace(" ", ""),
        "issuer": issuer,
        "algorithm": "SHA1",
        "digits": str(DIGITS),
        "period": str(STEP_SECONDS),
    }
    return f"otpauth://totp/{label}?{urlencode(facts, quote_via=quote)}"


def code_at(secret: bytes, step: int) -> str:
    made = TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 (what RFC 6238 says)
    return made.generate(step * STEP_SECONDS).decode()


def step_of(secret: bytes, code: str, *, now: datetime, after: int) -> int | None:
    """The time step around `now` and later than `after` whose code this is; None: of no such."""
    current = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(current - WINDOW, current + WINDOW + 1):
        right = hmac.compare_digest(code_at(secret, step).encode(), code.encode())
        if right and step > after:
            found = step
    return found
