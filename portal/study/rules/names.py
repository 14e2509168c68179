"""Keys are unique, and everything that is named exists and is used."""

from __future__ import annotations

from collections.abc import Iterator

from portal.study.faults import Finding, Path, Severity, known, quoted
from portal.study.rules import lists
from portal.study.rules.part import Part

_LISTS = ("anchors", "flags", "phases", "activities", "visits", "sites", "check_ins")
DEFAULT_ENROLMENT_ANCHOR = "last_dose"


def check(study: Part) -> Iterator[Finding]:
    for name in _LISTS:
        yield from _repeated_keys(study, name)
    for site in study.parts("sites"):
        yield from _repeated_keys(site, "places")
    for check_in in study.parts("check_ins"):
        for name in ("scales", "items", "rules"):
            yield from _repeated_keys(check_in, name)
    yield from _repeated_keys(study.part("travel"), "categories")
    for name in ("topics", "replies"):
        yield from _repeated_keys(study.part("messages"), name)
    yield from _repeated_keys(study.part("reminders"), "rules")
    yield from _enrolment_anchor(study)
    yield from _consent(study)
    for phase in study.parts("phases"):
        yield from _reference(study, phase, "anchor", "anchors")
    for visit in study.parts("visits"):
        yield from _visit(study, visit)
    yield from _unused(study)


def _repeated_keys(owner: Part, name: str) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for part in owner.parts(name):
        key = part.get("key", str)
        if key in first:
            problem = f"{quoted(key)} is the key of {name}[{first[key][-1]}] already."
            yield Finding(part.at("key"), problem, "Write a key that no other has.")
        elif key:
            first[key] = part.path


def _reference(study: Part, part: Part, name: str, target: str) -> Iterator[Finding]:
    key, keys = part.get(name, str), study.keys(target)
    if key is None or key in keys or (not keys and target != "flags"):
        return
    one_of = {"activities": "activity"}.get(target, target.removesuffix("s"))
    article = "an" if one_of[0] == "a" else "a"
    problem = f"{quoted(key)} is not {article} {one_of} of this study."
    yield Finding(part.at(name), problem, known(key, keys))


def _enrolment_anchor(study: Part) -> Iterator[Finding]:
    keys = study.keys("anchors")
    if "enrolment_anchor" in study.values:
        yield from _reference(study, study, "enrolment_anchor", "anchors")
    elif keys and DEFAULT_ENROLMENT_ANCHOR not in keys:
        problem = f'is missing, and there is no anchor "{DEFAULT_ENROLMENT_ANCHOR}".'
        remedy = f"Write the anchor that enrolment is counted from, one of: {_listed(keys)}."
        yield Finding(("enrolment_anchor",), problem, remedy)


def _consent(study: Part) -> Iterator[Finding]:
    consent = study.part("consent")
    yield from _reference(study, consent, "anchor", "anchors")
    if visits := study.keys("visits"):
        yield from lists.exist(consent, "visits_before", visits, "a visit")
    signers = consent.get("countersigned_by", list) or []
    for index, role in enumerate(signers):
        if role in signers[:index]:
            problem = f"{quoted(str(role))} is listed twice."
            yield Finding(consent.at("countersigned_by", index), problem, "Each role signs once.")


def _listed(keys: set[str]) -> str:
    return ", ".join(sorted(keys))


def _visit(study: Part, visit: Part) -> Iterator[Finding]:
    yield from _reference(study, visit, "phase", "phases")
    yield from _reference(study, visit, "anchor", "anchors")
    yield from _reference(study, visit, "when", "flags")
    seen: set[tuple[object, ...]] = set()
    for part in visit.parts("activities"):
        yield from _reference(study, part, "activity", "activities")
        yield from _reference(study, part, "when", "flags")
        entry = tuple(part.values.get(name) for name in ("activity", "every", "when"))
        if entry in seen:
            problem = f"{quoted(str(entry[0]))} is listed twice in this visit."
            yield Finding(part.path, problem, "Keep one of the two.")
        seen.add(entry)


def _unused(study: Part) -> Iterator[Finding]:
    visits = list(study.parts("visits"))
    entries = [entry for visit in visits for entry in visit.parts("activities")]
    phases = list(study.parts("phases"))
    uses = {
        "activities": [entry.get("activity", str) for entry in entries],
        "flags": [part.get("when", str) for part in (*visits, *entries)],
        "anchors": [
            *(part.get("anchor", str) for part in (*visits, *phases)),
            study.get("enrolment_anchor", str) or DEFAULT_ENROLMENT_ANCHOR,
            study.part("consent").get("anchor", str),
            *(due.get("anchor", str) for c in study.parts("check_ins") for due in c.parts("due")),
        ],
        "phases": [visit.get("phase", str) for visit in visits],
    }
    for name, used in uses.items():
        for part in study.parts(name):
            key = part.get("key", str)
            if key and key not in used:
                remedy = "Use it, or delete it if it is not needed."
                problem = f"{quoted(key)} is not used by any visit."
                yield Finding(part.at("key"), problem, remedy, Severity.WARNING)
