"""What people hand in is looked at before it is kept: what it really is, and that it is harmless.

Pictures are drawn anew, upright and without what the camera wrote into them. A PDF is kept as it
is, because it may be evidence, and refused where it could act by itself.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, NoReturn

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal.errors import RuleBroken

pillow_heif.register_heif_opener()

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3508
"""Pixels a kept picture has at most along a side: A4 at 300 dots an inch."""
MOST_PAGES = 100
PICTURES = {"JPEG", "PNG", "HEIF", "MPO"}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDING = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
LONGEST_NAME = 120
ACTS = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept. `name` is what a person sees, without any path."""

    media_type: str
    data: bytes
    name: str


def examine(data: bytes, *, name: str, largest: int, field: str = "scan") -> Checked:
    """The file, fit to be kept. `largest` in bytes.

    Raises RuleBroken: file_empty, file_too_big, file_kind, file_broken, file_protected,
    file_active, file_pages.
    """
    if not data:
        raise RuleBroken("file_empty", field=field)
    if len(data) > largest:
        raise RuleBroken("file_too_big", field=field, megabytes=largest // 1_000_000)
    if data[:1024].lstrip()[:5] == b"%PDF-":
        kind, kept = PDF, _pdf(data, field)
    else:
        kind, kept = _picture(data, field)
    return Checked(kind, kept, _name(name, kind))


def _name(name: str, kind: str) -> str:
    stem = PurePath(name.replace("\\", "/")).stem
    plain = "".join(letter for letter in stem if letter.isprintable()).strip(" .")
    return f"{plain[:LONGEST_NAME] or 'file'}{ENDING[kind]}"


def _picture(data: bytes, field: str) -> tuple[str, bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "HEIF", "MPO")) as found:
                if found.width * found.height > MOST_PIXELS:
                    _refuse("file_too_big_picture", field)
                return _redrawn(found)
    except UnidentifiedImageError:
        raise RuleBroken("file_kind", field=field) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RuleBroken("file_too_big_picture", field=field) from None
    except RuleBroken:
        raise
    except Exception:  # noqa: BLE001 (decoders raise whatever a broken file makes them)
        raise RuleBroken("file_broken", field=field) from None


def _redrawn(found: Image.Image) -> tuple[str, bytes]:
    """The picture as pixels and nothing else."""
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    line_art = found.format == "PNG"
    plain = upright.convert("RGB")
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    written = io.BytesIO()
    if line_art:
        bare.save(written, "PNG", optimize=True)
    else:
        bare.save(written, "JPEG", quality=85)
    return (PNG if line_art else JPEG), written.getvalue()


def _pdf(data: bytes, field: str) -> bytes:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            _refuse("file_protected", field)
        pages = len(reader.pages)
        active = _acts(reader.trailer.get("/Root"), set(), 0)
    except RuleBroken:
        raise
    except (PyPdfError, Exception):  # noqa: BLE001 (a broken file raises whatever it likes)
        raise RuleBroken("file_broken", field=field) from None
    if not 1 <= pages <= MOST_PAGES:
        raise RuleBroken("file_pages", field=field, most=MOST_PAGES)
    if active:
        _refuse("file_active", field)
    return data


def _refuse(code: str, field: str) -> NoReturn:
    raise RuleBroken(code, field=field)


MOST_OBJECTS = 20_000
DEEPEST = 200


def _acts(thing: Any, seen: set[int], depth: int) -> bool:
    """Whether anything that can be reached from `thing` does something by itself."""
    found = thing.get_object() if hasattr(thing, "get_object") else thing
    if id(found) in seen or depth > DEEPEST or len(seen) > MOST_OBJECTS:
        return len(seen) > MOST_OBJECTS
    seen.add(id(found))
    if isinstance(found, dict):
        if any(name in found for name in ACTS):
            return True
        if found.get("/S") in {"/JavaScript", "/Launch"}:
            return True
        return any(
            _acts(value, seen, depth + 1) for name, value in found.items() if name != "/Parent"
        )
    if isinstance(found, list):
        return any(_acts(value, seen, depth + 1) for value in found)
    return False
