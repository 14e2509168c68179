"""What a handed-in file may be, told by how it begins, and what is asked of each use."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
WEBP, HEIF = "image/webp", "image/heif"
ENDING = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
"""What is kept, and how its name ends. WebP and HEIC become JPEG."""
HEIF_BRANDS = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"),
    *(b"mif1", b"msf1"),
}
"""The brands that a HEIC file names first (ISO 23008-12)."""
LONGEST_SPACE = 1024
"""A PDF may begin with so much white space, and end with so much of anything."""


class Kind(StrEnum):
    """What a file is handed in for."""

    SCAN = "scan"
    RECEIPT = "receipt"
    MESSAGE = "message"


class Limits(NamedTuple):
    """`longest_side` in pixels and `most_bytes` of a kept picture; pages of a PDF."""

    longest_side: int
    most_bytes: int | None
    most_pages: int
    drawn_pages: int


LIMITS = {
    Kind.SCAN: Limits(longest_side=3508, most_bytes=None, most_pages=100, drawn_pages=0),
    Kind.RECEIPT: Limits(longest_side=2000, most_bytes=400_000, most_pages=10, drawn_pages=5),
    Kind.MESSAGE: Limits(longest_side=2000, most_bytes=400_000, most_pages=20, drawn_pages=5),
}
"""A scan may be evidence and keeps A4 at 300 dots an inch; what comes with a claim or a message is
looked at on a screen."""


class Found(NamedTuple):
    """What a look at a file gave: `data` as it is kept, None for a file that stays as it came."""

    media_type: str
    data: bytes | None
    thumbnail: bytes | None = None
    pages: tuple[bytes, ...] = ()
    page_count: int = 1
    look: str | None = None


def begins_as(data: bytes) -> str | None:
    """The media type that the first bytes promise, or None for what nobody may hand in."""
    if data[:LONGEST_SPACE].lstrip().startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return HEIF
    return None
