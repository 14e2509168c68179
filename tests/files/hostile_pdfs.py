"""PDFs that mean harm, written by hand: a library that writes PDFs would not write them so."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from tests.files.hostile_pictures import packed_zeros

CATALOG, PAGES, PAGE = 1, 2, 3
BOX = "/MediaBox [0 0 200 200]"


def stream(content: bytes, entries: str = "") -> bytes:
    """An object with content."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def pdf(
    objects: Mapping[int, bytes | str] | None = None,
    *,
    catalog: str = "",
    page: str = "",
    content: bytes | None = None,
    trailer: str = "",
    start: bytes = b"%PDF-1.7\n",
    end: bytes = b"",
) -> bytes:
    """One page of 200 by 200 points, changed where it is said. Objects from 10 on are free."""
    made: dict[int, bytes | str] = {
        CATALOG: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        PAGES: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE: f"<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R {page} >>",
        4: stream(b"0 0 1 rg 50 50 100 100 re f" if content is None else content),
        **(objects or {}),
    }
    out, places = bytearray(start), {}
    for number, value in made.items():
        places[number] = len(out)
        body = value.encode() if isinstance(value, str) else value
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    size = max(made) + 1
    lines = (
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(size)
    )
    out += f"xref\n0 {size}\n{''.join(lines)}".encode()
    out += f"trailer << /Size {size} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode() + end)


def action(kind: str, more: str) -> bytes:
    return pdf(catalog=f"/OpenAction << /S /{kind} {more} >>")


def disguised_script() -> bytes:
    """The name of what it does is spelt with escapes."""
    return pdf(catalog="/OpenAction << /S /J#61va#53cript /#4A#53 (app.alert\\(1\\)) >>")


def packed_script() -> bytes:
    """The action stands in an object that is packed with others."""
    inner = b"11 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = zlib.compress(inner)
    numbers = stream(packed, "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode")
    return xref_stream({10: numbers}, packed_in={11: (10, 0)}, catalog="/OpenAction 11 0 R")


def xref_stream(
    objects: Mapping[int, bytes], *, packed_in: Mapping[int, tuple[int, int]], catalog: str = ""
) -> bytes:
    """A PDF whose table is a stream (ISO 32000-1, 7.5.8), with objects in others."""
    made: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R {BOX} >>".encode(),
        **objects,
    }
    out, rows = bytearray(b"%PDF-1.7\n"), {}
    for number, value in made.items():
        rows[number] = (1, len(out), 0)
        out += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    for number, (holder, index) in packed_in.items():
        rows[number] = (2, holder, index)
    table, size = len(out), max(rows) + 2
    rows[size - 1] = (1, table, 0)
    body = b"".join(_row(*rows.get(number, (0, 0, 0))) for number in range(size))
    packed = zlib.compress(body, 1)
    entries = f"/Type /XRef /Size {size} /Root 1 0 R /W [1 4 4] /Filter /FlateDecode"
    out += f"{size - 1} 0 obj\n".encode() + stream(packed, entries) + b"\nendobj\n"
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())


def _row(kind: int, first: int, second: int) -> bytes:
    return bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(4, "big")


def million_objects(count: int = 1_000_000) -> bytes:
    """All of them in one packed object, the first of which is a list of the others."""
    refers = b"[" + b" ".join(b"%d 0 R" % (12 + index) for index in range(count)) + b"]"
    numbers = b"11 0 " + b"".join(
        b"%d %d " % (12 + index, len(refers) + 2 * index) for index in range(count)
    )
    entries = f"/Type /ObjStm /N {count + 1} /First {len(numbers)} /Filter /FlateDecode"
    holder = stream(zlib.compress(numbers + refers + b" 7" * count, 1), entries)
    packed = {11 + index: (10, index) for index in range(count + 1)}
    return xref_stream({10: holder}, packed_in=packed, catalog="/Threads 11 0 R")


