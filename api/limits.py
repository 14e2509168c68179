"""Rate limits: a ceiling for everything, a low one for sign-in.

The first keeps a single client from wearing one process out, and must cost nothing: it is counted
in that process's memory, so that a flood never reaches the database. The low one is counted in the
database, over all processes. What protects the secrets themselves is :mod:`portal.limits`.
"""

from __future__ import annotations

import functools
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, request

from api.context import now, parts
from api.trying import client
from portal.errors import TooOften
from portal.limits import Kind, ceiling
from portal.settings import Settings

MINUTE = 60


class Ceiling:
    """So many requests a minute from one network address, counted in this process's memory.

    Everyone's count begins again with each minute of the clock, so nothing is kept for longer.
    """

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._minute = 0
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def count(self, address: str, seconds: float) -> None:
        """Count one request at `seconds` of a clock. Raises TooOften past the ceiling."""
        minute = int(seconds) // MINUTE
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._counts.clear()
            self._counts[address] += 1
            over = self._counts[address] > self.per_minute
        if over:
            raise TooOften("slow_down", seconds=MINUTE - int(seconds) % MINUTE)


def few(view: Callable[..., Any]) -> Callable[..., Any]:
    """A route that sends or takes sign-in codes: under the low ceiling too."""

    @functools.wraps(view)
    def counted(*args: Any, **kwargs: Any) -> Any:
        count_few()
        return view(*args, **kwargs)

    return counted


def count_few() -> None:
    """Raises TooOften past the low ceiling."""
    settings = parts().settings
    with parts().database.transaction() as session:  # of its own: it stays counted in any case
        refusal = ceiling.count(
            session,
            Kind.REQUEST,
            client(),
            most=settings.sign_in_requests_per_minute,
            window=timedelta(minutes=1),
            now=now(),
            secret=settings.secret_key,
        )
    if refusal is not None:
        raise refusal


def _count_request() -> None:
    if request.path.startswith("/api/"):
        counted: Ceiling = current_app.extensions["ceiling"]
        counted.count(request.remote_addr or "", time.monotonic())


def register(app: Flask, settings: Settings) -> None:
    app.extensions["ceiling"] = Ceiling(settings.requests_per_minute)
    app.before_request(_count_request)
