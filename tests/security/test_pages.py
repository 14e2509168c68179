"""The pages for a security officer name what exists, and leave no requirement out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "portal" / "security").glob("*.md"))
ASVS = ROOT / "portal" / "security" / "asvs.md"
LEVELS = Path(__file__).with_name("asvs_levels.txt")
"""The numbers of levels 1 and 2 of ASVS 5.0.0, each with its level."""

STATES = {"met", "in part", "the operator's", "not met", "not built yet", "does not apply"}
PATH = re.compile(
    r"`((?:portal|api|frontend|migrations|tests)/[\w./-]+|requirements[\w-]*\.lock|pyproject\.toml)`"
)
ROW = re.compile(r"\| v5\.0\.0-([\d.]+) \| ([12]) \| [^|]+ \| ([^|]+) \| [^|]+ \|")
LACK = re.compile(r"\| v5\.0\.0-([\d.]+) \| ([^|\d][^|]*) \| [^|]+ \|")
COUNTS = re.compile(r"((?:\| \d+ )+)\|")

Row = tuple[str, str, str]


def rows() -> list[Row]:
    """Number, level and state of each row."""
    found = (ROW.fullmatch(line) for line in ASVS.read_text(encoding="utf-8").splitlines())
    return [(row[1], row[2], row[3]) for row in found if row]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = set(PATH.findall(page.read_text(encoding="utf-8")))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_that_a_page_links_exists(page: Path) -> None:
    linked = re.findall(r"\]\(([\w-]+\.md)\)", page.read_text(encoding="utf-8"))
    assert [name for name in linked if not page.with_name(name).exists()] == []


def test_every_requirement_of_levels_1_and_2_stands_once_with_its_level() -> None:
    lines = LEVELS.read_text(encoding="utf-8").splitlines()
    assert [(number, level) for number, level, _ in rows()] == [
        tuple(line.split()) for line in lines
    ]


def test_the_standard_has_70_requirements_of_level_1_and_183_of_level_2() -> None:
    assert Counter(level for _, level, _ in rows()) == {"1": 70, "2": 183}


def test_every_state_is_one_of_the_list() -> None:
    assert {state for _, _, state in rows()} <= STATES


def test_what_is_met_in_part_or_not_stands_at_the_top_with_what_it_takes() -> None:
    found = (LACK.fullmatch(line) for line in ASVS.read_text(encoding="utf-8").splitlines())
    lacking = [(number, state) for number, _, state in rows() if state in {"in part", "not met"}]
    assert [(row[1], row[2]) for row in found if row] == lacking


def test_the_counts_at_the_top_are_right() -> None:
    told = COUNTS.search(ASVS.read_text(encoding="utf-8"))
    counted = Counter(state for _, _, state in rows())
    order = ("met", "in part", "the operator's", "not met", "not built yet", "does not apply")
    assert told is not None
    assert [int(number) for number in re.findall(r"\d+", told[1])] == [
        *(counted[state] for state in order),
        counted.total(),
    ]
