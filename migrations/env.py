"""How Alembic runs here: on the engine that portal.migrations hands over."""

from __future__ import annotations

from alembic import context

import portal.models
from portal.db import Base

MODELS = portal.models  # importing it fills Base.metadata

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
