"""What a database looks like, so that two can be compared: columns, keys, checks, indexes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, Inspector

_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
_FUNCTIONS = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"


def shape(engine: Engine) -> dict[str, Any]:
    """Every table, as the database itself describes it."""
    inspector = sa.inspect(engine)
    names = set(inspector.get_table_names()) - {"alembic_version"}
    return {name: _table(inspector, name) for name in sorted(names)}


def triggers(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.scalars(sa.text(_TRIGGERS[engine.dialect.name])))


def functions(engine: Engine) -> set[str]:
    """What PostgreSQL keeps beside the tables; SQLite keeps nothing."""
    if engine.dialect.name == "sqlite":
        return set()
    with engine.connect() as connection:
        return set(connection.scalars(sa.text(_FUNCTIONS)))


def _table(inspector: Inspector, name: str) -> dict[str, Any]:
    columns = {
        column["name"]: (str(column["type"]), column["nullable"], column["default"])
        for column in inspector.get_columns(name)
    }
    key = inspector.get_pk_constraint(name)
    return {
        "columns": columns,
        "key": (key["name"], tuple(key["constrained_columns"])),
        "references": _sorted(
            (one["name"], one["constrained_columns"], one["referred_table"], one["options"])
            for one in inspector.get_foreign_keys(name)
        ),
        "uniques": _sorted(
            (one["name"], one["column_names"]) for one in inspector.get_unique_constraints(name)
        ),
        "checks": _sorted(
            (one["name"], one["sqltext"]) for one in inspector.get_check_constraints(name)
        ),
        "indexes": _sorted(
            (one["name"], one["column_names"], bool(one["unique"]), _where(one))
            for one in inspector.get_indexes(name)
        ),
    }


def _where(index: Any) -> str:
    options = index.get("dialect_options", {})
    return next((str(value) for key, value in options.items() if key.endswith("_where")), "")


def _sorted(items: Any) -> list[str]:
    return sorted(str(item) for item in items)
