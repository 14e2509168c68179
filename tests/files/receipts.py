"""Receipts as shops print them and phones photograph them."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.files.samples import GPS, MAKER, ORIENTATION

SHOPS = ("CITY TAXI", "GARAGE NORTH", "CORNER CAFE")
GOODS = ("Ride", "Toll", "Parking", "Coffee", "Ticket", "Sandwich", "Fee", "Water")
WIDTH, HEIGHT, MARGIN = 760, 1300, 60


def font(size: int) -> ImageFont.FreeTypeFont:
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


@cache
def slip(shop: str, number: int) -> Image.Image:
    """A shop's receipt: its words are always the same, its figures are those of `number`."""
    goods, dice = random.Random(shop), random.Random(f"{shop} {number}")
    paper = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(paper)
    draw.text((WIDTH / 2, 60), shop, "black", font(48), anchor="ma")
    draw.text((WIDTH / 2, 130), "12 Main Street, Springfield", "black", font(28), anchor="ma")
    day = f"{dice.randint(1, 12):02}/{dice.randint(1, 28):02}/2026 {dice.randint(6, 22):02}:15"
    draw.text((MARGIN, 200), f"Date {day}", "black", font(30))
    draw.text((MARGIN, 245), f"Receipt no. {dice.randint(10_000, 999_999)}", "black", font(30))
    y, total = 330, 0
    for _ in range(8):
        price = dice.randint(100, 9999)
        total += price
        _row(draw, y, f"{goods.choice(GOODS)} {goods.choice('ABCD')}", price, 32)
        y += 58
    draw.line((MARGIN, y, WIDTH - MARGIN, y), "black", 3)
    _row(draw, y + 25, "TOTAL", total, 44)
    card = f"Card ****{dice.randint(1000, 9999)}  Auth {dice.randint(100_000, 999_999)}"
    draw.text((MARGIN, y + 115), card, "black", font(28))
    draw.text((WIDTH / 2, y + 175), "Thank you", "black", font(32), anchor="ma")
    return paper


def _row(draw: ImageDraw.ImageDraw, y: int, words: str, price: int, size: int) -> None:
    draw.text((MARGIN, y), words, "black", font(size))
    amount = f"{price // 100}.{price % 100:02}"
    draw.text((WIDTH - MARGIN, y), amount, "black", font(size), anchor="ra")


def grain(picture: Image.Image, amount: float, *, seed: int = 1) -> Image.Image:
    """As a phone's sensor makes it."""
    size = (picture.width // 2, picture.height // 2)
    dots = Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))
    dots = dots.resize(picture.size)
    return Image.blend(picture, Image.merge("RGB", (dots, dots, dots)), amount)


@cache
def photographed(shop: str, number: int) -> Image.Image:
    """Lying on a table, a little askew, in uneven light."""
    dice = random.Random(f"photo {shop} {number}")
    paper = slip(shop, number)
    table = Image.new("RGB", (WIDTH + 300, HEIGHT + 300), (112, 92, 78))
    for left in range(0, table.width, 40):  # its boards
        table.paste((dice.randint(90, 140), 92, 78), (left, 0, left + 38, table.height))
    table = table.filter(ImageFilter.BoxBlur(6))
    turned = paper.rotate(dice.uniform(-4, 4), Image.Resampling.BICUBIC, True, fillcolor="#6e5c4e")
    table.paste(turned, (dice.randint(90, 150), dice.randint(60, 120)))
    light = Image.linear_gradient("L").resize(table.size)
    return grain(Image.blend(table, Image.merge("RGB", (light,) * 3), 0.12), 0.08)


PITCH, LINES, EACH = 44, 40, 24
SMALL_PRINT = 46
"""Its figures are 2 mm tall on a receipt of 20 cm that fills the picture."""
LEFT, TOP, STEP = 500, 500, 78


@cache
def figures() -> tuple[str, ...]:
    """Lines of figures, for the small print."""
    dice = random.Random(5)
    return tuple("".join(dice.choice("0123456789") for _ in range(EACH)) for _ in range(LINES))


@cache
def small_print() -> Image.Image:
    """Twelve megapixels: a receipt of small print, before the phone saves it."""
    picture = Image.new("RGB", (3024, 4032), (104, 90, 80))
    picture.paste((238, 235, 228), (380, 300, 2650, 3750))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(figures()):
        for place, figure in enumerate(line):
            at = (LEFT + place * PITCH, TOP + number * STEP)
            draw.text(at, figure, (60, 60, 66), font(SMALL_PRINT))
    return grain(picture.filter(ImageFilter.GaussianBlur(1.4)), 0.1)


def twelve_megapixels() -> bytes:
    """The small print as a phone that was held upright saves it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Pocket Camera"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (25.0, 47.0, 24.0)
    out = io.BytesIO()
    lying = small_print().transpose(Image.Transpose.ROTATE_90)
    lying.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def read_figures(picture: Image.Image) -> tuple[str, ...]:
    """The small print as it can still be read: each figure is taken for the one it is most like."""
    scale = picture.width / 3024
    grey = picture.convert("L")
    return tuple(
        "".join(_read(grey, place, number, scale) for place in range(EACH))
        for number in range(LINES)
    )


def _read(grey: Image.Image, place: int, number: int, scale: float) -> str:
    left, top = LEFT + place * PITCH - 8, TOP + number * STEP
    box = tuple(round(edge * scale) for edge in (left, top, left + PITCH, top + 56))
    seen = grey.crop(box)
    return min("0123456789", key=lambda figure: _unlike(seen, figure, scale))


def _unlike(seen: Image.Image, figure: str, scale: float) -> int:
    difference = ImageChops.difference(seen, _printed(figure, scale, seen.size))
    return sum(level * count for level, count in enumerate(difference.histogram()))


@cache
def _printed(figure: str, scale: float, size: tuple[int, int]) -> Image.Image:
    cell = Image.new("L", (PITCH, 56), 235)
    ImageDraw.Draw(cell).text((8, 0), figure, 62, font(SMALL_PRINT))
    return cell.resize(size)
