"""Sending pushes, many at once, for callers that know nothing of event loops."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Self

from portal.outcome import Outcome
from portal.reminders.push.background import Background
from portal.reminders.push.keys import VapidHeaders
from portal.reminders.push.line import Line
from portal.reminders.push.pushes import Push, Result
from portal.settings import Settings

IN_FLIGHT = 100
TIMEOUT_SECONDS = 15.0


def _now() -> datetime:
    return datetime.now(UTC)


class PushSender:
    """Sends through the push services that `hosts` allows; any thread may use it.

    At most `in_flight` pushes are under way at once, each for at most `timeout` seconds.
    Connections are kept between calls. Nothing is opened before the first push, and each process
    opens its own: one that was made before a fork works after it.
    """

    def __init__(
        self,
        headers: VapidHeaders,
        hosts: Sequence[str],
        *,
        clock: Callable[[], datetime] = _now,
        in_flight: int = IN_FLIGHT,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._make = partial(Line, headers, hosts, clock, in_flight, timeout)
        self._mine: dict[int, _Open] = {}
        self._locks: dict[int, threading.Lock] = {}

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Raises RuleBroken where there is no key; see VapidKeys.of."""
        return cls(VapidHeaders.of_settings(settings), settings.push_hosts)

    def send(self, pushes: Sequence[Push]) -> list[Result]:
        """How each went, in their order. One that fails, for whatever reason, harms no other."""
        if not pushes:
            return []
        process = os.getpid()
        with self._lock(process):
            if process not in self._mine:
                self._mine[process] = _Open(self._make())
            mine = self._mine[process]
        return mine.send(pushes)

    def close(self) -> None:
        """What is under way ends; what has not begun is for later. A later `send` opens anew."""
        process = os.getpid()
        with self._lock(process):
            mine = self._mine.pop(process, None)
        if mine is not None:
            mine.close()

    def _lock(self, process: int) -> threading.Lock:
        """Of this process alone: a lock that was held at a fork would be held for ever after."""
        return self._locks.setdefault(process, threading.Lock())


class _Open:
    """A line that is open, with the thread it lives in and a count of who waits for it."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._thread = Background("push")
        self._thread.run(line.open())
        self._changed = threading.Condition()
        self._waiting = 0
        self._ends = False

    def send(self, pushes: Sequence[Push]) -> list[Result]:
        with self._changed:
            if self._ends:
                return [Result(Outcome.LATER)] * len(pushes)
            self._waiting += 1
        try:
            return self._thread.run(self._line.send(pushes))
        finally:
            with self._changed:
                self._waiting -= 1
                self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._ends = True
            self._line.end()
            self._changed.wait_for(lambda: not self._waiting)
        self._thread.run(self._line.close())
        self._thread.close()
