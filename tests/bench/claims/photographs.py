"""A photograph of a receipt as a phone's camera makes it: how large it is kept, how long it takes."""

from __future__ import annotations

import io
import random
import statistics
import time
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from portal.files.apart import examine_apart
from portal.files.kinds import Kind
from tests.bench.figures import Figure, Goal
from tests.bench.report import note

WIDTH, HEIGHT = 3024, 4032
"""Twelve megapixels, upright."""
LARGEST = 15_000_000
RUNS = 9
SMALL_ENOUGH = Goal(400)
QUICK = Goal(2)


def figures() -> Iterator[Figure]:
    data = photograph()
    note(
        f"receipt.*: a {WIDTH} x {HEIGHT} photograph of {len(data) / 1e6:.1f} MB, looked at in a "
        f"process of its own, median of {RUNS}; reference: Pillow alone, in this process, opening, "
        "turning, scaling to 2000 pixels and writing it at quality 80"
    )
    checked = examine_apart(data, name="r.jpg", largest=LARGEST, kind=Kind.RECEIPT)
    yield Figure(
        name="receipt.kept",
        value=len(checked.data) / 1000,
        unit="kB",
        reference=len(data) / 1000,
        goal=SMALL_ENOUGH,
    )
    yield Figure(
        name="receipt.time",
        value=_seconds(lambda: examine_apart(data, name="r", largest=LARGEST, kind=Kind.RECEIPT)),
        unit="s",
        reference=_seconds(lambda: _plainly(data)),
        goal=QUICK,
        rounds=RUNS,
    )


def photograph() -> bytes:
    """A slip with small print on a grained table, slightly out of focus, as a camera sees it."""
    dice = random.Random(7)
    grain = Image.effect_noise((WIDTH // 2, HEIGHT // 2), 40).resize((WIDTH, HEIGHT))
    table = ImageOps.colorize(grain, (90, 78, 66), (170, 156, 140))
    slip = Image.new("RGB", (1700, 3200), (250, 248, 243))
    draw, font = ImageDraw.Draw(slip), ImageFont.load_default(48)
    for row in range(56):
        words = " ".join(f"{dice.randrange(10**6):06d}" for _ in range(6))
        draw.text((60, 60 + row * 55), words, (50, 50, 56), font)
    table.paste(
        slip.rotate(3, Image.Resampling.BICUBIC, True, fillcolor=(120, 106, 92)), (560, 300)
    )
    out = io.BytesIO()
    table.filter(ImageFilter.GaussianBlur(1)).save(out, "JPEG", quality=92)
    return out.getvalue()


def _plainly(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as found:
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((2000, 2000))
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=80)
        return out.getvalue()


def _seconds(act: Callable[[], object]) -> float:
    act()
    taken = []
    for _ in range(RUNS):
        begun = time.monotonic()
        act()
        taken.append(time.monotonic() - begun)
    return statistics.median(taken)
