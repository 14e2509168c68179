"""What people hand in: taken for what it really is, made harmless, or refused with a reason."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from portal.errors import RuleBroken
from portal.files.check import Checked, examine
from portal.files.kinds import LIMITS, Kind
from portal.language import languages, say
from tests.files import samples

LARGEST = 2_000_000
LONGEST_SIDE = LIMITS[Kind.SCAN].longest_side
MOST_PAGES = LIMITS[Kind.SCAN].most_pages


def check(data: bytes, name: str = "scan.pdf", largest: int = LARGEST) -> Checked:
    return examine(data, name=name, largest=largest)


def opened(checked: Checked) -> Image.Image:
    return Image.open(io.BytesIO(checked.data))


def refusal(data: bytes, *, largest: int = LARGEST) -> RuleBroken:
    with pytest.raises(RuleBroken) as error:
        check(data, largest=largest)
    return error.value


def outcome(data: bytes) -> str:
    try:
        return "taken" if check(data).data else "nothing was kept"
    except RuleBroken as error:
        return error.code


# taken


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (samples.pdf(), "application/pdf", "my scan.pdf"),
        (samples.photo("JPEG"), "image/jpeg", "my scan.jpg"),
        (samples.photo("PNG"), "image/png", "my scan.png"),
        (samples.photo("HEIF"), "image/jpeg", "my scan.jpg"),
        (samples.photo("MPO"), "image/jpeg", "my scan.jpg"),
        (samples.photo("WEBP"), "image/jpeg", "my scan.jpg"),
    ],
    ids=["PDF", "JPEG", "PNG", "HEIC", "a phone's double JPEG", "WebP"],
)
@pytest.mark.parametrize("suffix", ["", ".pdf", ".jpg", ".exe", ".PDF.html"])
def test_what_a_file_is_comes_from_its_content_never_from_its_name(
    data: bytes, media_type: str, name: str, suffix: str
) -> None:
    checked = check(data, f"my scan{suffix}")
    assert checked.media_type == media_type
    assert checked.name in {name, f"my scan.PDF{name[-4:]}"}


def test_a_pdf_is_kept_as_it_came_because_it_may_be_evidence() -> None:
    data = samples.pdf(pages=3)
    assert check(data).data == data


@pytest.mark.parametrize("pages", [1, MOST_PAGES])
def test_a_pdf_of_as_many_pages_as_may_be_is_taken(pages: int) -> None:
    assert len(PdfReader(io.BytesIO(check(samples.pdf(pages)).data)).pages) == pages


def test_a_pdf_with_a_link_to_an_address_is_taken() -> None:
    assert check(samples.pdf(change=samples.links_to_an_address)).media_type == "application/pdf"


def test_a_file_of_exactly_the_largest_size_is_taken_and_one_byte_more_is_not() -> None:
    data = samples.pdf()
    assert check(data, largest=len(data)).data == data
    assert refusal(data, largest=len(data) - 1).code == "file_too_big"


def test_a_photo_is_kept_upright_without_where_it_was_taken_and_by_what() -> None:
    data = samples.phone_photo(orientation=6)
    assert b"Pocket Camera" in data
    kept = opened(check(data))
    assert kept.size == (40, 60)
    assert kept.getpixel((35, 5)) == (0, 0, 0)  # what was up on the left is up on the right
    assert kept.getpixel((5, 5)) == (255, 255, 255)
    assert not kept.getexif()
    assert b"Pocket Camera" not in check(data).data
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_whichever_way_the_phone_was_held_the_photo_is_upright(orientation: int) -> None:
    kept = opened(check(samples.phone_photo(orientation)))
    assert kept.size == ((60, 40) if orientation < 5 else (40, 60))


def test_words_that_a_program_wrote_into_a_picture_are_gone() -> None:
    notes = PngInfo()
    notes.add_text("Author", "Eleanor Whitfield")
    data = samples.photo("PNG", pnginfo=notes)
    assert b"Eleanor" in data
    assert b"Eleanor" not in check(data).data


def test_a_huge_photo_is_made_smaller_and_keeps_its_shape() -> None:
    kept = opened(check(samples.written(samples.picture(6000, 4000), "JPEG")))
    assert kept.size == (LONGEST_SIDE, round(LONGEST_SIDE * 4000 / 6000))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_scan_looks_as_before(mode: str) -> None:
    found = samples.picture(mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        found = found.convert("I").point(lambda level: level * 257).convert("I;16")
    kept = opened(check(samples.written(found, "PNG")))
    assert ImageChops.difference(kept, samples.picture()).getbbox() is None


def test_a_grey_of_sixteen_bits_stays_grey() -> None:
    found = Image.new("I;16", (4, 4), 128 * 257)
    assert opened(check(samples.written(found, "PNG"))).getpixel((1, 1)) == (128, 128, 128)


def test_what_is_see_through_becomes_white_paper() -> None:
    found = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert opened(check(samples.written(found, "PNG"))).getpixel((1, 1)) == (255, 255, 255)


def test_a_picture_that_is_also_an_archive_loses_its_second_nature() -> None:
    kept = check(samples.photo("PNG") + b"PK\x03\x04 and a program").data
    assert b"PK\x03\x04" not in kept
    kept = check(samples.photo("JPEG") + samples.pdf()).data
    assert b"%PDF" not in kept


# refused


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("file_empty", b""),
        ("file_too_big", b"x" * (LARGEST + 1)),
        ("file_kind", b"Dear team, attached is the form."),
        ("file_kind", b"<html><script>alert(1)</script></html>"),
        ("file_kind", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("file_kind", b"PK\x03\x04" + b"\0" * 100),
        ("file_kind", b"MZ" + b"\0" * 100),
        ("file_kind", b"\0" * 1000),
        ("file_kind", samples.photo("GIF")),
        ("file_kind", samples.photo("BMP")),
        ("file_kind", samples.photo("TIFF")),
        ("file_kind", b"<script>alert(1)</script>" + samples.pdf()),
        ("file_kind", b"%!PS-Adobe-3.0\n"),
        ("file_too_big_picture", samples.bomb()),
        ("file_too_big_picture", samples.bomb(60_001, 1_000)),
        ("file_broken", samples.bomb(5_000, 5_000)),
        ("file_broken", samples.photo("JPEG")[:300]),
        ("file_broken", samples.photo("PNG")[:80]),
        ("file_broken", samples.photo("HEIF")[:-150]),
        ("file_broken", b"%PDF-1.7\n"),
        ("file_broken", b"%PDF-1.7\n" + b"junk " * 1000),
        ("file_broken", samples.pdf()[:200]),
        ("file_protected", samples.pdf(change=samples.locked)),
        ("file_pages", samples.pdf(pages=0)),
        ("file_pages", samples.pdf(pages=MOST_PAGES + 1)),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(code: str, data: bytes) -> None:
    error = refusal(data)
    assert error.code == code
    assert error.field == "scan"
    for language in languages():
        assert say(f"error.{code}", language, **error.facts)


@pytest.mark.parametrize(
    "harm",
    [
        samples.runs_when_opened,
        samples.holds_a_file,
        samples.starts_a_program,
        samples.runs_on_a_click,
        samples.runs_deep_down,
        samples.sends_a_form,
        samples.holds_a_hidden_form,
    ],
)
def test_a_pdf_that_does_something_by_itself_is_refused(
    harm: Callable[[PdfWriter], object],
) -> None:
    assert refusal(samples.pdf(pages=2, change=harm)).code == "file_active"


def test_the_refusal_names_the_largest_size_in_megabytes() -> None:
    assert refusal(b"x" * (LARGEST + 1)).facts == {"megabytes": 2}


def test_the_input_that_is_wrong_can_be_named_otherwise() -> None:
    with pytest.raises(RuleBroken) as error:
        examine(b"", name="x", largest=1, field="receipt")
    assert error.value.field == "receipt"


# names


@pytest.mark.parametrize(
    ("given_name", "kept_name"),
    [
        ("Consentimiento firmado, señora Núñez.pdf", "Consentimiento firmado, señora Núñez.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ana\\scan.pdf", "scan.pdf"),
        ("scan\r\nX-Evil: 1.pdf", "scanX-Evil: 1.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("/", "file.pdf"),
        ("a" * 500 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_path_and_without_tricks(given_name: str, kept_name: str) -> None:
    assert check(samples.pdf(), given_name).name == kept_name


@given(st.text(max_size=300))
def test_every_name_can_be_kept(name: str) -> None:
    kept = check(PLAIN, name).name
    assert kept.endswith(".pdf")
    assert len(kept) <= 124
    assert kept.isprintable()
    assert not set("/\\") & set(kept)


PLAIN = samples.pdf()
WHOLE = {
    "pdf": samples.pdf(2),
    "jpeg": samples.phone_photo(),
    "png": samples.photo("PNG"),
    "heic": samples.photo("HEIF"),
}


# whatever comes


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_damaged_file_is_taken_whole_or_refused_never_an_error(
    kind: str, data: st.DataObject
) -> None:
    spoiled = bytearray(WHOLE[kind])
    for place in data.draw(st.lists(st.integers(0, len(spoiled) - 1), max_size=6)):
        spoiled[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(spoiled)))
    assert outcome(bytes(spoiled[:cut])) in {
        *("taken", "file_kind", "file_broken", "file_pages"),
        *("file_protected", "file_active", "file_too_big_picture"),
    }


@given(st.binary(min_size=1, max_size=3000))
def test_bytes_without_sense_are_refused(noise: bytes) -> None:
    for start in (b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"):
        assert refusal(start + noise).code in {"file_kind", "file_broken", "file_pages"}
