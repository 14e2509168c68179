"""Phases, visits and windows fit together on every calendar."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import combinations

from portal.study import lengths
from portal.study.definition import Offset, Repeat, Unit
from portal.study.faults import Finding, Severity, quoted, where
from portal.study.rules.part import Part

MOST_OCCURRENCES = 200


def check(study: Part) -> Iterator[Finding]:
    yield from _phases(list(study.parts("phases")))
    phases = {part.get("key", str): part for part in study.parts("phases")}
    for visit in study.parts("visits"):
        sound = yield from _repetition(visit)
        yield from _inside_phase(visit, phases.get(visit.get("phase", str)))
        yield from _windows_apart(visit)
        yield from _activities(visit, sound=sound)
    yield from _same_day(study)


def _phases(phases: list[Part]) -> Iterator[Finding]:
    for phase in phases:
        starts, ends = phase.get("starts", Offset), phase.get("ends", Offset)
        if starts and ends and lengths.days(starts)[1] >= lengths.days(ends)[0]:
            problem = f'"{ends}" is not after its start, "{starts}".'
            yield Finding(phase.at("ends"), problem, f'Write more than "{starts}".')
    for one, other in combinations(phases, 2):
        yield from _phases_apart(one, other)


def _phases_apart(one: Part, other: Part) -> Iterator[Finding]:
    if one.get("anchor", str) is None or one.get("anchor", str) != other.get("anchor", str):
        return
    starts, ends = one.get("starts", Offset), one.get("ends", Offset)
    begin, until = other.get("starts", Offset), other.get("ends", Offset)
    if not (starts and ends and begin and until):
        return
    if lengths.can_exceed(ends, begin) and lengths.can_exceed(until, starts):
        problem = f'"{begin}" is within {where(one.path)}, from "{starts}" to "{ends}".'
        remedy = f'Write "{ends}" or more, or let the other phase end earlier.'
        yield Finding(other.at("starts"), problem, remedy)


def _repetition(visit: Part) -> Generator[Finding, None, bool]:
    """Returns whether the occurrences of the visit can be counted."""
    at, repeat = visit.get("at", Offset), visit.part("repeat")
    if at is None:
        return False
    if "repeat" not in visit.values:
        return True
    every, until = repeat.get("every", Offset), repeat.get("until", Offset)
    units_agree = True
    for name, length in (("every", every), ("until", until)):
        if length and not lengths.same_unit(length, at):
            units_agree = False
            yield _unit(repeat, name, length, at)
    if not (units_agree and every and until):
        return False
    yield from _end_of_repetition(repeat, at, every, until)
    return until.count >= at.count


def _unit(part: Part, name: str, length: Offset, at: Offset) -> Finding:
    problem = f'"{length}" is not in {at.unit}s, as the visit\'s "at: {at}" is.'
    return Finding(part.at(name), problem, f'Write it in {at.unit}s, or change "at".')


def _end_of_repetition(repeat: Part, at: Offset, every: Offset, until: Offset) -> Iterator[Finding]:
    steps, rest = divmod(until.count - at.count, every.count)
    if steps < 0:
        problem = f'"{until}" is before the first occurrence, at "{at}".'
        yield Finding(repeat.at("until"), problem, f'Write "{at}" or more.')
    elif steps >= MOST_OCCURRENCES:
        problem = f"makes {steps + 1} visits."
        remedy = f"Write an earlier end, for {MOST_OCCURRENCES} visits at most."
        yield Finding(repeat.at("until"), problem, remedy)
    elif rest:
        last = Offset(until.count - rest, until.unit)
        problem = f'no occurrence falls on "{until}"; the last is at "{last}".'
        after = Offset(last.count + every.count, last.unit)
        remedy = f'Write "{last}", or "{after}" for one more.'
        yield Finding(repeat.at("until"), problem, remedy, Severity.WARNING)


def _inside_phase(visit: Part, phase: Part | None) -> Iterator[Finding]:
    if phase is None or phase.get("anchor", str) != visit.get("anchor", str):
        return
    starts, ends = phase.get("starts", Offset), phase.get("ends", Offset)
    at, until = visit.get("at", Offset), visit.part("repeat").get("until", Offset)
    name = quoted(phase.get("key", str) or "")
    if at and starts and lengths.can_exceed(starts, at):
        problem = f'"{at}" is before its phase {name} starts, at "{starts}".'
        yield Finding(visit.at("at"), problem, f'Write "{starts}" or more, or another phase.')
    last = (until, visit.at("repeat", "until")) if until else (at, visit.at("at"))
    if last[0] and ends and lengths.can_exceed(last[0], ends):
        problem = f'"{last[0]}" is past the end of its phase {name}, at "{ends}".'
        yield Finding(last[1], problem, f'Write "{ends}" or less, or another phase.')


def _windows_apart(visit: Part) -> Iterator[Finding]:
    window, every = visit.part("window"), visit.part("repeat").get("every", Offset)
    before, after = window.get("before", Offset), window.get("after", Offset)
    if not (before and after and every):
        return
    shortest = lengths.days(every)[0]
    if lengths.days(before)[1] + lengths.days(after)[1] >= shortest:
        problem = (
            f'"{before}" before and "{after}" after reach into the next occurrence, '
            f'which can be only {shortest} days later ("{every}").'
        )
        example = Offset((shortest - 1) // 2, Unit.DAY)
        remedy = f'Let the two be less than {shortest} days together, for example "{example}" each.'
        yield Finding(window.path, problem, remedy)


def _activities(visit: Part, *, sound: bool) -> Iterator[Finding]:
    at, repeat = visit.get("at", Offset), visit.part("repeat")
    for part in visit.parts("activities"):
        every = part.get("every", Offset)
        if at is None or every is None:
            continue
        if not lengths.same_unit(every, at):
            yield _unit(part, "every", every, at)
        elif sound and not any(lengths.is_multiple(day, every) for day in _series(at, repeat)):
            problem = f'"{every}" never falls on an occurrence of this visit.'
            step = repeat.get("every", Offset) or at
            remedy = f'Write a length that does, for example "{step}", or leave "every" out.'
            yield Finding(part.at("every"), problem, remedy)


def _series(at: Offset, repeat: Part) -> list[Offset]:
    every, until = repeat.get("every", Offset), repeat.get("until", Offset)
    if every is None or until is None:
        return [at]
    return list(lengths.series(at, Repeat(every, until)))


def _same_day(study: Part) -> Iterator[Finding]:
    taken: dict[tuple[str | None, str, int], Part] = {}
    for visit in study.parts("visits"):
        at = visit.get("at", Offset)
        if at is None or any(_repetition(visit)):
            continue
        met: list[Part] = [visit]
        for offset in _series(at, visit.part("repeat")):
            other = taken.setdefault((visit.get("anchor", str), *_day(offset)), visit)
            if other not in met:
                met.append(other)
                problem = f'has the same day as {where(other.path)}, "{offset}" from the anchor.'
                remedy = "If a person comes once, write the activities into one visit."
                yield Finding(visit.at("at"), problem, remedy, Severity.WARNING)


def _day(offset: Offset) -> tuple[str, int]:
    """What two lengths share that always lead to the same day: 7 days and 1 week do."""
    if offset.unit is Unit.MONTH:
        return "month", offset.count
    return "day", lengths.days(offset)[0]
