"""Finding messages by their words, the same on both databases.

A message is stored with its words folded: small letters, no accents, nothing but letters and
digits. Each word that is asked for must begin a word of the message: "scan" finds "scans", and
"gammagrafia" finds "gammagrafía".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeVarTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.messages.models import Message
from portal.messages.words_index import WORDS_TABLE

LONGEST_QUERY = 200
MOST_WORDS = 10
CANDIDATES = 120

Columns = TypeVarTuple("Columns")

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in their order.

    >>> words_of("¿Cuándo es la gammagrafía?")
    ['cuando', 'es', 'la', 'gammagrafia']
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(plain)


def indexed(text: str) -> str:
    """What is stored of a text for :func:`having`."""
    return " ".join(words_of(text))


def asked_for(query: str) -> list[str]:
    """The words of a query; empty where it has none, and then nothing is found."""
    return words_of(query[:LONGEST_QUERY])[:MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Within:
    """Where to look: at some sites, or at what belongs to one participant."""

    sites: frozenset[UUID] = frozenset()
    participant_id: UUID | None = None

    @property
    def tokens(self) -> list[str]:
        """As the index of SQLite names them."""
        if self.participant_id is not None:
            return [f"p{self.participant_id.hex}"]
        return sorted(f"s{site.hex}" for site in self.sites)

    def holds(self) -> sa.ColumnElement[bool]:
        """The same as a condition on messages."""
        if self.participant_id is not None:
            return Message.participant_id == self.participant_id
        return Message.site_id.in_(self.sites)


def having(
    session: Session, statement: sa.Select[*Columns], words: list[str], within: Within
) -> sa.Select[*Columns]:
    """`statement`, over messages, narrowed to those within that have a word for each of `words`.

    On SQLite only the newest :data:`CANDIDATES` are looked at: the index gives them in order.
    """
    if not words or not within.tokens:
        return statement.where(sa.false())
    if session.get_bind().dialect.name == "sqlite":
        found = _candidates(words, within)
        return statement.join(found, found.c.message_id == Message.id).where(within.holds())
    query = " & ".join(f"'{word}':*" for word in words)
    simple: sa.ColumnElement[str] = sa.literal_column("'simple'")
    vector = sa.func.to_tsvector(simple, Message.words)
    has = vector.op("@@")(sa.func.to_tsquery(simple, query))
    return statement.where(within.holds(), has)


def _candidates(words: list[str], within: Within) -> sa.Subquery:
    scope = " OR ".join(f'"{token}"' for token in within.tokens)
    each = " AND ".join(f'"{word}" *' for word in words)
    index = sa.table(WORDS_TABLE, sa.column("message_id", sa.Uuid()), sa.column("rowid"))
    match = sa.literal_column(WORDS_TABLE).op("MATCH")
    return (
        sa.select(index.c.message_id)
        .where(match(sa.literal(f"{{scope}} : ({scope}) AND {{words}} : ({each})")))
        .order_by(index.c.rowid.desc())
        .limit(CANDIDATES)
        .subquery("candidate")
    )


def excerpt(text: str, words: list[str], *, around: int = 60) -> str:
    """The part of a text where the first of the words stands, on one line."""
    line = " ".join(text.split())
    at = next((m.start() for m in _WORD.finditer(line) if _begins(m.group(), words)), 0)
    first, last = max(0, at - around), min(len(line), at + 2 * around)
    cut = line[first:last].strip()
    return f"{'… ' if first else ''}{cut}{' …' if last < len(line) else ''}"


def _begins(word: str, words: list[str]) -> bool:
    folded = "".join(words_of(word))
    return any(folded.startswith(one) for one in words)
