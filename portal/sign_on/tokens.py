"""Reading an ID token: what is wrong with it, and what it says (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.sign_on.refusals import Reason, SignOnRefused

ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
)
"""Signatures by the provider's private key alone: not "none", and none by a secret we share."""

LEEWAY = 60
"""Seconds that the two clocks may differ."""

OLDEST = timedelta(minutes=10)
LONGEST_SUBJECT = 255


class UnknownKeyError(Exception):
    """The token is signed with a key that is not among those we have."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must say to be an answer to our question."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for. `email` is "" unless it vouches for that too."""

    issuer: str
    subject: str
    email: str
    methods: frozenset[str]
    """What `amr` and `acr` say of how she signed in."""

    def used(self, trusted: Set[str]) -> bool:
        """Whether one of the `trusted` values says that it was with two factors."""
        return bool(self.methods & trusted)


def read(token: str, keys: dict[str, Any], expected: Expected, *, now: datetime) -> Identity:
    """Raises UnknownKeyError, and SignOnRefused(FAILED) for anything else that is not right."""
    # Slow to load, and wanted only when somebody comes back from the provider.
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
    from joserfc import errors, jwt  # noqa: PLC0415
    from joserfc.jwk import KeySet  # noqa: PLC0415

    try:
        known = KeySet([key for one in _public(keys) if (key := _imported(one)) is not None])
        decoded = jwt.decode(token, known, algorithms=list(ALGORITHMS))
    except errors.InvalidKeyIdError:
        raise UnknownKeyError from None
    except (errors.JoseError, ValueError, TypeError, KeyError) as error:
        raise SignOnRefused(Reason.FAILED, type(error).__name__) from None
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        {
            "iss": {"essential": True, "value": expected.issuer},
            "aud": {"essential": True, "value": expected.client_id},
        },
        {
            "nonce": expected.nonce,
            "client_id": expected.client_id,
            "access_token": expected.access_token,
        },
    )
    try:
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except (errors.JoseError, ValueError, TypeError) as error:
        raise SignOnRefused(Reason.FAILED, str(error)[:100]) from None
    return _identity(dict(claims), now)


def _public(keys: dict[str, Any]) -> list[dict[str, Any]]:
    """Keys of the kinds that sign: a shared secret among them is none of ours to use."""
    listed = keys.get("keys")
    found = listed if isinstance(listed, list) else []
    return [
        {name: value for name, value in key.items() if name not in {"x5c", "x5t", "x5t#S256"}}
        for key in found
        if isinstance(key, dict)
        and key.get("kty") in {"RSA", "EC", "OKP"}
        and key.get("use", "sig") == "sig"
    ]


def _imported(key: dict[str, Any]) -> Any:
    """The key, or None for one of a kind that we do not know: others beside it still count."""
    from joserfc.errors import JoseError  # noqa: PLC0415 (slow)
    from joserfc.jwk import import_key  # noqa: PLC0415

    try:
        return import_key(key)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _identity(claims: dict[str, Any], now: datetime) -> Identity:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise SignOnRefused(Reason.FAILED, "sub")
    if now.timestamp() - claims["iat"] > OLDEST.total_seconds():
        raise SignOnRefused(Reason.FAILED, "iat")
    email, vouched = claims.get("email"), claims.get("email_verified") is True
    methods = [*(claims.get("amr") or []), claims.get("acr")]
    return Identity(
        issuer=claims["iss"],
        subject=subject,
        email=email if vouched and isinstance(email, str) else "",
        methods=frozenset(one for one in methods if isinstance(one, str)),
    )
