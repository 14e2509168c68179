"""Receipts: small and legible, upright, without where they were taken, with pictures for lists."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from portal.errors import RuleBroken
from portal.files import look, pages
from portal.files.check import Checked, Kind, examine
from portal.files.kinds import LIMITS
from portal.files.pictures import small_jpeg
from tests.files import receipts, samples
from tests.files.hostile_pdfs import pdf, stream
from tests.files.hostile_pictures import noise
from tests.files.samples import written

LIMIT = LIMITS[Kind.RECEIPT]
LARGEST = 15_000_000


def check(data: bytes, kind: Kind = Kind.RECEIPT) -> Checked:
    return examine(data, name="my receipt.heic", largest=LARGEST, field="file", kind=kind)


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(io.BytesIO(data))


def document(*pictures: Image.Image, **how: Any) -> bytes:
    """A PDF of these pages."""
    return written(pictures[0], "PDF", save_all=True, append_images=pictures[1:], **how)


@pytest.fixture(scope="module")
def large() -> Checked:
    return check(receipts.twelve_megapixels())


def test_a_photo_of_twelve_megapixels_gets_small(large: Checked) -> None:
    kept = opened(large.data)
    assert kept.size == (1500, 2000)
    assert len(large.data) < 400_000
    assert (large.media_type, large.name) == ("image/jpeg", "my receipt.jpg")


def test_its_small_print_can_still_be_read(large: Checked) -> None:
    """Every figure of it, which are 17 pixels tall now, and with ink that is far from its paper."""
    kept = opened(large.data)
    assert receipts.read_figures(kept) == receipts.figures()
    print_of_a_line = kept.convert("L").crop((245, 248, 770, 276))
    levels = sorted(print_of_a_line.tobytes())
    assert levels[len(levels) // 2] - levels[len(levels) // 100] > 100


def test_where_it_was_taken_and_by_what_is_gone(large: Checked) -> None:
    for data in (large.data, large.thumbnail):
        assert data is not None
        assert not opened(data).getexif()
        assert b"Exif" not in data
        assert b"Pocket Camera" not in data
        assert set(opened(data).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_whichever_way_the_phone_was_held_a_receipt_is_upright(form: str, orientation: int) -> None:
    """As ImageOps of Pillow, which is not used because it needs the whole picture twice."""
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = Image.new("RGB", (90, 60), "white")
    upright.paste("black", (0, 0, 30, 20))
    upright.paste("red", (60, 0, 90, 20))
    lying = upright
    if orientation > 1:
        lying = upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[samples.ORIENTATION] = orientation
    how = {"lossless": True} if form == "WEBP" else {}
    kept = opened(check(written(lying, form, exif=exif, **how)).data)
    assert kept.size == upright.size
    for spot in ((15, 10), (75, 10), (15, 50), (75, 50), (45, 30)):
        seen, wanted = kept.getpixel(spot), upright.getpixel(spot)
        assert isinstance(seen, tuple)
        assert isinstance(wanted, tuple)
        assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 40


def test_exif_that_makes_no_sense_is_no_reason_to_refuse_a_picture() -> None:
    kept = check(samples.photo("WEBP", exif=b"Exif\0\0nonsense"))
    assert opened(kept.data).size == (60, 40)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "MPO"])
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "CMYK", "P", "1"])
def test_every_kind_of_picture_becomes_a_jpeg_that_looks_the_same(form: str, mode: str) -> None:
    takes = {"JPEG": "RGB L CMYK", "MPO": "RGB L", "PNG": "RGB L RGBA P 1"}
    if mode not in takes.get(form, "RGB RGBA L").split():
        return
    found = samples.picture(400, 300, mode)
    how = {"quality": 90} if form in {"WEBP", "HEIF"} else {}
    kept = check(written(found, form, **how))
    assert kept.media_type == "image/jpeg"
    difference = ImageChops.difference(opened(kept.data), samples.picture(400, 300))
    inside = difference.convert("L").point(lambda level: 255 if level > 40 else 0)
    assert sum(inside.histogram()[255:]) < 400 * 300 * 0.02  # a rim around what is black


@pytest.mark.parametrize(
    "size", [(9000, 3), (3, 9000), (1, 1), (2001, 1), (4001, 2999), (257, 513)]
)
def test_a_picture_of_any_shape_keeps_it(size: tuple[int, int]) -> None:
    kept = opened(check(written(samples.picture(*size), "PNG")).data)
    scale = min(1, 2000 / max(size))
    assert kept.size == tuple(max(1, round(side * scale)) for side in size)


def test_a_picture_that_is_drawn_in_bands_shows_no_seam() -> None:
    """As if it had been made smaller in one piece."""
    found = receipts.grain(receipts.slip("CITY TAXI", 1).resize((2900, 4100)), 0.2)
    whole = found.resize((1415, 2000), Image.Resampling.LANCZOS)
    kept = opened(check(written(found, "PNG"), Kind.RECEIPT).data).convert("RGB")
    assert kept.size == whole.size
    rows = ImageChops.difference(kept, whole).convert("L").resize((1, 2000), Image.Resampling.BOX)
    assert max(rows.tobytes()) < 12


def test_a_picture_that_is_all_grain_gets_small_all_the_same() -> None:
    kept = check(written(noise((2600, 2600)), "JPEG", quality=90))
    assert len(kept.data) <= 400_000
    assert max(opened(kept.data).size) >= 500


def test_a_picture_that_is_small_enough_stays_as_good_as_can_be() -> None:
    found = receipts.slip("CITY TAXI", 1)
    assert check(written(found, "PNG")).data == small_jpeg(found, LIMIT.most_bytes)
    assert opened(check(written(found, "PNG")).data).size == found.size


def test_a_receipt_has_a_small_picture_for_lists(large: Checked) -> None:
    small = opened(large.thumbnail)
    assert (small.format, small.size) == ("JPEG", (240, 320))
    assert len(large.thumbnail or b"") < 30_000


def test_what_was_sent_is_known_by_its_sum() -> None:
    data = samples.phone_photo()
    assert check(data).source_sha256 == hashlib.sha256(data).hexdigest()
    assert check(data, Kind.SCAN).source_sha256 == hashlib.sha256(data).hexdigest()


def test_a_scan_has_nothing_that_only_receipts_need() -> None:
    for data in (samples.photo(), samples.pdf(3)):
        kept = check(data, Kind.SCAN)
        assert (kept.thumbnail, kept.pages, kept.look) == (None, (), None)
    assert check(samples.pdf(3), Kind.SCAN).page_count == 3


# PDFs


def test_a_pdf_is_kept_as_it_came_and_its_pages_are_drawn() -> None:
    data = document(*(receipts.slip("CITY TAXI", number) for number in range(3)))
    kept = check(data)
    assert kept.data == data
    assert (kept.page_count, len(kept.pages)) == (3, 3)
    for number, page in enumerate(kept.pages):
        assert max(opened(page).size) == 1600
        assert len(page) <= 400_000
        drawn = look.look_of(opened(page))
        own = look.look_of(receipts.slip("CITY TAXI", number))
        assert drawn
        assert own
        assert look.distance(drawn, own) <= look.NEAR
    assert opened(kept.thumbnail).size == (187, 320)


@pytest.mark.parametrize(("count", "drawn"), [(1, 1), (5, 5), (6, 5), (10, 5)])
def test_of_a_long_pdf_the_first_five_pages_are_drawn(count: int, drawn: int) -> None:
    kept = check(samples.pdf(count))
    assert (kept.page_count, len(kept.pages)) == (count, drawn)


def test_a_pdf_of_more_than_ten_pages_is_no_receipt() -> None:
    with pytest.raises(RuleBroken) as error:
        check(samples.pdf(11))
    assert (error.value.code, error.value.facts) == ("file_pages", {"most": 10})


def test_pages_that_take_long_are_not_waited_for() -> None:
    """The first is always there."""
    seconds = iter(range(100))
    found = pages.draw(samples.pdf(5), LIMIT, 5, clock=lambda: next(seconds) * 0.4)
    assert (found.page_count, len(found.pages)) == (5, 3)
    found = pages.draw(samples.pdf(5), LIMIT, 5, clock=lambda: next(seconds) * 9)
    assert len(found.pages) == 1


def test_a_page_that_says_it_is_turned_is_drawn_upright() -> None:
    reader = PdfReader(io.BytesIO(document(receipts.slip("CITY TAXI", 1))))
    writer = PdfWriter()
    writer.add_page(reader.pages[0]).rotate(90)
    out = io.BytesIO()
    writer.write(out)
    assert opened(check(out.getvalue()).pages[0]).size == (1600, 936)


def test_what_was_typed_into_a_form_is_drawn() -> None:
    """A ticket may be a form: what stands in its fields is part of the receipt."""
    box = "/BBox [0 0 200 200] /Type /XObject /Subtype /Form"
    field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [0 0 200 200] /F 4 "
    data = pdf(
        {10: field + "/AP << /N 11 0 R >> >>", 11: stream(b"1 0 0 rg 0 0 200 200 re f", box)},
        catalog="/AcroForm << /Fields [10 0 R] >>",
        page="/Annots [10 0 R]",
        content=b"",
    )
    red, green, _ = opened(check(data).pages[0]).convert("RGB").getpixel((800, 800))
    assert red > 240
    assert green < 20


def test_a_pdf_that_shows_nothing_has_no_look() -> None:
    assert check(samples.pdf(1)).look is None
