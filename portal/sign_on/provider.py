"""The institution's OpenID provider, as far as the portal has to know it.

What it says of itself is read when somebody first wants to sign in, and again after an hour; its
keys also when a token is signed with one that we have not seen: providers change their keys.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from portal.setting_values import LOOPBACK
from portal.settings import Settings
from portal.sign_on import fetching, tokens
from portal.sign_on.refusals import Reason, SignOnRefused
from portal.sign_on.tokens import Expected, Identity

KEPT_SECONDS = 3600
CALLBACK = "/api/sign-in/oidc/callback"
SCOPES = "openid email profile"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is known to one browser's way to the provider and back, and to nobody else."""

    state: str
    nonce: str
    verifier: str


@dataclass(slots=True)
class _Kept:
    """Something read from the provider, and when."""

    value: dict[str, Any] | None = None
    since: float = 0.0

    def fresh(self, seconds: float) -> dict[str, Any] | None:
        return self.value if seconds - self.since < KEPT_SECONDS else None


@dataclass(slots=True)
class Provider:
    """Where single sign-on is set. `now`: seconds of a clock that only goes on."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    redirect_uri: str
    trusted: frozenset[str]
    clock: Callable[[], float] = time.monotonic
    _about: _Kept = field(default_factory=_Kept)
    _keys: _Kept = field(default_factory=_Kept)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, settings: Settings) -> Provider | None:
        """None where the settings name no provider."""
        if not settings.oidc_issuer:
            return None
        return cls(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            secret=settings.oidc_client_secret,
            redirect_uri=settings.base_url + CALLBACK,
            trusted=frozenset(settings.oidc_trusts_second_factor) - {"none"},
        )

    def address(self, secrets: Secrets) -> str:
        """Where the browser goes to sign in. Raises SignOnRefused."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415 (slow)
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

        # Contexts of authentication are asked for by address; "mfa" and its like are methods.
        contexts = sorted(one for one in self.trusted if ":" in one)
        address: str = prepare_grant_uri(
            self._about_itself()["authorization_endpoint"],
            self.client_id,
            "code",
            redirect_uri=self.redirect_uri,
            scope=SCOPES,
            state=secrets.state,
            nonce=secrets.nonce,
            code_challenge=create_s256_code_challenge(secrets.verifier),
            code_challenge_method="S256",
            acr_values=" ".join(contexts) or None,
        )
        return address

    def exchange(
        self, code: str, secrets: Secrets, *, issuer: str | None, now: datetime
    ) -> Identity:
        """Whom the provider vouches for with that code. Raises SignOnRefused.

        `issuer`: who says that the code is theirs, where they say it (RFC 9207).
        """
        if issuer not in {None, self.issuer}:
            raise SignOnRefused(Reason.FAILED, "a code of another issuer")
        answer = self._ask_for_token(code, secrets.verifier)
        token, access_token = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str) or not isinstance(access_token, str):
            raise SignOnRefused(Reason.FAILED, "no token")
        expected = Expected(self.issuer, self.client_id, secrets.nonce, access_token)
        try:
            return tokens.read(token, self._its_keys(), expected, now=now)
        except tokens.UnknownKeyError:
            pass
        try:
            return tokens.read(token, self._its_keys(anew=True), expected, now=now)
        except tokens.UnknownKeyError:
            raise SignOnRefused(Reason.FAILED, "unknown key") from None

    def _ask_for_token(self, code: str, verifier: str) -> dict[str, Any]:
        from authlib.oauth2.auth import ClientAuth  # noqa: PLC0415 (slow)
        from authlib.oauth2.rfc6749.parameters import prepare_token_request  # noqa: PLC0415

        about = self._about_itself()
        ways = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        form = prepare_token_request(
            "authorization_code",
            redirect_uri=self.redirect_uri,
            code=code,
            code_verifier=verifier,
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        address, headers, form = ClientAuth(self.client_id, self.secret, way).prepare(
            "POST", about["token_endpoint"], headers, form
        )
        return fetching.post(address, form, headers)

    def _about_itself(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0, 4.3)."""
        seconds = self.clock()
        found = self._about.fresh(seconds)
        if found is None:
            where = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
            found = fetching.get(where)
            self._check(found)
            with self._lock:
                self._about = _Kept(found, seconds)
        return found

    def _check(self, about: dict[str, Any]) -> None:
        if about.get("issuer") != self.issuer:
            raise SignOnRefused(Reason.FAILED, "the provider names another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(about.get(name)):
                raise SignOnRefused(Reason.FAILED, f"{name} is no address that is safe")

    def _its_keys(self, *, anew: bool = False) -> dict[str, Any]:
        seconds = self.clock()
        found = None if anew else self._keys.fresh(seconds)
        if found is None:
            found = fetching.get(self._about_itself()["jwks_uri"])
            with self._lock:
                self._keys = _Kept(found, seconds)
        return found


def _is_safe(address: object) -> bool:
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
