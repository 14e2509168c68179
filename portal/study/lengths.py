"""Lengths of time as a study file writes them: "6 weeks", "3 months", "0 days".

They stay in the unit they were written in. Where two units have to be compared, the shortest and
the longest number of days that a length can have are used, so that a comparison that holds here
holds for every participant, whatever the date it is counted from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from portal.study.definition import Offset, Repeat, Unit

LONGEST_COUNT = {Unit.DAY: 18_262, Unit.WEEK: 2_609, Unit.MONTH: 600}
"""Fifty years in each unit: more than that is a slip of the pen."""

_WRITTEN = re.compile(r"(?P<count>[+-]?\d{1,6}) *(?P<unit>day|week|month)s?", re.ASCII)


def parse(text: str) -> Offset | None:
    """The length that `text` writes, or None where it writes none ("2 moths", "6 weeks later")."""
    found = _WRITTEN.fullmatch(text.strip())
    return Offset(int(found["count"]), Unit(found["unit"])) if found else None


@lru_cache(maxsize=4096)
def days(length: Offset) -> tuple[int, int]:
    """The shortest and the longest number of days that `length` covers on the calendar.

    A month has 28 to 31 days; 3 months have 89 to 92. A negative length gives negative days, the
    lower first. True for all dates until 28 February 2100, which has no leap day.
    """
    if length.unit is not Unit.MONTH:
        exact = length.count * (7 if length.unit is Unit.WEEK else 1)
        return exact, exact
    spans = [_first_of_month(start + length.count) - _first_of_month(start) for start in range(48)]
    return min(spans), max(spans)


def _first_of_month(months_since_2001: int) -> int:
    """Ordinal of the first of a month; four years from 2001 hold one leap day."""
    years, month = divmod(months_since_2001, 12)
    return date(2001 + years, month + 1, 1).toordinal()


def same_unit(*lengths: Offset) -> bool:
    return len({length.unit for length in lengths}) == 1


def can_exceed(one: Offset, other: Offset) -> bool:
    """Whether `one` is longer than `other`, counted from at least one date."""
    if same_unit(one, other):
        return one.count > other.count
    return days(one)[1] > days(other)[0]


def is_multiple(length: Offset, of: Offset) -> bool:
    """Whether `length` is a whole multiple of `of`; never so across units ("6 weeks", "3 days").

    `of` is one unit or more (the shape of the file sees to it).
    """
    return same_unit(length, of) and length.count % of.count == 0


def series(at: Offset, repeat: Repeat | None) -> Iterator[Offset]:
    """`at`, and with `repeat` every later occurrence up to and including `until`.

    All three lengths are in the unit of `at` (the check of the file sees to it).
    """
    if repeat is None:
        yield at
        return
    for count in range(at.count, repeat.until.count + 1, repeat.every.count):
        yield Offset(count, at.unit)
