"""A measured figure: what is printed of it, and whether it reaches its goal."""

from __future__ import annotations

import math
from dataclasses import dataclass

HEADINGS = ("name", "value", "unit", "reference", "ratio", "goal", "")
WIDTHS = (44, 10, 18, 10, 6, 14, 5)


@dataclass(frozen=True, slots=True)
class Goal:
    """`limit` is reached when the value (or, `of_ratio`, the ratio) is not past it."""

    limit: float
    at_least: bool = False
    of_ratio: bool = False

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        return f"{'ratio ' if self.of_ratio else ''}{sign} {number(self.limit)}"

    def reached(self, figure: Figure) -> bool:
        found = figure.ratio if self.of_ratio else float(figure.value)
        if found is None:
            raise ValueError(f"{figure.name}: a goal for the ratio needs a reference")
        return found >= self.limit if self.at_least else found <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line. `reference` was measured in the same run, in the same unit.

    A yes-or-no figure has a bool as `value` and is good when it is true. `rounds`: how many times
    it was measured; the value is their median.
    """

    name: str
    value: float | bool
    unit: str
    reference: float | None = None
    goal: Goal | None = None
    rounds: int = 1

    @property
    def ratio(self) -> float | None:
        return self.value / self.reference if self.reference else None

    @property
    def ok(self) -> bool:
        if isinstance(self.value, bool):
            return self.value
        return self.goal is None or self.goal.reached(self)

    def line(self) -> str:
        cells = (
            self.name,
            number(self.value),
            self.unit,
            "-" if self.reference is None else number(self.reference),
            "-" if self.ratio is None else f"{self.ratio:.2f}",
            self._goal(),
            "ok" if self.ok else "short",
        )
        return columns(cells)

    def _goal(self) -> str:
        if isinstance(self.value, bool):
            return "yes"
        return "-" if self.goal is None else str(self.goal)

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "reference": self.reference,
            "ratio": self.ratio,
            "goal": self._goal(),
            "rounds": self.rounds,
            "ok": self.ok,
        }


def columns(cells: tuple[str, ...]) -> str:
    """Cells under each other: the name and the goal to the left, numbers to the right."""
    left = {0, 2, 5, 6}
    return "  ".join(
        cell.ljust(width) if place in left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ).rstrip()


def number(value: float | bool) -> str:
    """As many digits as say something."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if math.isinf(value):
        return "never"
    if value == int(value):
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
