"""An instrument as the text that a study file has for it."""

from __future__ import annotations

from typing import Any

import yaml

from portal.study.check_ins.definition import Instrument, Item, Question
from portal.study.definition import Text

_WIDTH = 100
_SHORT = 60
"""Characters up to which a text stands on one line in quotation marks."""

Scales = dict[tuple[str, tuple[tuple[str, ...], ...]], dict[str, Any]]


class _Quoted(str):
    """Always written in quotation marks: a version is not a number."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """A study file has no references: a text that comes twice is written twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are indented below their name, as in the sample study."""
        super().increase_indent(flow, indentless=False)


def to_entry(instrument: Instrument) -> str:
    """The instrument as YAML: `key` to `items`, `note` and `credit` where it has them.

    Questions with the same attribute and the same answers share a scale.
    """
    scales: Scales = {}
    items = [_item(item, scales) for item in instrument.items]
    entry = {
        "key": instrument.key,
        "version": _Quoted(instrument.version),
        "name": instrument.name,
        "recall": instrument.recall,
        "scales": list(scales.values()),
        "items": items,
    }
    entry |= {"note": instrument.note} if instrument.note else {}
    entry |= {"credit": instrument.credit} if instrument.credit else {}
    return yaml.dump(
        entry,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )


def _item(item: Item, scales: Scales) -> dict[str, Any]:
    questions = [{"scale": _scale(asked, scales), "ask": asked.ask} for asked in item.questions]
    return {"key": item.key, "name": item.name, "questions": questions}


def _scale(question: Question, scales: Scales) -> str:
    """The key of the question's scale, which is made where no question before had it."""
    labels = tuple(tuple(label.by_language.values()) for label in question.labels)
    scale = scales.setdefault(
        (question.attribute, labels),
        {
            "key": f"scale_{len(scales) + 1}",
            "attribute": question.attribute.value,
            "labels": list(question.labels),
        },
    )
    return str(scale["key"])


def _quoted(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style='"')


def _text(dumper: yaml.SafeDumper, text: Text) -> yaml.MappingNode:
    """Short texts in quotation marks ("No" stays a word), in one line where they fit."""
    said = {
        language: _Quoted(words) if len(words) <= _SHORT else words
        for language, words in text.by_language.items()
    }
    one_line = sum(map(len, said.values())) <= _SHORT
    return dumper.represent_mapping("tag:yaml.org,2002:map", said, flow_style=one_line)


_Dumper.add_representer(_Quoted, _quoted)
_Dumper.add_representer(Text, _text)
