"""What passkeys say, in the words of WebAuthn: options for the browser, and checking its answers.

No database here. User verification is required, so that a passkey is two factors in one; keys are
discoverable, so that nobody types who she is; no attestation is asked for, since any maker's will do.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

TIMEOUT_MS = 300_000
_LOOPBACK = ("127.0.0.1", "::1")


class Refused(Exception):
    """The answer is not one of this passkey to this challenge, here. It is never said why."""


@dataclass(frozen=True, slots=True)
class Party:
    """Where passkeys are for: the relying party's id, and the origin its pages have."""

    id: str
    origin: str

    @classmethod
    def at(cls, base_url: str) -> Self | None:
        """The party at the portal's address, or None at a bare network address: browsers give no
        passkey to one. A loopback address is also called "localhost", which they know."""
        parts = urlsplit(base_url)
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
        if host in _LOOPBACK:
            host = "localhost"
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return cls(host, f"{parts.scheme}://{host}{port}")
        return None


@dataclass(frozen=True, slots=True)
class NewKey:
    credential_id: str
    public_key: bytes
    sign_count: int


def adding(
    party: Party, *, account_id: UUID, email: str, name: str, challenge: str, has: Iterable[str]
) -> dict[str, Any]:
    """Options for navigator.credentials.create, as JSON has them. `has`: ids of her passkeys."""
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=party.id,
        user_id=account_id.bytes,
        user_name=email,
        user_display_name=name,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT_MS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_described(has),
    )
    return _plain(options)


def asking(party: Party, *, challenge: str, has: Iterable[str] = ()) -> dict[str, Any]:
    """Options for navigator.credentials.get. Without `has`, any passkey for here may answer."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT_MS,
        allow_credentials=_described(has),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _plain(options)


def _described(ids: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(known)) for known in ids]


def _plain(options: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return plain


def check_new(party: Party, credential: dict[str, Any], *, challenge: str) -> NewKey:
    """The new passkey that answers `challenge`. Raises Refused."""
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except _WRONG as error:
        raise Refused from error
    return NewKey(
        bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count
    )


def check_answer(
    party: Party,
    credential: dict[str, Any],
    *,
    challenge: str,
    public_key: bytes,
    sign_count: int,
) -> int:
    """The passkey's new count of signatures. Raises Refused, also where the count went back: then
    there may be a copy of it (WebAuthn, section 6.1.1)."""
    try:
        return webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        ).new_sign_count
    except _WRONG as error:
        raise Refused from error


def id_of(credential: dict[str, Any]) -> str:
    """The id that a credential says it has; empty where it says none."""
    found = credential.get("id")
    return found if isinstance(found, str) else ""


def holder_of(credential: dict[str, Any]) -> UUID | None:
    """The account that the passkey says it is of. None where it does not say."""
    answer = credential.get("response")
    said = answer.get("userHandle") if isinstance(answer, dict) else None
    if not isinstance(said, str) or not said:
        return None
    try:
        return UUID(bytes=base64url_to_bytes(said))
    except ValueError:
        return UUID(int=0)


_WRONG = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What the library raises for answers that nobody honest sends: most are its own, some are not."""
