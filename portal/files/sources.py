"""Where the pixels of a picture come from: decoded within limits, handed out row by row.

A picture is never held twice: what is drawn from it asks for a few rows at a time. Of a picture
that moves, the first is taken.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, NamedTuple

from PIL import Image, JpegImagePlugin, PngImagePlugin

from portal.errors import RuleBroken
from portal.files.kinds import HEIF, JPEG, PNG, WEBP

MOST_PIXELS = 120_000_000
"""Of a JPEG, which can be unpacked at an eighth of its size."""
MOST_UNPACKED = 100_000_000
"""Bytes that a picture's pixels may take: 25 megapixels in colour."""
MOST_PNG = 36_000_000
"""Pixels, in grey as well: A4 at 600 dots an inch."""
MOST_WEBP, MOST_LOSSLESS_WEBP = 12_500_000, 8_500_000
"""Pixels: its decoder keeps three copies of them, of a lossless one four."""
MOST_HEIF = 25_000_000
ORIENTATION = 0x0112
"""The entry of the Exif data that says how the camera was held."""
BYTES_EACH = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "LA": 4}


class Source(NamedTuple):
    """`rows(top, bottom)` gives those rows; `orientation` is that of Exif, 1 for upright."""

    size: tuple[int, int]
    rows: Callable[[int, int], Image.Image]
    orientation: int
    line_art: bool = False


def of(data: bytes, media_type: str, longest: int) -> Source:
    """A picture that is to be drawn with `longest` pixels along its longest side.

    Raises RuleBroken("file_too_big_picture") before a pixel is unpacked; whatever the decoder
    raises for what is broken.
    """
    return OPENERS[media_type](data, longest)


def _too_big() -> RuleBroken:
    return RuleBroken("file_too_big_picture")


def _jpeg(data: bytes, longest: int) -> Source:
    """Unpacked at a half, a quarter or an eighth where that is enough."""
    found = JpegImagePlugin.JpegImageFile(io.BytesIO(data))
    collected = _collected(found)
    if found.width * found.height > MOST_PIXELS or collected > MOST_UNPACKED:
        raise _too_big()
    orientation = _held(found.getexif)
    width, height = (max(1, side // _share(found.size, longest, collected)) for side in found.size)
    found.draft(None, (width, height))
    return _of_image(found, orientation)


def _share(size: tuple[int, int], longest: int, collected: int) -> int:
    """The part of its sides at which a JPEG is unpacked: as large as is needed, and may be."""
    share = 1
    while share < 8 and (
        max(size) // (2 * share) >= longest
        or collected + size[0] * size[1] * 4 // share**2 > MOST_UNPACKED
    ):
        share *= 2
    return share


def _collected(found: JpegImagePlugin.JpegImageFile) -> int:
    """Bytes of a JPEG that comes in layers, which the decoder collects before it draws."""
    if not found.info.get("progressive"):
        return 0
    each = [across * down for _, across, down, _ in found.layer]
    return 2 * found.width * found.height * sum(each) // max(*each, 1)


def _png(data: bytes, _longest: int) -> Source:
    found = PngImagePlugin.PngImageFile(io.BytesIO(data))
    pixels = found.width * found.height
    if pixels > MOST_PNG or pixels * BYTES_EACH.get(found.mode, 4) > MOST_UNPACKED:
        raise _too_big()
    found.load()  # the Exif data may stand behind the pixels
    return _of_image(found, _held(found.getexif))._replace(line_art=True)


def _of_image(found: Image.Image, orientation: int) -> Source:
    found.load()

    def rows(top: int, bottom: int) -> Image.Image:
        return found.crop((0, top, found.width, bottom))

    return Source(found.size, rows, orientation)


def _webp(data: bytes, _longest: int) -> Source:
    # Pillow's own opener would make a fourth copy of the pixels.
    from PIL import _webp  # noqa: PLC0415 (loaded for WebP alone)

    width, height = _webp_size(data)
    most = MOST_LOSSLESS_WEBP if data[12:16] == b"VP8L" else MOST_WEBP
    if width * height > most:
        raise _too_big()
    decoder = _webp.WebPAnimDecoder(data)
    size, _, _, _, mode = decoder.get_info()
    exif = Image.Exif()

    def written() -> Image.Exif:
        exif.load(decoder.get_chunk("EXIF") or b"")
        return exif

    orientation = _held(written)
    pixels, _ = decoder.get_next()
    return _of_pixels(
        size, "RGBA" if mode == "RGBA" else "RGB", mode, pixels, 4 * size[0]
    )._replace(orientation=orientation)


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height as the header says (RFC 9649, section 2). Raises ValueError."""
    chunk, body = data[12:16], data[20:30]
    if chunk == b"VP8X":
        return _number(body[4:7]) + 1, _number(body[7:10]) + 1
    if chunk == b"VP8L":
        bits = _number(body[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        return _number(body[6:8]) & 0x3FFF, _number(body[8:10]) & 0x3FFF
    raise ValueError("no picture comes first")


def _number(part: bytes) -> int:
    return int.from_bytes(part, "little")


def _heif(data: bytes, _longest: int) -> Source:
    """The decoder turns it upright by itself, and its Exif data does not count (ISO 23008-12)."""
    import pillow_heif  # noqa: PLC0415 (loaded for HEIC alone)

    options = pillow_heif.options
    options.DECODE_THREADS, options.THUMBNAILS = 1, False
    options.DEPTH_IMAGES = options.AUX_IMAGES = False
    file = pillow_heif.open_heif(data, remove_stride=False)
    found = file[file.primary_index]
    if found.size[0] * found.size[1] > MOST_HEIF:
        raise _too_big()
    pixels = found.data
    return _of_pixels(found.size, found.mode, found.mode, pixels, found.stride)


def _of_pixels(size: tuple[int, int], mode: str, raw: str, pixels: Any, stride: int) -> Source:
    """A picture whose pixels lie in a buffer, `stride` bytes a row."""
    whole = memoryview(pixels)

    def rows(top: int, bottom: int) -> Image.Image:
        part = whole[top * stride : bottom * stride]
        return Image.frombytes(mode, (size[0], bottom - top), part, "raw", raw, stride)

    return Source(size, rows, 1)


def _held(exif: Callable[[], Image.Exif]) -> int:
    """How the camera was held. Nonsense there is no reason to refuse a picture that can be seen."""
    try:
        found = exif().get(ORIENTATION)
    except Exception:  # noqa: BLE001 (a parser of what a stranger wrote)
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


OPENERS = {JPEG: _jpeg, PNG: _png, WEBP: _webp, HEIF: _heif}
