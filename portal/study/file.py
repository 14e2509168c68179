"""Read and check a study file.

A file is checked in four steps, and all faults of a run are reported together: the text (UTF-8,
size, tabs), YAML (:mod:`.yaml_lines`), the shape (:mod:`.schema`), the meaning (:mod:`.rules`).
Only a text that is not YAML hides what comes after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from portal.study.build import build
from portal.study.definition import Study
from portal.study.faults import Fault, Finding, Severity, StudyFileFaults, where
from portal.study.rules import check as check_meaning
from portal.study.rules.part import Part
from portal.study.schema import load
from portal.study.yaml_lines import Document, decode, parse

__all__ = ["Fault", "Severity", "StudyFileFaults", "check", "read"]


def read(source: str | bytes, *, name: str) -> Study:
    """The study that `source` (the text, or the bytes of the file) describes.

    `name` is the file's name, for the messages. Raises StudyFileFaults with every fault where
    there is an error; warnings alone do not keep a file from being read.
    """
    entries, faults = _examine(source, name)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise StudyFileFaults(faults, name=name)
    return build(entries)


def check(source: str | bytes, name: str) -> list[Fault]:
    """Every fault of `source`, errors and warnings, in line order. Raises nothing."""
    return _examine(source, name)[1]


def _examine(source: str | bytes, name: str) -> tuple[Mapping[str, Any], list[Fault]]:
    text, faults = decode(source, name) if isinstance(source, bytes) else (source, [])
    if faults:
        return {}, faults
    document, faults = parse(text.removeprefix("\ufeff"), name)
    if document.is_spoiled(()):
        return {}, _in_order(faults)
    if document.value is None:
        remedy = "Write a study, for example by copying the sample study's file."
        return {}, [Fault(1, None, "", "the file is empty.", remedy, file=name)]
    entries, findings = load(document.value)
    findings += check_meaning(Part(entries))
    faults += [
        _placed(finding, document, name)
        for finding in findings
        if not document.is_spoiled(finding.path)
    ]
    return entries, _in_order(faults)


def _placed(finding: Finding, document: Document, name: str) -> Fault:
    mark, exact = document.mark(finding.path)
    return Fault(
        line=mark.line,
        column=mark.column if exact else None,
        where=where(finding.path),
        problem=finding.problem,
        remedy=finding.remedy,
        severity=finding.severity,
        file=name,
    )


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.line, fault.column or 0, fault.where))
