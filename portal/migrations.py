"""Bringing a database to the present shape, and telling whether it is."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

SCRIPTS = Path(__file__).parent.parent / "migrations"


class NewerDatabase(Exception):
    """The database has a migration that this code does not know; the message names it."""


def config(engine: Engine, history_key: bytes | None = None) -> Config:
    result = Config()
    result.set_main_option("script_location", str(SCRIPTS))
    result.attributes["engine"] = engine
    result.attributes["history_key"] = history_key
    return result


def upgrade(engine: Engine, to: str = "head", *, history_key: bytes | None = None) -> None:
    """Run every migration up to `to`; none when the database is there already.

    `history_key` marks the end of a history that was not linked yet (:attr:`Database.history_key`).
    Raises NewerDatabase for a database that a later version of the portal made.
    """
    known = {script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()}
    unknown = _heads(engine) - known
    if unknown:
        raise NewerDatabase(
            f"A newer version of the portal made this database ({', '.join(sorted(unknown))}). "
            "Run that version. Nothing was changed."
        )
    command.upgrade(config(engine, history_key), to)


def has_unlinked_history(engine: Engine) -> bool:
    """Whether there are entries of the history from before it was a chain."""
    tables = set(sa.inspect(engine).get_table_names())
    if "audit_entry" not in tables or "audit_link" in tables:
        return False
    with engine.connect() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM audit_entry LIMIT 1").first() is not None


def downgrade(engine: Engine, to: str) -> None:
    command.downgrade(config(engine), to)


def missing(engine: Engine) -> bool:
    """Whether the database lacks a migration that this code has."""
    heads = set(ScriptDirectory(str(SCRIPTS)).get_heads())
    return _heads(engine) != heads


def _heads(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads())
