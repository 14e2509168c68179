"""A push service that counts: which address got which topic, how often. It takes its time."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter, defaultdict
from typing import Any

from tests.bench.reminders.sink import Sink

SLOWEST = 0.1
"""Seconds until an answer, at most: so that a worker that dies has pushes on their way."""


class Counting:
    """Runs from `with` to the end of the block, in a thread. `came`: how often each path was asked,
    from the moment it had the whole request. `topics`: with which topics."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self.topics: dict[str, set[str]] = defaultdict(set)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Counting:
        self._thread.start()
        server = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result()
        self.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _serve(self) -> Any:
        return await self._loop.create_server(lambda: _Line(self), "127.0.0.1", 0, backlog=512)

    def take(self, request: bytes) -> None:
        head = request.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {name.lower(): text.strip() for name, _, text in (h.partition(":") for h in head)}
        self.topics[path].add(headers.get("topic", ""))
        self.came[path] += 1


class _Line(Sink):
    def __init__(self, service: Counting) -> None:
        super().__init__()
        self._service = service

    def take(self, request: bytes) -> None:
        self._service.take(request)
        asyncio.get_running_loop().call_later(random.uniform(0, SLOWEST), self._later)

    def _later(self) -> None:
        if not self._transport.is_closing():
            self.answer()
