"""How the parts of two versions of a study file are compared, whatever they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `about` is the part of the file it is in: "visits", "sites", "texts", …"""

    about: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


class Trait(NamedTuple):
    """Something that can differ between two things of the same key, and how to say it."""

    name: str
    words: Callable[[Any], str]


def keyed(
    about: str,
    kind: str,
    old: Iterable[K],
    new: Iterable[K],
    traits: Iterable[Trait] = (),
    describe: Callable[[K], str] = lambda _: "",
) -> Iterator[Difference]:
    """Differences between two lists of things that have a `key`."""
    before = {thing.key: thing for thing in old}
    after = {thing.key: thing for thing in new}
    for key, thing in after.items():
        if key not in before:
            yield Difference(about, f'{kind} "{key}" is new{describe(thing)}.')
            continue
        for name, words in traits:
            is_now, was = words(thing), words(before[key])
            if is_now != was:
                yield Difference(about, f'{kind} "{key}": {name} {is_now} (until now: {was}).')
    for key in before:
        if key not in after:
            yield Difference(about, f'{kind} "{key}" is gone.')


def section(
    about: str, subject: str, old: object | None, new: object | None
) -> Iterator[Difference]:
    """Whether a section of the file has come or gone. `subject`: "Travel money is"."""
    if old is None and new is not None:
        yield Difference(about, f"{subject} new.")
    if new is None and old is not None:
        yield Difference(about, f"{subject} gone.")


def traits(
    about: str, subject: str, old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]
) -> Iterator[Difference]:
    """Differences between two lists of what is true of a section: the same names in one order."""
    for (name, was), (_, is_now) in zip(old, new, strict=True):
        if is_now != was:
            yield Difference(about, f"{subject}: {name} {is_now} (until now: {was}).")
