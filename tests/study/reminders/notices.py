"""A small study that sends reminders: the tests change it in one place each."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
WITHOUT = (HERE.parent / "small.yaml").read_text(encoding="utf-8")
SMALL = WITHOUT + (HERE / "reminders.yaml").read_text(encoding="utf-8")
