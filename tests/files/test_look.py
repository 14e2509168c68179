"""Looks: nearly the same for one receipt however it comes, another for another receipt."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from portal.files.look import NEAR, distance, look_of
from tests.files import receipts

NUMBERS = range(4)
LOOKS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


def look(picture: Image.Image) -> str:
    found = look_of(picture)
    assert found is not None
    assert len(found) == 64
    return found


def saved(picture: Image.Image, quality: int = 60) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(out)


def smaller(picture: Image.Image, share: float) -> Image.Image:
    size = (round(picture.width * share), round(picture.height * share))
    return picture.resize(size, Image.Resampling.LANCZOS)


def cut(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = picture.size
    box = (width * left, height * top, width * (1 - right), height * (1 - bottom))
    return picture.crop(tuple(round(edge) for edge in box))


AGAIN: dict[str, Callable[[Image.Image], Image.Image]] = {
    "the same": lambda found: found,
    "saved again": saved,
    "saved badly": lambda found: saved(found, 30),
    "half as large": lambda found: saved(smaller(found, 0.5)),
    "larger": lambda found: saved(smaller(found, 1.3)),
    "lighter": lambda found: saved(ImageEnhance.Brightness(found).enhance(1.08)),
    "darker": lambda found: saved(ImageEnhance.Brightness(found).enhance(0.88)),
    "more contrast": lambda found: saved(ImageEnhance.Contrast(found).enhance(1.15)),
    "in grey": lambda found: saved(found.convert("L")),
    "cut all around": lambda found: saved(cut(found, 0.02, 0.02, 0.02, 0.02)),
    "cut on the left": lambda found: saved(cut(found, 0.02, 0, 0, 0)),
    "cut at the top": lambda found: saved(cut(found, 0, 0.02, 0, 0)),
    "cut below": lambda found: saved(cut(found, 0, 0, 0, 0.02)),
}


@pytest.mark.parametrize("again", AGAIN)
@pytest.mark.parametrize("made", [receipts.slip, receipts.photographed])
@pytest.mark.parametrize("shop", receipts.SHOPS)
def test_a_receipt_that_comes_again_is_near(
    shop: str, made: Callable[[str, int], Image.Image], again: str
) -> None:
    found = made(shop, 1)
    assert distance(look(found), look(AGAIN[again](found))) <= NEAR


@pytest.mark.parametrize("made", [receipts.slip, receipts.photographed])
def test_receipts_of_one_shop_that_differ_in_their_figures_are_not(
    made: Callable[[str, int], Image.Image],
) -> None:
    """Nineteen pairs of twenty at least: what a look says is a hint, not a proof."""
    pairs = [
        (made(shop, one), made(shop, other))
        for shop in receipts.SHOPS
        for one, other in combinations(NUMBERS, 2)
    ]
    near = sum(distance(look(one), look(other)) <= NEAR for one, other in pairs)
    assert near <= len(pairs) / 20


@pytest.mark.parametrize("made", [receipts.slip, receipts.photographed])
def test_receipts_of_different_shops_are_far_from_each_other(
    made: Callable[[str, int], Image.Image],
) -> None:
    looks = [look(made(shop, 1)) for shop in receipts.SHOPS]
    assert min(distance(one, other) for one, other in combinations(looks, 2)) > NEAR + 5


@pytest.mark.parametrize(
    "blank",
    [
        Image.new("RGB", (1654, 2339), "white"),
        Image.new("RGB", (1654, 2339), "black"),
        Image.new("RGB", (1, 1)),
        Image.new("L", (2000, 1), 90),
        Image.linear_gradient("L").resize((800, 1200)),
        receipts.grain(Image.new("RGB", (800, 1200), (240, 238, 230)), 0.03),
    ],
    ids=["white", "black", "one pixel", "one row", "a shadow", "grain"],
)
def test_what_shows_nothing_has_no_look(blank: Image.Image) -> None:
    assert look_of(blank) is None


def test_a_line_or_two_on_a_large_page_has_a_look() -> None:
    page = Image.new("RGB", (1654, 2339), "white")
    ImageDraw.Draw(page).text((150, 200), "Taxi 22.50 USD\nNo. 4711", "black", receipts.font(30))
    assert distance(look(page), look(saved(page))) <= NEAR


@given(LOOKS, LOOKS)
def test_a_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one)
    assert 0 <= distance(one, other) <= 256
    assert (distance(one, other) == 0) == (one == other)


def test_opposites_are_as_far_from_each_other_as_can_be() -> None:
    assert distance("0" * 64, "f" * 64) == 256
    assert distance("0" * 63 + "1", "0" * 64) == 1
