"""What the process that looks at a file tells the one that asked, as bytes.

A number of eight bytes before each part says how long it is. The first part is a line of JSON,
the others are pictures. The process has decoded what a stranger sent, so nothing of its answer is
believed: what is not exactly of this form is no answer.
"""

from __future__ import annotations

import json
import re
from typing import Any

from portal.errors import RuleBroken
from portal.files.kinds import JPEG, LIMITS, PDF, PNG, Found, Kind, Limits

LENGTH = 8
BEGINS = {JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
REFUSALS = {
    *("file_kind", "file_broken", "file_too_big_picture"),
    *("file_protected", "file_active", "file_pages"),
}
LOOK = re.compile(r"[0-9a-f]{64}")


class NoSense(Exception):
    """An answer that is none."""


def tell(found: Found) -> bytes:
    """What was found, in one piece."""
    said = {"type": found.media_type, "pages": found.page_count, "look": found.look}
    parts = [found.data or b"", found.thumbnail or b"", *found.pages]
    return b"".join(_part(part) for part in (json.dumps(said).encode(), *parts))


def tell_refusal(error: RuleBroken) -> bytes:
    """Why the file is refused."""
    return _part(json.dumps({"refused": error.code}).encode())


def _part(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH, "big") + content


def understand(answer: bytes, begins: str, kind: Kind) -> Found:
    """What was found in what begins so. Raises RuleBroken as the file was refused, NoSense for what is no answer."""
    try:
        parts = _parts(answer)
        said = json.loads(parts.pop(0))
        if set(said) == {"refused"} and not parts and said["refused"] in REFUSALS:
            raise _refusal(said["refused"], kind)
        if set(said) != {"type", "pages", "look"}:
            raise NoSense
        if (said["type"] == PDF) != (begins == PDF):
            raise NoSense
        return _found(said, parts, LIMITS[kind])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise NoSense from error


def _parts(answer: bytes) -> list[bytes]:
    parts, place = [], 0
    while place < len(answer):
        begin = place + LENGTH
        place = begin + int.from_bytes(answer[place:begin], "big")
        if begin > len(answer) or place > len(answer):
            raise NoSense
        parts.append(answer[begin:place])
    return parts


def _refusal(code: str, kind: Kind) -> RuleBroken:
    if code == "file_pages":
        return RuleBroken(code, most=LIMITS[kind].most_pages)
    return RuleBroken(code)


def _found(said: dict[str, Any], parts: list[bytes], limits: Limits) -> Found:
    data, thumbnail, *pages = parts
    media_type, count, look = said["type"], said["pages"], said["look"]
    receipt = limits.drawn_pages > 0
    if media_type == PDF:
        fine = not data and 1 <= count <= limits.most_pages
        fine = fine and receipt <= len(pages) <= min(count, limits.drawn_pages)
    else:
        fine = data.startswith(BEGINS[media_type]) and (count, len(pages)) == (1, 0)
    jpegs = [thumbnail, *pages] if receipt else pages
    fine = (
        fine
        and type(count) is int
        and (receipt or not thumbnail)
        and all(part.startswith(BEGINS[JPEG]) for part in jpegs)
        and (look is None or (receipt and LOOK.fullmatch(look) is not None))
    )
    if not fine:
        raise NoSense
    return Found(media_type, data or None, thumbnail or None, tuple(pages), count, look)
