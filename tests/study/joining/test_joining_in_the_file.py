"""Joining in a study file: what it says, what it may leave out, what is broken, what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.study.compare import compare
from portal.study.file import check, read
from portal.study.joining.definition import Joining, joining_of

WITHOUT = (Path(__file__).parents[1] / "small.yaml").read_text(encoding="utf-8")
SMALL = WITHOUT + "joining:\n  invitation_days: 21\n  names_study: true\n  care_partners: 0\n"


def test_a_file_says_how_people_join() -> None:
    found = joining_of(read(SMALL, name="small.yaml"))
    assert found == Joining(invitation_days=21, names_study=True, care_partners=0)


def test_a_file_that_does_not_say_is_careful() -> None:
    found = joining_of(read(WITHOUT, name="small.yaml"))
    assert found == Joining(invitation_days=14, names_study=False, care_partners=3)


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ("invitation_days: 21", "invitation_days: 0", "invitation_days", "from 1 to 90"),
        ("invitation_days: 21", "invitation_days: soon", "invitation_days", "not a whole number"),
        ("names_study: true", "names_study: maybe", "names_study", "Write true or false"),
        ("care_partners: 0", "care_partners: 11", "care_partners", "from 0 to 10"),
        ("care_partners: 0", "partners: 1", "partners", "care_partners"),
    ],
)
def test_a_fault_names_its_place_and_its_remedy(old: str, new: str, where: str, says: str) -> None:
    faults = check(SMALL.replace(old, new), name="small.yaml")
    [told] = [str(fault) for fault in faults]
    assert f"joining.{where}" in told
    assert says in told


def test_a_new_version_says_what_changed() -> None:
    before, after = (read(text, name="s") for text in (WITHOUT, SMALL))
    told = [str(found) for found in compare(before, after) if found.about == "joining"]
    assert told == [
        "Joining: an invitation holds for 21 days (until now: 14 days).",
        "Joining: letters name the study: yes (until now: no).",
        "Joining: people who help one participant are at most 0 (until now: 3).",
    ]
