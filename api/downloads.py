"""Answers that are files: tables, and what people handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.context import after_commit, now, parts
from portal.audit.recorder import acting, record

FILE = {"type": "string", "format": "binary"}
"""How the description shows a file."""


def csv(text: str, name: str) -> Response:
    """A table to be saved under `name`."""
    return file(text.encode(), media_type="text/csv; charset=utf-8", name=name, attachment=True)


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


def file(content: bytes, *, media_type: str, name: str, attachment: bool = False) -> Response:
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
