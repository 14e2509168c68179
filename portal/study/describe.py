"""Parts of a study in a few words, for the people who write and load study files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

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
