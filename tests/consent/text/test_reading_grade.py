"""How hard a text reads, against sentences whose words and syllables were counted by hand."""

from __future__ import annotations

import pytest

from portal.consent.text import markup
from portal.consent.text.definition import Section
from portal.consent.text.reading_grade import FEWEST_WORDS, grade, syllables


def section(words: str) -> Section:
    return Section("x", "X", markup.blocks(words), (), len(words.split()))


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("cancer", "en", 2),
        ("study", "en", 2),
        ("drug", "en", 1),
        ("medicine", "en", 3),
        ("estudio", "es", 3),
        ("cáncer", "es", 2),
        ("medicamento", "es", 5),
        ("sangre", "es", 2),
    ],
)
def test_syllables_are_counted(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == count


def test_flesch_kincaid_is_that_of_its_formula() -> None:
    # 4 sentences, 24 words, 24 syllables by hand.
    words = "The dog ran to the car. " * 4
    expected = 0.39 * 24 / 4 + 11.8 * 24 / 24 - 15.59
    assert grade(section(words), "en").value == pytest.approx(expected, abs=0.05)


def test_szigriszt_pazos_is_that_of_its_formula() -> None:
    # "El sol sale hoy en el mar." 7 words, 8 syllables; four times.
    words = "El sol sale hoy en el mar. " * 4
    found = grade(section(words), "es")
    expected = 206.835 - 62.3 * 32 / 28 - 28 / 4
    assert (found.measure, found.ok) == ("score", True)
    assert found.value == pytest.approx(expected, abs=0.05)


def test_longer_sentences_and_words_never_read_easier() -> None:
    easy = "We call you. " * 10
    longer = "We call you and ask you how you are and what you need today. " * 3
    harder = "Investigators communicate longitudinal epidemiological considerations. " * 5
    levels = [grade(section(words), "en").value for words in (easy, longer, harder)]
    assert levels == sorted(levels)


def test_a_few_words_say_nothing_about_grade() -> None:
    assert grade(section("Notwithstanding considerations."), "en").ok
    assert FEWEST_WORDS == 20


def test_what_the_site_fills_in_does_not_count() -> None:
    words = "We call you soon. " * 6
    hard = words + "[The site fills this in: institutional indemnification considerations.]"
    assert grade(section(words), "en").value == grade(section(hard), "en").value
