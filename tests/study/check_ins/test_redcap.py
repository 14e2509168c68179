"""Data dictionaries of REDCap: what they become in the portal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from portal.study import yaml_lines
from portal.study.check_ins.definition import Attribute, Instrument, Item, Question
from portal.study.check_ins.redcap import DictionaryFaults, to_entry
from portal.study.definition import Text
from tests.study.check_ins.dictionaries import (
    BRANCHING,
    FORM,
    HEADINGS,
    OF_THE_API,
    STRONG,
    TYPE,
    WEEKLY,
    Cells,
    both,
    english,
    read,
    row,
    text,
    written,
)


def test_two_dictionaries_become_one_instrument() -> None:
    assert read(both()) == WEEKLY


def test_the_names_of_the_api_and_other_capitals_are_read_as_well() -> None:
    assert read({"en": written(english(), OF_THE_API), "es": both()["es"]}) == WEEKLY
    shouted = [heading.upper() for heading in HEADINGS]
    assert read({"en": written(english(), shouted), "es": both()["es"]}) == WEEKLY


def test_a_byte_order_mark_blank_rows_and_cells_left_out_at_the_end_change_nothing() -> None:
    data = both()["en"].replace(b"\r\n", b",,\r\n\r\n") + b",,,,\r\n"
    assert read({"en": b"\xef\xbb\xbf" + data, "es": both()["es"]}) == WEEKLY
    short = b"\r\n".join(line.rstrip(b",") for line in both()["es"].splitlines())
    assert read({"en": both()["en"], "es": short}) == WEEKLY


def test_the_other_forms_of_a_project_and_its_record_id_are_left_out() -> None:
    record = row("record_id", "text", "Record ID")
    other = row("consented", "checkbox", "Consent") | {FORM: "base"}
    project = {"en": written([record, other, *english()]), "es": both()["es"]}
    assert read(project, form="week") == WEEKLY
    assert read({"en": written([record, *english()]), "es": both()["es"]}) == WEEKLY


def test_questions_of_one_symptom_come_together() -> None:
    rows = english()
    rows.insert(6, rows.pop(2))
    keys = [question.key for question in read({"en": written(rows)}).questions]
    assert keys[:3] == ["ache.frequency", "ache.severity", "thirst.amount"]


@pytest.mark.parametrize(
    "logic",
    ["", "[ache_freq] <> '0'", '[ache_freq]!="0"', "[ache_freq] > 0", "([ache_freq] >= '1')",
     "[ache_freq]\n<> 0"],
)  # fmt: skip
def test_a_later_question_may_be_shown_where_the_first_is_not_0(logic: str) -> None:
    rows = english()
    rows[2][BRANCHING] = logic
    assert read({"en": written(rows), "es": both()["es"]}) == WEEKLY


@pytest.mark.parametrize(
    ("variable", "annotation", "key"),
    [
        ("x_frequency", "", "x.frequency"),
        ("x_sev", "", "x.severity"),
        ("x_interf", "", "x.interference"),
        ("x_interference", "", "x.interference"),
        ("x_pres", "", "x.presence"),
        ("x_amount", "@attribute = Severity", "x.severity"),
        ("x_sev", '@ITEM="y" @ITEM-NAME="Z"', "y.severity"),
        ("sev", "", "sev.other"),
        ("x_b", "mail@attribute='severity'", "x_b.other"),
    ],
)
def test_the_annotation_says_what_is_asked_or_else_the_variable(
    variable: str, annotation: str, key: str
) -> None:
    data = written([row(variable, "radio", "How was it?", STRONG["en"], note=annotation)])
    assert [question.key for question in read({"en": data}).questions] == [key]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("un<b>com</b>fortable", "uncomfortable"),
        ("one<br>two<p>three</p>", "one two three"),
        ("<style>p {color: red}</style>seen<!-- not > seen --><![if x]>", "seen"),
        ("&lt;b&gt; less than < 5 &nbsp; days", "<b> less than < 5 days"),
        ("a\x07b\u2028c", "ab c"),
    ],
)
def test_a_label_is_what_a_browser_shows_of_it(label: str, shown: str) -> None:
    question = next(read({"en": written([row("x", "yesno", label)])}).questions)
    assert question.ask["en"] == shown


def test_the_entry_says_the_instrument_in_yaml_that_a_study_file_allows() -> None:
    entry = to_entry(replace(WEEKLY, credit=text("Own words: free to use.", "Texto propio.")))
    value: Any = yaml.safe_load(entry)
    document, faults = yaml_lines.parse(entry, "study.yaml")

    assert faults == []
    assert document.value == value
    assert list(value) == [
        "key", "version", "name", "recall", "scales", "items", "note", "credit",
    ]  # fmt: skip
    assert again(value) == replace(WEEKLY, credit=text("Own words: free to use.", "Texto propio."))
    assert [scale["key"] for scale in value["scales"]] == [f"scale_{n}" for n in range(1, 6)]
    assert max(map(len, entry.splitlines())) <= 100


def again(value: Any) -> Instrument:
    scales = {scale["key"]: scale for scale in value["scales"]}
    return Instrument(
        key=value["key"],
        version=value["version"],
        name=Text(value["name"]),
        recall=Text(value["recall"]),
        note=Text(value["note"]),
        credit=Text(value["credit"]),
        items=tuple(
            Item(item["key"], Text(item["name"]), tuple(
                Question(
                    item["key"],
                    Attribute(scales[asked["scale"]]["attribute"]),
                    Text(asked["ask"]),
                    tuple(map(Text, scales[asked["scale"]]["labels"])),
                )
                for asked in item["questions"]
            ))
            for item in value["items"]
        ),
    )  # fmt: skip


def test_words_that_yaml_could_take_for_something_else_stand_in_quotation_marks() -> None:
    entry = to_entry(read(both()))
    assert 'version: "1"' in entry
    assert '- {en: "None", es: "Nada"}' in entry
    assert '- {en: "No", es: "No"}' in entry
    assert "credit" not in entry


def test_an_instrument_without_a_note_has_none_in_its_entry() -> None:
    instrument = read({"en": written(english()[:-1])})
    assert instrument.note is None
    assert "note" not in yaml.safe_load(to_entry(instrument))


@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe")
@example(b'"')
def test_any_bytes_give_an_instrument_or_faults(data: bytes) -> None:
    assert_read_or_refused(data)
    assert_read_or_refused(written([]) + data)
    assert_read_or_refused(written(english()) + data)


CELL = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="<>!-/[]&;#=\"'@| ,0123ab", max_size=40),
    st.sampled_from(
        ["radio", "yesno", "text", "notes", "calc", "file", "0, a | 1, b", "<![foo[x]]>", "<b", "&#0;",
         "week", "x_sev", "x_freq", "[x_freq] > 0", "@ITEM='x'", "@ATTRIBUTE='y'", "@ITEM", ""]
    ),
)  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from(HEADINGS), CELL), max_size=4))
def test_any_cells_give_an_instrument_or_faults(rows: list[Cells]) -> None:
    rows = [{FORM: "week", TYPE: "yesno"} | cells for cells in rows]
    assert_read_or_refused(written(rows))


def assert_read_or_refused(data: bytes) -> None:
    try:
        instrument = read({"en": data, "es": data})
    except DictionaryFaults as refused:
        told = refused.faults
    else:
        assert list(instrument.questions)
        return
    assert told
    assert all(fault.row >= 1 and fault.remedy for fault in told)
