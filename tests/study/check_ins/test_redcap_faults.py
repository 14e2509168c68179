"""A table of data dictionaries that are broken in one place, and what the person reads of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from portal.study.check_ins.redcap import DictionaryFaults
from tests.study.check_ins.dictionaries import (
    ANNOTATION,
    BRANCHING,
    CHOICES,
    FORM,
    HEADER,
    HEADINGS,
    LABEL,
    OF_THE_API,
    STRONG,
    TYPE,
    VALIDATION,
    VARIABLE,
    both,
    english,
    read,
    row,
    spanish,
    written,
)


class Broken(NamedTuple):
    """The cell of the English dictionary in row `row` (as a spreadsheet counts) becomes `cell`."""

    row: int
    column: str
    cell: str
    says: str


IN_A_CELL = [
    Broken(3, CHOICES, "", 'is empty. Write the answers with their codes, for example "0, None'),
    Broken(3, CHOICES, "1, Some | 2, A lot", 'the codes are "1, 2". Number the answers 0, 1, 2'),
    Broken(3, CHOICES, "0, No | 2, Some | 1, Lots", "without a gap, the least first."),
    Broken(3, CHOICES, "00, No | 01, Yes", 'the codes are "00, 01".'),
    Broken(3, CHOICES, "0, No | Yes", '"Yes" has no comma after a code. Write code, label'),
    Broken(3, CHOICES, "0, Once", "has 1 answer. Give 2 to 11 answers."),
    Broken(3, CHOICES, " | ".join(f"{n}, x{n}" for n in range(12)), "Give 2 to 11 answers."),
    Broken(3, CHOICES, "0, <b></b> | 1, Some | 2, Most", "has no text. Write what the participant"),
    Broken(3, CHOICES, f"0, {'x' * 101} | 1, Some", "has 101 characters. Write 100 characters at"),
    Broken(3, LABEL, "<p> &nbsp; </p>", "has no text. Write what the participant is to read."),
    Broken(3, LABEL, "x" * 501, "has 501 characters. Write 500 characters at most."),
    Broken(3, LABEL, "x" * 10_001, "Write 10000 at most, tags included."),
    Broken(3, LABEL, "worse <than ever?", 'has a tag that is not closed: "<than ever?". Close it'),
    Broken(3, LABEL, "a <!-- b", 'Close it with ">", or write "&lt;"'),
    Broken(3, HEADER, "Pain <b", "has a tag that is not closed"),
    Broken(3, TYPE, "checkbox", '"checkbox" makes no question. A question has one answer: make it'),
    Broken(5, TYPE, "slider", "Make it a radio field with up to 11 choices."),
    Broken(5, TYPE, "file", "Delete the field: a check-in takes no files."),
    Broken(5, TYPE, "sql", "Make it a dropdown field with its choices written out."),
    Broken(5, TYPE, "dropdwn", 'Did you mean "dropdown"? Write one of: calc, descriptive,'),
    Broken(5, TYPE, "", "Write one of: calc, descriptive, dropdown,"),
    Broken(9, TYPE, "yesno ?", 'Did you mean "yesno"?'),
    Broken(9, VALIDATION, "date_mdy", '"date_mdy" allows no free words. Leave it empty, or make'),
    Broken(9, BRANCHING, "[bruises] = '1'", "change the branching or leave it out."),
    Broken(3, BRANCHING, "[ache_freq] > 0", "is not a condition of the portal. The portal asks a"),
    Broken(4, BRANCHING, "[ache_freq] > 1", "later questions only where the first is not 0;"),
    Broken(4, BRANCHING, "[bruises] > 0", '"[bruises] > 0" is not a condition of the portal.'),
    Broken(4, BRANCHING, "[ache_freq] > '0\"", "change the branching or leave it out."),
    Broken(4, ANNOTATION, "@ATTRIBUTE='sevrity'", 'Did you mean "severity"? Write one of: amount,'),
    Broken(4, ANNOTATION, "@ATTRIBUTE", "@ATTRIBUTE has no value. Write @ATTRIBUTE='…' with"),
    Broken(6, ANNOTATION, "@ITEM=''", "@ITEM has no value."),
    Broken(6, ANNOTATION, "@ITEM-NAME=", "@ITEM-NAME has no value."),
    Broken(6, ANNOTATION, "@ITEM='New Bruises!'", "Write @ITEM='new_bruises' in the field annotation"),
]  # fmt: skip


@pytest.mark.parametrize("broken", IN_A_CELL, ids=lambda broken: f"{broken.column} {broken.says}")
def test_a_broken_cell_is_named_by_row_and_column_with_its_remedy(broken: Broken) -> None:
    rows = english()
    rows[broken.row - 2][broken.column] = broken.cell
    where = f'en.csv, row {broken.row}, column "{broken.column}": '
    assert_told({"en": written(rows)}, where, broken.says)


@pytest.mark.parametrize(
    ("heading", "column", "says"),
    [
        (
            "Feld Label",
            "Feld Label",
            'Did you mean "Field Label"? Use REDCap\'s heading, or delete',
        ),
        ("Field Note", LABEL, "is missing. Download the data dictionary from REDCap again"),
    ],
)
def test_a_column_that_is_unknown_or_missing_is_told(heading: str, column: str, says: str) -> None:
    headings = [heading if name == LABEL else name for name in HEADINGS]
    assert_told({"en": written(english(), headings)}, f'en.csv, row 1, column "{column}": ', says)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Broken(5, VARIABLE, "Thirst", ""), "@ITEM='thirst' in the field annotation: at most 40"),
        (Broken(5, VARIABLE, "a" * 50, ""), f"@ITEM='{'a' * 40}'"),
        (Broken(5, VARIABLE, "_7__", ""), "@ITEM='symptom'"),
        (Broken(5, VARIABLE, "", ""), "is empty. Write the variable of the field, or delete the"),
        (Broken(5, VARIABLE, "ache_sev", ""), '"ache_sev" stands in row 4 too. Give each field a'),
        (Broken(5, VARIABLE, "ache_severity", ""),
         'asks for the severity of "ache", as row 4 does. Write @ATTRIBUTE'),
    ],
)  # fmt: skip
def test_a_variable_that_does_not_fit_is_told_with_what_to_write(broken: Broken, says: str) -> None:
    rows = english()
    rows[broken.row - 2] |= {VARIABLE: broken.cell}
    assert_told({"en": written(rows)}, f'en.csv, row {broken.row}, column "{VARIABLE}": ', says)


def test_a_symptom_has_three_questions_at_most() -> None:
    ends = ("freq", "sev", "interf", "amount")
    data = written([row(f"x_{end}", "radio", "How?", STRONG["en"]) for end in ends])
    assert_told(
        {"en": data}, f'row 5, column "{VARIABLE}": ', 'is question 4 of "x". Ask 3 at most'
    )


def test_a_second_field_for_free_words_is_refused() -> None:
    data = written([*english(), row("more", "text", "More?")])
    assert_told(
        {"en": data}, f'row 10, column "{TYPE}": ', "the first is in row 9. Keep one of them"
    )


def test_a_form_with_too_many_questions_is_refused_at_the_first_too_many() -> None:
    data = written([row(f"x{n}", "yesno", "So?") for n in range(502)])
    assert_told({"en": data}, f'row 502, column "{TYPE}": ', "Ask 500 questions at most.")


def test_a_form_without_a_question_is_refused() -> None:
    data = written([row("x", "notes", "So?")])
    assert_told({"en": data}, f'row 1, column "{TYPE}": ', "Make at least one field a radio,")


def test_several_forms_are_told_where_none_is_chosen() -> None:
    data = written([*english(), row("y", "yesno", "So?") | {FORM: "month"}])
    assert_told({"en": data}, f'row 10, column "{FORM}": ', 'several forms: "week", "month". Say')


def test_a_form_that_is_not_there_is_told_with_those_that_are() -> None:
    where = f'en.csv, row 1, column "{FORM}": '
    assert_told(
        {"en": both()["en"]}, where, 'Did you mean "week"? Write one of: week.', form="weeks"
    )


def test_yes_and_no_are_known_in_two_languages_only() -> None:
    data = written([row("x", "yesno", "Alors ?")])
    assert_told({"fr": data}, f'fr.csv, row 2, column "{TYPE}": ', "Make it a radio field in all")


@pytest.mark.parametrize(
    ("data", "where", "says"),
    [
        (b"", f'en.csv, row 1, column "{VARIABLE}": ', "is missing. Download the data dictionary"),
        (both()["en"].replace(b"thirsty", b"th\xefrsty"), "en.csv, row 5: ",
         'byte 0xef is not UTF-8 text. Save the file with the format "CSV UTF-8'),
        ("Variable".encode("utf-16"), "en.csv, row 1: ", "byte 0xff is not UTF-8"),
        (both()["en"] + b'"x', "en.csv, row 10: ", "Close the quotation marks"),
        (both()["en"] + b"," * 18 + b"x", "en.csv, row 10: ", '"x" stands under no heading. Put'),
        (";".join(HEADINGS).encode(), "en.csv, row 1: ", "the columns are not divided by commas."),
        (b"x" * 1_000_001, "en.csv, row 1: ", "the file is larger than 1 MB."),
        (b"x\n" * 2_001, "en.csv, row 2001: ", "the file has 2001 rows, more than 2000."),
        (b"x," * 100 + b"x", "en.csv, row 1: ", "the file has 101 columns. Check"),
        (written([], [*HEADINGS, "Field Label"]), f'en.csv, row 1, column "{LABEL}": ',
         "is there twice. Keep one of the two columns."),
    ],
    ids=["empty", "Latin-1", "UTF-16", "quote", "stray", "semicolons", "large", "rows", "columns",
         "twice"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_told_at_its_row(data: bytes, where: str, says: str) -> None:
    assert_told({"en": data}, where, says)


@pytest.mark.parametrize(
    ("row_number", "column", "cell", "says"),
    [
        (4, VARIABLE, "ache_how", '"ache_how" stands where en.csv has "ache_sev". Keep the same'),
        (5, TYPE, "radio", '"radio" is not the type in en.csv. Write "dropdown".'),
        (5, CHOICES, "0, Nada | 1, Algo", "has 2 answers, and en.csv has 3. Give every language"),
        (5, CHOICES, "0, Nada | 2, Algo", "Number the answers 0, 1, 2 and so on"),
        (5, LABEL, "", "has no text."),
    ],
)
def test_another_language_asks_the_same(row_number: int, column: str, cell: str, says: str) -> None:
    rows = spanish()
    rows[row_number - 2][column] = cell
    where = f'es.csv, row {row_number}, column "{column}": '
    assert_told(both() | {"es": written(rows)}, where, says)


def test_a_field_too_few_or_too_many_in_another_language_is_told() -> None:
    where = f'column "{VARIABLE}": '
    fewer, more = written(spanish()[:-1]), written([*spanish(), row("y", "calc", "Y")])
    assert_told(both() | {"es": fewer}, f"es.csv, row 8, {where}", '"words" is missing after this')
    assert_told(both() | {"es": more}, f"es.csv, row 10, {where}", '"y" is not a field of en.csv.')


def test_all_faults_of_all_files_are_told_by_file_and_row() -> None:
    first, second = english(), spanish()
    first[5 - 2][CHOICES], first[3 - 2][LABEL], second[4 - 2][LABEL] = "", "", ""
    with pytest.raises(DictionaryFaults) as raised:
        read({"en": written(first, OF_THE_API), "es": written(second)})
    places = [(fault.file, fault.row, fault.column) for fault in raised.value.faults]
    assert places == [
        ("en.csv", 3, "field_label"),
        ("en.csv", 5, "select_choices_or_calculations"),
        ("es.csv", 4, LABEL),
    ]
    assert str(raised.value) == "\n".join(map(str, raised.value.faults))
    assert raised.value.facts["count"] == 3


def assert_told(
    sources: Mapping[str, bytes], where: str, says: str, *, form: str | None = None
) -> None:
    with pytest.raises(DictionaryFaults) as raised:
        read(sources, form)
    told = [str(fault) for fault in raised.value.faults]
    assert any(where in line and says in line for line in told), told
