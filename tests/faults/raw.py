"""A connection that says whatever it is given, also what no client library would send."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Iterable

STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
PATIENCE_SECONDS = 15.0


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)


def say(port: int, *pieces: bytes | Iterable[bytes]) -> int | None:
    """Send the pieces and read the answer's status; None where it hung up without one."""
    with connect(port) as connection:
        with contextlib.suppress(OSError):  # it may refuse before it has heard everything
            for piece in pieces:
                for part in [piece] if isinstance(piece, bytes) else piece:
                    connection.sendall(part)
        return status(connection)


def status(connection: socket.socket) -> int | None:
    """The status of the answer that is waiting there."""
    heard = b""
    with contextlib.suppress(OSError):
        while b"\n" not in heard:
            part = connection.recv(4096)
            if not part:
                break
            heard += part
    found = STATUS.match(heard)
    return int(found.group(1)) if found else None


def request(
    method: str,
    path: bytes | str,
    *,
    cookie: bytes | str = b"",
    headers: Iterable[tuple[bytes | str, bytes | str]] = (),
    body: bytes | None = None,
    kind: str = "application/json",
) -> bytes:
    """A whole request, byte for byte."""
    lines = [
        _bytes(method) + b" " + _bytes(path) + b" HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Connection: close",
        b"X-Portal-Request: 1",
    ]
    if cookie:
        lines.append(b"Cookie: portal=" + _bytes(cookie))
    lines += [_bytes(name) + b": " + _bytes(value) for name, value in headers]
    if body is not None:
        lines += [f"Content-Type: {kind}".encode(), f"Content-Length: {len(body)}".encode()]
    return b"\r\n".join(lines) + b"\r\n\r\n" + (body or b"")


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
