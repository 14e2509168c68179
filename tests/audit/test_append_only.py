"""The database itself refuses to change the history."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from portal.audit.models import AuditEntry
from portal.db import Base
from portal.participants.models import ParticipantStep
from portal.schedule.models import VisitStep
from tests.support.portal import Portal

UPSERT = """INSERT INTO {table} SELECT * FROM {table} WHERE true LIMIT 1
ON CONFLICT (id) DO UPDATE SET reason = 'other'"""
HISTORY = (AuditEntry, VisitStep, ParticipantStep)


@pytest.fixture
def lived_in(portal: Portal) -> Portal:
    """With at least one row in every table of the history."""
    participant = portal.enrol()
    desk = portal.at_desk()
    desk.outcome(portal.visit_id(participant, "week_6"), "done")
    return portal


@pytest.mark.parametrize("model", HISTORY, ids=lambda model: model.__tablename__)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET reason = 'other'",
        "UPDATE {table} SET reason = reason",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        UPSERT,
    ],
)
def test_the_database_refuses_to_change_the_history(
    lived_in: Portal, model: type[Base], statement: str
) -> None:
    database = lived_in.database
    only = {"TRUNCATE": "postgresql", "INSERT OR": "sqlite"}
    for start, dialect in only.items():
        if statement.startswith(start) and database.engine.dialect.name != dialect:
            return
    table = model.__tablename__

    def rows() -> list[Any]:
        with database.engine.connect() as connection:
            return sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {table}")))

    before = rows()
    assert before
    with pytest.raises(DatabaseError), database.engine.begin() as connection:
        connection.exec_driver_sql(statement.format(table=table))
    assert rows() == before
