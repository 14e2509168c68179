"""The full-text index over messages: an FTS5 table on SQLite, a GIN index on PostgreSQL.

The migration makes it; a schema that is made from the models makes it too.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from portal.messages.models import Message

WORDS_TABLE = "message_words"
"""The index of SQLite is a table of its own, filled by a trigger: messages are only ever added."""

SQLITE = (
    """
    CREATE VIRTUAL TABLE message_words
    USING fts5(message_id UNINDEXED, scope, words, tokenize = 'unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER message_to_words AFTER INSERT ON message BEGIN
    INSERT INTO message_words (message_id, scope, words)
    VALUES (NEW.id, 's' || NEW.site_id || ' p' || NEW.participant_id, NEW.words); END
    """,
)
POSTGRESQL = ("CREATE INDEX ix_message_words ON message USING gin (to_tsvector('simple', words))",)


def statements(dialect: str) -> tuple[str, ...]:
    """What makes the index on that kind of database."""
    return SQLITE if dialect == "sqlite" else POSTGRESQL


@event.listens_for(Message.__table__, "after_create")
def _make(_table: sa.Table, connection: sa.Connection, **_: Any) -> None:
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
