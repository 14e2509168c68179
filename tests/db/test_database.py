"""How the portal keeps instants, dates and choices, and how it opens its database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.accounts.models import Account
from portal.audit.recorder import acting
from portal.db import Base, Database, UtcDateTime, engine_for
from portal.participants.models import Participant
from tests.postgres.cluster import Cluster, drop_database, fresh_database
from tests.support.fakes import START
from tests.support.portal import Portal
from tests.support.together import at_once
from tests.support.world import TESTER

MIAMI = ZoneInfo("America/New_York")


def account(session: Session, made_at: datetime, email: str = "a@example.org") -> Account:
    acting(session, TESTER, START)
    person = Account(email=email, name="A", language="en", made_at=made_at)
    session.add(person)
    return person


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 2, 10, tzinfo=MIAMI),
        datetime(2026, 11, 1, 1, 30, tzinfo=MIAMI, fold=1),
        datetime(2026, 3, 2, 15, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    ],
)
def test_an_instant_comes_back_as_the_same_instant_in_utc(
    database: Database, moment: datetime
) -> None:
    with database.transaction() as session:
        account(session, moment)
    with database.session(reads_only=True) as session:
        found = session.scalars(sa.select(Account.made_at)).one()
    assert found == moment.astimezone(UTC)
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with (
        pytest.raises(StatementError, match="needs a time zone"),
        database.transaction() as session,
    ):
        account(session, datetime(2026, 3, 2, 10))  # noqa: DTZ001
    with database.session(reads_only=True) as session:
        assert session.scalars(sa.select(Account)).all() == []
        naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001
        with pytest.raises(StatementError, match="needs a time zone"):
            session.scalars(sa.select(Account).where(Account.made_at < naive)).all()


@given(st.datetimes(timezones=st.timezones()))
def test_every_instant_survives_both_kinds_of_storage(moment: datetime) -> None:
    kind = UtcDateTime()
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:  # next to year 1 or 9999
        return
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        stored = kind.process_bind_param(moment, dialect)
        assert kind.process_result_value(stored, dialect) == instant


def test_every_column_of_time_is_an_instant() -> None:
    """A plain DateTime would take naive times; Date and UtcDateTime are what there is."""
    plain = [
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.DateTime)
    ]
    assert plain == []


def test_instants_in_the_embedded_database_sort_as_text(embedded: Database) -> None:
    moments = [START + timedelta(hours=hours) for hours in (5, -30, 0)]
    with embedded.transaction() as session:
        for index, moment in enumerate(moments):
            account(session, moment.astimezone(MIAMI), f"{index}@example.org")
    with embedded.session(reads_only=True) as session:
        found = session.scalars(sa.select(Account.made_at).order_by(Account.made_at))
        assert list(found) == sorted(moments)


def test_the_dates_and_flags_of_a_participant_come_back_as_they_were(portal: Portal) -> None:
    made = portal.add(consent=date(2026, 2, 28), flags=("treated_brain_metastases",))
    with portal.database.session(reads_only=True) as session:
        found = session.get_one(Participant, made.id)
        assert found.anchors == {"consent": date(2026, 2, 28)}
        assert found.flags == ["treated_brain_metastases"]


def test_what_two_change_at_once_is_kept_once(portal: Portal) -> None:
    """The version column notices it even where no service compares versions."""
    made = portal.enrol()
    with portal.database.session(reads_only=True) as first:
        stale = first.get_one(Participant, made.id)
        version = stale.version
        first.expunge(stale)
    with portal.database.transaction() as session:
        acting(session, TESTER, START)
        session.get_one(Participant, made.id).name = "First"
    with portal.database.session() as session:
        acting(session, TESTER, START)
        session.add(stale)
        stale.name = "Second"
        with pytest.raises(StaleDataError):
            session.commit()
    with portal.database.session(reads_only=True) as session:
        found = session.get_one(Participant, made.id)
        assert (found.name, found.version) == ("First", version + 1)


def test_an_error_inside_a_transaction_takes_all_of_it_back(database: Database) -> None:
    def twice() -> None:
        with database.transaction() as session:
            account(session, START)
            session.flush()
            account(session, START)

    with pytest.raises(IntegrityError):
        twice()
    with database.session(reads_only=True) as session:
        assert session.scalars(sa.select(Account)).all() == []


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 15000)],
)
def test_every_connection_to_the_embedded_database_is_set_up(
    embedded: Database, pragma: str, value: Any
) -> None:
    with embedded.engine.connect() as first:
        first.rollback()
        reading = embedded.engine.execution_options(reads_only=True)
        with reading.connect() as second:
            for connection in (first, second):
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_who_reads_does_not_wait_for_who_writes(database: Database) -> None:
    with database.session() as writing:
        account(writing, START)
        writing.flush()
        with database.session(reads_only=True) as reading:
            assert reading.scalars(sa.select(Account)).all() == []
        writing.commit()


def test_who_reads_first_and_writes_later_is_not_turned_away(database: Database) -> None:
    """Eight at once count what is there and add one: nobody meets "database is locked"."""

    def add(number: int) -> int:
        with database.transaction() as session:
            seen = len(session.scalars(sa.select(Account.id)).all())
            account(session, START, f"{number}@example.org")
        return seen

    seen = at_once([lambda number=number: add(number) for number in range(8)])
    with database.session(reads_only=True) as session:
        assert len(session.scalars(sa.select(Account.id)).all()) == 8
    if database.is_sqlite:  # one after the other
        assert sorted(seen) == list(range(8))


def test_the_folder_of_the_embedded_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'portal.sqlite3'}")
    with database.engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
    database.dispose()
    assert (tmp_path / "a" / "b" / "portal.sqlite3").is_file()


def test_the_embedded_database_is_for_the_eyes_of_its_owner(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    with database.transaction() as session:
        session.execute(sa.text("CREATE TABLE note (words TEXT)"))
        rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    database.dispose()
    assert len(rights) == 3
    assert set(rights.values()) == {0o600}


@pytest.mark.parametrize(
    "url", ["postgresql://u:p@db/portal", "postgresql+psycopg://u:p@db/portal"]
)
def test_postgresql_is_reached_through_psycopg_whichever_way_it_is_written(url: str) -> None:
    engine = engine_for(url)
    assert engine.dialect.driver == "psycopg"
    assert engine.pool._pre_ping
    engine.dispose()


@pytest.mark.parametrize("url", ["mysql://u:p@db/portal", "oracle://u:p@db/portal"])
def test_another_kind_of_database_is_named_as_impossible(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:/// or postgresql"):
        engine_for(url)


@pytest.mark.postgres
def test_a_connection_that_the_server_closed_is_replaced(cluster: Cluster) -> None:
    url = fresh_database(cluster)
    database = Database(url)
    with database.session() as session:
        number = session.scalar(sa.text("SELECT pg_backend_pid()"))
    killer = Database(database.engine.url)
    with killer.engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_terminate_backend(:number)"), {"number": number})
    killer.dispose()
    with database.session() as session:
        assert session.scalar(sa.text("SELECT 1")) == 1
    database.dispose()
    drop_database(cluster, url)
