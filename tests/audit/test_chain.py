"""Every entry is linked to the one before it, whatever was rolled back and whoever else writes."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import backup as backups
from portal import migrations
from portal.accounts.models import Account
from portal.audit import accepting, chain, pending
from portal.audit.canonical import GENESIS, content_sql, link_hash
from portal.audit.models import AuditEntry, AuditHead, AuditLink
from portal.audit.recorder import NobodyActs, acting, because, record
from portal.db import Database
from tests.audit.chains import checked, form, rows, unguarded, write
from tests.support.fakes import START
from tests.support.world import TESTER


def one(session: object, count: int = 1) -> None:
    for _ in range(count):
        record(session, "added", kind="visit", object_id=uuid4())  # type: ignore[arg-type]


def test_the_database_makes_the_form_that_the_description_says(database: Database) -> None:
    write(database, 60)
    content = content_sql(database.engine.dialect.name)
    with database.session(reads_only=True) as session:
        made = session.connection().exec_driver_sql(
            f"SELECT {content} FROM audit_entry e ORDER BY e.id"
        )
        entries = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [text.encode() for text in made.scalars()] == [form(entry) for entry in entries]


text = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=30)
fields = st.lists(st.none() | text, min_size=11, max_size=11)


@given(fields, fields)
def test_two_entries_never_have_the_same_form(
    one: list[str | None], other: list[str | None]
) -> None:
    def told(values: list[str | None]) -> str:
        lengths = ("-1" if value is None else str(len(value.encode())) for value in values)
        return ",".join(lengths) + ":" + "".join(value or "" for value in values)

    assert (told(one) == told(other)) == (one == other)


def test_numbers_have_no_gap_and_each_hash_covers_the_one_before(database: Database) -> None:
    write(database, 40)
    links = rows(database, AuditLink)
    assert [link.number for link in links] == list(range(1, 41))
    with database.session(reads_only=True) as session:
        entries = {entry.id: form(entry) for entry in session.scalars(sa.select(AuditEntry))}
    hash_ = GENESIS
    for link in links:
        hash_ = link_hash(hash_, entries[link.entry_id])
        assert link.hash == hash_
    assert rows(database, AuditHead)[0][1:3] == (40, hash_)
    assert checked(database).faults == ()


def test_a_savepoint_that_is_rolled_back_leaves_no_gap(database: Database) -> None:
    with database.transaction() as session:
        acting(session, TESTER, START)
        one(session)
        with session.begin_nested():
            one(session, 2)
        nested = session.begin_nested()
        one(session, 3)
        session.flush()
        nested.rollback()
        one(session)
    assert [link.number for link in rows(database, AuditLink)] == [1, 2, 3, 4]
    assert checked(database).faults == ()


def of(session: Session) -> list[str]:
    return list(session.scalars(sa.select(AuditEntry.reason).order_by(AuditEntry.id)))


def say(session: Session, reason: str) -> None:
    because(session, reason)
    one(session)


def test_what_was_written_early_in_a_savepoint_that_is_rolled_back_is_written_again(
    database: Database,
) -> None:
    with database.transaction() as session:
        acting(session, TESTER, START)
        say(session, "first")
        with session.begin_nested() as outer:
            say(session, "of the outer savepoint")
            with session.begin_nested():
                say(session, "of the inner one")
                pending.write(session)
                assert of(session) == ["first", "of the outer savepoint", "of the inner one"]
            outer.rollback()
        assert of(session) == []
        say(session, "last")
        pending.write(session)
        say(session, "at the commit")
    with database.session() as session:
        assert of(session) == ["first", "last", "at the commit"]
    assert [link.number for link in rows(database, AuditLink)] == [1, 2, 3]
    assert checked(database).faults == ()


def test_a_flush_that_fails_in_a_savepoint_leaves_no_entry_of_it(database: Database) -> None:
    same = {"email": "a@example.org", "name": "Ana", "language": "en", "made_at": START}

    def add(session: Session) -> None:
        session.add(Account(**same))
        session.flush()

    def add_again(session: Session) -> None:
        with session.begin_nested():
            add(session)

    with database.transaction() as session:
        acting(session, TESTER, START)
        add(session)
        with pytest.raises(IntegrityError):
            add_again(session)
        say(session, "told")
    with database.session() as session:
        assert of(session) == ["", "told"]
    assert checked(database).faults == ()


def test_a_transaction_that_is_rolled_back_or_closed_leaves_nothing_to_link(
    database: Database,
) -> None:
    with database.session() as session:
        acting(session, TESTER, START)
        one(session)
        session.flush()
        session.rollback()
        one(session)
        session.flush()
        session.close()
        acting(session, TESTER, START)
        one(session)
        session.commit()
        one(session)
        session.commit()
    assert [link.number for link in rows(database, AuditLink)] == [1, 2]
    assert checked(database).faults == ()


def test_entries_written_past_the_recorder_are_refused(database: Database) -> None:
    with pytest.raises(NobodyActs), database.transaction() as session:
        session.execute(sa.insert(AuditEntry), [{"actor": "x"}])


@pytest.mark.postgres
def test_many_writers_at_once_make_one_chain_without_a_gap(
    request: pytest.FixtureRequest, postgres_template: str, tmp_path: Path
) -> None:
    from tests.support.databases import copied  # noqa: PLC0415

    with copied("postgres", postgres_template, request, tmp_path) as database:
        failed: list[BaseException] = []
        begin = threading.Barrier(8)

        def writer(seed: int) -> None:
            try:
                begin.wait(30)
                write(database, 60, seed=seed)
            except BaseException as error:  # noqa: BLE001 (told below)
                failed.append(error)

        threads = [threading.Thread(target=writer, args=(seed,)) for seed in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert failed == []
        links = rows(database, AuditLink)
        assert [link.number for link in links] == list(range(1, 481))
        assert checked(database).faults == ()


KILLED = """
import os, signal, sys
from uuid import uuid4
from datetime import UTC, datetime
from portal.audit.recorder import Actor, acting, record
from portal.db import Database

