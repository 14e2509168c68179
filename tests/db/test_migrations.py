"""Migrations run up and down with data in the database, and end in what the models say."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal import migrations
from portal.db import Base, Database
from portal.messages.words_index import WORDS_TABLE
from tests.db.sample import counts, everything, fill_every_table
from tests.db.shape import functions, shape, triggers
from tests.postgres.cluster import drop_database, fresh_database
from tests.support.databases import BOTH

SCRIPTS = ScriptDirectory(str(migrations.SCRIPTS))
NEWEST_FIRST = [script.revision for script in SCRIPTS.walk_revisions()]

PORTAL = Path(sys.executable).with_name("portal")

TABLES = (
    *("audit_entry", "participant_step", "visit_step"),
    *("consent_event", "consent_signature", "withdrawal"),
    *("symptom_contact", "symptom_missed_call", "claim_step", "thread_step", "message"),
    *("notice_attempt", "audit_link"),
)
APPEND_ONLY = {
    "sqlite": {
        *(f"{table}_no_{change}" for table in TABLES for change in ("update", "delete", "replace")),
        *("consent_text_no_update", "consent_text_no_delete"),  # once it is approved
        *("symptom_report_no_update", "symptom_report_no_delete"),  # what was answered
        "message_to_words",  # fills the index of words
    },
    "postgresql": {
        *(f"{table}_{kind}" for table in TABLES for kind in ("append_only", "no_truncate")),
        *("consent_text_fixed", "consent_text_no_truncate", "symptom_report_fixed"),
    },
}


def is_of_the_models(name: str | None, kind: str, _parents: object) -> bool:
    """All but the index of words, which Alembic cannot describe; `shape` compares it."""
    return kind not in {"table", "index"} or WORDS_TABLE not in str(name)


@pytest.fixture(params=BOTH)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'bare.sqlite3'}")
        yield database
        database.dispose()
        return
    cluster = request.getfixturevalue("cluster")
    url = fresh_database(cluster)
    database = Database(url)
    yield database
    database.dispose()
    drop_database(cluster, url)


def test_the_newest_migration_ends_in_what_the_models_say(database: Database) -> None:
    """Both as Alembic sees it and as the database itself describes tables made from the models."""
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": is_of_the_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    migrated = shape(database.engine)
    migrations.downgrade(database.engine, "base")
    Base.metadata.create_all(database.engine)
    assert shape(database.engine) == migrated


def test_there_is_one_newest_migration() -> None:
    assert len(SCRIPTS.get_heads()) == 1
    assert len(SCRIPTS.get_bases()) == 1


def test_the_history_is_guarded_by_triggers(database: Database) -> None:
    assert triggers(database.engine) == APPEND_ONLY[database.engine.dialect.name]


def test_down_and_up_again_with_data_leaves_no_remains_and_loses_no_table(
    filled: Database,
) -> None:
    database = filled
    before = (shape(database.engine), triggers(database.engine), functions(database.engine))
    migrations.downgrade(database.engine, "base")
    assert shape(database.engine) == {}
    assert triggers(database.engine) == set()
    assert functions(database.engine) == set()
    migrations.upgrade(database.engine)
    assert (shape(database.engine), triggers(database.engine), functions(database.engine)) == before
    fill_every_table(database)
    assert all(counts(database).values())


@pytest.mark.parametrize("revision", NEWEST_FIRST)
def test_going_down_to_a_revision_and_up_again_keeps_the_rows_that_it_has(
    filled: Database, revision: str
) -> None:
    database = filled
    before = counts(database)
    assert all(before.values()), "a table is empty: fill it in tests/db/sample.py"
    migrations.downgrade(database.engine, revision)
    below = counts(database)
    assert below == {name: before[name] for name in below}
    migrations.upgrade(database.engine)
    after = counts(database)
    assert {name: after[name] for name in below} == below
    assert after.keys() == before.keys()
    assert triggers(database.engine) == APPEND_ONLY[database.engine.dialect.name]
    _references_hold(database)


def _references_hold(database: Database) -> None:
    if database.is_sqlite:
        with database.engine.connect() as connection:
            assert list(connection.exec_driver_sql("PRAGMA foreign_key_check")) == []


def test_migrating_what_is_up_to_date_changes_nothing(filled: Database) -> None:
    before = everything(filled)
    migrations.upgrade(filled.engine)
    assert everything(filled) == before


def test_a_database_tells_whether_it_lacks_a_migration(bare: Database) -> None:
    assert migrations.missing(bare.engine)
    migrations.upgrade(bare.engine)
    assert not migrations.missing(bare.engine)
    with bare.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    assert migrations.missing(bare.engine)


def test_two_that_migrate_at_once_do_not_get_in_each_others_way(bare: Database) -> None:
    url = bare.engine.url.render_as_string(hide_password=False)
    environment = os.environ | {"PORTAL_DATABASE_URL": url}
    running = [
        subprocess.Popen([PORTAL, "migrate"], env=environment, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert not migrations.missing(bare.engine)


def test_nobody_else_migrates_between_two_migrations(bare: Database, tmp_path: Path) -> None:
    """All of them are one transaction: either the database has them all, or none."""
    folder = tmp_path / "versions"
    folder.mkdir()
    text = textwrap.dedent(BROKEN.format(head=SCRIPTS.get_current_head()))
    (folder / "broken.py").write_text(
        text.replace("UPDATE visit", "UPDATE nothing"), encoding="utf-8"
    )
    config = migrations.config(bare.engine)
    config.set_main_option("path_separator", "os")
    places = os.pathsep.join((str(migrations.SCRIPTS / "versions"), str(folder)))
    config.set_main_option("version_locations", places)
    with pytest.raises(sa.exc.DBAPIError):
        command.upgrade(config, "broken")
    assert sa.inspect(bare.engine).get_table_names() == []


BROKEN = """
    import sqlalchemy as sa
    from alembic import op

    revision = "broken"
    down_revision = {head!r}
    branch_labels = depends_on = None


    def upgrade():
        op.create_table("left_over", sa.Column("id", sa.Integer(), primary_key=True))
        op.execute("UPDATE account SET name = 'Nobody'")
        op.execute("UPDATE visit SET minutes = -1")
"""


def test_a_migration_that_fails_halfway_changes_nothing(filled: Database, tmp_path: Path) -> None:
    database = filled
    before = (shape(database.engine), everything(database))
    folder = tmp_path / "versions"
    folder.mkdir()
    text = textwrap.dedent(BROKEN.format(head=SCRIPTS.get_current_head()))
    (folder / "broken.py").write_text(text, encoding="utf-8")
    config = migrations.config(database.engine)
    config.set_main_option("path_separator", "os")
    places = os.pathsep.join((str(migrations.SCRIPTS / "versions"), str(folder)))
    config.set_main_option("version_locations", places)
    with pytest.raises(sa.exc.IntegrityError):
        command.upgrade(config, "broken")
    assert (shape(database.engine), everything(database)) == before
    assert not migrations.missing(database.engine)
