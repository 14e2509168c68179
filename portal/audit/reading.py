"""Fetching the chain for :mod:`portal.audit.verify`: straight from the driver, as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import Engine

from portal.audit.canonical import content_sql


@contextmanager
def reading(engine: Engine) -> Iterator[Rows]:
    """The chain in one snapshot, however long it takes and whoever writes meanwhile."""
    if engine.dialect.name == "sqlite":
        with engine.execution_options(reads_only=True).connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM audit_head")  # the snapshot begins here
            driver: Any = connection.connection.driver_connection
            as_text, driver.text_factory = driver.text_factory, bytes
            try:
                yield SqliteRows(driver)
            finally:
                driver.text_factory = as_text
        return
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with snapshot.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        yield PostgresRows(connection.connection.driver_connection)


class Rows:
    """What verifying asks for. Texts come as bytes."""

    CONTENT = content_sql("sqlite")
    AT = "substr(e.at, 1, 19)"
    SIGN = "?"

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        link = "SELECT l.number, l.entry_id, l.hash"
        after = f"WHERE l.number > {self.SIGN} ORDER BY l.number LIMIT {self.SIGN}"
        self._links = f"{link} FROM audit_link l {after}"
        self._joined = (
            f"{link}, {self.AT}, CASE WHEN e.id IS NOT NULL THEN {self.CONTENT} END "
            f"FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id {after}"
        )
        self._contents = (
            f"SELECT {self.CONTENT} FROM audit_entry e "  # noqa: S608 (no word of it is from outside)
            f"WHERE e.id BETWEEN {self.SIGN} AND {self.SIGN} ORDER BY e.id LIMIT {self.SIGN}"
        )

    def fetch(self, sql: str, *values: Any) -> list[Any]:
        found: list[Any] = self._driver.execute(sql, values).fetchall()
        return found

    def links(self, after: int, count: int) -> list[Any]:
        """Number, entry and hash of the next links."""
        return self.fetch(self._links, after, count)

    def contents(self, first: int, last: int, count: int) -> list[Any]:
        """The forms of the entries from `first` to `last`, one more than `count` at most."""
        return self.fetch(self._contents, first, last, count + 1)

    def joined(self, after: int, count: int) -> list[Any]:
        """The next links: number, entry, hash, when it was made, its form (None: it is gone)."""
        return [
            (number, entry_id, hash_, _text(at), content)
            for number, entry_id, hash_, at, content in self.fetch(self._joined, after, count)
        ]

    def heads(self) -> list[Any]:
        """The end of the chain: number, hash, mark. One row, if nobody meddled with it."""
        rows = self.fetch("SELECT number, hash, mac FROM audit_head")
        return [(number, _text(hash_), _text(mac)) for number, hash_, mac in rows]

    def count_entries(self) -> int:
        found: int = self.fetch("SELECT count(*) FROM audit_entry")[0][0]
        return found

    def unlinked(self, most: int) -> Iterator[Any]:
        """Entries without a place in the chain, and when they say they were made."""
        rows = self.fetch(
            f"SELECT e.id, {self.AT} FROM audit_entry e "  # noqa: S608
            "WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id) "
            f"ORDER BY e.id LIMIT {self.SIGN}",
            most,
        )
        return ((entry_id, _text(at)) for entry_id, at in rows)

    def at_of(self, entry_id: Any) -> str:
        """When that entry was made; nothing where there is none."""
        rows = self.fetch(
            f"SELECT {self.AT} FROM audit_entry e WHERE e.id = {self.SIGN}",  # noqa: S608
            entry_id,
        )
        return _text(rows[0][0]) if rows else ""


class SqliteRows(Rows):
    """SQLite gives texts as bytes when told to."""


class PostgresRows(Rows):
    """psycopg gives texts as str."""

    CONTENT = content_sql("postgresql")
    AT = "to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
    SIGN = "%s"

    def fetch(self, sql: str, *values: Any) -> list[Any]:
        return [
            tuple(each.encode() if isinstance(each, str) else each for each in row)
            for row in super().fetch(sql, *values)
        ]

    def contents(self, first: int, last: int, count: int) -> list[Any]:
        rows = super().fetch(self._contents, first, last, count + 1)
        return [(content.encode(),) for (content,) in rows]


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
