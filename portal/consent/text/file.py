"""Read and check the files of a consent text: one for each language of a version.

A file is checked in the steps of a study file (see :mod:`portal.study.file`): the text, YAML, the
shape, the meaning; all faults are reported together, each with its line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from marshmallow import ValidationError

from portal.consent.text import markup, structure
from portal.consent.text.definition import (
    Change,
    Choice,
    ConsentText,
    Option,
    Question,
    Section,
    SignatureMeaning,
    Term,
    WithdrawalOption,
    WithdrawalScope,
)
from portal.consent.text.schema import TextFile
from portal.errors import RuleBroken
from portal.study import definition
from portal.study.definition import SignerRole
from portal.study.faults import Fault, Finding, Severity, where
from portal.study.rules.part import Part
from portal.study.schema import findings_of
from portal.study.yaml_lines import Document, decode, parse


class TextFaults(RuleBroken):
    """A text cannot be used. `faults` holds all of them, warnings too."""

    def __init__(self, faults: Sequence[Fault], *, name: str) -> None:
        errors = [fault for fault in faults if fault.severity is Severity.ERROR]
        super().__init__("text_faults", name=name, count=len(errors), first=str(errors[0]))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def read(source: str | bytes, *, name: str) -> ConsentText:
    """The text that `source` describes. `name` is the file's, for the messages. Raises TextFaults."""
    entries, faults = _examine(source, name)
    refuse_faults(faults, name=name)
    return _build(entries)


def check(source: str | bytes, name: str) -> list[Fault]:
    """Every fault of one file, in line order. Raises nothing."""
    return _examine(source, name)[1]


def check_version(texts: Mapping[str, ConsentText], *, study: definition.Study) -> list[Fault]:
    """What is wrong with the texts of a version together; see structure.check_version."""
    signers = study.consent.countersigned_by if study.consent else ()
    return structure.check_version(texts, languages=study.languages, signers=signers)


def refuse_faults(faults: Iterable[Fault], *, name: str) -> None:
    """Raises TextFaults where one of `faults` is an error."""
    found = list(faults)
    if any(fault.severity is Severity.ERROR for fault in found):
        raise TextFaults(found, name=name)


def file_digest(source: str) -> str:
    """SHA-256 of one file, hex."""
    return hashlib.sha256(source.encode()).hexdigest()


def digest(sources: Mapping[str, str]) -> str:
    """SHA-256 over the files of a version, by language in order: what a signature is bound to."""
    whole = hashlib.sha256()
    for language in sorted(sources):
        whole.update(f"{language}\n{file_digest(sources[language])}\n".encode())
    return whole.hexdigest()


def _examine(source: str | bytes, name: str) -> tuple[Mapping[str, Any], list[Fault]]:
    text, faults = decode(source, name) if isinstance(source, bytes) else (source, [])
    if faults:
        return {}, faults
    document, faults = parse(text.removeprefix("\ufeff"), name)
    if document.is_spoiled(()):
        return {}, faults
    if document.value is None:
        return {}, [Fault(1, None, "", "the file is empty.", "Write the text.", file=name)]
    entries, findings = _load(document.value)
    findings += structure.check(Part(entries))
    faults += [
        _placed(finding, document, name)
        for finding in findings
        if not document.is_spoiled(finding.path)
    ]
    return entries, sorted(faults, key=lambda fault: (fault.line, fault.column or 0, fault.where))


def _load(value: Any) -> tuple[dict[str, Any], list[Finding]]:
    try:
        return TextFile().load(value), []
    except ValidationError as error:
        sound = error.valid_data if isinstance(error.valid_data, dict) else {}
        return sound, list(findings_of(error.messages))


def _placed(finding: Finding, document: Document, name: str) -> Fault:
    mark, exact = document.mark(finding.path)
    column = mark.column if exact else None
    return Fault(
        mark.line,
        column,
        where(finding.path),
        finding.problem,
        finding.remedy,
        finding.severity,
        name,
    )


def _build(entries: Mapping[str, Any]) -> ConsentText:
    return ConsentText(
        version=entries["version"],
        language=entries["language"],
        title=_line(entries["title"]),
        notice=_line(entries["notice"]) if "notice" in entries else None,
        key_information=tuple(_section(part) for part in entries["key_information"]),
        sections=tuple(_section(part) for part in entries["sections"]),
        glossary=tuple(
            Term(part["key"], _line(part["term"]), _line(part["meaning"]))
            for part in entries.get("glossary", ())
        ),
        quiz=tuple(_question(part) for part in entries.get("quiz", ())),
        choices=tuple(
            Choice(**{name: _line(words) for name, words in part.items()})
            for part in entries.get("choices", ())
        ),
        signatures=tuple(
            SignatureMeaning(SignerRole(part["role"]), _line(part["text"]))
            for part in entries["signatures"]
        ),
        withdrawal=tuple(
            WithdrawalOption(
                WithdrawalScope(part["scope"]),
                *(_line(part[name]) for name in ("title", "explain", "data")),
            )
            for part in entries["withdrawal"]
        ),
        changes=tuple(
            Change(part["section"], _line(part["summary"])) for part in entries.get("changes", ())
        ),
    )


def _line(words: str) -> str:
    """`words` on one line, however the file breaks them."""
    return " ".join(words.split())


def _section(part: Mapping[str, Any]) -> Section:
    blocks = markup.blocks(part["text"])
    return Section(
        key=part["key"],
        title=_line(part["title"]),
        blocks=blocks,
        elements=tuple(part.get("elements", ())),
        words=len(markup.plain(blocks).split()),
    )


def _question(part: Mapping[str, Any]) -> Question:
    return Question(
        key=part["key"],
        ask=_line(part["ask"]),
        options=tuple(Option(item["key"], _line(item["text"])) for item in part["options"]),
        right=part["right"],
        section=part["section"],
        explain=_line(part["explain"]),
    )
