"""Checkpoints: signed statements of where the history ended at a moment, kept outside the database.

Who can write the database and read the portal's secret could still forge all of the history; not
what a checkpoint says that was copied away before. The signature is Ed25519, so anybody who has the
public key can check one, and nobody can make one with it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from portal.audit import chain
from portal.audit.seal import is_marked
from portal.db import Database
from portal.errors import RuleBroken
from portal.files.store import FileStore, store_at
from portal.new_file import write_new
from portal.settings import Settings

MEANING = "participant portal: checkpoint of the history"
UNREADABLE = (ValueError, TypeError, KeyError, binascii.Error)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The history ended with this number and hash at that moment (ISO 8601, UTC)."""

    number: int
    hash: str
    at: str

    def message(self) -> bytes:
        """What is signed."""
        return f"{MEANING}\n{self.number}\n{self.hash}\n{self.at}\n".encode()

    @property
    def name(self) -> str:
        """Of its file: in the order of their numbers, and no two have the same."""
        return f"{self.number:012}-{self.hash[:16]}.json"


class AuditKey:
    """The key that signs checkpoints, in a file that only the portal's account may read."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The key of this portal, made at first use. Raises RuleBroken: audit_key_unreadable."""
        cls.make(settings.audit_file)
        return cls.read(settings.audit_file)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises RuleBroken: audit_key_unreadable."""
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm):  # TypeError: it is locked
            raise RuleBroken("audit_key_unreadable", file=str(path)) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise RuleBroken("audit_key_unreadable", file=str(path))
        return cls(key)

    @classmethod
    def make(cls, path: Path) -> bool:
        """Make a key where there is none. False where there is one, which stays as it is."""
        if path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return write_new(path, pem)

    def sign(self, checkpoint: Checkpoint) -> bytes:
        """The checkpoint with its signature, as its file holds it."""
        signature = base64.b64encode(self._key.sign(checkpoint.message())).decode()
        told = {
            "number": checkpoint.number,
            "hash": checkpoint.hash,
            "at": checkpoint.at,
            "key": fingerprint(self.public),
            "signature": signature,
        }
        return json.dumps(told, indent=1).encode() + b"\n"


def public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the 32 bytes of a public key."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def read_public(path: Path) -> Ed25519PublicKey:
    """Raises RuleBroken: audit_key_unreadable."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        raise RuleBroken("audit_key_unreadable", file=str(path)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise RuleBroken("audit_key_unreadable", file=str(path))
    return key


@dataclass(frozen=True, slots=True)
class Found:
    """A file among the checkpoints; without a checkpoint it is none that one of the keys signed."""

    name: str
    checkpoint: Checkpoint | None


def found(store: FileStore, keys: Collection[Ed25519PublicKey]) -> Iterator[Found]:
    """Every file there is in the order of their names, each checked with the public keys."""
    for name in sorted(store.keys()):
        yield Found(name, _checked(store.get(name), keys))


def _checked(content: bytes, keys: Collection[Ed25519PublicKey]) -> Checkpoint | None:
    try:
        told = json.loads(content)
        checkpoint = Checkpoint(int(told["number"]), str(told["hash"]), str(told["at"]))
        signature = base64.b64decode(told["signature"], validate=True)
    except UNREADABLE:
        return None
    for key in keys:
        try:
            key.verify(signature, checkpoint.message())
        except InvalidSignature:
            continue
        return checkpoint
    return None


def make(database: Database, settings: Settings, *, now: datetime) -> Checkpoint | None:
    """Sign where the history ends and keep it; None where nothing was added since the last one.

    Raises RuleBroken("history_not_marked") where the end is not as this portal left it: a signature
    would vouch for what somebody else wrote.
    """
    with database.session(reads_only=True) as session:
        number, hash_, mac = chain.end(session.connection())
    if number == 0:
        return None
    if not is_marked(database.history_key, number, hash_, mac):
        raise RuleBroken("history_not_marked")
    checkpoint = Checkpoint(number, hash_, now.isoformat(timespec="seconds"))
    store = store_at(settings.checkpoints_place)
    if store.has(checkpoint.name):
        return None
    store.put(checkpoint.name, AuditKey.of(settings).sign(checkpoint))
    return checkpoint
