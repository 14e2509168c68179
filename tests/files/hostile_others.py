"""Files of other kinds, or of two kinds at once, that somebody may pass off as a receipt."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.files import samples


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("program.exe", b"MZ" + b"\0" * 1000)
    return out.getvalue()


def large_archive() -> bytes:
    """As one of more than 4 GB ends (APPNOTE.TXT, 4.3.14 to 16)."""
    whole = archive()
    end = whole.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 60, 0)
    where = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, 2**32 - 1, 2**32 - 1, 0)
    return whole[:end] + record + where + tail


def gif_and_script() -> bytes:
    return b"GIF89a=/*" + samples.photo("GIF")[9:] + b"*/1;alert(1)"


def gif_bomb() -> bytes:
    whole = bytearray(samples.photo("GIF"))
    whole[6:10] = struct.pack("<HH", 65_535, 65_535)
    return bytes(whole)


def entities() -> bytes:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "ha">{levels}]><svg>&a9;</svg>'.encode()
    )
