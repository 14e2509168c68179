"""A real SMS gateway on this machine: it takes texts over HTTP, in its moods."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest


@dataclass
class Gateway:
    """`moods` are the codes it answers with, one a text, then 200; 0: not before `hurry`."""

    port: int = 0
    moods: list[int] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    hurry: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/send?:to={{to}}"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            is_form = "form" in self.headers["Content-Type"]
            body = dict(parse_qsl(raw)) if is_form else json.loads(raw)
            code = made.moods.pop(0) if made.moods else 200
            if code == 0:
                made.hurry.wait(10)
                code = 200
            if code == 200:
                made.texts.append(body)
            self.send_response(code)
            self.send_header("Location", "/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *_arguments: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.hurry.set()
    server.shutdown()
    server.server_close()
    thread.join()
