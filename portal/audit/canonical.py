"""One entry of the history as bytes, and the hash that links it to the one before.

The form is `id,n,n,…:fields`: the number of the entry, the length in bytes of each field (-1
where it is NULL, 0 where it is empty), and the fields one after the other, in UTF-8. With
every length said, no two entries have the same form. Identities are 32 hexadecimal digits, the
instant is UTC to the microsecond, `before` and `after` are the JSON text as it is stored.

The database itself makes the form, by one expression, both when an entry is linked and when the
chain is verified: what is hashed is what is stored, whatever made it, and verifying fetches one
column. SQLite and PostgreSQL make the same bytes, so a chain may be moved from one to the other.
The form can never change: another would be a second chain.
"""

from __future__ import annotations

import hashlib

FIELDS = (
    *("at", "account_id", "actor", "action", "kind", "object_id"),
    *("site_id", "participant_id", "before", "after", "reason"),
)
IDENTITIES = frozenset({"account_id", "object_id", "site_id", "participant_id"})
GENESIS = "0" * 64
"""What the first entry is linked to."""


def content_sql(dialect: str, table: str = "e") -> str:
    """The expression that makes the form of a row of `audit_entry`, which is called `table`.

    It holds no sign that a driver would take for a parameter: on SQLite its per cent signs reach
    the database as they are, on PostgreSQL it has none.
    """
    columns = [f'{table}."{name}"' for name in FIELDS]
    if dialect == "sqlite":
        # One call of format() is twice as quick as joining the parts. It ends a text at a NUL
        # character, which PostgreSQL cannot hold; the length of the blob tells what is after it.
        lengths = [f"ifnull(length(CAST({column} AS BLOB)), -1)" for column in columns]
        pattern = "%d" + ",%d" * len(columns) + ":" + "%s" * len(columns)
        return f"format('{pattern}', {table}.id, {', '.join((*lengths, *columns))})"
    texts = [_text(table, name) for name in FIELDS]
    counted = "".join(f", ',', coalesce(octet_length({text}), -1)" for text in texts)
    return f"concat({table}.id{counted}, ':', {', '.join(texts)})"


def _text(table: str, name: str) -> str:
    """A field as text in PostgreSQL."""
    column = f'{table}."{name}"'
    if name == "at":
        return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if name in IDENTITIES:
        return f"replace({column}::text, '-', '')"
    return f"{column}::text"


def link_hash(previous: str, content: bytes) -> str:
    """The hash of an entry: SHA-256 of the hash before it, as hexadecimal digits, and its form."""
    return hashlib.sha256(previous.encode() + content).hexdigest()
