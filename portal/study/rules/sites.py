"""Sites are open at sensible hours and have the places that visits name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from portal.study.faults import Finding, Severity, known, quoted
from portal.study.rules.part import Part
from portal.study.site_fields import DAYS


def check(study: Part) -> Iterator[Finding]:
    sites = list(study.parts("sites"))
    for site in sites:
        yield from _hours(site)
    visits = list(study.parts("visits"))
    for visit in visits:
        yield from _place(visit, sites)
    used = {visit.get("place", str) for visit in visits}
    for site in sites:
        yield from _unused_places(site, used)


def _hours(site: Part) -> Iterator[Finding]:
    taken: dict[int, list[tuple[time, time]]] = {}
    for hours in site.parts("hours"):
        opens, closes = hours.get("opens", time), hours.get("closes", time)
        if opens is None or closes is None:
            continue
        if closes <= opens:
            problem = f'"{closes:%H:%M}" is not after opening, at "{opens:%H:%M}".'
            yield Finding(hours.at("closes"), problem, "Write a later time on the same day.")
            continue
        for index, day in enumerate(hours.get("days", list) or ()):
            if day is None:
                continue
            earlier = taken.setdefault(day, [])
            if any(opens < end and start < closes for start, end in earlier):
                problem = f'"{DAYS[day - 1]}" has hours at that time already.'
                yield Finding(hours.at("days", index), problem, "Keep one of the two.")
            earlier.append((opens, closes))


def _place(visit: Part, sites: list[Part]) -> Iterator[Finding]:
    place = visit.get("place", str)
    if place is None:
        return
    for site in sites:
        keys = site.keys("places")
        if keys and place not in keys:
            problem = f"{quoted(place)} is not a place of the site {quoted(_name(site))}."
            yield Finding(visit.at("place"), problem, known(place, keys))


def _name(site: Part) -> str:
    return site.get("key", str) or str(site.path[-1])


def _unused_places(site: Part, used: set[str | None]) -> Iterator[Finding]:
    for index, place in enumerate(site.parts("places")):
        key = place.get("key", str)
        if key and index > 0 and key not in used:
            problem = f"{quoted(key)} is not used: no visit names it, and it is not the first."
            remedy = "Name it in a visit, or delete it."
            yield Finding(place.at("key"), problem, remedy, Severity.WARNING)