database = Database(sys.argv[1])
with database.transaction() as session:
    acting(session, Actor("portal: test"), datetime.now(UTC))
    record(session, "added", kind="visit", object_id=uuid4())
with database.session() as session:
    acting(session, Actor("portal: test"), datetime.now(UTC))
    record(session, "added", kind="visit", object_id=uuid4())
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_before_it_commits_leaves_a_chain_that_holds(
    database: Database,
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), url], check=False)
    assert ended.returncode == -signal.SIGKILL
    write(database, 3)
    result = checked(database)
    assert (result.entries, result.faults) == (4, ())


def test_a_backup_that_is_restored_still_verifies(embedded: Database, tmp_path: Path) -> None:
    write(embedded, 20)
    backups.backup(str(embedded.engine.url), tmp_path / "b", now=START)
    new = f"sqlite:///{tmp_path / 'new' / 'portal.sqlite3'}"
    backups.restore(new, tmp_path / "b", replace=False)
    restored = Database(new)
    write(restored, 2)
    assert (checked(restored).entries, checked(restored).faults) == (22, ())
    restored.dispose()


def test_a_history_from_before_there_was_a_chain_is_linked_by_the_migration(
    database: Database,
) -> None:
    write(database, 30)
    before = rows(database, AuditLink)
    migrations.downgrade(database.engine, "0008")
    assert migrations.has_unlinked_history(database.engine)
    migrations.upgrade(database.engine, history_key=database.history_key)
    write(database, 2)
    assert rows(database, AuditLink)[:30] == before
    assert (checked(database).entries, checked(database).faults) == (32, ())


def test_what_is_added_to_a_forged_end_never_makes_it_good(embedded: Database) -> None:
    write(embedded, 10)
    unguarded(embedded)
    with embedded.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_link WHERE number > 8")
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE id > 8")
        connection.exec_driver_sql(
            "UPDATE audit_head SET number = 8, "
            "hash = (SELECT hash FROM audit_link WHERE number = 8)"
        )
    write(embedded, 5)
    result = checked(embedded)
    assert result.entries == 13
    assert not result.marked
    assert any("mark" in fault for fault in result.faults)
    assert rows(embedded, AuditHead)[0].mac == chain.BROKEN
    accepting.accept(embedded, reason="The disk was replaced", now=datetime(2026, 3, 3, tzinfo=UTC))
    assert (checked(embedded).marked, checked(embedded).entries) == (True, 14)


def test_another_secret_does_not_pass_for_the_portals(embedded: Database) -> None:
    write(embedded, 3)
    other = Database(embedded.engine.url, "another secret")
    assert [("mark" in fault) for fault in checked(other).faults] == [True]
    assert checked(other, key=None).faults == ()
    other.dispose()


def test_verifying_sees_one_moment_while_others_write(database: Database) -> None:
    write(database, 30)
    over = threading.Event()

    def go_on() -> None:
        seed = 10
        while not over.is_set():
            write(database, 5, seed=(seed := seed + 1))

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        found = [checked(database) for _ in range(15)]
    finally:
        over.set()
        thread.join(60)
    assert [result.faults for result in found] == [()] * 15
