"""Files as they are handed in: once each, and looked at while nobody waits for the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from flask import request

from api.context import db, parts
from portal.errors import RuleBroken
from portal.files.apart import examine_apart
from portal.files.check import Checked
from portal.files.kinds import Kind

FORM_AROUND = 100_000
"""Bytes that a form adds to the file in it."""

T = TypeVar("T")


def take(
    kind: Kind,
    *,
    same_again: Callable[[str], T | None],
    check_room: Callable[[], None],
    add: Callable[[Checked], T],
) -> T:
    """The row of the file in this request's form: the one that is there already, or a new one.

    `same_again` finds it by the SHA-256 of what was sent, and refuses another file under its id;
    `check_room` refuses one more than fits; `add` keeps what was looked at.
    """
    largest = parts().settings.max_upload_bytes
    request.max_content_length = largest + FORM_AROUND
    sent = request.files.get("file")
    if sent is None:
        raise RuleBroken("file_empty", field="file")
    data, name = sent.stream.read(), sent.filename or "file"
    digest = hashlib.sha256(data).hexdigest()
    found = same_again(digest)
    if found is not None:
        return found
    check_room()
    db().commit()  # looking at the file takes a while; nobody else waits for the database meanwhile
    checked = examine_apart(data, name=name, largest=largest, field="file", kind=kind)
    found = same_again(digest)
    return add(checked) if found is None else found
