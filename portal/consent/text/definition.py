"""What a consent text says in one language, as immutable values.

A :class:`ConsentText` is what :func:`portal.consent.text.file.read` returns for a file without
faults: every reference in it (section, term, option) is known to exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.study.definition import SignerRole


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    LIST = "list"


class WithdrawalScope(StrEnum):
    """How far somebody withdraws: one optional use, the visits, or everything."""

    CHOICE = "choice"
    VISITS = "visits"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph. `term`: the key of the glossary entry that explains it."""

    text: str
    strong: bool = False
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, which has one item, or a list."""

    kind: BlockKind
    items: tuple[tuple[Span, ...], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "items": [
                [{"text": span.text, "strong": span.strong, "term": span.term} for span in item]
                for item in self.items
            ],
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter. `elements`: what the regulations ask for that it carries, see elements.py."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    elements: tuple[str, ...]
    words: int

    @property
    def minutes(self) -> int:
        """How long it takes to read with care, at least one."""
        return reading_minutes([self])


WORDS_A_MINUTE = 180
"""How fast somebody reads who reads with care."""


def reading_minutes(sections: Iterable[Section]) -> int:
    """How long these sections take together, at least one minute."""
    return max(1, round(sum(section.words for section in sections) / WORDS_A_MINUTE))


@dataclass(frozen=True, slots=True)
class Term:
    key: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that checks the explanation. `section`: the passage that answers it."""

    key: str
    ask: str
    options: tuple[Option, ...]
    right: str
    section: str
    explain: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An optional use. `yes` and `no` are the words of the two answers."""

    key: str
    ask: str
    explain: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class SignatureMeaning:
    """What signing in a role means (21 CFR 11.50(a)(3))."""

    role: SignerRole
    text: str


@dataclass(frozen=True, slots=True)
class WithdrawalOption:
    """A line of the withdrawal menu. `data`: what happens to what was already collected."""

    scope: WithdrawalScope
    title: str
    explain: str
    data: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment changed in a section, in the site's words."""

    section: str
    summary: str


@dataclass(frozen=True, slots=True)
class ConsentText:
    version: str
    language: str
    title: str
    notice: str | None
    key_information: tuple[Section, ...]
    sections: tuple[Section, ...]
    glossary: tuple[Term, ...]
    quiz: tuple[Question, ...]
    choices: tuple[Choice, ...]
    signatures: tuple[SignatureMeaning, ...]
    withdrawal: tuple[WithdrawalOption, ...]
    changes: tuple[Change, ...] = ()

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """Key information first, then the chapters, as they are read."""
        return self.key_information + self.sections

    def section(self, key: str) -> Section:
        return next(section for section in self.all_sections if section.key == key)

    def meaning(self, role: SignerRole) -> str:
        """What a signature in `role` means."""
        return next(found.text for found in self.signatures if found.role is role)

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values in a stable order."""
        return {
            "version": self.version,
            "language": self.language,
            "title": self.title,
            "notice": self.notice,
            "key_information": [_section(section) for section in self.key_information],
            "sections": [_section(section) for section in self.sections],
            "glossary": [
                {"key": term.key, "term": term.term, "meaning": term.meaning}
                for term in self.glossary
            ],
            "quiz": [
                {
                    "key": question.key,
                    "ask": question.ask,
                    "options": [
                        {"key": option.key, "text": option.text} for option in question.options
                    ],
                    "right": question.right,
                    "section": question.section,
                    "explain": question.explain,
                }
                for question in self.quiz
            ],
            "choices": [
                {
                    "key": choice.key,
                    "ask": choice.ask,
                    "explain": choice.explain,
                    "yes": choice.yes,
                    "no": choice.no,
                }
                for choice in self.choices
            ],
            "signatures": [
                {"role": found.role.value, "text": found.text} for found in self.signatures
            ],
            "withdrawal": [
                {
                    "scope": option.scope.value,
                    "title": option.title,
                    "explain": option.explain,
                    "data": option.data,
                }
                for option in self.withdrawal
            ],
            "changes": [
                {"section": change.section, "summary": change.summary} for change in self.changes
            ],
        }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "minutes": section.minutes,
        "elements": list(section.elements),
        "blocks": [block.as_json() for block in section.blocks],
    }
