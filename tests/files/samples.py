"""Real files as people hand them in, and files that mean harm."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pillow_heif
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

pillow_heif.register_heif_opener()

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """White, with the upper left quarter black: one sees which way is up."""
    made = Image.new("RGB", (width, height), "white")
    made.paste("black", (0, 0, width // 2, height // 2))
    return made.convert(mode)


def written(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def photo(kind: str = "JPEG", **how: Any) -> bytes:
    return written(picture(), kind, **how)


def phone_photo(orientation: int = 6) -> bytes:
    """As a phone writes it: lying on its side, with the maker's name and where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "Pocket Camera"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (25.0, 47.0, 24.0)
    return photo(exif=exif)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of some hundred bytes that says it unpacks to gigabytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def pdf(pages: int = 1, change: Callable[[PdfWriter], object] | None = None) -> bytes:
    """A scan of so many pages, changed by `change` before it is written."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=612, height=792)
    if change is not None:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(writer: PdfWriter) -> None:
    writer.encrypt("a word", algorithm="RC4-128")


def runs_when_opened(writer: PdfWriter) -> None:
    writer.add_open_action(JavaScript("app.alert('hello')"))


def holds_a_file(writer: PdfWriter) -> None:
    writer.add_attachment("program.exe", b"MZ")


def starts_a_program(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = _action("/Launch", "/F", "cmd.exe")


def runs_on_a_click(writer: PdfWriter) -> None:
    """On the last page, in a note, behind a reference."""
    action = writer._add_object(_action("/JavaScript", "/JS", "1"))
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    page = writer.pages[-1]
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def runs_deep_down(writer: PdfWriter) -> None:
    """In an object that is reached through a thousand others."""
    inner = writer._add_object(_action("/JavaScript", "/JS", "1"))
    for _ in range(1000):
        inner = writer._add_object(DictionaryObject({NameObject("/Next"): inner}))
    writer.root_object[NameObject("/Threads")] = ArrayObject([inner])


def sends_a_form(writer: PdfWriter) -> None:
    """The kind of action stands behind a reference of its own."""
    kind = writer._add_object(NameObject("/SubmitForm"))
    action = DictionaryObject({NameObject("/S"): kind})
    writer.root_object[NameObject("/OpenAction")] = action


def holds_a_hidden_form(writer: PdfWriter) -> None:
    form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})
    writer.root_object[NameObject("/AcroForm")] = form


def links_to_an_address(writer: PdfWriter) -> None:
    """Harmless: many letters hold one."""
    action = _action("/URI", "/URI", "https://example.org")
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


def _action(kind: str, entry: str, value: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind), NameObject(entry): TextStringObject(value)}
    )
