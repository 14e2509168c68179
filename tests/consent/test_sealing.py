"""The site's seal: made with its key alone, and broken by every change."""

from __future__ import annotations

import asyncio
import io
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader, PdfWriter

from portal.consent.pdf.build import withdrawal_pdf
from portal.consent.sealing import SealReport, SiteKeys, examine, seal
from portal.errors import Conflict, RuleBroken
from portal.language import languages, say
from portal.settings import load
from tests.consent.papers import withdrawn
from tests.support.fakes import START
from tests.support.keys import give_keys
from tests.support.portal import settings_for

STUDY, SITE, OTHER_SITE = "free-her", "miami", "chicago"
PASSPHRASE = b"a word for tests"


@pytest.fixture
def keys(tmp_path: Path) -> SiteKeys:
    return give_keys(settings_for(tmp_path))


@cache
def sample() -> bytes:
    return withdrawal_pdf(withdrawn())


def sealed_by(keys: SiteKeys, site: str = SITE) -> bytes:
    return seal(sample(), keys=keys, study=STUDY, site=site, reason="Signed copy", now=START)


def look(pdf: bytes, keys: SiteKeys, site: str = SITE) -> SealReport:
    return examine(pdf, keys=keys, study=STUDY, site=site)


def make(keys: SiteKeys, *, replace: bool = False) -> Path:
    return keys.make(STUDY, SITE, organisation="University", now=START, replace=replace)


def problem_of(error: RuleBroken | Conflict) -> str:
    """Its sentence, which must be there in every language."""
    said = [say(f"error.{error.code}", language, **error.facts) for language in languages()]
    return said[0]


# sealing


def test_a_sealed_document_holds(keys: SiteKeys) -> None:
    report = look(sealed_by(keys), keys)
    assert report == SealReport(True, True, True, START, None)
    assert report.holds


def test_a_loop_that_runs_in_the_thread_stops_no_seal(keys: SiteKeys) -> None:
    async def within() -> SealReport:
        return look(sealed_by(keys), keys)

    assert asyncio.run(within()).holds


def test_the_seal_says_when_where_and_why_and_that_nothing_may_be_added(keys: SiteKeys) -> None:
    root = PdfReader(io.BytesIO(sealed_by(keys))).root_object
    signature = root["/Perms"]["/DocMDP"]
    assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature["/Reason"] == "Signed copy"
    assert signature["/Location"] == SITE
    assert signature["/M"].startswith("D:20260302150000")
    (reference,) = signature["/Reference"]
    assert reference.get_object()["/TransformParams"]["/P"] == 1


def test_the_words_of_the_document_stay_as_they_were(keys: SiteKeys) -> None:
    assert sealed_by(keys).startswith(sample())


def test_a_document_without_a_seal_does_not_hold(keys: SiteKeys) -> None:
    report = look(sample(), keys)
    assert not report.holds
    assert report.problem == "it has 0 seals, not one"


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n", b"\0" * 5000])
def test_what_is_no_document_does_not_hold(keys: SiteKeys, content: bytes) -> None:
    assert not look(content, keys).holds


# every change shows


@pytest.fixture(scope="module")
def seal_of(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, SiteKeys]:
    keys = give_keys(settings_for(tmp_path_factory.mktemp("keys")))
    return sealed_by(keys), keys


@given(st.data())
def test_any_other_byte_at_any_place_breaks_it(
    seal_of: tuple[bytes, SiteKeys], data: st.DataObject
) -> None:
    whole, keys = seal_of
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    assert not look(whole[:place] + bytes([other]) + whole[place + 1 :], keys).holds


def test_each_byte_of_the_seal_itself_counts(seal_of: tuple[bytes, SiteKeys]) -> None:
    """Nothing signs what frames a signature, and readers are kind: each of its bytes is tried."""
    whole, keys = seal_of
    start = whole.index(b"/Contents <") + len(b"/Contents <")
    end = whole.index(b">", start)
    content = bytes.fromhex(whole[start:end].decode())
    for place in framing(whole, content):
        for bit in (0x01, 0x20):
            other = content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]
            changed = whole[:start] + other.hex().upper().encode() + whole[end:]
            assert not look(changed, keys).holds, place


def framing(whole: bytes, content: bytes) -> set[int]:
    """The places in a seal that lie neither in its certificate nor in what is signed."""
    (found,) = PdfFileReader(io.BytesIO(whole)).embedded_signatures
    covered = [
        found.signer_cert.dump(),
        found.signer_info["signed_attrs"].contents,
        found.signer_info["signature"].contents,
    ]
    starts = [(content.index(part), len(part)) for part in covered]
    filling = range(content.index(covered[-1]) + len(covered[-1]) + 5, len(content))
    inside = {at for start, length in starts for at in range(start, start + length)}
    return set(range(len(content))) - inside - set(filling) | set(filling[::150])


