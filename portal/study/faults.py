"""What is wrong with a study file, said so that the person who wrote it can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.errors import RuleBroken

Path = tuple[str | int, ...]
"""Where a value stands in the file: ``("visits", 3, "window", "before")``."""


class Severity(StrEnum):
    """An error keeps the file from being loaded; a warning is worth a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a study file.

    `line` and `column` count from 1, as editors do; `column` is None where the fault is about
    something that is not there. `where` is a path such as ``visits[3].window.before`` (items
    count from 0), empty for the file as a whole. `problem` continues the path as a sentence;
    `remedy` says what to write instead.
    """

    line: int
    column: int | None
    where: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR
    file: str = "study.yaml"

    def __str__(self) -> str:
        warning = "warning: " if self.severity is Severity.WARNING else ""
        where = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}: {warning}{where}{self.problem} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault before its line is known: what the checks of the content report."""

    path: Path
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR


class StudyFileFaults(RuleBroken):
    """The file cannot be loaded. `faults` holds all of them, warnings too, in line order."""

    def __init__(self, faults: Sequence[Fault], *, name: str) -> None:
        errors = sum(fault.severity is Severity.ERROR for fault in faults)
        super().__init__("study_file_faults", name=name, count=errors, first=str(faults[0]))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def where(path: Path) -> str:
    """`path` as people write it: ``visits[3].window.before``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def quoted(value: str, longest: int = 40) -> str:
    """`value` in quotation marks and on one line, cut where it is long."""
    line = " ".join(value.split())
    return f'"{line if len(line) <= longest else line[: longest - 1] + "…"}"'


def known(value: str, names: Iterable[str], *, one_of: bool = True) -> str:
    """A remedy for a name that does not exist: the nearest one that does, then all of them."""
    names = sorted(names)
    near = difflib.get_close_matches(value[:80], names, n=1)
    guess = f'Did you mean "{near[0]}"? ' if near else ""
    if not one_of:
        return guess
    return f"{guess}Write one of: {', '.join(names)}." if names else f"{guess}None is defined yet."
