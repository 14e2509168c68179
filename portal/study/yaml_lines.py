"""YAML read with the line of every value, and nothing but plain values.

Every scalar stays the text that was written (``17:00`` is not 61200, ``no`` is not False, ``1.10``
is not 1.1); the schema decides what it means. An empty value or ``null`` is None. Anchors,
aliases, tags and repeated keys are faults: a study file is read by people, and each of them hides
something. PyYAML's parser events are used, so no object is ever built from a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.reader import Reader

from portal.study.faults import Fault, Path, where

LARGEST = 1_000_000
"""Bytes a study file may have. The sample has some tens of thousands."""

DEEPEST = 12
"""Levels of nesting; a study file needs seven."""

Value = str | None | dict[str, "Value"] | list["Value"]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TAB_INDENT = re.compile(r" *\t")
_WRITE_OUT = "Write the value out in full instead."
_REMOVE = "Remove it and write the value out where it is needed."


class Mark(NamedTuple):
    """A place in the file, counted from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Document:
    """What a file says. `spoiled`: paths whose value could not be read, with a fault of their own."""

    value: Value = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    spoiled: set[Path] = field(default_factory=set)

    def mark(self, path: Path) -> tuple[Mark, bool]:
        """The place of `path`, or of the nearest thing around it, and whether it was `path`'s."""
        for length in range(len(path), 0, -1):
            if mark := self.marks.get(path[:length]):
                return mark, length == len(path)
        return Mark(1, 1), not path

    def is_spoiled(self, path: Path) -> bool:
        return any(path[:length] in self.spoiled for length in range(len(path) + 1))


def decode(data: bytes, name: str) -> tuple[str, list[Fault]]:
    """The text of a file's bytes; a fault where they are not UTF-8, with the line of the first."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02x} is not UTF-8 text."
        remedy = 'Save the file with the encoding "UTF-8".'
        return "", [Fault(line, None, "", problem, remedy, file=name)]


def parse(text: str, name: str) -> tuple[Document, list[Fault]]:
    """Read `text`. Where there is a fault that hides the rest, the document is spoiled as a whole."""
    document = Document()
    faults = list(_before_reading(text, name))
    if not faults:
        reader = _Reader(text, name, document, faults)
        try:
            document.value = reader.document()
        except yaml.MarkedYAMLError as error:
            faults.append(_syntax_fault(error, name))
        except _Unreadable:
            pass
        else:
            return document, faults
    document.spoiled.add(())
    return document, faults


def _before_reading(text: str, name: str) -> Iterator[Fault]:
    if len(text.encode(errors="replace")) > LARGEST:
        problem = f"the file is larger than {LARGEST // 1_000_000} MB."
        yield Fault(1, None, "", problem, "Check that it is a study file.", file=name)
        return
    for line, written in enumerate(text.split("\n"), start=1):
        if tab := _TAB_INDENT.match(written):
            problem, remedy = "the line begins with a tab.", "Use spaces, two for each level."
            yield Fault(line, tab.end(), "", problem, remedy, file=name)
    if odd := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        problem = f"there is a character that cannot be printed (U+{ord(odd.group()):04X})."
        yield Fault(line, None, "", problem, "Delete it.", file=name)


_HINTS = {
    "mapping values": "Put quotation marks around a text that has a colon in it.",
    "quoted scalar": "Close the quotation mark.",
    "could not find expected ':'": 'Write "key: value" with a colon and a space.',
    "cannot start any token": "Put quotation marks around a text that begins with this character.",
    "expected ',' or": "Close the bracket, and put a comma between its items.",
}


def _syntax_fault(error: yaml.MarkedYAMLError, name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    said = " ".join(filter(None, (error.context, error.problem)))
    default = "Check the indentation here and in the line above, and that brackets are closed."
    remedy = next((hint for key, hint in _HINTS.items() if key in said), default)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, None)
    return Fault(line, column, "", f"this is not readable as YAML ({said}).", remedy, file=name)


class _Unreadable(Exception):
    """A fault was noted after which reading on makes no sense."""


class _Reader:
    """One pass over the parser's events."""

    def __init__(self, text: str, name: str, document: Document, faults: list[Fault]) -> None:
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        self.name = name
        self.into = document
        self.faults = faults

    def document(self) -> Value:
        value: Value = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fault(event, (), 'a second document begins here ("---").', "Remove it.")
                    raise _Unreadable
                value = self.value(next(self.events), (), None)
        return value

    def value(self, event: yaml.Event, path: Path, key: yaml.Event | None) -> Value:
        """The value that begins with `event`; `key` is the event of its key in a mapping."""
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, path, f"*{event.anchor} stands for something else.", _WRITE_OUT)
            self.into.spoiled.add(path)
            return None
        self.into.marks[path] = _mark(key or event)
        if len(path) > DEEPEST:
            self.fault(event, path, "is nested too deeply.", "Check the indentation.")
            raise _Unreadable
        if isinstance(event, yaml.MappingStartEvent):
            self.refuse_marks(event, path)
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            self.refuse_marks(event, path)
            return self.sequence(path)
        self.into.marks[path] = _mark(event)
        return self.scalar(event, path) if isinstance(event, yaml.ScalarEvent) else None

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        self.refuse_marks(event, path)
        plain = not event.style
        return None if plain and event.value in _NULL else event.value

    def mapping(self, path: Path) -> Value:
        entries: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(event, path, "a name is expected here.", 'Write "name: value".')
                raise _Unreadable
            key = event.value
            at = (*path, key)
            self.refuse_marks(event, at)
            if key in entries:
                line = self.into.marks[at].line if at in self.into.marks else _mark(event).line
                problem = f"is written twice, first in line {line}."
                self.fault(event, at, problem, "Keep one of the two.")
                self.value(next(self.events), (*path, f"{key} (again)"), event)
            else:
                entries[key] = self.value(next(self.events), at, event)
        return entries

    def sequence(self, path: Path) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items)), None))
        return items

    def refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path) -> None:
        if event.anchor:
            self.fault(event, path, f"&{event.anchor} marks a value for reuse.", _REMOVE)
        if event.tag:
            self.fault(event, path, f"has the tag {event.tag}.", "Write the value without a tag.")

    def fault(self, event: yaml.Event, path: Path, problem: str, remedy: str) -> None:
        line, column = _mark(event)
        fault = Fault(line, column, where(path), problem, remedy, file=self.name)
        self.faults.append(fault)


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
