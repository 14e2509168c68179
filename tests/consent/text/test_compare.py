"""What differs between two versions, section by section and word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.consent.text.compare import compare, pieces
from tests.consent.text.test_file import text

WORDS = st.lists(
    st.sampled_from(["the", "cancer", "may", "come", "back", "not", "soon."]), max_size=12
)


def test_the_sample_amendment_is_told_section_by_section() -> None:
    changes = compare(text("1"), text("2"))
    assert [(change.section, change.kind) for change in changes] == [
        ("findings", "changed"),
        ("again", "added"),
    ]
    assert all(change.summary for change in changes)
    added = "".join(
        piece.text for block in changes[0].blocks for piece in block if piece.mark == "added"
    )
    assert "a doctor calls you" in added


def test_going_back_a_section_is_removed() -> None:
    assert [change.kind for change in compare(text("2"), text("1"))] == ["changed", "removed"]


def test_the_same_text_has_no_change() -> None:
    assert compare(text("1"), text("1")) == []


@given(old=WORDS, new=WORDS)
def test_what_stayed_and_came_is_the_new_line_and_what_stayed_and_went_the_old(
    old: list[str], new: list[str]
) -> None:
    before, after = " ".join(old), " ".join(new)
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.mark != "removed") == after
    assert "".join(piece.text for piece in found if piece.mark != "added") == before


@given(words=WORDS)
def test_a_line_that_did_not_change_is_one_piece_at_most(words: list[str]) -> None:
    line = " ".join(words)
    assert [piece.mark for piece in pieces(line, line)] == (["same"] if line else [])
