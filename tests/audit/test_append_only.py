"""The database itself refuses to change the history."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from portal.audit.models import AuditEntry
from portal.claims.models import ClaimStep
from portal.db import Base
from portal.participants.models import ParticipantStep
from portal.reminders.models import NoticeAttempt
from portal.schedule.models import VisitStep
from tests.support.claims import Traveller
from tests.support.notices import NoticesAtDesk
from tests.support.portal import Portal

UPSERT = """INSERT INTO {table} SELECT * FROM {table} WHERE true LIMIT 1
ON CONFLICT (id) DO UPDATE SET {words} = 'other'"""
HISTORY: dict[type[Base], str] = {
    AuditEntry: "reason",
    VisitStep: "reason",
    ParticipantStep: "reason",
    ClaimStep: "note",
    NoticeAttempt: "outcome",
}
"""Each table with a column of words."""


@pytest.fixture
def lived_in(portal: Portal) -> Portal:
    """With at least one row in every table of the history."""
    participant = portal.enrol()
    desk = portal.at_desk()
    desk.outcome(portal.visit_id(participant, "week_6"), "done")
    Traveller(portal, participant.email).claim()
    NoticesAtDesk(portal, participant, portal.at_desk().browser).lost()
    return portal


@pytest.mark.parametrize("model", HISTORY, ids=lambda model: model.__tablename__)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {words} = 'other'",
        "UPDATE {table} SET {words} = {words}",
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
        connection.exec_driver_sql(statement.format(table=table, words=HISTORY[model]))
    assert rows() == before
