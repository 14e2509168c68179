"""What the documents' fonts can draw, and what becomes of the rest."""

from __future__ import annotations

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from portal.consent.pdf.letters import DRAWN, PIECE, SQUARE, Letters, is_drawn

PAGE = b'#set text(font: "Libertinus Serif")\n#sys.inputs.at("letters")'


def test_every_letter_that_is_said_to_be_drawn_has_a_shape() -> None:
    """A standard for PDF makes typst stop at a letter without one."""
    letters = [chr(at) for first, last in DRAWN for at in range(first, last + 1)]
    drawn = ["e" + letter for letter in letters if is_drawn(letter)]  # accents want a letter
    assert len(drawn) > 2500
    typst.compile(
        PAGE,
        format="pdf",
        pdf_standards=["a-2u"],
        ignore_system_fonts=True,
        sys_inputs={"letters": "\n".join(drawn)},
    )


@pytest.mark.parametrize(
    "letter",
    [*"áéíóúüñÁÉÍÓÚÜÑ¿¡«»—“”…·€$%&@#°±≤≥→½²³ªº", *"[]{}<>\\|~^`'\"", "\u00a0", "\u2013", "\u2019"],
)
def test_letters_and_signs_of_english_and_spanish_are_drawn(letter: str) -> None:
    letters = Letters()
    assert letters.fit(letter) == letter
    assert not letters.left_out


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("a\nb\r\nc\td", "a b c d"),
        ("a\u2028b\u2029c\u0085d", "a b c d"),
        ("soft\u00adhyphen", "softhyphen"),
        ("joined\u200d\ufe0f", "joined"),
        (" before and after ", " before and after "),
        ("e\u0301", "é"),
        ("o\u0323\u0301 x\u0301", "\u1ecd\u0301 x\u0301"),
        ("", ""),
    ],
)
def test_signs_that_nobody_sees_leave_no_trace(typed: str, fit: str) -> None:
    letters = Letters()
    assert letters.fit(typed) == fit
    assert not letters.left_out


@pytest.mark.parametrize(
    "typed", ["\x00", "\x1b", "\u0591", "\u202e", "\u2066", "😀", "中", "\ud800"]
)
def test_what_has_no_shape_is_a_square_and_is_remembered(typed: str) -> None:
    letters = Letters()
    assert letters.fit({"names": [f"a{typed}b"]}) == {"names": [f"a{SQUARE}b"]}
    assert letters.left_out


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("\u0434\u0301\u0301x", f"\u0434{SQUARE * 2}x"),
        ("\u4e2d\u0301", SQUARE * 2),
        ("\u0301", SQUARE),
    ],
)
def test_an_accent_on_what_cannot_carry_it_is_a_square(typed: str, fit: str) -> None:
    assert Letters().fit(typed) == fit


def test_a_square_that_somebody_typed_is_nothing_left_out() -> None:
    letters = Letters()
    assert letters.fit(SQUARE) == SQUARE
    assert not letters.left_out


def test_everything_but_text_stays_as_it_is() -> None:
    data = {"a": None, "b": True, "c": 3, "d": ("x", ["y"])}
    assert Letters().fit(data) == {"a": None, "b": True, "c": 3, "d": ["x", ["y"]]}


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=200))
def test_a_long_word_may_break_and_loses_no_letter(word: str) -> None:
    fit = Letters().fit(word)
    assert fit.replace("\u200b", "") == word
    assert ("\u200b" in fit) == (len(word) > 30)
    assert len(word) <= 30 or max(map(len, fit.split("\u200b"))) == PIECE


@given(st.text(max_size=200))
def test_only_what_is_drawn_and_places_to_break_come_out(typed: str) -> None:
    assert all(is_drawn(letter) for letter in Letters().fit(typed).replace("\u200b", ""))
