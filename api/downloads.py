"""Answers that are files: tables, and what people handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.context import after_commit, now, parts
from portal import csv_text
from portal.audit.recorder import acting, record

FILE = {"type": "string", "format": "binary"}
"""How the description shows a file."""
IN_MEMORY = 4_000_000
PART = 64_000
"""Characters of a large table that are held at once, and that are sent at once."""


def csv(text: str, name: str) -> Response:
    """A table to be saved under `name`."""
    return _csv(text.encode(), name)


def large_csv(write: Callable[[csv_text.Text], None], name: str) -> Response:
    """The same for a table that may be too long for memory. It is whole before a byte of it is
    sent: what goes wrong while it is written leaves no half of a table."""
    with ExitStack() as stack:
        spool = stack.enter_context(
            SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+", encoding="utf-8", newline="")
        )
        write(spool)
        spool.seek(0)
        response = _csv(_parts(spool), name)
        response.call_on_close(stack.pop_all().close)
    return response


def _parts(spool: SpooledTemporaryFile[str]) -> Iterator[bytes]:
    with spool:
        while part := spool.read(PART):
            yield part.encode()


def csv_of_people(text: str, name: str, *, kind: str) -> Response:
    """A table about people of the caller's sites, to be saved under `name`.

    That it left the portal is in the history of each of these sites, under `kind`.
    """
    note_export(kind, ((site, (site, None)) for site in sorted(access.sites())))
    return csv(text, name)


def note_export(kind: str, about: Iterable[tuple[UUID, tuple[UUID | None, UUID | None]]]) -> None:
    """Write into the history that something went out: what it is about, with site and participant.

    In a transaction of its own, after that of the request and before the answer: reading a whole
    site holds up nobody who writes, and what cannot be noted does not go out.
    """
    who, at, entries = access.actor(), now(), list(about)

    def note() -> None:
        with parts().database.transaction() as session:
            acting(session, who, at)
            for object_id, scope in entries:
                record(session, "exported", kind=kind, object_id=object_id, scope=scope)

    after_commit(note)


def _csv(content: bytes | Iterable[bytes], name: str) -> Response:
    return file(content, media_type="text/csv; charset=utf-8", name=name, attachment=True)


def file(
    content: bytes | Iterable[bytes], *, media_type: str, name: str, attachment: bool = False
) -> Response:
    """A file that somebody handed in: the browser shows it or saves it, and runs nothing in it."""
    response = Response(content, content_type=media_type)
    how = "attachment" if attachment else "inline"
    response.headers.set("Content-Disposition", how, filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def form(**parts: dict[str, Any]) -> dict[str, Any]:
    """The description of a form with files, for `Blueprint.doc`."""
    schema = {"type": "object", "required": list(parts), "properties": parts}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
