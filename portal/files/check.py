"""What people hand in is looked at before it is kept: what it really is, and that it is harmless.

Pictures are drawn anew, upright and without what the camera wrote into them. A PDF is kept as it
is, because it may be evidence, and refused where it could act by itself. This module looks in the
process that calls it; a server looks through :mod:`portal.files.apart`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from portal.errors import RuleBroken
from portal.files.kinds import ENDING, PDF, Found, Kind, begins_as

LONGEST_NAME = 120

__all__ = ["Checked", "Kind", "examine", "examine_by", "look_at"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept. `name` is what a person sees, without any path.

    For a receipt also: a small JPEG of it, its first pages as JPEGs where it is a PDF, its look
    (:mod:`portal.files.look`; None where it shows nothing), and the SHA-256 of what was sent,
    before anything was drawn anew.
    """

    media_type: str
    data: bytes
    name: str
    thumbnail: bytes | None = None
    pages: tuple[bytes, ...] = ()
    page_count: int = 1
    look: str | None = None
    source_sha256: str | None = None


def examine(
    data: bytes, *, name: str, largest: int, field: str = "scan", kind: Kind = Kind.SCAN
) -> Checked:
    """The file, fit to be kept. `largest` in bytes.

    Raises RuleBroken: file_empty, file_too_big, file_too_big_picture, file_kind, file_broken,
    file_protected, file_active, file_pages.
    """
    return examine_by(look_at, data, name=name, largest=largest, field=field, kind=kind)


def examine_by(
    look: Callable[[bytes, str, Kind], Found],
    data: bytes,
    *,
    name: str,
    largest: int,
    field: str,
    kind: Kind,
) -> Checked:
    """As :func:`examine`, with another way to look at the bytes."""
    if not data:
        raise RuleBroken("file_empty", field=field)
    if len(data) > largest:
        raise RuleBroken("file_too_big", field=field, megabytes=largest // 1_000_000)
    begins = begins_as(data)
    if begins is None:
        raise RuleBroken("file_kind", field=field)
    try:
        found = look(data, begins, kind)
    except RuleBroken as error:
        raise RuleBroken(error.code, field=field, **error.facts) from None
    return _checked(found, data, name)


def look_at(data: bytes, begins: str, kind: Kind) -> Found:
    """What the bytes are, if they are what they begin as. Raises RuleBroken without a field."""
    # The decoders are imported where they are used: a server that looks at files in a process of
    # its own never loads them, and that process loads those of one kind of file alone.
    if begins == PDF:
        from portal.files import pdfs  # noqa: PLC0415 (see above)

        return pdfs.look_at(data, kind)
    from portal.files import pictures  # noqa: PLC0415 (see above)

    return pictures.look_at(data, begins, kind)


def _checked(found: Found, data: bytes, name: str) -> Checked:
    return Checked(
        media_type=found.media_type,
        data=data if found.data is None else found.data,
        name=_name(name, found.media_type),
        thumbnail=found.thumbnail,
        pages=found.pages,
        page_count=found.page_count,
        look=found.look,
        source_sha256=hashlib.sha256(data).hexdigest(),
    )


def _name(name: str, media_type: str) -> str:
    stem = PurePath(name.replace("\\", "/")).stem
    plain = "".join(letter for letter in stem if letter.isprintable()).strip(" .")
    return f"{plain[:LONGEST_NAME] or 'file'}{ENDING[media_type]}"
