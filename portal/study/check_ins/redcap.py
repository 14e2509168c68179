"""An instrument from the data dictionaries of REDCap, one CSV file for each language.

The first dictionary decides what is asked: which fields there are, of which symptom and
attribute, and on which condition. The others give the same fields, with the same answers, in
other words. Questions of one symptom come together, where its first one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from portal.study.check_ins import redcap_cells as cells
from portal.study.check_ins.definition import Attribute, Instrument, Item, Question
from portal.study.check_ins.redcap_entry import to_entry
from portal.study.check_ins.redcap_forms import (
    Faults,
    Field,
    Form,
    attempt,
    differences,
    read_form,
)
from portal.study.check_ins.redcap_table import Column, DictionaryFault, DictionaryFaults
from portal.study.definition import Language, Text
from portal.study.faults import quoted

__all__ = ["DictionaryFault", "DictionaryFaults", "read_dictionaries", "to_entry"]

MOST_QUESTIONS_OF_AN_ITEM = 3


@dataclass(frozen=True, slots=True)
class _Placed:
    """The question of `field`, at `at` in its form. `attribute` is None where it has a fault."""

    at: int
    field: Field
    attribute: Attribute | None


_Items = dict[str, list[_Placed]]
_Forms = Mapping[Language, Form]


def read_dictionaries(
    sources: Mapping[Language, bytes],
    *,
    names: Mapping[Language, str],
    form: str | None,
    key: str,
    version: str,
    name: Text,
    recall: Text,
    credit: Text | None,
) -> Instrument:
    """The instrument that the dictionaries describe.

    `sources`: one or more, the main language first; `names`: their file names, for the messages.
    `form`: the form to read, None where the files have only one. Raises DictionaryFaults with
    every fault of every file.
    """
    forms, items = _read(sources, names, form)
    fields = next(iter(forms.values())).fields
    note = next((at for at, field in enumerate(fields) if field.in_free_words), None)
    return Instrument(
        key=key,
        version=version,
        name=name,
        recall=recall,
        items=tuple(_build(item, placed, forms) for item, placed in items.items()),
        note=None if note is None else _text(forms, note, lambda field: field.label),
        credit=credit,
    )


def _read(
    sources: Mapping[Language, bytes], names: Mapping[Language, str], form: str | None
) -> tuple[_Forms, _Items]:
    faults: Faults = []
    forms = {
        language: read_form(data, names[language], language, form, faults)
        for language, data in sources.items()
    }
    main, *others = forms.values()
    for other in others:
        faults += differences(main, other)
    items = _place(main.fields, faults)
    if faults:
        files = [names[language] for language in sources]
        raise DictionaryFaults(sorted(faults, key=lambda it: (files.index(it.file), it.row)))
    return forms, items


def _place(fields: Sequence[Field], faults: Faults) -> _Items:
    """The questions by the key of their symptom. What is wrong with a place goes to `faults`."""
    items: _Items = {}
    for at, field in enumerate(fields):
        if field.in_free_words:
            _check_branching(field, None, faults)
            continue
        attribute = _attribute_of(field, faults)
        if item := _item_of(field, faults):
            placed = items.setdefault(item, [])
            faults += _place_faults(field, item, attribute, placed)
            _check_branching(field, placed[0].field if placed else None, faults)
            placed.append(_Placed(at, field, attribute))
    return items


def _attribute_of(field: Field, faults: Faults) -> Attribute | None:
    read = partial(cells.attribute, field.variable, field.row[Column.ANNOTATION])
    return attempt(field.row, Column.ANNOTATION, read, faults)


def _item_of(field: Field, faults: Faults) -> str | None:
    if not field.variable:
        return None  # a fault already
    annotation = field.row[Column.ANNOTATION]
    column = Column.ANNOTATION if cells.says_item(annotation) else Column.VARIABLE
    return attempt(field.row, column, partial(cells.item, field.variable, annotation), faults)


def _check_branching(field: Field, first: Field | None, faults: Faults) -> None:
    logic, variable = field.row[Column.BRANCHING], first.variable if first else None
    attempt(field.row, Column.BRANCHING, partial(cells.check_branching, logic, variable), faults)


def _place_faults(
    field: Field, item: str, attribute: Attribute | None, placed: Sequence[_Placed]
) -> Iterator[DictionaryFault]:
    remedy = "Write @ATTRIBUTE='…' for what it asks, or @ITEM='…' for its symptom, in the field annotation."
    twin = next((other for other in placed if attribute and other.attribute is attribute), None)
    if twin:
        problem = (
            f"asks for the {attribute} of {quoted(item)}, as row {twin.field.row.number} does."
        )
        yield field.row.fault(Column.VARIABLE, problem, remedy)
    elif len(placed) >= MOST_QUESTIONS_OF_AN_ITEM:
        problem = f"is question {len(placed) + 1} of {quoted(item)}."
        remedy = (
            f"Ask {MOST_QUESTIONS_OF_AN_ITEM} at most of a symptom, or write @ITEM='…' for another."
        )
        yield field.row.fault(Column.VARIABLE, problem, remedy)


def _build(item: str, placed: Sequence[_Placed], forms: _Forms) -> Item:
    questions = tuple(
        Question(
            item=item,
            attribute=one.attribute or Attribute.OTHER,
            ask=_text(forms, one.at, lambda field: field.label),
            labels=tuple(
                Text(dict(zip(forms, label, strict=True)))
                for label in zip(
                    *(form.fields[one.at].labels for form in forms.values()), strict=True
                )
            ),
        )
        for one in placed
    )
    return Item(item, _text(forms, placed[0].at, lambda field: field.name), questions)


def _text(forms: _Forms, at: int, read: Callable[[Field], str]) -> Text:
    """What `read` finds in field `at` of each language."""
    return Text({language: read(form.fields[at]) for language, form in forms.items()})
