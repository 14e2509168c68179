"""The built app: its files, and its first page for every address that is the app's own."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Flask, Response, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter
from werkzeug.security import safe_join

from api import access
from api.context import parts

FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

mimetypes.add_type("application/manifest+json", ".webmanifest")


class AppAddress(BaseConverter):
    """Any path outside /api/: the app decides what it shows there."""

    regex = r"(?!api/).+"
    part_isolating = False


def _file(name: str) -> Path | None:
    joined = safe_join(str(parts().settings.frontend_dir), name)
    if joined is None:
        return None
    path = Path(joined)
    try:
        return path if path.is_file() else None
    except OSError:  # a name longer than the disk can hold
        return None


def _send(path: Path, *, cache: str) -> Response:
    """The file, in the smallest form beside it that the browser reads."""
    sent, encoding = path, None
    for name, ending in ENCODINGS:
        smaller = path.with_name(path.name + ending)
        if request.accept_encodings[name] and smaller.is_file():
            sent, encoding = smaller, name
            break
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    response = send_file(sent, mimetype=kind, conditional=True, etag=True)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = cache
    response.vary.add("Accept-Encoding")
    return response


@access.without_data
def app_page(path: str = "") -> Response:
    """A file of the app, or the page that starts it (the desk under /staff/)."""
    if path and not path.endswith((".gz", ".br")):
        found = _file(path)
        if found is not None:
            return _send(found, cache=FOREVER if path.startswith("assets/") else ASK_EACH_TIME)
    if "." in path.rsplit("/", 1)[-1]:
        raise NotFound
    desk = path == "staff" or path.startswith("staff/")
    page = _file("staff/index.html" if desk else "index.html")
    if page is None:
        raise NotFound("The app is not built. Run `make build`.")
    return _send(page, cache=ASK_EACH_TIME)


def register(app: Flask) -> None:
    app.url_map.converters["app_address"] = AppAddress
    app.add_url_rule("/", "app", app_page, methods=["GET"])
    app.add_url_rule("/<app_address:path>", "app_address", app_page, methods=["GET"])
