"""Bringing a database to the present shape, and telling whether it is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

SCRIPTS = Path(__file__).parent.parent / "migrations"


def config(engine: Engine) -> Config:
    result = Config()
    result.set_main_option("script_location", str(SCRIPTS))
    result.attributes["engine"] = engine
    return result


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run every migration up to `to`; none when the database is there already."""
    command.upgrade(config(engine), to)


def downgrade(engine: Engine, to: str) -> None:
    command.downgrade(config(engine), to)


def missing(engine: Engine) -> bool:
    """Whether the database lacks a migration that this code has."""
    heads = set(ScriptDirectory(str(SCRIPTS)).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) != heads
