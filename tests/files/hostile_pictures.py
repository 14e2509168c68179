"""Pictures that mean harm, or that are made so that a decoder chokes on them."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.files import samples
from tests.files.samples import picture, written

MARK = b"<script>alert(document.domain)</script>"
"""What a polyglot brings along: nothing of it may be kept."""
PNG_START = b"\x89PNG\r\n\x1a\n"
pillow_heif.register_heif_opener()


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def png(width: int, height: int, *, depth: int = 8, colour: int = 2, body: bytes = b"") -> bytes:
    """A PNG that says what it holds, with `body` for its pixels, packed."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return PNG_START + parts


def packed_zeros(count: int) -> bytes:
    """So many zeros, a thousand times smaller (RFC 1950): the same block over and over."""
    step = 1_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"\0" * step) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    rest = packer.compress(b"\0" * (count % step)) + packer.flush()
    checksum = struct.pack(">HH", count % 65521, 1)
    return b"\x78\xda" + block * (count // step) + rest + checksum


def png_of_zeros(width: int, height: int, *, depth: int = 8, colour: int = 2) -> bytes:
    """Whole and valid: black, and far larger than it looks."""
    bits = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] * depth
    return png(
        width,
        height,
        depth=depth,
        colour=colour,
        body=packed_zeros(height * (1 + (width * bits + 7) // 8)),
    )


def png_with(*parts: bytes, at_end: bytes = b"") -> bytes:
    """A good PNG with more parts behind its header, or behind its end."""
    good = samples.photo("PNG")
    place = len(PNG_START) + 25
    return good[:place] + b"".join(parts) + good[place:] + at_end


def png_text_bomb() -> bytes:
    return png_with(chunk(b"zTXt", b"Comment\0\0" + packed_zeros(300_000_000)))


def png_profile_bomb() -> bytes:
    return png_with(chunk(b"iCCP", b"profile\0\0" + packed_zeros(300_000_000)))


def png_of_many_parts(count: int = 1_000_000) -> bytes:
    return png_with(chunk(b"IDAT", b"") * count)


def png_of_many_texts(count: int = 300_000) -> bytes:
    return png_with(chunk(b"tEXt", b"Comment\0hello") * count)


def apng(frames: int = 3000) -> bytes:
    pictures = [Image.new("L", (40, 40), number % 256) for number in range(frames)]
    return written(pictures[0], "PNG", save_all=True, append_images=pictures[1:])


def exif_bomb(loops: bool) -> bytes:
    """Exif data of 65,535 entries that all point at one another, or past the end."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) if loops else struct.pack("<HHII", 1, 7, 2**31, 9)
    return b"II*\0" + struct.pack("<IH", 8, 5000) + entry * 5000 + b"\x08\0\0\0"


def jpeg_with(*segments: bytes, at_end: bytes = b"", start: bytes | None = None) -> bytes:
    """A good JPEG with more segments behind its start, or with more behind its end."""
    good = start or samples.photo("JPEG")
    return good[:2] + b"".join(segments) + good[2:] + at_end


def segment(marker: int, content: bytes) -> bytes:
    """A part of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg_of_size(width: int, height: int, *, progressive: bool = False) -> bytes:
    """A small JPEG that says it is this large."""
    good = bytearray(samples.photo("JPEG", progressive=progressive))
    place = good.index(b"\xff\xc2" if progressive else b"\xff\xc0")
    good[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(good)


def jpeg_of_many_scans(times: int = 1500) -> bytes:
    """A large picture that is refined over and over."""
    good = written(Image.new("L", (4000, 4000), 90), "JPEG", progressive=True)
    last = good.rindex(b"\xff\xda")
    return good[:last] + good[last:-2] * times + good[-2:]


def jpeg_profile_bomb() -> bytes:
    """A colour profile of 13 MB in 200 parts."""
    parts = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((number, 200)) + b"\0" * 65_000)
        for number in range(1, 201)
    ]
    return jpeg_with(*parts)


def noise(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    dice = random.Random(7)
    return Image.frombytes(mode, size, dice.randbytes(size[0] * size[1] * len(mode)))


def webp(**how: object) -> bytes:
    return written(picture(), "WEBP", **how)


def animated_webp(frames: int = 2000) -> bytes:
    pictures = [Image.new("RGB", (16, 16), (number % 256, 0, 0)) for number in range(frames)]
    return written(pictures[0], "WEBP", save_all=True, append_images=pictures[1:], method=0)


def webp_of_size(width: int, height: int) -> bytes:
    """A canvas of this size around a small picture."""
    whole = bytearray(written(picture(mode="RGBA"), "WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))
    assert whole[12:16] == b"VP8X"
    whole[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(whole)


def webp_of_lossless_size(width: int, height: int) -> bytes:
    whole = bytearray(webp(lossless=True))
    assert whole[12:16] == b"VP8L"
    bits = (width - 1) | (height - 1) << 14
    whole[21:25] = bits.to_bytes(4, "little")
    return bytes(whole)


def large_webp(width: int, height: int, *, lossless: bool) -> bytes:
    return written(Image.new("RGB", (width, height), "white"), "WEBP", lossless=lossless, method=0)


def heic(size: tuple[int, int] = (60, 40)) -> bytes:
    return written(picture(*size), "HEIF", quality=50)


def heic_of_size(width: int, height: int) -> bytes:
    """Its box of sizes lies."""
    whole = bytearray(heic())
    place = whole.index(b"ispe") + 8
    whole[place : place + 8] = struct.pack(">II", width, height)
    return bytes(whole)


def heic_with_box(kind: bytes, size: int) -> bytes:
    """A box that says it is that long."""
    whole = bytearray(heic())
    place = whole.index(kind) - 4
    whole[place : place + 4] = struct.pack(">I", size)
    return bytes(whole)


def heic_of_nested_boxes(depth: int = 100_000) -> bytes:
    start = heic()[: struct.unpack(">I", heic()[:4])[0]]
    parts = [struct.pack(">I4s", 8 * (depth - level), b"dinf") for level in range(depth)]
    inner = b"".join(parts)
    return start + struct.pack(">I4sI", 12 + len(inner), b"meta", 0) + inner


def heic_of_many_boxes(count: int = 1_000_000) -> bytes:
    start = heic()
    return start + struct.pack(">I4s", 8, b"free") * count


def mpo(count: int = 500) -> bytes:
    pictures = [picture() for _ in range(count)]
    out = io.BytesIO()
    pictures[0].save(out, "MPO", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def png_with_words() -> bytes:
    notes = PngInfo()
    notes.add_text("Comment", MARK.decode())
    return samples.photo("PNG", pnginfo=notes)