def test_small_letters_for_capital_ones_in_the_seal_break_it(
    seal_of: tuple[bytes, SiteKeys],
) -> None:
    """The seal is written in hexadecimal digits: the other way to write one is another byte."""
    whole, keys = seal_of
    start = whole.index(b"/Contents <") + len(b"/Contents <")
    place = next(at for at in range(start, len(whole)) if whole[at] in b"ABCDEF")
    changed = whole[:place] + whole[place : place + 1].lower() + whole[place + 1 :]
    assert not look(changed, keys).holds


@pytest.mark.parametrize(
    "more", [b"\n", b" ", b"\0", b"%%EOF", b"%%EOF\n", b"x" * 5000, b"\n%PDF-1.7\n"]
)
def test_what_is_added_at_the_end_breaks_it(seal_of: tuple[bytes, SiteKeys], more: bytes) -> None:
    whole, keys = seal_of
    assert not look(whole + more, keys).holds
    assert not look(more + whole, keys).holds


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_what_is_cut_off_breaks_it(seal_of: tuple[bytes, SiteKeys], share: float) -> None:
    whole, keys = seal_of
    assert not look(whole[: int(len(whole) * share)], keys).holds


def test_a_second_revision_breaks_it(seal_of: tuple[bytes, SiteKeys]) -> None:
    """As a PDF program writes a change: the sealed bytes stay, others are added after them."""
    whole, keys = seal_of
    writer = IncrementalPdfFileWriter(io.BytesIO(whole))
    writer.root[pdf_name("/Lang")] = pdf_string("fr")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(whole)
    report = look(out.getvalue(), keys)
    assert report.intact
    assert not report.whole
    assert report.problem == "something was added after it was sealed"


def test_a_document_written_anew_does_not_hold(seal_of: tuple[bytes, SiteKeys]) -> None:
    """The words and even the seal are copied; the bytes are others."""
    whole, keys = seal_of
    out = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(whole)).write(out)
    assert not look(out.getvalue(), keys).holds


def test_the_seal_of_another_document_does_not_fit(seal_of: tuple[bytes, SiteKeys]) -> None:
    whole, keys = seal_of
    other = seal(
        withdrawal_pdf(withdrawn(reason="Another reason.")),
        keys=keys,
        study=STUDY,
        site=SITE,
        reason="Signed copy",
        now=START,
    )

    def place(pdf: bytes) -> tuple[int, int]:
        start = pdf.index(b"/Contents <")
        return start, pdf.index(b">", start)

    (start, end), (from_, to) = place(whole), place(other)
    assert not look(whole[:start] + other[from_:to] + whole[end:], keys).holds


# whose seal it is


def test_the_seal_of_another_site_is_not_the_sites(keys: SiteKeys) -> None:
    report = look(sealed_by(keys, OTHER_SITE), keys)
    assert report.intact
    assert not report.trusted
    assert report.problem == "the seal is of a key that is not the site's"


def test_a_key_made_elsewhere_under_the_same_name_is_not_the_sites(
    keys: SiteKeys, tmp_path: Path
) -> None:
    forger = SiteKeys(tmp_path / "elsewhere", PASSPHRASE)
    make(forger)
    report = look(sealed_by(forger), keys)
    assert report.intact
    assert not report.holds


def test_what_a_replaced_key_sealed_still_holds_and_the_new_key_seals_on(keys: SiteKeys) -> None:
    before, first = sealed_by(keys), keys.fingerprint(STUDY, SITE)
    make(keys, replace=True)
    make(keys, replace=True)
    after = sealed_by(keys)
    assert look(before, keys).holds
    assert look(after, keys).holds
    assert keys.fingerprint(STUDY, SITE) != first
    assert len(keys.certificates(STUDY, SITE)) == 3


def test_a_portal_that_runs_seals_with_the_new_key_as_soon_as_it_is_there(keys: SiteKeys) -> None:
    running = SiteKeys(keys.folder, keys.passphrase)
    assert look(sealed_by(running), keys).holds
    make(keys, replace=True)
    sealed = sealed_by(running)
    (old,) = keys.folder.glob(f"{STUDY}-{SITE}.*.pem")
    old.unlink()
    assert look(sealed, keys).holds


def test_where_a_key_was_lost_its_seals_are_no_longer_known(keys: SiteKeys) -> None:
    sealed = sealed_by(keys)
    keys.path(STUDY, SITE).unlink()
    report = look(sealed, keys)
    assert report.intact
    assert not report.trusted


def test_long_after_the_certificate_ran_out_a_seal_holds(tmp_path: Path) -> None:
    keys = SiteKeys(tmp_path, PASSPHRASE)
    long_ago = datetime(1999, 5, 3, tzinfo=UTC)
    keys.make(STUDY, SITE, organisation="University", now=long_ago)
    sealed = seal(sample(), keys=keys, study=STUDY, site=SITE, reason="x", now=long_ago)
    report = look(sealed, keys)
    assert report.holds
    assert report.signed_at == long_ago


Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