def many_objects(count: int = 60_000) -> bytes:
    """In the open, and all of them reached."""
    objects: dict[int, bytes | str] = {10 + n: "<< /A 1 >>" for n in range(count)}
    names = " ".join(f"{number} 0 R" for number in objects)
    return pdf(objects, catalog=f"/Threads [{names}]")


def nested(depth: int = 200_000) -> bytes:
    return pdf(catalog="/Threads " + "[" * depth + "]" * depth)


def page_loop() -> bytes:
    return pdf({PAGES: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"})


def page_tree(levels: int = 20, width: int = 10) -> bytes:
    """Each branch has the same branch ten times: a tree of 10^20 pages in a few lines."""
    objects: dict[int, bytes | str] = {PAGES: "<< /Type /Pages /Kids [10 0 R] /Count 9 >>"}
    for level in range(levels):
        kids = f"{11 + level} 0 R " * width if level < levels - 1 else "3 0 R"
        objects[10 + level] = f"<< /Type /Pages /Parent 2 0 R /Kids [{kids}] /Count 9 >>"
    return pdf(objects)


def object_loop() -> bytes:
    return pdf({10: "<< /Next 11 0 R >>", 11: "<< /Next 10 0 R >>"}, catalog="/Outlines 10 0 R")


def table_loop() -> bytes:
    """The table of objects names itself as the one before it."""
    whole = pdf(trailer="/Prev 00000000")
    table = whole.rindex(b"xref\n0")
    return whole.replace(b"/Prev 00000000", f"/Prev {table:08}".encode())


def size_lie() -> bytes:
    return pdf().replace(b"/Size 5", b"/Size 2000000000")


def stream_bomb(times: int = 1) -> bytes:
    """The page's content unpacks to a gigabyte; packed again and again, to no end."""
    content, filters = packed_zeros(1_000_000_000), ["/FlateDecode"]
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
        filters.append("/FlateDecode")
    return pdf({4: stream(content, f"/Filter [{' '.join(filters)}]")})


def work_bomb() -> bytes:
    """Lines upon lines: little to send, days to draw."""
    lines = b"0 0 m 200 200 l S 10 10 180 180 re f* " * 2_000_000
    return pdf({4: stream(zlib.compress(lines, 9), "/Filter /FlateDecode")})


def image_bomb(side: int = 60_000) -> bytes:
    """A picture of gigabytes on the page."""
    entries = (
        f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 /Filter /FlateDecode"
    )
    image = stream(packed_zeros(400_000_000), entries)
    return pdf(
        {10: image},
        page="/Resources << /XObject << /I 10 0 R >> >>",
        content=b"200 0 0 200 0 0 cm /I Do",
    )


def form_bomb(levels: int = 25) -> bytes:
    """A drawing that holds ten times a drawing that holds ten times a drawing ..."""
    objects: dict[int, bytes | str] = {}
    for level in range(levels):
        inner = b"/F Do " * 10 if level < levels - 1 else b"0 0 9 9 re f"
        entries = (
            "/Type /XObject /Subtype /Form /BBox [0 0 200 200] "
            f"/Resources << /XObject << /F {11 + level} 0 R >> >>"
        )
        objects[10 + level] = stream(inner, entries)
    return pdf(objects, page="/Resources << /XObject << /F 10 0 R >> >>", content=b"/F Do")


def form_in_itself() -> bytes:
    entries = (
        "/Type /XObject /Subtype /Form /BBox [0 0 200 200] "
        "/Resources << /XObject << /F 10 0 R >> >>"
    )
    return pdf(
        {10: stream(b"/F Do", entries)},
        page="/Resources << /XObject << /F 10 0 R >> >>",
        content=b"/F Do",
    )


def tiling_bomb() -> bytes:
    """A pattern of points a thousandth apart."""
    entries = (
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] "
        "/XStep 0.001 /YStep 0.001 /Resources << >>"
    )
    return pdf(
        {10: stream(b"0 0 1 1 re f", entries)},
        page="/Resources << /Pattern << /P 10 0 R >> >>",
        content=b"/Pattern cs /P scn 0 0 200 200 re f",
    )
