"""From the checked entries of a check-in to its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.study import lengths
from portal.study.check_ins.definition import (
    CheckIn,
    Instrument,
    Item,
    Part,
    Question,
    Rhythm,
    Rule,
    Urgency,
)

Entries = Mapping[str, Any]


def build(entries: Entries) -> CheckIn:
    """The check-in that `entries` describe, without a fault."""
    return CheckIn(
        instrument=_instrument(entries),
        minutes=entries["minutes"],
        rhythms=tuple(Rhythm(**rhythm) for rhythm in entries.get("due", ())),
        before=lengths.days(entries["window"]["before"])[1],
        after=lengths.days(entries["window"]["after"])[1],
        missed_after=lengths.days(entries["missed_after"])[1],
        rules=tuple(_rule(rule) for rule in entries.get("rules", ())),
        take_within={level: entries["take_within"][level] for level in Urgency},
        read_within=entries["read_within"],
        tell=tuple(entries.get("tell", ())),
        escalate_to=tuple(entries.get("escalate_to", ())),
    )


def _instrument(entries: Entries) -> Instrument:
    scales = {scale["key"]: scale for scale in entries["scales"]}
    return Instrument(
        key=entries["key"],
        version=entries["version"],
        name=entries["name"],
        recall=entries["recall"],
        items=tuple(_item(item, scales) for item in entries["items"]),
        note=entries.get("note"),
        credit=entries.get("credit"),
    )


def _item(entries: Entries, scales: Mapping[str, Entries]) -> Item:
    questions = tuple(
        Question(
            item=entries["key"],
            attribute=scales[asked["scale"]]["attribute"],
            ask=asked["ask"],
            labels=tuple(scales[asked["scale"]]["labels"]),
        )
        for asked in entries["questions"]
    )
    return Item(key=entries["key"], name=entries["name"], questions=questions)


def _rule(entries: Entries) -> Rule:
    return Rule(
        key=entries["key"],
        urgency=entries["urgency"],
        at_least=entries.get("at_least"),
        worse_by=entries.get("worse_by"),
        grade=entries.get("grade"),
        all_of=tuple(Part(**part) for part in entries.get("all_of", ())),
        items=frozenset(entries.get("items", ())),
    )
