"""One form of a REDCap data dictionary: the fields that become questions, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal.study.check_ins import redcap_cells as cells
from portal.study.check_ins.redcap_cells import Unfit
from portal.study.check_ins.redcap_table import Column, DictionaryFault, Row, read_table
from portal.study.definition import Language
from portal.study.faults import known, quoted

T = TypeVar("T")
Faults = list[DictionaryFault]

MOST_QUESTIONS = 500

_TWO_WORDS = {
    ("yesno", "en"): ("No", "Yes"),
    ("yesno", "es"): ("No", "Sí"),
    ("truefalse", "en"): ("False", "True"),
    ("truefalse", "es"): ("Falso", "Verdadero"),
}
_CHOSEN = frozenset({"radio", "dropdown", "yesno", "truefalse"})
_WRITTEN = frozenset({"text", "notes"})
_NOT_ASKED = frozenset({"descriptive", "calc"})
_INSTEAD = {
    "checkbox": "A question has one answer: make it one yesno field for each box.",
    "slider": "Make it a radio field with up to 11 choices.",
    "sql": "Make it a dropdown field with its choices written out.",
    "file": "Delete the field: a check-in takes no files.",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A row that is asked. `name`: what its symptom is called where it is the first question.

    `labels` is empty for the question that is answered in free words.
    """

    row: Row
    name: str
    label: str
    labels: tuple[str, ...]

    @property
    def variable(self) -> str:
        return self.row[Column.VARIABLE]

    @property
    def in_free_words(self) -> bool:
        return self.row[Column.TYPE].lower() in _WRITTEN


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of one form in one language, and those of them that are asked."""

    file: str
    rows: Sequence[Row]
    fields: Sequence[Field]


def attempt(row: Row, column: Column, read: Callable[[], T], faults: Faults) -> T | None:
    """What `read` returns; None where it finds the cell unfit, which goes to `faults`."""
    try:
        return read()
    except Unfit as unfit:
        faults.append(row.fault(column, unfit.problem, unfit.remedy))
        return None


def read_form(data: bytes, file: str, language: Language, form: str | None, faults: Faults) -> Form:
    """The form `form`, or the only one of the file. What is wrong goes to `faults`."""
    found: Faults = []
    rows = _rows_of_form(read_table(data, file, found), file, form, found)
    found += _variable_faults(rows)
    fields = list(_fields(rows, language, found))
    if not found and all(field.in_free_words for field in fields):
        remedy = "Make at least one field a radio, dropdown, yesno or truefalse field."
        found.append(DictionaryFault(file, 1, Column.TYPE, "the form asks no question.", remedy))
    faults += found
    return Form(file, rows, fields)


def _rows_of_form(rows: list[Row], file: str, form: str | None, faults: Faults) -> list[Row]:
    """Without the record id, which is REDCap's own and stands first in a project's dictionary."""
    forms = {row[Column.FORM]: row for row in reversed(rows)}
    if rows and rows[0][Column.VARIABLE] == "record_id" and rows[0][Column.TYPE] == "text":
        rows = rows[1:]
    if form is not None:
        if forms and form not in forms:
            problem = f"the file has no form {quoted(form)}."
            faults.append(DictionaryFault(file, 1, Column.FORM, problem, known(form, forms)))
        return [row for row in rows if row[Column.FORM] == form]
    names = list(dict.fromkeys(row[Column.FORM] for row in rows))
    if len(names) > 1:
        problem = f"the file has several forms: {', '.join(map(quoted, names))}."
        remedy = "Say which one to read, or delete the rows of the others."
        faults.append(forms[names[1]].fault(Column.FORM, problem, remedy))
        return []
    return rows


def _variable_faults(rows: Sequence[Row]) -> Iterator[DictionaryFault]:
    seen: dict[str, Row] = {}
    for row in rows:
        variable = row[Column.VARIABLE]
        if not variable:
            remedy = "Write the variable of the field, or delete the row."
            yield row.fault(Column.VARIABLE, "is empty.", remedy)
        elif variable in seen:
            problem = f"{quoted(variable)} stands in row {seen[variable].number} too."
            yield row.fault(Column.VARIABLE, problem, "Give each field a variable of its own.")
        else:
            seen[variable] = row


def _fields(rows: Sequence[Row], language: Language, faults: Faults) -> Iterator[Field]:
    note: Row | None = None
    questions = 0
    for row in rows:
        kind = row[Column.TYPE].lower()
        if kind in _CHOSEN:
            questions += 1
            if questions > MOST_QUESTIONS:
                problem = f"this is question {questions}."
                remedy = f"Ask {MOST_QUESTIONS} questions at most."
                faults.append(row.fault(Column.TYPE, problem, remedy))
                return
        elif kind in _WRITTEN:
            faults += _note_faults(row, note)
            note = note or row
        else:
            faults += _type_faults(row, kind)
            continue
        yield _field(row, kind, language, faults)


def _note_faults(row: Row, note: Row | None) -> Iterator[DictionaryFault]:
    if note:
        problem = f"is the second field for free words; the first is in row {note.number}."
        yield row.fault(Column.TYPE, problem, "Keep one of them: a check-in has one such question.")
    elif validation := row[Column.VALIDATION]:
        problem = f"{quoted(validation)} allows no free words."
        remedy = "Leave it empty, or make the field a radio field with choices."
        yield row.fault(Column.VALIDATION, problem, remedy)


def _type_faults(row: Row, kind: str) -> Iterator[DictionaryFault]:
    if kind not in _NOT_ASKED:
        remedy = _INSTEAD.get(kind) or known(kind, _CHOSEN | _WRITTEN | _NOT_ASKED)
        yield row.fault(Column.TYPE, f"{quoted(kind)} makes no question.", remedy)


def _field(row: Row, kind: str, language: Language, faults: Faults) -> Field:
    label = attempt(row, Column.LABEL, lambda: cells.words(row[Column.LABEL]), faults) or ""
    header = attempt(row, Column.HEADER, lambda: cells.plain(row[Column.HEADER]), faults)
    said = attempt(row, Column.ANNOTATION, lambda: cells.item_name(row[Column.ANNOTATION]), faults)
    column = Column.CHOICES if kind in {"radio", "dropdown"} else Column.TYPE
    labels = attempt(row, column, lambda: _labels(row, kind, language), faults) or ()
    return Field(row, cells.shortened(header or said or label), label, labels)


def _labels(row: Row, kind: str, language: Language) -> tuple[str, ...]:
    if kind in _WRITTEN:
        return ()
    if kind in {"radio", "dropdown"}:
        return cells.choices(row[Column.CHOICES])
    if two := _TWO_WORDS.get((kind, language.partition("-")[0])):
        return two
    problem = f'the words of a {kind} field are not known in "{language}".'
    remedy = 'Make it a radio field in all languages, with the choices "0, … | 1, …".'
    raise Unfit(problem, remedy)


def differences(main: Form, other: Form) -> Iterator[DictionaryFault]:
    """Where `other` does not ask what `main` asks. After a field that is not the same, no more."""
    if not main.rows or not other.rows:
        return
    same = f"Keep the same fields in the same order as in {main.file}."
    for one, row in zip(main.rows, other.rows, strict=False):
        expected, variable = one[Column.VARIABLE], row[Column.VARIABLE]
        if variable != expected:
            problem = f"{quoted(variable)} stands where {main.file} has {quoted(expected)}."
            yield row.fault(Column.VARIABLE, problem, same)
            return
        if row[Column.TYPE].lower() != one[Column.TYPE].lower():
            problem = f"{quoted(row[Column.TYPE])} is not the type in {main.file}."
            yield row.fault(Column.TYPE, problem, f"Write {quoted(one[Column.TYPE])}.")
    yield from _missing_or_more(main, other, same)
    yield from _other_codes(main, other)


def _missing_or_more(main: Form, other: Form, same: str) -> Iterator[DictionaryFault]:
    many = len(other.rows)
    if many < len(main.rows):
        problem = f"{quoted(main.rows[many][Column.VARIABLE])} is missing after this row."
        yield other.rows[-1].fault(Column.VARIABLE, problem, same)
    elif many > len(main.rows):
        row = other.rows[len(main.rows)]
        problem = f"{quoted(row[Column.VARIABLE])} is not a field of {main.file}."
        yield row.fault(Column.VARIABLE, problem, same)


def _other_codes(main: Form, other: Form) -> Iterator[DictionaryFault]:
    for one, field in zip(main.fields, other.fields, strict=False):
        if one.labels and field.labels and len(one.labels) != len(field.labels):
            problem = f"has {len(field.labels)} answers, and {main.file} has {len(one.labels)}."
            remedy = "Give every language the same codes."
            yield field.row.fault(Column.CHOICES, problem, remedy)
