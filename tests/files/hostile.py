"""Everything that somebody who means harm may send for a receipt, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tests.files import hostile_others as others
from tests.files import hostile_pdfs as pdfs
from tests.files import hostile_pictures as pictures
from tests.files import samples
from tests.files.hostile_pictures import MARK, chunk, jpeg_with, png_with, segment

DRAWN, KEPT = "drawn anew", "kept as it came"
"""What else may come of a file than a refusal."""


class Hostile(NamedTuple):
    """`ends`: the codes with which it may be refused, or DRAWN or KEPT where it is harmless."""

    make: Callable[[], bytes]
    ends: frozenset[str]


def _table(*rows: tuple[str, str, Callable[[], bytes]]) -> dict[str, Hostile]:
    return {name: Hostile(cache(make), frozenset(ends.split("|"))) for name, ends, make in rows}


OTHER_KINDS = _table(
    ("nothing", "file_empty", lambda: b""),
    ("one byte", "file_kind", lambda: b"x"),
    ("a page for a browser", "file_kind", lambda: b"<!doctype html>" + MARK),
    (
        "a drawing that runs",
        "file_kind",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + MARK,
    ),
    ("text that unfolds without end", "file_kind", others.entities),
    ("a GIF", "file_kind", lambda: samples.photo("GIF")),
    ("a GIF of gigabytes", "file_kind", others.gif_bomb),
    ("a GIF that is a script", "file_kind", others.gif_and_script),
    ("a TIFF", "file_kind", lambda: samples.photo("TIFF")),
    ("a BMP", "file_kind", lambda: samples.photo("BMP")),
    ("an ICO", "file_kind", lambda: samples.photo("ICO")),
    ("a JPEG 2000", "file_kind", lambda: samples.photo("JPEG2000")),
    ("an AVIF", "file_kind", lambda: b"\0\0\0\x1cftypavif" + pictures.heic()[12:]),
    ("a film", "file_kind", lambda: b"\0\0\0\x1cftypisom" + pictures.heic()[12:]),
    ("a program", "file_kind", lambda: b"MZ" + b"\0" * 1000),
    ("an archive", "file_kind", others.archive),
    ("PostScript", "file_kind", lambda: b"%!PS-Adobe-3.0\n(r) file"),
    ("a program before a PDF", "file_kind", lambda: b"MZ\x90\0" + pdfs.pdf()),
    ("a page before a PDF", "file_kind", lambda: MARK + pdfs.pdf()),
)
PNGS = _table(
    ("PNG: gigabytes", "file_too_big_picture", samples.bomb),
    ("PNG: sides beyond all", "file_too_big_picture", lambda: pictures.png(2**31 - 1, 2**31 - 1)),
    ("PNG: no sides", "file_broken", lambda: pictures.png(0, 0)),
    ("PNG: says 25 megapixels and has none", "file_broken", lambda: pictures.png(5000, 5000)),
    ("PNG: just small enough", DRAWN, lambda: pictures.png_of_zeros(5000, 5000)),
    (
        "PNG: 100 megapixels of grey",
        "file_too_big_picture",
        lambda: pictures.png_of_zeros(10_000, 10_000, colour=0),
    ),
    ("PNG: 36 megapixels of grey", DRAWN, lambda: pictures.png_of_zeros(6000, 6000, colour=0)),
    ("PNG: one column", f"{DRAWN}|file_broken", lambda: pictures.png_of_zeros(1, 10**7, colour=0)),
    ("PNG: one row", f"{DRAWN}|file_broken", lambda: pictures.png_of_zeros(10**7, 1, colour=0)),
    ("PNG: 16 bits", DRAWN, lambda: pictures.png_of_zeros(3000, 3000, depth=16, colour=6)),
    ("PNG: words of 300 MB", f"{DRAWN}|file_broken", pictures.png_text_bomb),
    ("PNG: a profile of 300 MB", f"{DRAWN}|file_broken", pictures.png_profile_bomb),
    ("PNG: a million parts", f"{DRAWN}|file_broken", pictures.png_of_many_parts),
    ("PNG: many words", f"{DRAWN}|file_broken", pictures.png_of_many_texts),
    ("PNG: thousands of pictures", DRAWN, pictures.apng),
    ("PNG: Exif in circles", DRAWN, lambda: png_with(chunk(b"eXIf", pictures.exif_bomb(True)))),
    ("PNG: Exif past its end", DRAWN, lambda: png_with(chunk(b"eXIf", pictures.exif_bomb(False)))),
    ("PNG: cut off", "file_broken", lambda: samples.photo("PNG")[:80]),
    ("PNG: a wrong sum", "file_broken", lambda: samples.photo("PNG").replace(b"IDAT", b"IDAS")),
    ("PNG and a script behind it", DRAWN, lambda: png_with(at_end=MARK)),
    ("PNG with a script in its words", DRAWN, pictures.png_with_words),
)
JPEGS = _table(
    ("JPEG: cut off", "file_broken", lambda: samples.photo("JPEG")[:300]),
    ("JPEG: its start alone", "file_broken", lambda: b"\xff\xd8\xff"),
    ("JPEG: and then filling", "file_broken", lambda: b"\xff\xd8" + b"\xff" * 14_000_000),
    (
        "JPEG: millions of remarks",
        f"{DRAWN}|file_broken",
        lambda: jpeg_with(segment(0xFE, b"") * 3_000_000),
    ),
    ("JPEG: all sides", "file_too_big_picture", lambda: pictures.jpeg_of_size(65_500, 65_500)),
    (
        "JPEG: 100 megapixels that are not there",
        f"{DRAWN}|file_broken",
        lambda: pictures.jpeg_of_size(10_000, 10_000),
    ),
    (
        "JPEG: 100 megapixels in layers",
        "file_too_big_picture",
        lambda: pictures.jpeg_of_size(10_000, 10_000, progressive=True),
    ),
    ("JPEG: thousands of layers", f"{DRAWN}|file_broken", pictures.jpeg_of_many_scans),
    ("JPEG: a profile of 13 MB", DRAWN, pictures.jpeg_profile_bomb),
    (
        "JPEG: Exif in circles",
        DRAWN,
        lambda: jpeg_with(segment(0xE1, b"Exif\0\0" + pictures.exif_bomb(True))),
    ),
    (
        "JPEG: Exif past its end",
        DRAWN,
        lambda: jpeg_with(segment(0xE1, b"Exif\0\0" + pictures.exif_bomb(False))),
    ),
    ("JPEG: four colours", DRAWN, lambda: samples.written(samples.picture(mode="CMYK"), "JPEG")),
    ("JPEG: hundreds in one", DRAWN, pictures.mpo),
    (
        "JPEG: a grain of dust in each pixel",
        DRAWN,
        lambda: samples.written(pictures.noise((2600, 2600)), "JPEG", quality=90),
    ),
    ("JPEG and a page behind it", DRAWN, lambda: jpeg_with(at_end=MARK)),
    ("JPEG with a page in its remark", DRAWN, lambda: jpeg_with(segment(0xFE, MARK))),
    ("JPEG with a page in its Exif", DRAWN, lambda: jpeg_with(segment(0xE1, b"Exif\0\0" + MARK))),
    ("JPEG and an archive", DRAWN, lambda: jpeg_with(at_end=others.archive())),
    ("JPEG and a PDF", DRAWN, lambda: jpeg_with(at_end=pdfs.action("JavaScript", "/JS (1)"))),
)
WEBPS = _table(
    ("WebP: cut off", "file_broken", lambda: pictures.webp()[:-20]),
    ("WebP: its start alone", "file_broken", lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8 "),
    (
        "WebP: a canvas beyond all",
        "file_too_big_picture",
        lambda: pictures.webp_of_size(2**24, 2**24),
    ),
    (
        "WebP: a canvas that is just small enough",
        f"{DRAWN}|file_broken",
        lambda: pictures.webp_of_size(3500, 3500),
    ),
    (
        "WebP: gigabytes without loss",
        "file_too_big_picture",
        lambda: pictures.webp_of_lossless_size(16_383, 16_383),
    ),
    ("WebP: says it is larger", "file_broken", lambda: pictures.webp_of_lossless_size(2800, 2800)),
    (
        "WebP: 12 megapixels of white",
        DRAWN,
        lambda: pictures.large_webp(4000, 3000, lossless=False),
    ),
    (
        "WebP: 8 megapixels without loss",
        DRAWN,
        lambda: pictures.large_webp(3800, 2200, lossless=True),
    ),
    ("WebP: thousands of pictures", DRAWN, pictures.animated_webp),
    ("WebP with a page in its Exif", DRAWN, lambda: pictures.webp(exif=b"Exif\0\0" + MARK)),
    ("WebP and a page behind it", f"{DRAWN}|file_broken", lambda: pictures.webp() + MARK),
)
HEICS = _table(
    ("HEIC: cut off", "file_broken", lambda: pictures.heic()[:-150]),
    ("HEIC: its start alone", "file_broken", lambda: pictures.heic()[:24]),
    (
        "HEIC: sides beyond all",
        "file_too_big_picture|file_broken",
        lambda: pictures.heic_of_size(2**31 - 1, 2**31 - 1),
    ),
    (
        "HEIC: sides that are not there",
        f"{DRAWN}|file_broken",
        lambda: pictures.heic_of_size(5000, 5000),
    ),
    ("HEIC: no sides", "file_broken", lambda: pictures.heic_of_size(0, 0)),
    ("HEIC: a box beyond all", "file_broken", lambda: pictures.heic_with_box(b"meta", 0xFFFFFFFF)),
    ("HEIC: a box of nothing", "file_broken", lambda: pictures.heic_with_box(b"meta", 4)),
    ("HEIC: a box to the end", f"{DRAWN}|file_broken", lambda: pictures.heic_with_box(b"iprp", 0)),
    (
        "HEIC: a place that is nowhere",
        "file_broken",
        lambda: pictures.heic_with_box(b"iloc", 0x7FFFFFFF),
    ),
    ("HEIC: boxes in boxes", "file_broken", pictures.heic_of_nested_boxes),
    ("HEIC: a million boxes", f"{DRAWN}|file_broken", pictures.heic_of_many_boxes),
    ("HEIC and a page behind it", f"{DRAWN}|file_broken", lambda: pictures.heic() + MARK),
)
PDFS = _table(
    (
        "PDF: a script at once",
        "file_active",
        lambda: pdfs.action("JavaScript", "/JS (app.alert\\(1\\))"),
    ),
    ("PDF: a script in disguise", "file_active", pdfs.disguised_script),
    ("PDF: a script, packed", "file_active", pdfs.packed_script),
    ("PDF: a script on a click", "file_active", lambda: samples.pdf(2, samples.runs_on_a_click)),
    ("PDF: a script deep down", "file_active", lambda: samples.pdf(1, samples.runs_deep_down)),
    ("PDF: starts a program", "file_active", lambda: pdfs.action("Launch", "/F (cmd.exe)")),
    ("PDF: sends a form", "file_active", lambda: samples.pdf(1, samples.sends_a_form)),
    ("PDF: holds a file", "file_active", lambda: samples.pdf(1, samples.holds_a_file)),
    (
        "PDF: holds another kind of form",
        "file_active",
        lambda: samples.pdf(1, samples.holds_a_hidden_form),
    ),
    ("PDF: locked", "file_protected", lambda: samples.pdf(1, samples.locked)),
    ("PDF: no page", "file_pages", lambda: samples.pdf(0)),
    ("PDF: eleven pages", "file_pages", lambda: samples.pdf(11)),
    ("PDF: cut off", "file_broken", lambda: samples.pdf()[:200]),
    ("PDF: its start alone", "file_broken", lambda: b"%PDF-1.7\n"),
    ("PDF: and then nonsense", "file_broken", lambda: b"%PDF-1.7\n" + b"junk " * 1000),
    ("PDF and an archive", "file_active", lambda: pdfs.pdf(end=others.archive())),
    ("PDF and a large archive", "file_active", lambda: pdfs.pdf(end=others.large_archive())),
    (
        "PDF and an archive in it",
        "file_active",
        lambda: pdfs.pdf({10: pdfs.stream(others.archive())}),
    ),
    ("PDF and a program behind it", "file_active", lambda: pdfs.pdf(end=b"MZ" + b"\x90" * 5000)),
    ("PDF: pages in a circle", "file_broken", pdfs.page_loop),
    ("PDF: pages upon pages", "file_broken|file_pages", pdfs.page_tree),
    ("PDF: objects in a circle", KEPT, pdfs.object_loop),
    ("PDF: a table in a circle", f"{KEPT}|file_broken", pdfs.table_loop),
    ("PDF: a table that lies", f"{KEPT}|file_broken", pdfs.size_lie),
    ("PDF: a list in a list in a list", "file_broken", pdfs.nested),
    ("PDF: many objects", "file_active|file_broken", pdfs.many_objects),
    ("PDF: a million objects", "file_active|file_broken", pdfs.million_objects),
    ("PDF: a gigabyte of content", "file_broken", pdfs.stream_bomb),
    ("PDF: a gigabyte, packed three times", "file_broken", lambda: pdfs.stream_bomb(3)),
    ("PDF: two million lines", "file_broken", pdfs.work_bomb),
    ("PDF: a picture of gigabytes", f"{KEPT}|file_broken", pdfs.image_bomb),
    ("PDF: drawings in drawings", "file_broken", pdfs.form_bomb),
    ("PDF: a drawing of itself", f"{KEPT}|file_broken", pdfs.form_in_itself),
    ("PDF: a fine pattern", f"{KEPT}|file_broken", pdfs.tiling_bomb),
    (
        "PDF: a page without end",
        f"{KEPT}|file_broken",
        lambda: pdfs.pdf(page="/MediaBox [0 0 1e30 1e30]"),
    ),
    (
        "PDF: a page as thin as a thread",
        f"{KEPT}|file_broken",
        lambda: pdfs.pdf(page="/MediaBox [0 0 1 1000000]"),
    ),
    ("PDF: a page of nothing", f"{KEPT}|file_broken", lambda: pdfs.pdf(page="/MediaBox [0 0 0 0]")),
)
HOSTILE = {**OTHER_KINDS, **PNGS, **JPEGS, **WEBPS, **HEICS, **PDFS}
