"""The portal's own key (VAPID, RFC 8292): push services see by it who sends.

Browsers bind a subscription to the key, so a new one ends every subscription: it is made once.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from py_vapid import Vapid02

from portal.errors import RuleBroken
from portal.new_file import write_new
from portal.settings import Settings

LIFE = timedelta(hours=12)
"""Of a token; RFC 8292 allows 24 hours. Half of it bears a clock that is hours wrong."""
RENEW = timedelta(hours=11)
MOST_ORIGINS = 256


class VapidKeys:
    """The key pair, read from its file once."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        # Not strict: that would refuse a contact such as mailto:portal@intranet at each push.
        # The settings have checked it.
        self._vapid = Vapid02(key, conf={"no-strict": True})
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public_key: str = base64.urlsafe_b64encode(point).decode().rstrip("=")
        """The uncompressed point, as `pushManager.subscribe` takes it: base64url, unpadded."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Raises RuleBroken: no_vapid_key, vapid_key_unreadable."""
        return cls.read(settings.vapid_file)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises RuleBroken: no_vapid_key, vapid_key_unreadable."""
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except FileNotFoundError:
            raise RuleBroken("no_vapid_key", file=str(path)) from None
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm):  # TypeError: it is locked
            raise RuleBroken("vapid_key_unreadable", file=str(path)) from None
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
            raise RuleBroken("vapid_key_unreadable", file=str(path))
        return cls(key)

    @classmethod
    def make(cls, path: Path) -> bool:
        """Make a key where there is none, readable for the portal's account alone.

        False where there is one, which stays as it is. Of two who make it at once one does.
        """
        if path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Vapid02(ec.generate_private_key(ec.SECP256R1()))
        return write_new(path, made.private_pem())

    def authorization(self, origin: str, contact: str, until: datetime) -> str:
        """The header that tells the push service at `origin` who sends, good up to `until`."""
        claims = {"aud": origin, "exp": int(until.timestamp()), "sub": contact}
        header: str = self._vapid.sign(claims)["Authorization"]
        return header


@dataclass(frozen=True, slots=True)
class _Made:
    header: str
    at: datetime


class VapidHeaders:
    """The Authorization header for each push service, made once and used until near its end."""

    def __init__(self, keys: VapidKeys, contact: str) -> None:
        self._keys = keys
        self._contact = contact
        self._made: dict[str, _Made] = {}

    @classmethod
    def of_settings(cls, settings: Settings) -> Self:
        """Raises RuleBroken as VapidKeys.of does."""
        return cls(VapidKeys.of(settings), settings.push_contact)

    def of(self, origin: str, now: datetime) -> str:
        """The header for `origin`, such as "https://fcm.googleapis.com".

        It holds for 1 to 12 hours from `now`. One that was made later than `now` is not used: the
        clock was set back, and the token may end more than a day ahead.
        """
        made = self._made.get(origin)
        if made is None or not made.at <= now < made.at + RENEW:
            if len(self._made) >= MOST_ORIGINS:
                self._made.clear()
            made = _Made(self._keys.authorization(origin, self._contact, now + LIFE), now)
            self._made[origin] = made
        return made.header
