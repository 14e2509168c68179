"""Tables as CSV that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Protocol


class Text(Protocol):
    """Where a table is written to."""

    def write(self, text: str, /) -> object: ...


def table(head: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    """The table as CSV (RFC 4180); None is an empty cell."""
    text = io.StringIO()
    write(text, head, lines)
    return text.getvalue()


def write(text: Text, head: Iterable[str], lines: Iterable[Iterable[object]]) -> None:
    """The same into a file, for a table that is not to stand in memory."""
    writer = csv.writer(text)
    writer.writerow(list(head))
    for line in lines:
        writer.writerow(["" if cell is None else _harmless(str(cell)) for cell in line])


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
