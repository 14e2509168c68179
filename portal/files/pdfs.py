"""PDFs are kept as they came, so they are refused where they could act or hold another file."""

from __future__ import annotations

import io
import time
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from portal.errors import RuleBroken
from portal.files.kinds import LIMITS, LONGEST_SPACE, PDF, Found, Kind, Limits

MOST_OBJECTS = 50_000
"""A scan of 100 pages has far fewer. One with more takes too long to look through."""
ACTS = {"/JavaScript", "/JS", "/Launch", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/XFA"}
"""Entries of a PDF's objects that hold a program or another file."""
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"}
"""Actions that do more than show another page or name an address."""
END, WHITE = b"%%EOF", b"\0\t\n\f\r "
ZIP_END, ZIP_ENTRY, ZIP_LARGE = b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07"


def look_at(data: bytes, kind: Kind) -> Found:
    """The PDF as it came, for a receipt with its first pages drawn.

    Raises RuleBroken: file_broken, file_protected, file_pages, file_active.
    """
    limits = LIMITS[kind]
    pages = _count(data, limits)
    if not limits.drawn_pages:
        return Found(PDF, None, page_count=pages)
    return _drawn(data, limits, pages)


def _count(data: bytes, limits: Limits) -> int:
    """How many pages a harmless PDF has."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
        active = not locked and (_acts(reader.trailer) or _goes_on(data) or _is_archive(data))
    except Exception:  # noqa: BLE001 (a broken file raises whatever it likes)
        raise RuleBroken("file_broken") from None
    if locked:
        raise RuleBroken("file_protected")
    if not 1 <= pages <= limits.most_pages:
        raise RuleBroken("file_pages", most=limits.most_pages)
    if active:
        raise RuleBroken("file_active")
    return pages


def _drawn(data: bytes, limits: Limits, pages: int) -> Found:
    # Loaded only for a receipt, with a library that draws.
    from portal.files import pages as drawing  # noqa: PLC0415

    try:
        return drawing.draw(data, limits, pages, clock=time.process_time)
    except Exception:  # noqa: BLE001 (a broken file raises whatever it likes)
        raise RuleBroken("file_broken") from None


def _goes_on(data: bytes) -> bool:
    """Whether something else comes after the PDF's end (ISO 32000-1, 7.5.5)."""
    end = data.rfind(END)
    return end >= 0 and len(data[end + len(END) :].strip(WHITE)) > LONGEST_SPACE


def _is_archive(data: bytes) -> bool:
    """Whether a program that unpacks archives would find one in it (APPNOTE.TXT, 4.3.15 and 16)."""
    end = data.rfind(ZIP_END)
    while end >= 0:
        size = int.from_bytes(data[end + 12 : end + 16], "little")
        if 0 < size <= end and data.startswith(ZIP_ENTRY, end - size):
            return True
        if end >= 20 and data.startswith(ZIP_LARGE, end - 20):
            return True
        end = data.rfind(ZIP_END, 0, end)
    return False


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
