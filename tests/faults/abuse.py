"""What careless and hostile clients send: refused without an error of ours, and still alive."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from threading import Event, Thread

from tests.bench.databases import kinds
from tests.bench.figures import Figure, Goal
from tests.bench.report import note
from tests.faults import bad_input, raw
from tests.faults.client import Client, NoAnswer
from tests.faults.world import World, world

SLOW_CLIENTS = 30
FLOOD = 40
MEGABYTE = 1_000_000
NONE = Goal(0)
MEMORY = Goal(100)
BEHIND_SLOW = Goal(30)
NOT_IMPLEMENTED = 501
"""No error: what RFC 9112, section 6.1, wants for a transfer coding that is not known."""


def figures() -> Iterator[Figure]:
    note(
        f"abuse.*: hostile requests one by one; then {SLOW_CLIENTS} clients that send a byte a "
        f"second, and {FLOOD} whose body is far too large, all at once"
    )
    for kind in kinds():
        with world(kind, participants=2, coordinators=1) as here:
            here.server.start()
            yield from _abused(kind, here)


def _abused(kind: str, here: World) -> Iterator[Figure]:
    before = _warm(here)
    errors, unanswered, sent = [], 0, 0
    for name, text in bad_input.cases(here):
        status = raw.say(here.server.port, text)
        sent += 1
        unanswered += status is None
        if status is not None and status >= 500 and status != NOT_IMPLEMENTED:
            errors.append(f"{status} for {name}")
    for error in errors:
        note(f"abuse.{kind}: {error}")
    yield Figure(
        name=f"abuse.errors.{kind}", value=len(errors), unit=f"of {sent} requests", goal=NONE
    )
    yield Figure(name=f"abuse.hung-up.{kind}", value=unanswered, unit=f"of {sent} requests")
    yield from _slow(kind, here)
    _flood(here)
    grown = (here.server.resident_bytes() - before) / MEGABYTE
    yield Figure(name=f"abuse.memory.{kind}", value=grown, unit="MB more", goal=MEMORY)
    yield Figure(name=f"abuse.alive.{kind}", value=_today(here) is not None, unit="shows Today")
    log = here.server.log.read_text(encoding="utf-8", errors="replace")
    for line in [line for line in log.splitlines() if '"bug"' in line][:5]:
        note(f"abuse.{kind}: {line[:300]}")
    yield Figure(
        name=f"abuse.crashes.{kind}", value=log.count("was sent SIG"), unit="workers", goal=NONE
    )


def _warm(here: World) -> int:
    """The server's memory once each of its threads has answered."""
    for _ in range(50):
        _today(here)
    return here.server.resident_bytes()


def _today(here: World) -> float | None:
    """How long Today takes an honest client, in seconds; None where it gets no answer."""
    client = Client(here.server.address, here.participants[0].token)
    begun = time.perf_counter()
    try:
        answered = client.call("GET", "/api/me/today").status == 200
    except NoAnswer:
        return None
    finally:
        client.close()
    return time.perf_counter() - begun if answered else None


def _slow(kind: str, here: World) -> Iterator[Figure]:
    """Clients that never finish their headers; how long an honest one waits behind them."""
    stop = Event()
    threads = [Thread(target=_drip, args=(here.server.port, stop)) for _ in range(SLOW_CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    waited = _today(here)
    stop.set()
    for thread in threads:
        thread.join()
    yield Figure(
        name=f"abuse.slow-headers.{kind}",
        value=float("inf") if waited is None else waited,
        unit="s behind them",
        goal=BEHIND_SLOW,
    )


def _drip(port: int, stop: Event) -> None:
    """A byte a second, until the server hangs up."""
    with contextlib.suppress(OSError), raw.connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        while not stop.wait(1):
            connection.sendall(b"a")


def _flood(here: World) -> None:
    """Bodies far past the limit, all at once: announced, and sent in chunks of unknown number."""
    token = here.participants[0].token
    head = (
        "PUT /api/me/visits/{0}/time-requests/{0} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        "Content-Type: application/json\r\nX-Portal-Request: 1\r\nCookie: portal={1}\r\n"
    ).format(here.participants[0].visits[0], token)
    announced = f"{head}Content-Length: {10 * MEGABYTE}\r\n\r\n".encode()
    chunked = f"{head}Transfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    threads = [
        Thread(target=raw.say, args=(here.server.port, start, [piece] * 160))
        for start, piece in ((announced, b" " * 0x10000), (chunked, chunk))
        for _ in range(FLOOD // 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
