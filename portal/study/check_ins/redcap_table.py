"""The table of a REDCap data dictionary: its bytes as rows, and what is wrong with them.

A dictionary comes with the headings of REDCap's download or with the names of its API. Rows are
counted as a spreadsheet shows them: the headings are row 1, a cell with line breaks is one cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.errors import RuleBroken
from portal.study.faults import known, quoted

LARGEST = 1_000_000
"""Bytes a dictionary may have."""

MOST_ROWS = 2_000
MOST_COLUMNS = 100

_SAVE = 'Save the file with the format "CSV UTF-8 (comma delimited)".'


class Column(StrEnum):
    """A column that is read, by REDCap's heading."""

    VARIABLE = "Variable / Field Name"
    FORM = "Form Name"
    HEADER = "Section Header"
    TYPE = "Field Type"
    LABEL = "Field Label"
    CHOICES = "Choices, Calculations, OR Slider Labels"
    VALIDATION = "Text Validation Type OR Show Slider Number"
    BRANCHING = "Branching Logic (Show field only if...)"
    ANNOTATION = "Field Annotation"


_NAMES_OF_THE_API = {
    Column.VARIABLE: "field_name",
    Column.FORM: "form_name",
    Column.HEADER: "section_header",
    Column.TYPE: "field_type",
    Column.LABEL: "field_label",
    Column.CHOICES: "select_choices_or_calculations",
    Column.VALIDATION: "text_validation_type_or_show_slider_number",
    Column.BRANCHING: "branching_logic",
    Column.ANNOTATION: "field_annotation",
}
_NOT_READ = (
    ("Field Note", "field_note"),
    ("Text Validation Min", "text_validation_min"),
    ("Text Validation Max", "text_validation_max"),
    ("Identifier?", "identifier"),
    ("Required Field?", "required_field"),
    ("Custom Alignment", "custom_alignment"),
    ("Question Number (surveys only)", "question_number"),
    ("Matrix Group Name", "matrix_group_name"),
    ("Matrix Ranking?", "matrix_ranking"),
)
_COLUMNS: Mapping[str, Column | None] = {
    **{column.casefold(): column for column in Column},
    **{name: column for column, name in _NAMES_OF_THE_API.items()},
    **{name.casefold(): None for names in _NOT_READ for name in names},
}
_HEADINGS = (*Column, *(heading for heading, _ in _NOT_READ))


@dataclass(frozen=True, slots=True)
class DictionaryFault:
    """One fault of a dictionary.

    `row` counts from 1, the headings; `column` is the heading as the file writes it, None where
    the fault is about the row or the file. `problem` continues the place as a sentence; `remedy`
    says what to write instead.
    """

    file: str
    row: int
    column: str | None
    problem: str
    remedy: str

    def __str__(self) -> str:
        column = f', column "{self.column}"' if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.problem} {self.remedy}"


class DictionaryFaults(RuleBroken):
    """The dictionaries make no instrument. `faults` holds all faults, by file and row."""

    def __init__(self, faults: Sequence[DictionaryFault]) -> None:
        first = faults[0]
        super().__init__("study_file_faults", name=first.file, count=len(faults), first=str(first))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the dictionary. `headings`: how the file names its columns."""

    file: str
    number: int
    cells: Mapping[Column, str]
    headings: Mapping[Column, str]

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column, "")

    def fault(self, column: Column, problem: str, remedy: str) -> DictionaryFault:
        heading = self.headings.get(column, column.value)
        return DictionaryFault(self.file, self.number, heading, problem, remedy)


def read_table(data: bytes, file: str, faults: list[DictionaryFault]) -> list[Row]:
    """The rows of `data` that are not blank; what is wrong goes to `faults`.

    No rows where a fault of the whole file hides what is in it.
    """
    found: list[DictionaryFault] = []
    records = _records(_decode(data, file, found), file, found)
    found += _size_faults(records, file)
    headings = records[0] if records else []
    columns = [_COLUMNS.get(_plain(heading)) for heading in headings]
    if not found:
        found += _heading_faults(headings, columns, file)
    faults += found
    if found:
        return []
    names = {column: heading for column, heading in zip(columns, headings, strict=True) if column}
    rows = []
    for number, record in enumerate(records[1:], start=2):
        faults += _strays(record, headings, file, number)
        pairs = zip(columns, record, strict=False)
        cells = {column: cell.strip() for column, cell in pairs if column}
        if any(cells.values()):
            rows.append(Row(file, number, cells, names))
    return rows


def _decode(data: bytes, file: str, faults: list[DictionaryFault]) -> str:
    if len(data) > LARGEST:
        problem = f"the file is larger than {LARGEST // 1_000_000} MB."
        faults.append(
            DictionaryFault(file, 1, None, problem, "Check that it is a data dictionary.")
        )
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        problem = f"byte 0x{data[error.start]:02x} is not UTF-8 text."
        faults.append(DictionaryFault(file, _row_after(before), None, problem, _SAVE))
        return ""


def _row_after(text: str) -> int:
    """The row in which the next character after `text` stands."""
    try:
        return sum(1 for _ in csv.reader(io.StringIO(text + "?", newline="")))
    except csv.Error:
        return text.count("\n") + 1


def _records(text: str, file: str, faults: list[DictionaryFault]) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        problem = f"this is not readable as CSV ({error})."
        remedy = f"Close the quotation marks, and write one inside a text twice. {_SAVE}"
        faults.append(DictionaryFault(file, len(records) + 1, None, problem, remedy))
    return records


def _size_faults(records: Sequence[Sequence[str]], file: str) -> Iterator[DictionaryFault]:
    remedy = "Check that it is a data dictionary."
    if len(records) > MOST_ROWS:
        problem = f"the file has {len(records)} rows, more than {MOST_ROWS}."
        yield DictionaryFault(file, MOST_ROWS + 1, None, problem, remedy)
    if (widest := len(records[0]) if records else 0) > MOST_COLUMNS:
        yield DictionaryFault(file, 1, None, f"the file has {widest} columns.", remedy)


def _heading_faults(
    headings: Sequence[str], columns: Sequence[Column | None], file: str
) -> Iterator[DictionaryFault]:
    if not any(columns) and any(mark in "".join(headings) for mark in ";\t"):
        yield DictionaryFault(file, 1, None, "the columns are not divided by commas.", _SAVE)
        return
    for place, heading in enumerate(headings):
        plain = _plain(heading)
        if plain and plain not in _COLUMNS:
            remedy = f"{known(heading, _HEADINGS, one_of=False)}Use REDCap's heading, or delete it."
            problem = "is not a column of a data dictionary."
            yield DictionaryFault(file, 1, quoted(heading).strip('"'), problem, remedy)
        elif columns[place] and columns[place] in columns[:place]:
            remedy = "Keep one of the two columns."
            yield DictionaryFault(file, 1, heading, "is there twice.", remedy)
    for column in Column:
        if column not in columns and column is not Column.VALIDATION:
            remedy = "Download the data dictionary from REDCap again, with all its columns."
            yield DictionaryFault(file, 1, column.value, "is missing.", remedy)


def _strays(
    record: Sequence[str], headings: Sequence[str], file: str, number: int
) -> Iterator[DictionaryFault]:
    """A cell with a text that stands under no heading moves all that come after it."""
    for place, cell in enumerate(record):
        if cell.strip() and not (place < len(headings) and _plain(headings[place])):
            problem = f"{quoted(cell)} stands under no heading."
            remedy = "Put quotation marks around a text that has a comma in it."
            yield DictionaryFault(file, number, None, problem, remedy)
            return


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()
