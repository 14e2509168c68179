"""Check-ins: every symptom can be asked, every rule can be met, no two are due at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portal.study import lengths
from portal.study.check_ins.definition import Attribute
from portal.study.definition import Offset, Unit
from portal.study.faults import Finding, Severity, known, quoted
from portal.study.rules.part import Part

CONDITIONS = ("at_least", "worse_by", "grade", "all_of")
MOST_QUESTIONS = 3
MOST_DUE = 500
RESERVED = frozenset({"reports", "sent"})
LABELS = range(2, 12)
HIGHEST_IN_A_GRADE = 4


def check(study: Part) -> Iterator[Finding]:
    for check_in in study.parts("check_ins"):
        if (key := check_in.get("key", str)) in RESERVED:
            problem = f"{quoted(key)} is the address of another page of the app."
            yield Finding(check_in.at("key"), problem, 'Write another key, for example "symptoms".')
        yield from _scales(check_in)
        yield from _items(check_in)
        yield from _due(study, check_in)
        yield from _rules(check_in)


def _scales(check_in: Part) -> Iterator[Finding]:
    used = {
        question.get("scale", str)
        for item in check_in.parts("items")
        for question in item.parts("questions")
    }
    for scale in check_in.parts("scales"):
        labels = scale.get("labels", list) or []
        if labels and len(labels) not in LABELS:
            problem = f"has {len(labels)} labels."
            yield Finding(scale.at("labels"), problem, "Write 2 to 11 labels, the least first.")
        elif scale.get("attribute", str) == Attribute.PRESENCE and labels and len(labels) != 2:
            problem = f"has {len(labels)} labels, and a presence is there or not."
            yield Finding(scale.at("labels"), problem, 'Write 2 labels, for "no" and for "yes".')
        key = scale.get("key", str)
        if key and used and key not in used:
            problem = f"{quoted(key)} is not used by any question."
            remedy = "Use it, or delete it if it is not needed."
            yield Finding(scale.at("key"), problem, remedy, Severity.WARNING)


def _items(check_in: Part) -> Iterator[Finding]:
    attributes = {s.get("key", str): s.get("attribute", str) for s in check_in.parts("scales")}
    for item in check_in.parts("items"):
        asked: set[str] = set()
        for index, question in enumerate(item.parts("questions")):
            if index == MOST_QUESTIONS:
                problem = f"has more than {MOST_QUESTIONS} questions."
                yield Finding(item.at("questions"), problem, "Make two symptoms of it.")
            scale = question.get("scale", str)
            if scale and attributes and scale not in attributes:
                problem = f"{quoted(scale)} is not a scale of this check-in."
                names = [key for key in attributes if key]
                yield Finding(question.at("scale"), problem, known(scale, names))
            attribute = attributes.get(scale)
            if attribute and attribute in asked:
                problem = f"asks for the {attribute} a second time."
                remedy = "Ask each attribute once, or make a symptom of its own."
                yield Finding(question.at("scale"), problem, remedy)
            asked |= {attribute} if attribute else set()


def _due(study: Part, check_in: Part) -> Iterator[Finding]:
    anchors = study.keys("anchors")
    for rhythm in check_in.parts("due"):
        anchor = rhythm.get("anchor", str)
        if anchor and anchors and anchor not in anchors:
            problem = f"{quoted(anchor)} is not an anchor of this study."
            yield Finding(rhythm.at("anchor"), problem, known(anchor, anchors))
        yield from _rhythm(rhythm)
        yield from _apart(check_in, rhythm)
    for part, name in ((check_in.part("window"), "before"), (check_in.part("window"), "after")):
        yield from _in_days(part, name)
    yield from _in_days(check_in, "missed_after")


def _rhythm(rhythm: Part) -> Iterator[Finding]:
    starts, every, until = (rhythm.get(name, Offset) for name in ("starts", "every", "until"))
    if not (starts and every and until):
        return
    for name, length in (("every", every), ("until", until)):
        if not lengths.same_unit(length, starts):
            problem = f'"{length}" is not in {starts.unit}s, as "starts: {starts}" is.'
            yield Finding(
                rhythm.at(name), problem, f'Write it in {starts.unit}s, or change "starts".'
            )
            return
    if until.count < starts.count:
        problem = f'"{until}" is before the first, at "{starts}".'
        yield Finding(rhythm.at("until"), problem, f'Write "{starts}" or more.')
    elif (until.count - starts.count) // every.count >= MOST_DUE:
        problem = f"makes more than {MOST_DUE} check-ins."
        yield Finding(rhythm.at("until"), problem, "Write an earlier end, or a longer step.")


def _apart(check_in: Part, rhythm: Part) -> Iterator[Finding]:
    window, every = check_in.part("window"), rhythm.get("every", Offset)
    before, after = window.get("before", Offset), window.get("after", Offset)
    if not (before and after and every):
        return
    shortest = lengths.days(every)[0]
    if lengths.days(before)[1] + lengths.days(after)[1] >= shortest:
        problem = f'"{every}" is shorter than the window: two would be due at once.'
        remedy = f'Let "before" and "after" be less than {shortest} days together.'
        yield Finding(rhythm.at("every"), problem, remedy)


def _in_days(part: Part, name: str) -> Iterator[Finding]:
    length = part.get(name, Offset)
    if length and length.unit is Unit.MONTH:
        yield Finding(part.at(name), f'"{length}" is in months.', "Write it in days or weeks.")


def _rules(check_in: Part) -> Iterator[Finding]:
    most = _most(check_in)
    items = check_in.keys("items")
    for rule in check_in.parts("rules"):
        given = [name for name in CONDITIONS if name in rule.values]
        if len(given) != 1:
            problem = "has no condition." if not given else f"has {len(given)} conditions."
            yield Finding(rule.path, problem, f"Write exactly one of: {', '.join(CONDITIONS)}.")
        named = [key for key in rule.get("items", list) or () if isinstance(key, str)]
        for index, key in enumerate(named):
            if items and key not in items:
                problem = f"{quoted(key)} is not a symptom of this check-in."
                yield Finding(rule.at("items", index), problem, known(key, items))
        looked_at = {q: top for q, top in most.items() if not named or q.split(".")[0] in named}
        yield from _reachable(rule, looked_at)
        yield from _parts(rule, most)


def _most(check_in: Part) -> dict[str, int]:
    """The highest answer of each question whose scale is sound."""
    scales = {scale.get("key", str): scale for scale in check_in.parts("scales")}
    found: dict[str, int] = {}
    for item in check_in.parts("items"):
        for question in item.parts("questions"):
            scale = scales.get(question.get("scale", str))
            labels = scale.get("labels", list) if scale else None
            attribute = scale.get("attribute", str) if scale else None
            if labels and attribute:
                found[f"{item.get('key', str)}.{attribute}"] = len(labels) - 1
    return found


def _reachable(rule: Part, most: Mapping[str, int]) -> Iterator[Finding]:
    for name in ("at_least", "worse_by"):
        wanted = rule.get(name, int)
        if wanted and most and max(most.values()) < wanted:
            problem = f"{wanted} is more than any answer it looks at can be."
            remedy = f"Write {max(most.values())} or less; the first label counts 0."
            yield Finding(rule.at(name), problem, remedy)


def _parts(rule: Part, most: Mapping[str, int]) -> Iterator[Finding]:
    for part in rule.parts("all_of"):
        question, wanted = part.get("question", str), part.get("at_least", int)
        if question is None or not most:
            continue
        if question not in most:
            problem = f"{quoted(question)} is not a question of this check-in."
            yield Finding(part.at("question"), problem, known(question, most))
        elif wanted and wanted > most[question]:
            problem = f"{wanted} is more than the highest answer, {most[question]}."
            yield Finding(part.at("at_least"), problem, f"Write {most[question]} or less.")
