"""The bytes of a seal that it does not itself cover: whether they are as they were written.

A signature covers the document around it and what was signed with it. Where it lies in the file
there are more bytes: what frames it, and what fills up its place. A reader that is kind lets other
values pass there; here every one of them counts.
"""

from __future__ import annotations

from pyhanko.sign.validation import EmbeddedPdfSignature

VERSION_1 = bytes.fromhex("020101")
NO_CONTENT = bytes.fromhex("300b06092a864886f70d010701")
"""DER of the number 1, and of content of the type "data" that lies elsewhere."""
ALGORITHMS = {
    bytes.fromhex("300d06092a864886f70d01010b0500"),  # RSA (PKCS#1 v1.5) with SHA-256
    bytes.fromhex("300a06082a8648ce3d040302"),  # ECDSA with SHA-256
}


def are_as_written(pdf: bytes, found: EmbeddedPdfSignature) -> bool:
    """May raise anything where the file is damaged."""
    return _gap(pdf, found) and _frame(found)


def _gap(pdf: bytes, found: EmbeddedPdfSignature) -> bool:
    """Whether the bytes that the signature leaves out hold the signature and nothing else.

    It is filled up with zeros, which a reader skips: a change there would not show otherwise.
    """
    start, length, end, _ = (int(number) for number in found.byte_range)
    gap = pdf[start + length : end]
    content = found.pkcs7_content
    size = _length(content)
    last = bytes(found.signer_info["signature"].dump())
    return (
        gap == b"<" + content.hex().upper().encode() + b">"
        and content[:size].endswith(last)
        and not any(content[size:])
    )


def _frame(found: EmbeddedPdfSignature) -> bool:
    """Whether what stands around the signature, which nothing signs, says what it must.

    These are the versions, the digest that is named twice, "no content", whose certificate it is
    (a reader takes capital and small letters for the same) and the algorithm (RFC 5652, 5).
    """
    data, signer, certificate = found.signed_data, found.signer_info, found.signer_cert
    number = certificate["tbs_certificate"]["serial_number"]
    pairs = [
        (data["version"].dump(), VERSION_1),
        (signer["version"].dump(), VERSION_1),
        (data["encap_content_info"].dump(), NO_CONTENT),
        (data["digest_algorithms"].contents, signer["digest_algorithm"].dump()),
        (signer["sid"].chosen.contents, certificate.issuer.dump() + number.dump()),
    ]
    known = signer["signature_algorithm"].dump() in ALGORITHMS
    return known and all(bytes(here) == bytes(must) for here, must in pairs)


def _length(content: bytes) -> int:
    """How many bytes the DER value takes with which `content` begins (X.690, 8.1.3)."""
    if content[1] < 0x80:
        return 2 + content[1]
    digits = content[1] & 0x7F
    return 2 + digits + int.from_bytes(content[2 : 2 + digits], "big")
