"""The history as a table, for whoever looks into it outside the portal."""

from __future__ import annotations

import json
from collections.abc import Iterable

from portal import csv_text
from portal.audit.service import Line

COLUMNS = (
    *("number", "at", "site", "participant", "by", "actor", "action", "kind", "object_id"),
    *("before", "after", "reason"),
)
"""`number` is the place in the chain that `portal audit verify` proves; instants are in UTC; what
was there before and after is JSON."""


def write(text: csv_text.Text, lines: Iterable[Line]) -> None:
    """The lines as CSV, into a file: a history of years does not stand in memory."""
    csv_text.write(text, COLUMNS, (_cells(line) for line in lines))


def _cells(line: Line) -> tuple[object, ...]:
    entry = line.entry
    return (
        *(line.number, entry.at.isoformat(), line.site, line.participant, line.by, entry.actor),
        *(entry.action, entry.kind, entry.object_id, _json(entry.before), _json(entry.after)),
        entry.reason,
    )


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
