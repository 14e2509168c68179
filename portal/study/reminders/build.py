"""From the checked entries of reminders to their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.study.reminders.definition import Quiet, Reminders, Rule

Entries = Mapping[str, Any]


def build(entries: Entries) -> Reminders:
    """What `entries` say, without a fault."""
    quiet = entries["quiet"]
    return Reminders(
        hour=entries["hour"],
        quiet=Quiet(begins=quiet["from"], ends=quiet["until"]),
        most_a_day=entries["most_a_day"],
        confirm_within=entries["confirm_within"],
        rules=tuple(map(_rule, entries["rules"])),
    )


def _rule(entries: Entries) -> Rule:
    lists = {name: tuple(entries.get(name, ())) for name in ("channels", "visits", "check_ins")}
    return Rule(**{**entries, **lists})
