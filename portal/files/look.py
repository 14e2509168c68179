"""How a receipt looks, as 256 differences: nearly the same picture has nearly the same ones.

What is compared is the part of the picture that holds its print, wherever it lies, so that a
margin cut off changes little. Of that part each difference says whether the paper is lighter
where one of 16 x 16 waves rises than where it falls (the sign of a cosine transform): coarse
waves see how a receipt is laid out, fine ones see which figures stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WAVES, POINTS = 16, 32
"""Waves a side, and fields a side in which the print is measured."""
SIDE, STROKE = 480, 6
"""Pixels of the longest side in which print is searched, and how far a stroke's paper reaches."""
PRINTED = (0.02, 0.002, 0.0005)
"""Shares of a page that its print covers: of a receipt, or of a line or two on a large page."""
FAINT = 8
"""Of 255. Print that is no darker than this against its paper is taken for none."""
MARGIN = 0.04
"""The share of the print that may stand outside the part that is compared, at each side."""
NEAR = 14
"""Bits in which two looks of one receipt differ at most.

Measured with drawn receipts, flat and as on a phone's photo: written anew, made smaller, lighter,
darker or cut by 2 % at each side, one differed in 4 bits as a rule and in 13 at most; one of the
same shop with other figures in 17 or more, half of them in 29 or more.
"""


def look_of(image: Image) -> str | None:
    """The look of an upright picture as 64 hex digits. None where nothing is printed."""
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415 (a server only compares looks)

    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE))
    darker = ImageChops.subtract(grey.filter(ImageFilter.BoxBlur(STROKE)), grey)
    level = _print_level(darker.histogram())
    if level is None:
        return None
    ink = darker.point(lambda found: max(0, found - level))
    (left, right), (top, bottom) = (
        _middle(_sums(ink, of)) for of in ((ink.width, 1), (1, ink.height))
    )
    if right - left < 1 or bottom - top < 1:
        return None
    part = grey.convert("F").resize((POINTS, POINTS), box=(left, top, right, bottom))
    return _signs(memoryview(part.tobytes()).cast("f").tolist())


def distance(a: str, b: str) -> int:
    """In how many bits two looks differ: 0 for the same, 256 for the opposite."""
    return (int(a, 16) ^ int(b, 16)).bit_count()


def _print_level(histogram: Sequence[int]) -> float | None:
    """How much darker than its paper something must be to count as print."""
    pixels = sum(histogram)
    for share in PRINTED:
        above, level = 0, len(histogram)
        while above < share * pixels:
            level -= 1
            above += histogram[level]
        if level >= FAINT:
            return 0.3 * level
    return None


def _sums(ink: Image, size: tuple[int, int]) -> list[float]:
    """How much print there is in each column, or in each row."""
    from PIL.Image import Resampling  # noqa: PLC0415 (see above)

    means = ink.convert("F").resize(size, Resampling.BOX)
    return list(memoryview(means.tobytes()).cast("f"))


def _middle(sums: Sequence[float]) -> tuple[float, float]:
    """Where the first and the last hundredths of the print are passed, between pixels too."""
    places, passed, total = [], 0.0, sum(sums)
    for wanted in (MARGIN * total, (1 - MARGIN) * total):
        passed = 0.0
        for place, amount in enumerate(sums):
            if amount and passed + amount >= wanted:
                places.append(place + (wanted - passed) / amount)
                break
            passed += amount
    return places[0], places[1]


def _signs(levels: Sequence[float]) -> str:
    lines = [levels[start : start + POINTS] for start in range(0, len(levels), POINTS)]
    across = [[_along(wave, line) for line in lines] for wave in COSINES]
    bits = 0
    for wave in COSINES:
        for column in across:
            bits = bits << 1 | (_along(wave, column) > 0)
    return f"{bits:0{WAVES * WAVES // 4}x}"


def _along(wave: Sequence[float], levels: Sequence[float]) -> float:
    return sum(map(float.__mul__, wave, levels))


COSINES = tuple(
    tuple(cos(pi * wave * (2 * point + 1) / (2 * POINTS)) for point in range(POINTS))
    for wave in range(1, WAVES + 1)
)
