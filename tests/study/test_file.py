"""Reading and checking whole files: nothing is lost, nothing escapes, nothing is guessed."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.study.definition import (
    ActivityKind,
    OfficeHours,
    Offset,
    Repeat,
    Unit,
    VisitActivity,
)
from portal.study.file import Severity, StudyFileFaults, check, read

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


def test_a_sound_file_has_no_fault_and_is_read_whole() -> None:
    assert check(SMALL, "study.yaml") == []

    study = read(SMALL, name="study.yaml")

    assert (study.key, study.version, study.registry) == ("small", "1", "NCT00000000")
    assert study.languages == ("en", "es")
    assert study.title["es"] == "Un estudio pequeño"
    assert not study.illustrative
    assert [anchor.key for anchor in study.anchors] == ["consent", "last_dose"]
    assert study.phases[0].ends == Offset(4, Unit.WEEK)
    assert study.activities["blood"].kind is ActivityKind.BLOOD_DRAW
    assert study.activities["blood"].stop_eating_hours == 4
    assert study.activities["blood"].prepare is None
    visit = study.visit("check")
    assert (visit.at, visit.repeat) == (
        Offset(3, Unit.MONTH),
        Repeat(every=Offset(3, Unit.MONTH), until=Offset(12, Unit.MONTH)),
    )
    assert (visit.before, visit.after) == (Offset(7, Unit.DAY), Offset(7, Unit.DAY))
    assert visit.activities == (
        VisitActivity("blood"),
        VisitActivity("scan", every=Offset(6, Unit.MONTH)),
        VisitActivity("talk", when="pacemaker"),
    )
    assert (visit.minutes, visit.place, study.visit("first_talk").place) == (90, "lab", None)
    site = study.site("miami")
    assert (site.phone, site.emergency_number) == ("+13055550100", "911")
    assert site.hours == (OfficeHours((1, 2, 3, 4, 5), time(8), time(17)),)
    assert [place.key for place in site.places] == ["clinic", "lab"]


def test_all_faults_are_found_in_one_run_and_told_in_line_order() -> None:
    text = (
        SMALL.replace("kind: blood_draw", "kind: blod")
        .replace("phase: monitoring", "phase: monitring")
        .replace("    before: 7 days", "    before: 2 moths")
        .replace("activity: scan", "activity: scam")
        .replace("opens: ", "open: ")
        .replace("label: {en: Consent, es: Consentimiento}", "label: {en: Consent}")
    )

    faults = [fault for fault in check(text, "s.yaml") if fault.severity is Severity.ERROR]

    assert [fault.where for fault in faults] == [
        "anchors[0].label",
        "activities[1].kind",
        "visits[1].phase",
        "visits[1].window.before",
        "visits[1].activities[1].activity",
        "sites[0].hours[0].opens",
        "sites[0].hours[0].open",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_fault_is_printed_with_file_line_path_problem_and_remedy() -> None:
    text = SMALL.replace("      before: 7 days", "      before: 2 moths")

    (fault,) = check(text, "free-her/study.yaml")

    assert str(fault) == (
        'free-her/study.yaml:65: visits[1].window.before: "2 moths" is not a length of time. '
        'Write a number and a unit, for example "7 days".'
    )
    assert (fault.line, fault.column) == (65, 15)
    with pytest.raises(StudyFileFaults) as raised:
        read(text, name="free-her/study.yaml")
    assert raised.value.faults == (fault,)
    assert str(raised.value) == str(fault)
    assert raised.value.code == "study_file_faults"


def test_what_is_missing_is_told_at_the_line_of_what_lacks_it_without_a_column() -> None:
    (fault,) = check(SMALL.replace("    kind: ct\n", ""), "study.yaml")

    assert (fault.line, fault.column, fault.where) == (40, None, "activities[2].kind")


def test_values_that_yaml_would_turn_into_something_else_stay_what_was_written() -> None:
    text = SMALL.replace('version: "1"', "version: 1.10").replace('"17:00"', "17:00")
    text = text.replace("registry: NCT00000000", "registry: no")

    study = read(text, name="study.yaml")

    assert (study.version, study.registry) == ("1.10", "no")
    assert study.sites[0].hours[0].closes == time(17)


def test_every_alias_and_merge_is_told_once_and_nothing_is_said_of_what_it_hides() -> None:
    text = SMALL.replace(
        "label: {en: Consent, es: Consentimiento}", "label: &label {en: a, es: b}"
    ).replace("label: {en: Last dose, es: Última dosis}", "label: *label\n    <<: *label")

    faults = check(text, "study.yaml")

    assert [(fault.line, fault.where) for fault in faults] == [
        (11, "anchors[0].label"),
        (13, "anchors[1].label"),
        (14, "anchors[1].<<"),
    ]


def test_every_tab_is_told_at_once() -> None:
    text = SMALL.replace("    minutes: 15", "\tminutes: 15").replace("    kind: ct", "  \tkind: ct")

    assert [(fault.line, fault.column) for fault in check(text, "s")] == [(38, 1), (41, 3)]


def test_bytes_that_are_not_utf8_are_told_with_their_line() -> None:
    latin = SMALL.encode("latin-1")

    (fault,) = check(latin, "study.yaml")

    assert (fault.line, "UTF-8" in fault.remedy) == (4, True)
    assert check(b"\xef\xbb\xbf" + SMALL.encode(), "study.yaml") == []
    assert check(SMALL.replace("\n", "\r\n").encode(), "study.yaml") == []


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n"])
def test_an_empty_file_is_one_fault(text: str) -> None:
    (fault,) = check(text, "study.yaml")

    assert "empty" in fault.problem


@pytest.mark.parametrize("text", ["a sentence", "- a\n- b\n"])
def test_a_file_that_is_no_group_of_entries_says_so(text: str) -> None:
    assert "is not a group of entries" in check(text, "study.yaml")[0].problem


def test_a_file_that_is_too_large_is_refused_without_being_read() -> None:
    (fault,) = check("x: " + "é" * 500_000, "study.yaml")

    assert "larger than 1 MB" in fault.problem


def test_a_deeply_nested_file_is_refused_before_it_hurts() -> None:
    (fault,) = check("a: " + "[" * 5000 + "]" * 5000, "study.yaml")

    assert "nested too deeply" in fault.problem


def test_a_list_without_end_is_refused_before_its_items_are_compared() -> None:
    text = SMALL.replace("phases:\n", "phases:\n" + "  - {key: a, anchor: consent}\n" * 501)

    assert [fault.where for fault in check(text, "study.yaml")][:1] == ["phases"]


LINES = SMALL.splitlines()


@given(st.text(max_size=200))
def test_no_text_whatever_makes_the_check_fail(text: str) -> None:
    assert check(text, "study.yaml")


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_the_check_fail(data: bytes) -> None:
    assert check(data, "study.yaml")


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The small study after one to three slips: a line lost, doubled, moved in, or rewritten."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.integers(0, len(lines) - 1))
        slip = draw(st.sampled_from(["lose", "double", "indent", "value", "key", "swap"]))
        head, colon, value = lines[index].partition(":")
        if slip == "lose":
            del lines[index]
        elif slip == "double":
            lines.insert(index, lines[index])
        elif slip == "indent":
            lines[index] = "  " + lines[index]
        elif slip == "value":
            odd = ["", " 12", " []", " {a: b}", " [[], {}]", " 1 day", " null", " {en: }", " 'x'"]
            lines[index] = f"{head}{colon}{draw(st.sampled_from(odd))}"
        elif slip == "key":
            lines[index] = f"{head[:-1]}{colon}{value}"
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[index], lines[other] = lines[other], lines[index]
    return "\n".join(lines)


@given(damaged())
def test_a_damaged_file_is_either_read_or_told_what_is_wrong_within_its_lines(text: str) -> None:
    faults = check(text, "study.yaml")

    last = text.count("\n") + 2
    assert all(1 <= fault.line <= last and fault.problem and fault.remedy for fault in faults)
    if any(fault.severity is Severity.ERROR for fault in faults):
        with pytest.raises(StudyFileFaults):
            read(text, name="study.yaml")
    else:
        read(text, name="study.yaml")
