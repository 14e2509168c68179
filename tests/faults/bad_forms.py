"""Uploads that no honest client sends, each with a name for the report."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from tests.faults.raw import request
from tests.faults.world import World

BIG = 20_000_000


def forms(here: World) -> Iterator[tuple[str, bytes]]:
    """Forms with a file that break off, lie about themselves or hold none."""
    own = here.participants[0].token
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n%s\r\n'
    for name, body in (
        ("no file", b"--x--\r\n"),
        ("breaks off", part % (b"a.jpg", b"") + b"\xff\xd8\xff"),
        ("an empty file", part % (b"a.jpg", b"") + b"\r\n--x--\r\n"),
        ("a name up and out", part % (b"../../../etc/passwd", b"") + b"\xff\xd8\xff\r\n--x--\r\n"),
        ("a name in binary", part % (b"\x00\xff\xfe", b"") + b"\xff\xd8\xff\r\n--x--\r\n"),
        ("a long name", part % (b"a" * 100_000, b"") + b"\xff\xd8\xff\r\n--x--\r\n"),
        ("a page as a picture", part % (b"a.jpg", b"Content-Type: text/html\r\n") + b"<script>"),
        ("headers without end", part % (b"a.jpg", b"X: y\r\n" * 50_000) + b"\xff\r\n--x--\r\n"),
        ("many files", (part % (b"a.jpg", b"") + b"\xff\xd8\xff\r\n") * 5_000 + b"--x--\r\n"),
        ("oversized", part % (b"a.jpg", b"") + b"\xff\xd8\xff" + b"x" * BIG + b"\r\n--x--\r\n"),
    ):
        path, kind = f"/api/me/receipts/{uuid4()}", "multipart/form-data; boundary=x"
        yield f"form: {name}", request("POST", path, cookie=own, body=body, kind=kind)
