"""Serve the application with gunicorn."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import NoMoreData, ParseException
from gunicorn.workers.gthread import ThreadWorker

from api import create_app
from api.consent.sending import press_of
from api.errors import from_broken_body
from api.ticking import Ticking
from portal.consent import copies
from portal.settings import INSIDE, Settings

HEADERS_SECONDS = 5.0
REQUEST_SECONDS = 60.0
IDLE_SECONDS = 20
"""How long a connection stays open for the next request. With two seconds, gunicorn's own, a phone
that polls or a proxy that keeps connections often wrote into one that was just being closed."""


class Worker(ThreadWorker):
    """gunicorn's threads, which do not wait for ever for a client that sends a byte at a time.

    Whoever has not sent its headers, or its whole request, in time is no longer listened to. A
    proxy in front holds such clients off better; without one, a few of them would hold all
    threads for as long as they like.
    """

    def init_process(self) -> None:
        self._listening: dict[Any, float] = {}  # connections, and until when
        super().init_process()

    def handle(self, conn: Any) -> Any:
        self._listening[conn] = time.monotonic() + HEADERS_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._listening.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        self._listening[conn] = time.monotonic() + REQUEST_SECONDS
        return super().handle_request(req, conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(timeout)
        now = time.monotonic()
        for conn, until in list(self._listening.items()):
            if until < now:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)


class Server(BaseApplication):
    """gunicorn with the portal's settings; each process builds its own application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ticking: Ticking | None = None
        super().__init__()

    def load_config(self) -> None:
        values: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "workers": self.settings.server_processes,
            "worker_class": Worker,
            "threads": self.settings.server_threads,
            "timeout": 60,
            "keepalive": IDLE_SECONDS,
            "graceful_timeout": 20,
            "limit_request_line": 4094,
            "loglevel": "warning",
            "proc_name": "portal",
            "worker_exit": self._stop,
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self.settings)
        for broken in (ParseException, NoMoreData):
            app.register_error_handler(broken, from_broken_body)
        _make_waiting_documents(app)
        if self.settings.worker == INSIDE:
            self._ticking = Ticking(app.extensions["portal"])
        return app

    def _stop(self, _arbiter: object, _worker: object) -> None:
        """What is on its way is finished, and another process may tick at once."""
        if self._ticking is not None:
            self._ticking.stop()


def _make_waiting_documents(app: Flask) -> None:
    """Make, beside serving, what a crash kept from being made. Every process may try."""
    press = press_of(app.extensions["portal"])
    threading.Thread(
        target=copies.make_waiting, args=(press,), name="documents", daemon=True
    ).start()
