"""Lists of names: nothing is there twice, and everything that is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portal.study.faults import Finding, known, quoted
from portal.study.rules.part import Part


def once(part: Part, name: str) -> Iterator[Finding]:
    """Nothing is listed twice in the list `name`."""
    items = part.get(name, list) or []
    for index, item in enumerate(items):
        if item is not None and item in items[:index]:
            problem = f"{quoted(str(item))} is listed twice."
            yield Finding(part.at(name, index), problem, "Keep one of the two.")


def exist(part: Part, name: str, keys: Collection[str], thing: str) -> Iterator[Finding]:
    """Each key in the list `name` is one of `keys`. `thing`: what they are, "a visit"."""
    for index, key in enumerate(part.get(name, list) or ()):
        if isinstance(key, str) and key not in keys:
            problem = f"{quoted(key)} is not {thing} of this study."
            yield Finding(part.at(name, index), problem, known(key, keys))
