"""The little markup of a chapter: paragraphs, lists, bold, and words from the glossary.

``[ctDNA](ctdna)`` marks a word that the glossary explains. Everything else stays the text that
was written; what would be more than text (HTML, links, pictures, headings) is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.consent.text.definition import Block, BlockKind, Span

_READER = MarkdownIt("zero").enable(["list", "emphasis", "link", "newline"])


class MarkupFault(ValueError):
    """Something that is not text. `args`: the problem, and the remedy."""


def blocks(source: str) -> tuple[Block, ...]:
    """The paragraphs and lists of `source`. Raises MarkupFault."""
    _refuse_more_than_text(source)
    tokens = _READER.parse(source)
    return tuple(_blocks(tokens))


def terms(found: Sequence[Block]) -> Iterator[str]:
    """The keys of the glossary that `found` points to, in order."""
    for block in found:
        for item in block.items:
            for span in item:
                if span.term is not None:
                    yield span.term


def plain(found: Sequence[Block]) -> str:
    """The words alone, a line for each paragraph or item."""
    return "\n".join("".join(span.text for span in item) for block in found for item in block.items)


def _refuse_more_than_text(source: str) -> None:
    for number, line in enumerate(source.splitlines(), start=1):
        start = line.lstrip()
        if start.startswith("#"):
            raise MarkupFault(
                f"line {number} begins with #.", "Give the chapter's heading as its title."
            )
        if "<" in line or ">" in line:
            raise MarkupFault(
                f"line {number} holds < or >.", 'Write it in words, for example "less than".'
            )
        if "![" in line:
            raise MarkupFault(f"line {number} holds a picture.", "Say it in words.")


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    items: list[tuple[Span, ...]] = []
    depth = 0
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            if token.type == "ordered_list_open":
                raise MarkupFault("it holds a numbered list.", 'Begin each item with "- ".')
            depth += 1
            if depth > 1:
                raise MarkupFault("it holds a list within a list.", "Write one list.")
            items = []
        elif token.type == "bullet_list_close":
            depth -= 1
            yield Block(BlockKind.LIST, tuple(items))
        elif token.type == "inline":
            spans = tuple(_spans(token.children or ()))
            if depth:
                items.append(spans)
            else:
                yield Block(BlockKind.PARAGRAPH, (spans,))


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    strong, term = 0, None
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            strong += token.nesting
        elif token.type in {"link_open", "link_close"}:
            term = _term(token) if token.type == "link_open" else None
        elif token.type in {"em_open", "em_close"}:
            raise MarkupFault("it holds *slanted* text.", "Write **bold**, or plain text.")
        else:
            words = token.content if token.type == "text" else " "
            if "](" in words:
                raise MarkupFault("it holds a link.", "Link only to a key of the glossary.")
            if words:
                yield Span(words, strong > 0, term)


def _term(token: Token) -> str:
    key = str(token.attrGet("href") or "")
    if not key.replace("_", "").replace("-", "").isalnum():
        raise MarkupFault(f'it links to "{key}".', "Link only to a key of the glossary.")
    return key
