"""Which visits a participant should have, and how the ones she has must change.

Pure: a study, the facts about one participant and the visits there are go in, and a plan comes
out. The same input gives the same plan, with the same ids, on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from portal.schedule.windows import Window, shift, window
from portal.study.definition import Offset, Study, Visit, VisitActivity
from portal.study.lengths import is_multiple, series

_NAMESPACE = UUID("6d0f4b0a-3c55-5c39-9a0e-3f1d5c7a9b21")
"""Never change it: the ids of all visits, and of their calendar entries, come from it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What planning knows about a participant: the dates and the flags that are set.

    `consented`: her consent is in force, or the study asks for none. Without it only the visits
    that the study plans before a consent are planned.
    """

    anchors: Mapping[str, date] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    consented: bool = True


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit that the study asks for.

    `occurrence` names it within its series ("month-6") and is empty for a visit that comes once.
    `number` is the count of its offset, for the label. `activities` are keys in file order.
    """

    visit_key: str
    occurrence: str
    number: int
    phase: str
    window: Window
    activities: tuple[str, ...]
    minutes: int

    @property
    def target(self) -> date:
        return self.window.target


@dataclass(frozen=True, slots=True)
class ExistingVisit:
    """A visit as it is stored. `status` is a value of portal.schedule.models.VisitStatus."""

    id: UUID
    visit_key: str
    occurrence: str
    status: str
    target: date
    window_start: date
    window_end: date
    activities: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What must change. Every desired visit is in exactly one of these but `remove`.

    `keep` also holds visits that are no longer desired and may not be touched. `passed` holds
    desired visits that are left out because their window has ended (see `add_past`).
    """

    add: tuple[PlannedVisit, ...] = ()
    move: tuple[tuple[ExistingVisit, PlannedVisit], ...] = ()
    remove: tuple[ExistingVisit, ...] = ()
    restore: tuple[tuple[ExistingVisit, PlannedVisit], ...] = ()
    keep: tuple[ExistingVisit, ...] = ()
    passed: tuple[PlannedVisit, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.add or self.move or self.remove or self.restore)


def visit_id(participant_id: UUID, visit_key: str, occurrence: str) -> UUID:
    """The id of a participant's visit: the same three give the same id (RFC 9562, version 5)."""
    return uuid5(_NAMESPACE, f"{participant_id}/{visit_key}/{occurrence}")


def desired(study: Study, facts: Facts) -> tuple[PlannedVisit, ...]:
    """The visits that `study` asks for, given `facts`, by target date, then in file order.

    Left out: visits whose anchor has no date yet, visits for a flag that is not set, visits that
    wait for a consent, and occurrences at which none of the activities takes place.
    """
    visits = [
        planned
        for visit in study.visits
        if _is_due(study, visit, facts)
        for planned in _occurrences(study, visit, facts)
    ]
    return tuple(sorted(visits, key=lambda planned: planned.target))


def _is_due(study: Study, visit: Visit, facts: Facts) -> bool:
    if visit.anchor not in facts.anchors or (visit.when and visit.when not in facts.flags):
        return False
    return study.consent is None or facts.consented or visit.key in study.consent.visits_before


def _occurrences(study: Study, visit: Visit, facts: Facts) -> Iterator[PlannedVisit]:
    for offset in series(visit.at, visit.repeat):
        activities = _activities(visit.activities, offset, facts.flags)
        if not activities:
            continue
        target = shift(facts.anchors[visit.anchor], offset)
        yield PlannedVisit(
            visit_key=visit.key,
            occurrence=f"{offset.unit}-{offset.count}" if visit.repeat else "",
            number=offset.count,
            phase=visit.phase,
            window=window(target, visit.before, visit.after),
            activities=activities,
            minutes=visit.minutes or sum(study.activities[key].minutes for key in activities),
        )


def _activities(
    entries: Sequence[VisitActivity], offset: Offset, flags: frozenset[str]
) -> tuple[str, ...]:
    keys = (
        entry.activity
        for entry in entries
        if (entry.when is None or entry.when in flags)
        and (entry.every is None or is_multiple(offset, entry.every))
    )
    return tuple(dict.fromkeys(keys))


def changes(
    existing: Sequence[ExistingVisit],
    desired: Sequence[PlannedVisit],
    *,
    today: date,
    add_past: bool = True,
    correct_past: bool = False,
) -> Plan:
    """How `existing` becomes `desired` without touching what is past, booked or recorded.

    Only a planned visit whose window has not ended before `today` moves or is removed; with
    `correct_past` (a wrong anchor date is being put right) also one whose window has ended.
    A removed visit comes back when it is desired again. `add_past`: whether a visit whose window
    has ended is added or brought back, so that the desk records it (a first planning, a corrected
    fact), or passed over (a new version of the study).
    """
    stored = {(visit.visit_key, visit.occurrence): visit for visit in existing}
    sorter = _Sorter(today=today, add_past=add_past, correct_past=correct_past)
    for planned in desired:
        sorter.wanted(planned, stored.pop((planned.visit_key, planned.occurrence), None))
    for visit in stored.values():
        sorter.unwanted(visit)
    return sorter.plan()


class _Sorter:
    """Puts each visit on the list it belongs to."""

    def __init__(self, *, today: date, add_past: bool, correct_past: bool) -> None:
        self.today = today
        self.add_past = add_past
        self.correct_past = correct_past
        self.add: list[PlannedVisit] = []
        self.move: list[tuple[ExistingVisit, PlannedVisit]] = []
        self.remove: list[ExistingVisit] = []
        self.restore: list[tuple[ExistingVisit, PlannedVisit]] = []
        self.keep: list[ExistingVisit] = []
        self.passed: list[PlannedVisit] = []

    def wanted(self, planned: PlannedVisit, visit: ExistingVisit | None) -> None:
        if visit is not None and visit.status != "removed":
            if self.free(visit) and _differs(visit, planned):
                self.move.append((visit, planned))
            else:
                self.keep.append(visit)
        elif planned.window.end < self.today and not self.add_past:
            self.passed.append(planned)
        elif visit is None:
            self.add.append(planned)
        else:
            self.restore.append((visit, planned))

    def unwanted(self, visit: ExistingVisit) -> None:
        if self.free(visit):
            self.remove.append(visit)
        elif visit.status != "removed":
            self.keep.append(visit)

    def free(self, visit: ExistingVisit) -> bool:
        """Whether planning may change the visit."""
        ahead = self.correct_past or visit.window_end >= self.today
        return visit.status == "planned" and ahead

    def plan(self) -> Plan:
        return Plan(
            add=tuple(self.add),
            move=tuple(self.move),
            remove=tuple(self.remove),
            restore=tuple(self.restore),
            keep=tuple(self.keep),
            passed=tuple(self.passed),
        )


def _differs(visit: ExistingVisit, planned: PlannedVisit) -> bool:
    days = Window(start=visit.window_start, target=visit.target, end=visit.window_end)
    return (days, visit.activities, visit.minutes) != (
        planned.window,
        planned.activities,
        planned.minutes,
    )
