"""What people hand in is looked at before it is kept: what it really is, and that it is harmless.

Pictures are drawn anew, upright and without what the camera wrote into them. A PDF is kept as it
is, because it may be evidence, and refused where it could act by itself.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from portal.errors import RuleBroken

pillow_heif.register_heif_opener()

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3508
"""Pixels a kept picture has at most along a side: A4 at 300 dots an inch."""
MOST_PAGES = 100
PICTURES = ("JPEG", "PNG", "HEIF")
HEIC = {b"ftypheic", b"ftypheix", b"ftypheim", b"ftypheis", b"ftypmif1"}
"""What stands near the beginning of a HEIC file (ISO 23008-12)."""
SCALES_WELL = {"L", "RGB", "RGBA", "CMYK", "YCbCr"}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDING = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
LONGEST_NAME = 120
MOST_OBJECTS = 50_000
"""A scan of 100 pages has far fewer. One with more takes too long to look through."""
ACTS = {"/JavaScript", "/JS", "/Launch", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/XFA"}
"""Entries of a PDF's objects that hold a program or another file."""
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"}
"""Actions that do more than show another page or name an address."""


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
            warnings.simplefilter("ignore")  # oddities of the file; its size is looked at here
            with Image.open(io.BytesIO(data), formats=PICTURES) as found:
                _look_at_size(found)
                return _redrawn(found)
    except UnidentifiedImageError:
        if _begins_as_picture(data):
            raise RuleBroken("file_broken", field=field) from None
        raise RuleBroken("file_kind", field=field) from None
    except Image.DecompressionBombError:
        raise RuleBroken("file_too_big_picture", field=field) from None
    except Exception:  # noqa: BLE001 (decoders raise whatever a broken file makes them)
        raise RuleBroken("file_broken", field=field) from None


def _begins_as_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG")) or data[4:12] in HEIC


def _look_at_size(found: Image.Image) -> None:
    """Before a pixel is unpacked: a small file may stand for gigabytes of them."""
    if found.width * found.height > MOST_PIXELS:
        raise Image.DecompressionBombError


def _redrawn(found: Image.Image) -> tuple[str, bytes]:
    """The picture as pixels and nothing else, on white where it is see-through."""
    line_art = found.format == "PNG"
    whole = found if found.mode in SCALES_WELL else _in_bytes(found).convert("RGBA")
    whole.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(whole).convert("RGBA")
    bare = Image.new("RGB", upright.size, "white")
    bare.paste(upright, mask=upright.getchannel("A"))
    written = io.BytesIO()
    if line_art:
        bare.save(written, "PNG", optimize=True)
    else:
        bare.save(written, "JPEG", quality=85)
    return (PNG if line_art else JPEG), written.getvalue()


def _in_bytes(found: Image.Image) -> Image.Image:
    """A picture with 16 bits a pixel in 8: simply converted, all but the darkest would be white."""
    if not found.mode.startswith("I"):
        return found
    return found.convert("I").point(lambda level: level / 256).convert("L")


def _pdf(data: bytes, field: str) -> bytes:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
        active = not locked and _acts(reader.trailer)
    except Exception:  # noqa: BLE001 (a broken file raises whatever it likes)
        raise RuleBroken("file_broken", field=field) from None
    if locked:
        raise RuleBroken("file_protected", field=field)
    if not 1 <= pages <= MOST_PAGES:
        raise RuleBroken("file_pages", field=field, most=MOST_PAGES)
    if active:
        raise RuleBroken("file_active", field=field)
    return data


def _acts(trailer: DictionaryObject) -> bool:
    """Whether anything that a reader can reach does something by itself or holds a file."""
    waiting: list[Any] = [trailer]
    seen: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        looked_at += 1
        if looked_at > MOST_OBJECTS:
            return True
        if isinstance(thing, DictionaryObject):
            if not ACTS.isdisjoint(thing) or ("/S" in thing and str(thing["/S"]) in ACTIONS):
                return True
            waiting.extend(part for part in thing.values() if _can_hold(part))
        elif isinstance(thing, ArrayObject):
            waiting.extend(part for part in thing if _can_hold(part))
    return False


def _can_hold(part: Any) -> bool:
    return isinstance(part, IndirectObject | DictionaryObject | ArrayObject)
