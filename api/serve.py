"""Serve the application with gunicorn."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from api import create_app
from portal.settings import Settings


class Server(BaseApplication):
    """gunicorn with the portal's settings; each process builds its own application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        values: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "workers": self.settings.server_processes,
            "worker_class": "gthread",
            "threads": self.settings.server_threads,
            "timeout": 60,
            "graceful_timeout": 20,
            "limit_request_line": 4094,
            "loglevel": "warning",
            "proc_name": "portal",
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)
