"""The pages of a PDF as pictures, so that nobody has to open a file that a stranger sent."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
from PIL import Image

from portal.files.kinds import PDF, Found, Limits
from portal.files.look import look_of
from portal.files.pictures import small_jpeg, thumbnail

LONGEST_SIDE = 1600
SECONDS = 1.0
"""Of work. When so many are over, the pages that are drawn have to do."""


def draw(data: bytes, limits: Limits, count: int, *, clock: Callable[[], float]) -> Found:
    """The first pages, each as a JPEG of 1600 pixels along its longest side.

    The first one is always among them. `clock` counts seconds of work. Raises whatever the
    library makes of a broken file.
    """
    began = clock()
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()  # what was typed into a ticket's fields is part of it
        first = _page(document, 0)
        small, look = thumbnail(first), look_of(first)
        drawn = [small_jpeg(first, limits.most_bytes)]
        del first
        while len(drawn) < min(count, limits.drawn_pages) and clock() - began < SECONDS:
            drawn.append(small_jpeg(_page(document, len(drawn)), limits.most_bytes))
    finally:
        document.close()
    return Found(PDF, None, small, tuple(drawn), count, look)


def _page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    try:
        scale = LONGEST_SIDE / max(page.get_size())
        bitmap = page.render(scale=scale)
        try:
            drawn: Image.Image = bitmap.to_pil().convert("RGB")
            return drawn
        finally:
            bitmap.close()
    finally:
        page.close()
