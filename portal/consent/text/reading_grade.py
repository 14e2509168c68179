"""How hard a section reads: by the measure that is usual in its language.

English: Flesch-Kincaid grade, 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid
1975). Spanish: Szigriszt-Pazos score, 206.835 - 62.3 syllables a word - words a sentence
(Szigriszt 1993), read by the INFLESZ scale (Barrio-Cantalejo 2008: above 55 "normal", above 65
"fairly easy"). Syllables are counted by syllapy and by pyphen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyphen
import syllapy

from portal.consent.text.definition import BlockKind, Section

HIGHEST_GRADE = 8.0
LOWEST_SCORE = 55.0
FEWEST_WORDS = 20
"""In fewer words than these a measure says nothing."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_END = re.compile(r"[.!?:;]+(?=\s|$)")
_FIXED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Grade:
    """`measure`: "grade" where lower is easier, "score" where higher is."""

    section: str
    language: str
    measure: str
    value: float
    ok: bool


def grade(section: Section, language: str) -> Grade:
    """The measure of a section; `ok` where it is as easy as it should be, or too short to tell."""
    sentences, words = _read(section)
    measure = "score" if language == "es" else "grade"
    if len(words) < FEWEST_WORDS:
        return Grade(section.key, language, measure, 0.0, True)
    per_sentence = len(words) / max(1, sentences)
    per_word = sum(syllables(word, language) for word in words) / len(words)
    if language == "es":
        score = 206.835 - 62.3 * per_word - per_sentence
        return Grade(section.key, language, measure, round(score, 1), score >= LOWEST_SCORE)
    level = 0.39 * per_sentence + 11.8 * per_word - 15.59
    return Grade(section.key, language, measure, round(level, 1), level <= HIGHEST_GRADE)


def _read(section: Section) -> tuple[int, list[str]]:
    """Sentences and words. A list's item is a sentence; what the site fills in is left out."""
    sentences, words = 0, []
    for block in section.blocks:
        for item in block.items:
            line = _FIXED.sub(" ", "".join(span.text for span in item)).strip()
            found = _WORD.findall(line)
            if not found:
                continue
            words += found
            ends = len(_END.findall(line))
            sentences += max(1, ends if block.kind is BlockKind.PARAGRAPH else 1)
    return sentences, words


def syllables(word: str, language: str) -> int:
    """How many syllables a word has, at least one."""
    if language == "es":
        return len(_hyphens().positions(word.lower())) + 1
    return max(1, int(syllapy.count(word.lower())))


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="es", left=1, right=1)
