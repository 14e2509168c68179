"""How sentences are put together: facts in the reader's way of writing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.language import best, clock, day, say


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["es"], "es"),
        (["es-MX"], "es"),
        (["ES-419", "en"], "es"),
        (["fr", "es"], "es"),
        (["en-GB", "es"], "en"),
        (["fr"], "en"),
        (["*"], "en"),
        ([], "en"),
        ([""], "en"),
    ],
)
def test_the_first_language_asked_for_that_is_known_is_spoken(
    wanted: list[str], found: str
) -> None:
    assert best(wanted) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Tuesday, March 10, 2026"), ("es", "martes, 10 de marzo de 2026")],
)
def test_a_day_comes_with_its_weekday(language: str, text: str) -> None:
    assert day(date(2026, 3, 10), language) == text


@pytest.mark.parametrize(("language", "text"), [("en", "9:30 AM"), ("es", "9:30 a.m.")])
def test_a_time_is_that_of_the_time_zone(language: str, text: str) -> None:
    instant = datetime(2026, 3, 10, 13, 30, tzinfo=UTC)
    shown = clock(instant, "America/New_York", language)
    assert shown.replace("\u00a0", " ").replace("\u202f", " ").replace("a. m.", "a.m.") == text


def test_facts_are_shown_as_people_write_them() -> None:
    text = say("error.proposal_in_past", "en", day=date(2026, 3, 10))
    assert text == "Tuesday, March 10, 2026 is over. Choose a day from today on."
    text = say(
        "error.gap_in_clock",
        "en",
        zone="America/New_York",
        local=datetime(2026, 3, 8, 2, 30),  # noqa: DTZ001
        next_valid=datetime(2026, 3, 8, 3, 0),  # noqa: DTZ001
    )
    assert "Sunday, March 8, 2026, 2:30" in text
    assert "3:00" in text


def test_what_a_person_typed_is_never_taken_for_a_placeholder() -> None:
    text = say("error.code_in_use", "en", code_text="{0.__class__} {code_text}")
    assert "{0.__class__} {code_text}" in text


def test_a_language_without_a_file_is_answered_in_english() -> None:
    assert say("title.not_found", "fr") == "Not found"


def test_an_unknown_sentence_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        say("error.never_heard", "en")
