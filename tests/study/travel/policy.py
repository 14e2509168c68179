"""A small study that pays travel money: the tests change it in one place each."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
TRAVEL = (HERE / "travel.yaml").read_text(encoding="utf-8")
WITHOUT = (HERE.parent / "small.yaml").read_text(encoding="utf-8")
SMALL = WITHOUT + TRAVEL
