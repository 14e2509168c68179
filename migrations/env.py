"""How Alembic runs here: on the engine that portal.migrations hands over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

import portal.models
from portal.db import Base

MODELS = portal.models  # importing it fills Base.metadata
LOCK = 7276112025
"""PostgreSQL's advisory lock under which one migrates at a time; on SQLite, BEGIN IMMEDIATE does.

The transaction begins before Alembic looks: it would make one for each migration, and of two that
migrate at once the second could come in between.
"""

engine = context.config.attributes["engine"]
with engine.begin() as connection:
    if engine.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        compare_type=True,
        history_key=context.config.attributes.get("history_key"),
    )
    with context.begin_transaction():
        context.run_migrations()
