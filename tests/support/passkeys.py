"""A passkey in software: what a telephone does when a face is shown to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from uuid import UUID

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from werkzeug.test import TestResponse

from tests.support.problems import done
from tests.support.web import Browser

HERE = "http://localhost:8000"
"""The origin at which the portal of the tests knows passkeys."""

PRESENT, VERIFIED, NEW_KEY = 0x01, 0x04, 0x40


@dataclass
class Phone:
    """Holds one passkey. What a dishonest or broken one would do differently can be set."""

    origin: str = HERE
    party: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    counts: bool = True
    id: bytes = field(default_factory=lambda: token_bytes(32))
    handle: str = ""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What navigator.credentials.create gives for `options`."""
        self.handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(self.flags | NEW_KEY) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        answer = {
            "clientDataJSON": self._client("webauthn.create", options),
            "attestationObject": bytes_to_base64url(made),
        }
        return self._credential(answer)

    def answer(self, options: dict[str, Any]) -> dict[str, Any]:
        """What navigator.credentials.get gives for `options`."""
        self.count += 1 if self.counts else 0
        data, client = self._data(self.flags), self._client("webauthn.get", options)
        signed = data + sha256(base64url_to_bytes(client)).digest()
        answer = {
            "clientDataJSON": client,
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(self.key.sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": self.handle,
        }
        return self._credential(answer)

    def _data(self, flags: int) -> bytes:
        return sha256(self.party.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> str:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return bytes_to_base64url(json.dumps(said).encode())

    def _credential(self, answer: dict[str, Any]) -> dict[str, Any]:
        written = bytes_to_base64url(self.id)
        return {
            "id": written,
            "rawId": written,
            "type": "public-key",
            "response": answer,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }


def try_to_add(browser: Browser, phone: Phone, **proof: Any) -> TestResponse:
    """Add the phone's passkey to the account of whoever is signed in."""
    asked = done(browser.post("/api/account/passkeys/options", proof))
    body = {"id": asked["id"], "credential": phone.make(asked["options"])}
    return browser.post("/api/account/passkeys", body)


def add_passkey(browser: Browser, phone: Phone | None = None, **proof: Any) -> Phone:
    phone = phone or Phone()
    done(try_to_add(browser, phone, **proof))
    return phone


def sign_in_with(browser: Browser, phone: Phone) -> TestResponse:
    asked = done(browser.post("/api/sign-in/passkey/options"))
    body = {"id": asked["id"], "credential": phone.answer(asked["options"])}
    return browser.post("/api/sign-in/passkey", body)


def confirm_with(browser: Browser, phone: Phone, purpose: str = "change_sign_in") -> str:
    """A step-up confirmed with the passkey."""
    asked = done(browser.post("/api/step-up", {"purpose": purpose}), 202)
    proof = {"passkey": phone.answer(asked["passkey"])}
    done(browser.post(f"/api/step-up/{asked['id']}", proof))
    return str(asked["id"])


def nobody() -> str:
    """The handle of an account that there is not."""
    return bytes_to_base64url(UUID(int=7).bytes)
