"""When a check-in is due: pure arithmetic from the study file and a participant's anchor dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from portal.schedule.windows import shift
from portal.study.check_ins.definition import CheckIn, Rhythm
from portal.study.definition import Repeat
from portal.study.lengths import series


@dataclass(frozen=True, slots=True)
class Due:
    """A check-in on its day. It can be sent from `opens` to `closes`, both days included.

    `occurrence` names it for good ("last_dose-week-3"): moving the anchor moves the day, not the
    name. `missed_after`: the last day before the team calls.
    """

    occurrence: str
    day: date
    opens: date
    closes: date
    missed_after: date

    def __contains__(self, day: date) -> bool:
        return self.opens <= day <= self.closes


def occurrences(check_in: CheckIn, anchors: Mapping[str, date]) -> tuple[Due, ...]:
    """Every due check-in whose anchor has a date, by day. Where two share a day, the first stays."""
    found: dict[date, Due] = {}
    for rhythm in check_in.rhythms:
        anchor = anchors.get(rhythm.anchor)
        if anchor is not None:
            for due in _series(check_in, rhythm, anchor):
                found.setdefault(due.day, due)
    return tuple(found[day] for day in sorted(found))


def _series(check_in: CheckIn, rhythm: Rhythm, anchor: date) -> Iterator[Due]:
    for offset in series(rhythm.starts, Repeat(rhythm.every, rhythm.until)):
        day = shift(anchor, offset)
        yield Due(
            occurrence=f"{rhythm.anchor}-{offset.unit}-{offset.count}",
            day=day,
            opens=day - timedelta(days=check_in.before),
            closes=day + timedelta(days=check_in.after),
            missed_after=day + timedelta(days=check_in.missed_after),
        )


def open_on(all_due: Collection[Due], day: date, *, sent: Collection[str]) -> Due | None:
    """The check-in that can be sent on `day` and was not; of two, the one whose day came first."""
    return next((due for due in all_due if day in due and due.occurrence not in sent), None)


def next_after(all_due: Collection[Due], day: date) -> Due | None:
    """The first check-in that opens after `day`."""
    return next((due for due in all_due if due.opens > day), None)


def missed_on(all_due: Collection[Due], day: date, *, sent: Collection[str]) -> Due | None:
    """The check-in for whose sake the team calls on `day`: it is the last one due, nothing came.

    A newer check-in that can still be sent in time takes the place of the one before it.
    """
    found = candidate(all_due, day)
    if found is None or found.missed.occurrence in sent:
        return None
    return None if found.newer is not None and found.newer.occurrence in sent else found.missed


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was missed unless it was sent. A report of `newer`, which is open now, settles it too."""

    missed: Due
    newer: Due | None = None


def candidate(all_due: Collection[Due], day: date) -> Candidate | None:
    """The check-in that the team calls about on `day` if nothing came of it."""
    begun = [due for due in all_due if due.day <= day]
    if not begun:
        return None
    if day > begun[-1].missed_after:
        return Candidate(begun[-1])
    return Candidate(begun[-2], begun[-1]) if len(begun) > 1 and day in begun[-1] else None
