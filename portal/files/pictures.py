"""Pictures are drawn anew: upright, on white, as pixels and nothing else."""

from __future__ import annotations

import io
import math
import warnings

from PIL import Image

from portal.errors import RuleBroken
from portal.files import sources
from portal.files.kinds import JPEG, LIMITS, PNG, Found, Kind, Limits
from portal.files.look import look_of
from portal.files.sources import Source

THUMBNAIL_SIDE = 320
SCAN_QUALITY, THUMBNAIL_QUALITY = 85, 75
PNG_EFFORT = 2
"""Of 9. More takes many times as long for a tenth fewer bytes."""
STEPS = (
    *((1.0, 85), (1.0, 75), (1.0, 65), (1.0, 55)),
    *((0.8, 60), (0.8, 45), (0.6, 50), (0.4, 50), (0.25, 40)),
)
"""Shares of the longest side and JPEG qualities that are tried until a picture is small enough."""
BAND = 256
"""Rows that are drawn at once."""
REACH = 3
"""Lanczos looks at so many pixels of the result's size to each side."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By Exif orientation (CIPA DC-008, 4.6.4)."""


def look_at(data: bytes, media_type: str, kind: Kind) -> Found:
    """The picture as it is kept. Raises RuleBroken: file_too_big_picture, file_broken."""
    limits = LIMITS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # oddities of the file; its size is looked at
            source = sources.of(data, media_type, limits.longest_side)
            drawn, line_art = drawn_anew(source, limits.longest_side), source.line_art
            del source
            return _scan(drawn, line_art) if kind is Kind.SCAN else receipt(drawn, limits)
    except RuleBroken:
        raise
    except Exception:  # noqa: BLE001 (decoders raise whatever a broken file makes them)
        raise RuleBroken("file_broken") from None


def _scan(drawn: Image.Image, line_art: bool) -> Found:
    if line_art:
        return Found(PNG, _written(drawn, "PNG", compress_level=PNG_EFFORT))
    return Found(JPEG, _written(drawn, "JPEG", quality=SCAN_QUALITY))


def receipt(drawn: Image.Image, limits: Limits) -> Found:
    """A receipt's picture small enough for a phone's network, with what is shown of it in lists."""
    return Found(
        JPEG,
        small_jpeg(drawn, limits.most_bytes),
        thumbnail=thumbnail(drawn),
        look=look_of(drawn),
    )


def thumbnail(drawn: Image.Image) -> bytes:
    """A small JPEG of it, 320 pixels along its longest side."""
    return _written(_within(drawn, THUMBNAIL_SIDE), "JPEG", quality=THUMBNAIL_QUALITY)


def small_jpeg(drawn: Image.Image, most_bytes: int | None) -> bytes:
    """The picture as a JPEG of at most so many bytes, as good as that allows."""
    longest, made = max(drawn.size), b""
    for share, quality in STEPS:
        made = _written(_within(drawn, round(longest * share)), "JPEG", quality=quality)
        if most_bytes is None or len(made) <= most_bytes:
            return made
    return made


def _within(drawn: Image.Image, longest: int) -> Image.Image:
    if max(drawn.size) <= longest:
        return drawn
    return drawn.resize(_fitted(drawn.size, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _fitted(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _written(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def drawn_anew(source: Source, longest: int) -> Image.Image:
    """The picture in colour on white, upright, at most `longest` pixels along a side."""
    size = _fitted(source.size, longest)
    drawn = Image.new("RGB", size)
    for top in range(0, size[1], BAND):
        bottom = min(top + BAND, size[1])
        drawn.paste(_band(source, size, top, bottom), (0, top))
    turn = TURNS.get(source.orientation)
    return drawn if turn is None else drawn.transpose(turn)


def _band(source: Source, size: tuple[int, int], top: int, bottom: int) -> Image.Image:
    """Some rows of the result, from the rows of the source that they are made of."""
    scale = source.size[1] / size[1]
    margin = math.ceil(REACH * scale)
    first = max(0, math.floor(top * scale) - margin)
    last = min(source.size[1], math.ceil(bottom * scale) + margin)
    rows = _on_white(source.rows(first, last))
    if size == source.size:
        return rows.crop((0, top - first, size[0], bottom - first))
    box = (0, top * scale - first, source.size[0], min(bottom * scale - first, last - first))
    return rows.resize((size[0], bottom - top), Image.Resampling.LANCZOS, box=box)


def _on_white(rows: Image.Image) -> Image.Image:
    """In colour, on white paper where it is see-through."""
    if rows.mode.startswith("I"):
        rows = _in_bytes(rows)
    if not rows.has_transparency_data:
        return rows if rows.mode == "RGB" else rows.convert("RGB")
    clear = rows.convert("RGBA")
    bare = Image.new("RGB", clear.size, "white")
    bare.paste(clear, mask=clear.getchannel("A"))
    return bare


def _in_bytes(rows: Image.Image) -> Image.Image:
    """A picture with 16 bits a pixel in 8: simply converted, all but the darkest would be white."""
    return rows.convert("I").point(lambda level: level / 256).convert("L")
