"""What differs between two versions of a text in one language, section by section, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any, Literal

from portal.consent.text.definition import Block, ConsentText, Section

Mark = Literal["same", "added", "removed"]
Kind = Literal["added", "removed", "changed"]
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came, or went."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that differs. `blocks`: its paragraphs and items that differ, in order.

    In each of them the pieces that stayed and came are the new text, those that stayed and went
    the old one. `summary`: what the site wrote about the change, if it did.
    """

    section: str
    title: str
    kind: Kind
    summary: str | None
    blocks: tuple[tuple[Piece, ...], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "title": self.title,
            "kind": self.kind,
            "summary": self.summary,
            "blocks": [
                [{"text": piece.text, "mark": piece.mark} for piece in block]
                for block in self.blocks
            ],
        }


def compare(old: ConsentText, new: ConsentText) -> list[SectionChange]:
    """The sections of `new` that came or changed, in their order, then those that went."""
    before = {section.key: section for section in old.all_sections}
    now = {section.key for section in new.all_sections}
    summaries = {change.section: change.summary for change in new.changes}
    found: list[SectionChange] = []
    for section in new.all_sections:
        earlier = before.get(section.key)
        summary = summaries.get(section.key)
        if earlier is None:
            found.append(_whole(section, "added", summary))
        elif _lines(earlier) != _lines(section):
            blocks = tuple(_changed(_lines(earlier), _lines(section)))
            found.append(SectionChange(section.key, section.title, "changed", summary, blocks))
    return found + [
        _whole(section, "removed", None) for section in old.all_sections if section.key not in now
    ]


def _lines(section: Section) -> list[str]:
    """The title, then every paragraph and item as plain words."""
    return [section.title, *(line for block in section.blocks for line in _items(block))]


def _items(block: Block) -> list[str]:
    return ["".join(span.text for span in item) for item in block.items]


def _whole(
    section: Section, kind: Literal["added", "removed"], summary: str | None
) -> SectionChange:
    lines = _lines(section)[1:]
    pieces = tuple((Piece(line, kind),) for line in lines)
    return SectionChange(section.key, section.title, kind, summary, pieces)


def _changed(old: list[str], new: list[str]) -> list[tuple[Piece, ...]]:
    """The lines that differ; a changed line is shown whole, with what changed in it."""
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    blocks: list[tuple[Piece, ...]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for index in range(max(i2 - i1, j2 - j1)):
            before = old[i1 + index] if i1 + index < i2 else ""
            after = new[j1 + index] if j1 + index < j2 else ""
            blocks.append(tuple(pieces(before, after)))
    return blocks


def pieces(old: str, new: str) -> list[Piece]:
    """What stayed, came and went between two lines, by words."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("".join(before[i1:i2]), "same"))
            continue
        if i2 > i1:
            found.append(Piece("".join(before[i1:i2]), "removed"))
        if j2 > j1:
            found.append(Piece("".join(after[j1:j2]), "added"))
    return found
