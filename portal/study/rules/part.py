"""A part of a study file that may have holes in it, with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from portal.study.faults import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    values: Mapping[str, Any]
    path: Path = ()

    def get(self, name: str, kind: type[T]) -> T | None:
        """The entry `name` where it is there and sound."""
        value = self.values.get(name)
        return value if isinstance(value, kind) else None

    def part(self, name: str) -> Part:
        """The group `name`; an empty one where it is missing or broken."""
        return Part(self.get(name, dict) or {}, (*self.path, name))

    def parts(self, name: str) -> Iterator[Part]:
        """The groups in the list `name`, broken items left out."""
        for index, item in enumerate(self.get(name, list) or ()):
            if isinstance(item, dict):
                yield Part(item, (*self.path, name, index))

    def keys(self, name: str) -> set[str]:
        """The keys of the groups in the list `name`."""
        return {key for part in self.parts(name) if (key := part.get("key", str))}

    def at(self, *steps: str | int) -> Path:
        return (*self.path, *steps)
