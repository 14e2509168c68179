"""Finding messages by their words, the same on both databases.

A message is stored with its words folded: small letters, no accents, nothing but letters and
digits. Each word that is asked for must begin a word of the message: "scan" finds "scans", and
"gammagrafia" finds "gammagrafía".
"""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.messages.models import Message
from portal.messages.words_index import WORDS_TABLE

LONGEST_QUERY = 200
MOST_WORDS = 10

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
    """What is stored of a text for :func:`has_words`."""
    return " ".join(words_of(text))


def asked_for(query: str) -> list[str]:
    """The words of a query; empty where it has none, and then nothing is found."""
    return words_of(query[:LONGEST_QUERY])[:MOST_WORDS]


def has_words(session: Session, words: list[str]) -> sa.ColumnElement[bool]:
    """The condition that a :class:`Message` has a word that begins with each of these."""
    if not words:
        return sa.false()
    if session.get_bind().dialect.name == "sqlite":
        match = " ".join(f'"{word}"*' for word in words)
        found = sa.table(WORDS_TABLE, sa.column("message_id", sa.Uuid()), sa.column("words"))
        ids = sa.select(found.c.message_id).where(
            sa.literal_column(WORDS_TABLE).op("MATCH")(sa.literal(match))
        )
        return Message.id.in_(ids)
    query = " & ".join(f"'{word}':*" for word in words)
    simple: sa.ColumnElement[str] = sa.literal_column("'simple'")
    vector = sa.func.to_tsvector(simple, Message.words)
    return vector.op("@@")(sa.func.to_tsquery(simple, query))


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
