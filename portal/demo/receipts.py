"""Receipts that the demo draws itself: made-up shops, photographed a little askew."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from datetime import date
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from portal.files.check import Checked, examine
from portal.files.kinds import Kind

WIDTH, MARGIN, LINE = 760, 60, 54
INK, PAPER, TABLE = (40, 42, 48), (252, 250, 246), (132, 118, 104)
LARGEST = 15_000_000


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed on a receipt; `rows`: what was bought, and its price as printed.

    `number` given: whoever hands it in, it is this very slip. `cut_off`: the lower end is missing.
    """

    shop: str
    place: str
    rows: tuple[tuple[str, str], ...]
    total: str
    cut_off: bool = False
    number: str = ""


@cache
def photographed(slip: Slip, day: date) -> Checked:
    """The slip on a table, as a phone would send it, looked at as any other upload is."""
    dice = random.Random(slip.number or f"{slip} {day}")
    picture = _printed(slip, day, dice)
    table = Image.new("RGB", (picture.width + 260, picture.height + 260), TABLE)
    turned = picture.rotate(dice.uniform(-4, 4), Image.Resampling.BICUBIC, True, fillcolor=TABLE)
    table.paste(turned, (dice.randint(90, 150), dice.randint(90, 150)))
    if slip.cut_off:
        table = table.crop((0, 0, table.width, int(table.height * 0.62)))
    written = io.BytesIO()
    table.save(written, "JPEG", quality=82)
    return examine(
        written.getvalue(), name="receipt.jpg", largest=LARGEST, field="file", kind=Kind.RECEIPT
    )


def _printed(slip: Slip, day: date, dice: random.Random) -> Image.Image:
    height = 2 * MARGIN + LINE * (8 + len(slip.rows))
    paper = Image.new("RGB", (WIDTH, height), PAPER)
    draw, y = ImageDraw.Draw(paper), MARGIN
    head, text = ImageFont.load_default(44), ImageFont.load_default(32)
    for words, font in (
        (slip.shop, head),
        (slip.place, text),
        ("" if slip.number else f"{day:%m/%d/%Y}", text),
    ):
        draw.text((WIDTH / 2, y), words, INK, font, anchor="ma")
        y += LINE
    draw.text((MARGIN, y), f"No. {slip.number or dice.randint(10_000, 99_999)}", INK, text)
    y += LINE + 20
    for words, price in (*slip.rows, ("", ""), ("TOTAL", slip.total)):
        draw.text((MARGIN, y), words, INK, text)
        draw.text((WIDTH - MARGIN, y), price, INK, text, anchor="ra")
        y += LINE
    draw.text((WIDTH / 2, y + 20), "Thank you", INK, text, anchor="ma")
    return paper
