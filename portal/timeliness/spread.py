"""Median and 90th percentile of some lengths of time. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` lengths, in minutes. None of none."""

    count: int
    median: int | None
    nine_of_ten: int | None


def spread_of(minutes: Iterable[int]) -> Spread:
    """The lengths within which half and nine of ten were done: the nearest rank, never between two.

    >>> spread_of([1, 2, 3, 4, 5, 6, 7, 8, 9, 100])
    Spread(count=10, median=5, nine_of_ten=9)
    """
    found = sorted(minutes)
    if not found:
        return Spread(0, None, None)
    return Spread(len(found), _rank(found, 0.5), _rank(found, 0.9))


def _rank(found: list[int], part: float) -> int:
    return found[max(0, math.ceil(part * len(found)) - 1)]
