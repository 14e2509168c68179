"""Answers that are files: tables, and what people handed in."""

from __future__ import annotations

from typing import Any

from flask import Response

FILE = {"type": "string", "format": "binary"}
"""How the description shows a file."""


def csv(text: str, name: str) -> Response:
    """A table to be saved under `name`."""
    return file(text.encode(), media_type="text/csv; charset=utf-8", name=name, attachment=True)


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
