"""What the fonts of the documents can draw, and what becomes of the rest.

A letter that has no shape would drop out of a signed document unseen, or stop it from being made.
So it is shown as a square, and the document says what the square stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

SQUARE = "\u25a1"
DRAWN = (
    (0x0020, 0x04FF),  # Latin, Greek, Cyrillic
    (0x0531, 0x0587),  # Armenian
    (0x05D0, 0x05EA),  # Hebrew
    (0x0621, 0x063A),  # Arabic
    (0x0641, 0x064A),
    (0x0660, 0x0669),
    (0x10D0, 0x10FF),  # Georgian
    (0x1E00, 0x2040),  # more Latin and Greek, punctuation
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x211E),  # letter-like signs
    (0x2122, 0x2122),
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2460, 0x2606),  # numbers in circles, lines, shapes
    (0xFB00, 0xFB06),  # ligatures
)
"""First and last code points that the fonts inside typst have shapes for."""
MARKS = (0x0300, 0x036F)
LOOSE_MARK = re.compile("(?<![ -\u024f\u1e00-\u1eff\u0300-\u036f])[\u0300-\u036f]+")
"""Accents that stand apart from their letter: the fonts can put them on Latin letters alone."""
NO_SHAPE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Unicode categories that are never drawn: controls, marks that turn the direction, no letters."""
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff"))
"""Signs that say where a word may break or how letters join; without them nothing is lost."""
SPACES = re.compile("[ \t\n\v\f\r\u0085\u2028\u2029]+")
LONG_WORD = re.compile(r"\S{31,}")
PIECE = 15


class Letters:
    """Makes text fit for print and remembers whether something could not be drawn."""

    def __init__(self) -> None:
        self.left_out = False

    def fit(self, value: Any) -> Any:
        """`value` with every text in it fit for print; its shape stays."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {name: self.fit(item) for name, item in value.items()}
        if isinstance(value, Sequence):
            return [self.fit(item) for item in value]
        return value

    def _text(self, text: str) -> str:
        plain = SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(UNSEEN))
        whole = LOOSE_MARK.sub(lambda marks: SQUARE * len(marks.group()), plain)
        shown = "".join(letter if is_drawn(letter) else SQUARE for letter in whole)
        self.left_out = self.left_out or shown != plain
        return LONG_WORD.sub(_breakable, shown)


def is_drawn(letter: str) -> bool:
    """Whether the fonts have a shape for it, or, for an accent, one to put it on a Latin letter."""
    code, category = ord(letter), unicodedata.category(letter)
    if category.startswith("M"):
        return MARKS[0] <= code <= MARKS[1]
    return category not in NO_SHAPE and any(first <= code <= last for first, last in DRAWN)


def _breakable(word: re.Match[str]) -> str:
    """A word too long for a line, with places where it may break (ZERO WIDTH SPACE)."""
    letters = word.group()
    return "\u200b".join(letters[at : at + PIECE] for at in range(0, len(letters), PIECE))
