"""`python -m tests.bench.reminders.sink`: a push service that takes everything and looks at nothing.

It prints its port, and serves until its standard input ends. It is a process of its own so that
what it spends is not counted as the sender's.
"""

from __future__ import annotations

import asyncio
import sys

ANSWER = b"HTTP/1.1 201 Created\r\nLocation: /m/1\r\nContent-Length: 0\r\n\r\n"


class Sink(asyncio.Protocol):
    """Answers each whole request of a connection with 201."""

    def __init__(self) -> None:
        self._bytes = b""
        self._transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._bytes += data
        while (end := self._bytes.find(b"\r\n\r\n")) >= 0:
            head, whole = self._bytes[:end].lower(), end + 4
            if b"content-length:" in head:
                whole += int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
            if len(self._bytes) < whole:
                return
            request, self._bytes = self._bytes[:whole], self._bytes[whole:]
            self.take(request)

    def take(self, request: bytes) -> None:
        self.answer()

    def answer(self) -> None:
        self._transport.write(ANSWER)


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
