"""The database: engine, sessions, the base of all models, and the column types they share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Dialect, Engine, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import JSON, TypeDecorator

from portal.audit.seal import history_key

HISTORY_KEY = "history.key"
"""Under it a session holds the key that marks the end of the history (portal.audit.chain)."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, ``timestamptz`` on PostgreSQL, naive UTC text on SQLite."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }


class Entity(Base):
    """Base of all models but the history: a UUID made on construction, known before the flush."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-10)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", uuid4())
        super().__init__(**values)


def stored(kind: type[StrEnum], column: str) -> sa.Enum:
    """A column type that stores an enum by value, with a CHECK named after its column."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=column,
        values_callable=lambda members: [member.value for member in members],
    )


def engine_for(url: str | URL) -> Engine:
    """An engine for SQLite (embedded default) or PostgreSQL through psycopg 3."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    if address.get_backend_name() != "postgresql":
        raise ValueError("PORTAL_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    return sa.create_engine(
        address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10
    )


def _sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, connect_args={"timeout": 15})

    @event.listens_for(engine, "do_connect")
    def keep_private(*_arguments: Any) -> None:
        # Whoever shares this machine has no business in it; SQLite gives its log the same rights.
        if address.database and address.database != ":memory:":
            Path(address.database).touch(mode=0o600)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver must not begin by itself, see `begin`
        for pragma in (
            "busy_timeout=15000",  # first: the next one may have to wait for another process
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-32000",  # 32 MB: lists over the whole study find their pages in memory
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that will write takes the write lock at once: one that reads first and
        # writes later would fail with "database is locked" when another wrote in between.
        reads = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


class Database:
    """An engine and the ways to open a session on it.

    `secret` is PORTAL_SECRET_KEY: whoever adds to the history needs the one it was begun with.
    """

    def __init__(self, url: str | URL, secret: str = "") -> None:
        self.engine = engine_for(url)
        self.history_key = history_key(secret)
        self._reading = self.engine.execution_options(reads_only=True)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def session(self, *, reads_only: bool = False) -> Session:
        """A new session. The caller commits and closes it."""
        return Session(
            self._reading if reads_only else self.engine,
            expire_on_commit=False,
            info={HISTORY_KEY: self.history_key},
        )

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end of the block, or rolls back on an error."""
        with self.session() as session, session.begin():
            yield session

    def dispose(self) -> None:
        self.engine.dispose()
