"""The code of an invitation: however it is typed, it is read as the same one, or as none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.invitation_code import GROUP, LENGTH, LETTERS, make, read, shown

CODES = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH).map(shown)
BETWEEN = st.sampled_from(
    ["", " ", "-", " - ", "\u2013", "\u2014", "\u2011", "\u00a0", ".", "_", "\u200b"]
)
HEARD = {"0": "0oO", "1": "1iIlL"}


WIDE = "".join(chr(ord(letter) + 0xFEE0) for letter in "7K3M-9QXT-4B2D")
"""As a keyboard for Chinese or Japanese types it."""


@st.composite
def as_typed(draw: st.DrawFn, code: str) -> str:
    """The code as somebody might type it."""
    letters = []
    for letter in code.replace("-", ""):
        chosen = draw(st.sampled_from(HEARD.get(letter, letter.lower() + letter)))
        letters.append(chosen + draw(BETWEEN))
    return draw(BETWEEN) + "".join(letters)


@given(st.data(), CODES)
def test_however_a_code_is_typed_it_is_the_same_one(data: st.DataObject, code: str) -> None:
    assert read(data.draw(as_typed(code))) == code


@given(st.text(max_size=40))
def test_what_is_read_is_a_code_or_nothing(typed: str) -> None:
    code = read(typed)
    assert code is None or (read(code) == code and set(code) <= {*LETTERS, "-"})


@given(CODES, CODES)
def test_two_codes_are_never_read_as_one(one: str, other: str) -> None:
    assert (read(one) == read(other)) is (one == other)


@pytest.mark.parametrize(
    "typed",
    ["", "7K3M-9QXT-4B2", "7K3M-9QXT-4B2DD", "7K3M-9QXT-4B2U", "7K3M-9QXT-4B2É", "7K3M/9QXT/4B2D"],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize("typed", ["7k3m9qxt4b2d", "7K3M\u20139QXT\u20134B2D", WIDE])
def test_case_dashes_and_wide_letters_do_not_matter(typed: str) -> None:
    assert read(typed) == "7K3M-9QXT-4B2D"


def test_a_new_code_has_three_groups_and_sixty_random_bits() -> None:
    codes = {make() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(read(code) == code for code in codes)
    assert len(LETTERS) ** LENGTH == 2**60
    assert {len(group) for code in codes for group in code.split("-")} == {GROUP}
    assert not {"I", "L", "O", "U"} & set(LETTERS)
