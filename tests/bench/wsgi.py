"""Calling an application as a server does, without a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder


def request(path: str, token: str, *, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The environment of a GET that a phone sends, or with a body of a POST."""
    headers = {
        "Accept": "application/json",
        "Accept-Language": "en",
        "Cookie": f"portal={token}",
        "User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile",
    }
    if body is None:
        return EnvironBuilder(path=path, headers=Headers(headers)).get_environ()
    headers["X-Portal-Request"] = "1"
    return EnvironBuilder(path, method="POST", headers=Headers(headers), json=body).get_environ()


def call(app: Flask, environ: dict[str, Any]) -> bytes:
    """Send it and read the answer. Raises RuntimeError for any status but 200."""
    seen: list[str] = []

    def start_response(status: str, _headers: list[tuple[str, str]], _error: Any = None) -> Any:
        seen.append(status)

    if "wsgi.input" in environ:
        environ["wsgi.input"].seek(0)
    answer: Iterable[bytes] = app.wsgi_app(environ.copy(), start_response)
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    if not seen[0].startswith("200"):
        raise RuntimeError(f"{environ['PATH_INFO']} answered {seen[0]}: {body[:500]!r}")
    return body
