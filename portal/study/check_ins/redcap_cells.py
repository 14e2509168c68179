"""What the cells of a REDCap data dictionary mean: words, choices, annotations, branching.

Every function here raises Unfit where a cell means nothing to the portal.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from yaml.reader import Reader

from portal.study.check_ins.definition import Attribute
from portal.study.faults import known, quoted
from portal.study.fields import LONGEST_KEY, Key

LONGEST_NAME = 60
LONGEST_LABEL = 100
LONGEST_ASK = 500
MOST_CELL = 10_000
"""Characters a cell may have, tags included."""

MOST_LABELS = 11

_SUFFIXES = {
    "frequency": Attribute.FREQUENCY,
    "freq": Attribute.FREQUENCY,
    "severity": Attribute.SEVERITY,
    "sev": Attribute.SEVERITY,
    "interference": Attribute.INTERFERENCE,
    "interf": Attribute.INTERFERENCE,
    "amount": Attribute.AMOUNT,
    "presence": Attribute.PRESENCE,
    "pres": Attribute.PRESENCE,
}
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "hr"})
_NOT_SHOWN = frozenset({"script", "style"})
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_OPEN_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*(?:<|$)")
_NOT_ZERO = re.compile(r"\[(\w+)\](?:(?:<>|!=|>)(['\"]?)0\2|>=(['\"]?)1\3)", re.ASCII)


class Unfit(Exception):
    """A cell that the portal cannot use. `problem` is a sentence, `remedy` says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem, self.remedy = problem, remedy


class _Shown(HTMLParser):
    """Collects what a browser would show of a text with tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in _NOT_SHOWN
        if tag in _BREAKS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False
        if tag in _BREAKS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def plain(cell: str) -> str:
    """The text of `cell` on one line, without tags, comments and characters that do not print."""
    if len(cell) > MOST_CELL:
        raise Unfit(f"has {len(cell)} characters.", f"Write {MOST_CELL} at most, tags included.")
    text, *commented = cell.split("<!--")
    for piece in commented:
        _, closed, after = piece.partition("-->")
        text += after if closed else "<!--"
    text = _DECLARATION.sub("", text)
    if found := _OPEN_TAG.search(text):
        problem = f"has a tag that is not closed: {quoted(found.group())}."
        raise Unfit(problem, 'Close it with ">", or write "&lt;" for a "<" that is meant.')
    parser = _Shown()
    parser.feed(text)
    parser.close()
    return " ".join(Reader.NON_PRINTABLE.sub("", "".join(parser.pieces)).split())


def words(cell: str, longest: int = LONGEST_ASK) -> str:
    """The text of `cell`, which must be there and not longer than `longest`."""
    text = plain(cell)
    if not text:
        raise Unfit("has no text.", "Write what the participant is to read.")
    if len(text) > longest:
        raise Unfit(f"has {len(text)} characters.", f"Write {longest} characters at most.")
    return text


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """`text`, cut after a word where it is long, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut if text[longest - 1] == " " else cut.rpartition(" ")[0]
    return f"{(whole or cut).rstrip(' ,;:.')}…"


def choices(cell: str) -> tuple[str, ...]:
    """The labels of "0, None | 1, Mild", in order."""
    example = 'for example "0, None | 1, Mild".'
    if not cell:
        raise Unfit("is empty.", f"Write the answers with their codes, {example}")
    pairs = [part.partition(",") for part in cell.split("|")]
    for code, comma, _ in pairs:
        if not comma:
            raise Unfit(
                f"{quoted(code)} has no comma after a code.", f"Write code, label, {example}"
            )
    codes = [code.strip() for code, _, _ in pairs]
    if codes != [str(number) for number in range(len(codes))]:
        problem = f"the codes are {quoted(', '.join(codes))}."
        remedy = (
            "Number the answers 0, 1, 2 and so on in this order, without a gap, the least first."
        )
        raise Unfit(problem, remedy)
    if not 2 <= len(codes) <= MOST_LABELS:
        many = "1 answer" if len(codes) == 1 else f"{len(codes)} answers"
        raise Unfit(f"has {many}.", f"Give 2 to {MOST_LABELS} answers.")
    return tuple(words(label, LONGEST_LABEL) for _, _, label in pairs)


def annotated(cell: str, tag: str) -> str | None:
    """The value of `tag`, as in ``@ITEM='pain'``, or None where the tag is not there."""
    found = _tag(tag).search(cell)
    if not found:
        return None
    said = next((group.strip() for group in found.groups() if group), "")
    if not said:
        raise Unfit(
            f"@{tag} has no value.", f"Write @{tag}='…' with the value in the quotation marks."
        )
    return said


@cache
def _tag(tag: str) -> re.Pattern[str]:
    value = r"""\s*=\s*(?:'([^']*)'|"([^"]*)"|([^\s'"]+))"""
    return re.compile(rf"(?<![\w-])@{tag}(?![\w-])(?:{value})?", re.IGNORECASE)


def attribute(variable: str, annotation: str) -> Attribute:
    """What a question asks: its annotation says so, or else the end of its variable."""
    said = annotated(annotation, "ATTRIBUTE")
    if said is None:
        return _divided(variable)[1]
    try:
        return Attribute(said.lower())
    except ValueError:
        remedy = known(said.lower(), Attribute)
        raise Unfit(f"{quoted(said)} is not an attribute.", remedy) from None


def item_name(annotation: str) -> str:
    """The name of the symptom that the annotation gives, empty where it gives none."""
    return plain(annotated(annotation, "ITEM-NAME") or "")


def says_item(annotation: str) -> bool:
    """Whether the key of the symptom comes from the annotation, and not from the variable."""
    return bool(_tag("ITEM").search(annotation))


def item(variable: str, annotation: str) -> str:
    """The key of the symptom: its annotation says so, or else the variable without its end."""
    key = annotated(annotation, "ITEM") or _divided(variable)[0]
    if Key.pattern.fullmatch(key) and len(key) <= LONGEST_KEY:
        return key
    small = re.sub(r"[^a-z0-9]+", "_", key.lower(), flags=re.ASCII).strip("_0123456789")
    near = small[:LONGEST_KEY].rstrip("_") or "symptom"
    raise Unfit(
        f"{quoted(key, 60)} is not a key for a symptom.",
        f"Write @ITEM='{near}' in the field annotation: at most {LONGEST_KEY} small letters, "
        "digits and _ between them, beginning with a letter.",
    )


def _divided(variable: str) -> tuple[str, Attribute]:
    stem, _, end = variable.rpartition("_")
    found = _SUFFIXES.get(end.lower())
    return (stem, found) if stem and found else (variable, Attribute.OTHER)


def check_branching(cell: str, first: str | None) -> None:
    """Raise Unfit unless `cell` is empty or says that the answer to `first` is not 0."""
    logic = "".join(cell.split())
    if logic.startswith("(") and logic.endswith(")"):
        logic = logic[1:-1]
    found = _NOT_ZERO.fullmatch(logic)
    if not cell or (first and found and found[1].lower() == first.lower()):
        return
    raise Unfit(
        f"{quoted(cell, 60)} is not a condition of the portal.",
        "The portal asks a symptom's later questions only where the first is not 0; "
        "change the branching or leave it out.",
    )
