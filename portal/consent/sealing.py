"""The site's key, and the seal it puts on a document: PAdES, so that a changed byte shows.

Nothing here reaches for the network. A seal says who made the document and that nobody changed
it since; the people's signatures are in it, see :mod:`portal.consent.signing`.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import secrets
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from portal.consent import seal_bytes
from portal.errors import Conflict, RuleBroken
from portal.settings import Settings

T = TypeVar("T")

LIFE = timedelta(days=365 * 15)
"""A trial's records are kept long after it: the certificate outlives them."""
FIELD = "Seal"


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a look at a document shows. `problem`: why it does not hold, in words."""

    intact: bool
    whole: bool
    trusted: bool
    signed_at: datetime | None
    problem: str | None

    @property
    def holds(self) -> bool:
        return self.intact and self.whole and self.trusted


class SiteKeys:
    """The keys of the sites, each a PKCS#12 file that only the portal's account may read.

    `<study>-<site>.p12` is the key in use; certificates of keys that were replaced stay beside
    it as `<study>-<site>.<fingerprint>.pem`, so that what they sealed can still be checked.
    """

    def __init__(self, folder: Path, passphrase: bytes) -> None:
        self.folder = folder
        self.passphrase = passphrase
        self._signers: dict[tuple[Path, int], signers.SimpleSigner] = {}

    @classmethod
    def of(cls, settings: Settings) -> Self:
        passphrase = settings.signing_passphrase.encode()
        if not passphrase:
            secret = settings.secret_key.encode()
            passphrase = hmac.new(secret, b"signing keys", hashlib.sha256).hexdigest().encode()
        return cls(settings.keys_folder, passphrase)

    def path(self, study: str, site: str) -> Path:
        return self.folder / f"{study}-{site}.p12"

    def has(self, study: str, site: str) -> bool:
        return self.path(study, site).is_file()

    def make(
        self, study: str, site: str, *, organisation: str, now: datetime, replace: bool = False
    ) -> Path:
        """Make a key and its certificate for a site: ECDSA on P-256.

        OWASP ASVS 5.0, appendix C, no longer allows the way in which RSA keys sign here
        (PKCS#1 v1.5); what they sealed holds all the same.

        Raises Conflict("signing_key_exists") where there is one and `replace` is not said.
        """
        path = self.path(study, site)
        if path.exists() and not replace:
            raise Conflict("signing_key_exists", site=site)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            self._keep_certificate(path)
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(key, study, site, organisation, now)
        content = pkcs12.serialize_key_and_certificates(
            path.stem.encode(), key, certificate, None, BestAvailableEncryption(self.passphrase)
        )
        _write_privately(path, content)
        return path

    def _keep_certificate(self, path: Path) -> None:
        """Keep the certificate of a key that is about to be replaced; the key itself goes."""
        certificate = _certificate_of(self._load(path))
        mark = hashlib.sha256(certificate).hexdigest()[:16]
        old = path.with_name(f"{path.stem}.{mark}.pem")
        _write_privately(old, ssl.DER_cert_to_PEM_cert(certificate).encode())

    def signer(self, study: str, site: str) -> signers.SimpleSigner:
        """What signs for the site. Raises RuleBroken: no_signing_key, signing_key_locked."""
        path = self.path(study, site)
        if not path.is_file():
            raise RuleBroken("no_signing_key", study=study, site=site)
        written = (path, path.stat().st_mtime_ns)  # a key that was replaced is read again
        if written not in self._signers:
            self._signers[written] = self._load(path)
        return self._signers[written]

    def _load(self, path: Path) -> signers.SimpleSigner:
        load: Callable[..., signers.SimpleSigner] = signers.SimpleSigner.load_pkcs12_data
        try:
            return load(path.read_bytes(), [], passphrase=self.passphrase)
        except (ValueError, AttributeError):  # the passphrase differs; a certificate is missing
            raise RuleBroken("signing_key_locked", file=path.name) from None

    def certificates(self, study: str, site: str) -> list[bytes]:
        """The certificates (DER) of the site's keys, in use and replaced."""
        found = [_certificate_of(self.signer(study, site))] if self.has(study, site) else []
        replaced = sorted(self.folder.glob(f"{study}-{site}.*.pem"))
        return found + [ssl.PEM_cert_to_DER_cert(path.read_text("ascii")) for path in replaced]

    def fingerprint(self, study: str, site: str) -> str:
        """SHA-256 of the certificate in use, as an inspector compares it."""
        certificate = _certificate_of(self.signer(study, site))
        return hashlib.sha256(certificate).digest().hex(":").upper()


def _certificate_of(signer: signers.SimpleSigner) -> bytes:
    certificate: Any = signer.signing_cert
    return bytes(certificate.dump())


def _certificate(
    key: ec.EllipticCurvePrivateKey, study: str, site: str, organisation: str, now: datetime
) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"Participant portal, {study} {site}"[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )


def _write_privately(path: Path, content: bytes) -> None:
    """Write the file whole or not at all, for the portal's account alone."""
    whole = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    whole.replace(path)


class _Sealer(signers.PdfSigner):
    """Signs at a time that it is told, not at the machine's."""

    def __init__(self, *args: Any, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self._at = at

    def init_signing_session(self, *args: Any, **more: Any) -> Any:
        session = super().init_signing_session(*args, **more)
        session.system_time = self._at
        return session


def _apart(work: Callable[[], T]) -> T:
    """What `work` returns, done in a thread of its own.

    pyHanko runs an event loop of its own, which it may not where one is running in the thread.
    """
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(work).result()


def seal(pdf: bytes, *, keys: SiteKeys, study: str, site: str, reason: str, now: datetime) -> bytes:
    """The document with the site's seal (PAdES B-B), certified so that nothing may be added.

    The key is RSA or on an elliptic curve. Raises RuleBroken: no_signing_key, signing_key_locked,
    seal_not_made (the seal does not hold: a key of another kind).
    """
    signer = keys.signer(study, site)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location=site,
        name=signer.subject_name,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    sealer = _Sealer(metadata, signer=signer, at=now.replace(microsecond=0))
    try:
        sealed = _apart(lambda: bytes(sealer.sign_pdf(writer).getvalue()))
    except SigningError:
        raise RuleBroken("seal_not_made", site=site) from None
    if not examine(sealed, keys=keys, study=study, site=site).holds:
        raise RuleBroken("seal_not_made", site=site)
    return sealed


def examine(pdf: bytes, *, keys: SiteKeys, study: str, site: str) -> SealReport:
    """Whether the seal holds: the bytes are those that were sealed, by a key of the site.

    Raises RuleBroken("signing_key_locked") where the site's own certificate cannot be read.
    """
    trusted = keys.certificates(study, site)
    try:
        return _examine(pdf, trusted)
    except Exception as error:  # noqa: BLE001 (a changed file may break the reader anywhere)
        return SealReport(False, False, False, None, f"unreadable ({type(error).__name__})")


def _examine(pdf: bytes, trusted: list[bytes]) -> SealReport:
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    if len(found) != 1:
        return SealReport(False, False, False, None, f"it has {len(found)} seals, not one")
    # Whose key it is, is looked at below; the context is there to keep off the network.
    context = ValidationContext(trust_roots=[found[0].signer_cert], allow_fetching=False)
    status = _apart(lambda: validate_pdf_signature(found[0], context))
    intact = bool(status.intact and status.valid) and seal_bytes.are_as_written(pdf, found[0])
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    known = bytes(status.signing_cert.dump()) in trusted
    problem = None
    if not intact:
        problem = "the document was changed after it was sealed"
    elif not whole:
        problem = "something was added after it was sealed"
    elif not known:
        problem = "the seal is of a key that is not the site's"
    return SealReport(intact, whole, known, status.signer_reported_dt, problem)