def institution(keys: SiteKeys, key: Key) -> x509.Certificate:
    """The key of an institution lies where the site's key is looked for."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Institution")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=900))
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"institution", key, certificate, None, BestAvailableEncryption(PASSPHRASE)
    )
    keys.path(STUDY, SITE).write_bytes(content)
    return certificate


@pytest.mark.parametrize("kind", ["elliptic curve", "RSA"])
def test_an_institution_may_put_a_key_of_its_own_there(tmp_path: Path, kind: str) -> None:
    keys = SiteKeys(tmp_path, PASSPHRASE)
    own: Key = ec.generate_private_key(ec.SECP256R1())
    if kind == "RSA":
        own = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    certificate = institution(keys, own)
    assert look(sealed_by(keys), keys).holds
    digest = certificate.fingerprint(hashes.SHA256()).hex(":").upper()
    assert keys.fingerprint(STUDY, SITE) == digest


def test_a_key_that_the_portal_makes_signs_as_asvs_allows(tmp_path: Path) -> None:
    keys = SiteKeys(tmp_path, PASSPHRASE)
    make(keys)
    made = x509.load_der_x509_certificate(keys.certificates(STUDY, SITE)[0]).public_key()
    assert isinstance(made, ec.EllipticCurvePublicKey)
    assert made.curve.name == "secp256r1"


def test_with_a_key_whose_seal_would_not_hold_nothing_is_sealed(tmp_path: Path) -> None:
    keys = SiteKeys(tmp_path, PASSPHRASE)
    institution(keys, ed25519.Ed25519PrivateKey.generate())
    with pytest.raises(RuleBroken) as error:
        sealed_by(keys)
    assert error.value.code == "seal_not_made"
    assert "RSA" in problem_of(error.value)


# keys


def test_a_key_is_for_the_eyes_of_its_owner_and_alone_in_its_folder(tmp_path: Path) -> None:
    keys = SiteKeys(tmp_path / "keys", PASSPHRASE)
    path = make(keys)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]
    assert path.name == f"{STUDY}-{SITE}.p12"


def test_a_key_is_never_written_over_unless_that_is_said(keys: SiteKeys) -> None:
    before = keys.path(STUDY, SITE).read_bytes()
    with pytest.raises(Conflict) as error:
        make(keys)
    assert error.value.code == "signing_key_exists"
    assert "--replace" in problem_of(error.value)
    assert keys.path(STUDY, SITE).read_bytes() == before


def test_a_key_that_cannot_be_opened_is_not_replaced(keys: SiteKeys) -> None:
    """Its certificate could not be kept, and what it sealed could never be checked again."""
    before = keys.path(STUDY, SITE).read_bytes()
    with pytest.raises(RuleBroken) as error:
        make(SiteKeys(keys.folder, b"another word"), replace=True)
    assert error.value.code == "signing_key_locked"
    assert keys.path(STUDY, SITE).read_bytes() == before


def test_a_site_without_a_key_seals_nothing_and_the_remedy_is_told(tmp_path: Path) -> None:
    keys = SiteKeys(tmp_path, PASSPHRASE)
    assert not keys.has(STUDY, SITE)
    with pytest.raises(RuleBroken) as error:
        sealed_by(keys)
    assert error.value.code == "no_signing_key"
    assert f"portal consent key --study {STUDY} --site {SITE}" in problem_of(error.value)


def test_a_wrong_passphrase_is_told_and_not_taken_for_a_broken_seal(keys: SiteKeys) -> None:
    sealed = sealed_by(keys)
    locked = SiteKeys(keys.folder, b"another word")
    for action in (lambda: sealed_by(locked), lambda: look(sealed, locked)):
        with pytest.raises(RuleBroken) as error:
            action()
        assert error.value.code == "signing_key_locked"
        assert "PORTAL_SIGNING_PASSPHRASE" in problem_of(error.value)


def test_the_passphrase_is_the_settings_own_or_made_from_the_secret(tmp_path: Path) -> None:
    data = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_DEMO": "1"}
    one, other = ({**data, "PORTAL_SECRET_KEY": letter * 40} for letter in "ab")
    own = {"PORTAL_SIGNING_PASSPHRASE": "its own"}
    derived = SiteKeys.of(load(one))
    assert derived.passphrase == SiteKeys.of(load(one)).passphrase
    assert derived.passphrase != SiteKeys.of(load(other)).passphrase
    assert b"a" * 40 not in derived.passphrase
    assert SiteKeys.of(load(one | own)).passphrase == b"its own"
    assert derived.folder == tmp_path / "signing-keys"
    elsewhere = {"PORTAL_SIGNING_KEYS": str(tmp_path / "vault")}
    assert SiteKeys.of(load(one | elsewhere)).folder == tmp_path / "vault"


# what another program says


def pdfsig(pdf: bytes, folder: Path) -> str:
    file = folder / "sealed.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.pdfsig
def test_poppler_finds_the_seal_valid_and_the_whole_document_sealed(
    keys: SiteKeys, tmp_path: Path
) -> None:
    said = pdfsig(sealed_by(keys), tmp_path)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.pdfsig
def test_poppler_sees_a_changed_byte(keys: SiteKeys, tmp_path: Path) -> None:
    sealed = bytearray(sealed_by(keys))
    sealed[sealed.index(b"stream") + 40] ^= 1
    assert "Signature is Valid." not in pdfsig(bytes(sealed), tmp_path)
