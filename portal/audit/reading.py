"""Fetching the chain for :mod:`portal.audit.verify`: straight from the driver, as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

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


class Block(NamedTuple):
    """Links that follow each other: how many they are, the first and last number, and, each joined to one
    text in their order, the entries' ids and the hashes."""

    links: int
    first: Any
    last: Any
    ids: bytes
    hashes: bytes


class Rows:
    """What verifying asks for. Texts come as bytes.

    The database joins what a whole block needs to one text: fetching is then half the work. Should
    an entry hold the sign between two of them, its block does not come out right and is looked at
    link by link.
    """

    CONTENT = content_sql("sqlite")
    AT = "substr(e.at, 1, 19)"
    SIGN = "?"
    JOINED = "group_concat({0}, {1})"
    BETWEEN = "char(30)"
    TEXT = "{0}"

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        link = "SELECT l.number, l.entry_id, l.hash"
        after = f"WHERE l.number > {self.SIGN} ORDER BY l.number LIMIT {self.SIGN}"
        ids = self.JOINED.format(self.TEXT.format("entry_id"), "','", "number")
        hashes = self.JOINED.format("hash", "''", "number")
        self._block = (
            f"SELECT count(*), min(number), max(number), {ids}, {hashes} "  # noqa: S608
            f"FROM ({link} FROM audit_link l {after}) AS block"
        )
        self._joined = (
            f"{link}, {self.AT}, CASE WHEN e.id IS NOT NULL THEN {self.CONTENT} END "
            f"FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id {after}"
        )
        ids = self.JOINED.format(self.TEXT.format("id"), "','", "id")
        contents = self.JOINED.format("content", self.BETWEEN, "id")
        self._contents = (
            f"SELECT {ids}, {contents} FROM (SELECT e.id, {self.CONTENT} AS content "  # noqa: S608
            f"FROM audit_entry e WHERE e.id BETWEEN {self.SIGN} AND {self.SIGN} "
            f"ORDER BY e.id LIMIT {self.SIGN}) AS block"
        )

    def fetch(self, sql: str, *values: Any) -> list[Any]:
        found: list[Any] = self._driver.execute(sql, values).fetchall()
        return found

    def block(self, after: int, count: int) -> Block:
        """The next links, so many at most."""
        return Block(*self.fetch(self._block, after, count)[0])

    def contents(self, first: bytes, last: bytes, count: int) -> tuple[bytes, list[bytes]]:
        """The ids, joined, and the forms of the entries from `first` to `last`, one more than
        `count` at most."""
        ids, contents = self.fetch(self._contents, int(first), int(last), count + 1)[0]
        return (b"", []) if ids is None else (ids, contents.split(b"\x1e"))

    def hash_of(self, number: int) -> Any:
        """The hash that is stored with this number; None where there is none."""
        rows = self.fetch(f"SELECT hash FROM audit_link WHERE number = {self.SIGN}", number)  # noqa: S608
        return rows[0][0] if rows else None

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
    """SQLite gives texts as bytes when told to, and joins rows in the order in which they come."""


class PostgresRows(Rows):
    """psycopg gives texts as str."""

    CONTENT = content_sql("postgresql")
    AT = "to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
    SIGN = "%s"
    TEXT = "{0}::text"
    JOINED = "string_agg({0}, {1} ORDER BY {2})"
    BETWEEN = "chr(30)"

    def fetch(self, sql: str, *values: Any) -> list[Any]:
        return [
            tuple(each.encode() if isinstance(each, str) else each for each in row)
            for row in super().fetch(sql, *values)
        ]


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
