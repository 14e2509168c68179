"""Parts of a study in a few words, for the people who write and load study files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal.study.check_ins.definition import CheckIn, Rule
from portal.study.definition import Phase, Place, Site, Study, Text, Visit, VisitActivity
from portal.study.site_fields import DAYS


def amount(count: int | None, unit: str, *, none: str = "none") -> str:
    """ "1 hour", "90 minutes"."""
    return none if count is None else f"{count} {unit}{'' if count == 1 else 's'}"


def span_of(phase: Phase) -> str:
    return f'from {phase.starts} to {phase.ends} after "{phase.anchor}"'


def schedule_of(visit: Visit) -> str:
    first = f'{visit.at} after "{visit.anchor}"'
    if visit.repeat is None:
        return first
    return f"{first}, then every {visit.repeat.every} until {visit.repeat.until}"


def window_of(visit: Visit) -> str:
    return f"from {visit.before} before to {visit.after} after"


def activities_of(visit: Visit) -> str:
    return ", ".join(map(_activity, visit.activities))


def _activity(entry: VisitActivity) -> str:
    every = f"every {entry.every}" if entry.every else ""
    when = f'with "{entry.when}"' if entry.when else ""
    condition = " ".join(filter(None, (every, when)))
    return f"{entry.activity} ({condition})" if condition else entry.activity


def hours_of(site: Site) -> str:
    return "; ".join(
        f"{', '.join(DAYS[day - 1] for day in hours.days)} {hours.opens:%H:%M} to "
        f"{hours.closes:%H:%M}"
        for hours in site.hours
    )


def days_off_of(site: Site) -> str:
    """The holidays and single days on which a site is closed."""
    public = site.holidays
    parts = (public.country, public.subdivision) if public else ()
    days = [day.isoformat() for day in sorted(site.closed_on)]
    return ", ".join([*filter(None, parts), *days]) or "none"


def place_of(place: Place) -> str:
    parts = (place.key, place.address, place.map_url)
    return ", ".join(part for part in parts if part)


def texts_of(study: Study) -> dict[str, Text]:
    """Every text of the study by its place, named by keys: "activities.ct.explain"."""
    return dict(_texts(study, ""))


def _texts(value: Any, place: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield place, value
        return
    for step, inner in _inside(value):
        yield from _texts(inner, f"{place}.{step}".removeprefix("."))


def _inside(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, tuple):
        return ((getattr(item, "key", str(i)), item) for i, item in enumerate(value))
    if dataclasses.is_dataclass(value):
        return ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return ()


def consent_of(study: Study) -> str:
    """How the study takes consent, in one line."""
    rules = study.consent
    if rules is None:
        return "none"
    signers = ", ".join(rules.countersigned_by) or "nobody"
    before = ", ".join(rules.visits_before) or "none"
    return f'sets "{rules.anchor}", countersigned by {signers}, visits before it: {before}'


def rhythms_of(check_in: CheckIn) -> str:
    """When a check-in is due and can be sent."""
    stretches = "; ".join(
        f'every {rhythm.every} from {rhythm.starts} to {rhythm.until} after "{rhythm.anchor}"'
        for rhythm in check_in.rhythms
    )
    window = f"{check_in.before} days before to {check_in.after} days after"
    return f"{stretches or 'never'}; {window}, missed after {check_in.missed_after} days"


def rules_of(check_in: CheckIn) -> str:
    """The rules that alert the team."""
    return "; ".join(map(_rule, check_in.rules)) or "none"


def _rule(rule: Rule) -> str:
    parts = " and ".join(f"{part.question} >= {part.at_least}" for part in rule.all_of)
    conditions = (
        f"answer >= {rule.at_least}" if rule.at_least else "",
        f"worse by {rule.worse_by}" if rule.worse_by else "",
        f"grade >= {rule.grade}" if rule.grade else "",
        parts,
        f"in {', '.join(sorted(rule.items))}" if rule.items else "",
    )
    return f"{rule.key} ({rule.urgency}): {' '.join(filter(None, conditions))}"


def limits_of(check_in: CheckIn) -> str:
    """By when somebody acts, and who is told."""
    limits = ", ".join(
        f"{level} {amount(minutes, 'minute')}" for level, minutes in check_in.take_within.items()
    )
    told, then = ", ".join(check_in.tell) or "nobody", ", ".join(check_in.escalate_to) or "nobody"
    return f"{limits}, read {amount(check_in.read_within, 'minute')}; tells {told}, then {then}"
