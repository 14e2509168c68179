"""Where a push may go. Endpoints and keys come from browsers, so they are not taken at their word.

An endpoint is an address that this server will post to: only known push services are allowed, and
none of the network it stands in.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec

from portal.errors import RuleBroken

LONGEST = 2000
POINT_BYTES, AUTH_BYTES = 65, 16
ADDRESS = re.compile(
    r"https://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*)(?::443)?(?=/)", re.IGNORECASE
)
"""Names only, whose last part is no number: no IP address in any notation fits, and no user."""
PLAIN = re.compile(r"[!-~]+")
ANY_ORIGIN = re.compile(r"https?://[^/?#@\\]+(?=/)")
BASE64URL = re.compile(r"[A-Za-z0-9_-]+={0,2}")


class Endpoint(NamedTuple):
    """`origin`: what a VAPID token names. `host`: None where the setting names the whole origin."""

    origin: str
    host: str | None


@dataclass(frozen=True, slots=True)
class Receiver:
    """The keys of a subscription, read and checked."""

    public_key: ec.EllipticCurvePublicKey
    auth: bytes


def check(endpoint: str, hosts: Sequence[str]) -> Endpoint:
    """The endpoint, if it belongs to one of `hosts`, as the setting PORTAL_PUSH_HOSTS names them.

    Raises RuleBroken: push_address for what no push service gives out, push_service_unknown.
    """
    if len(endpoint) > LONGEST or not PLAIN.fullmatch(endpoint) or {"\\", "#"} & set(endpoint):
        raise RuleBroken("push_address", field="endpoint")
    whole = ANY_ORIGIN.match(endpoint)
    if whole and whole[0] in hosts:
        return Endpoint(whole[0], None)
    found = ADDRESS.match(endpoint)
    if not found:
        raise RuleBroken("push_address", field="endpoint")
    host = found["host"].lower()
    if not any(_fits(host, allowed) for allowed in hosts):
        raise RuleBroken("push_service_unknown", field="endpoint")
    return Endpoint(f"https://{host}", host)


def _fits(host: str, allowed: str) -> bool:
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed


def keys(p256dh: str, auth: str) -> Receiver:
    """The keys that a browser's subscription holds, both base64url, padded or not (RFC 8291).

    Raises RuleBroken("push_key") at the field that is wrong: `p256dh` is an uncompressed point on
    P-256, `auth` 16 bytes.
    """
    try:
        point = _decoded(p256dh, POINT_BYTES)
        public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise RuleBroken("push_key", field="p256dh") from None
    try:
        return Receiver(public_key, _decoded(auth, AUTH_BYTES))
    except ValueError:
        raise RuleBroken("push_key", field="auth") from None


def _decoded(text: str, length: int) -> bytes:
    """Raises ValueError for what is not base64url of so many bytes."""
    if len(text) > 2 * length or not BASE64URL.fullmatch(text):
        raise ValueError("no base64url")
    bare = text.rstrip("=")
    content = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    if len(content) != length:
        raise ValueError("another length")
    return content
