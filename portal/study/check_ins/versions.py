"""Questions that were answered keep their words: other words are another version."""

from __future__ import annotations

from collections.abc import Iterable

from portal.study.definition import Study
from portal.study.faults import Fault, where
from portal.study.yaml_lines import parse


def reused(earlier: Iterable[Study], new: Study, source: str, *, name: str) -> list[Fault]:
    """A fault for each check-in that has the name of an earlier version and other words."""
    known = {
        (check_in.key, check_in.instrument.version): check_in.instrument
        for study in earlier
        for check_in in study.check_ins
    }
    faults = []
    for index, check_in in enumerate(new.check_ins):
        was = known.get((check_in.key, check_in.instrument.version))
        if was is not None and was != check_in.instrument:
            path = ("check_ins", index, "version")
            version = check_in.instrument.version
            faults.append(
                Fault(
                    line=parse(source, name)[0].mark(path)[0].line,
                    column=None,
                    where=where(path),
                    problem=f'"{version}" was loaded before with other questions or answers.',
                    remedy="Give the changed questions a new version: reports keep the old one.",
                    file=name,
                )
            )
    return faults
