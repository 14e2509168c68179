"""Keeping and collecting one content at the same moment: what has a row has its content."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from obstore.store import MemoryStore

from portal.db import Database
from portal.files import service
from portal.files.check import Checked
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.files.keeping import PLAIN, add, collect, forget, keep, lying


class Watched(FileStore):
    """Tells when a content is about to be taken away."""

    def __init__(self, inner: FileStore) -> None:
        super().__init__(inner._store)
        self.at_delete: Callable[[], object] = lambda: None

    def delete(self, key: str) -> None:
        self.at_delete()
        super().delete(key)


def run(action: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=action)
    thread.start()
    return thread


def test_what_is_being_kept_at_this_moment_is_not_collected(database: Database) -> None:
    """An old object that nobody names is kept again: written, its row not yet there."""
    store = Watched(FileStore(MemoryStore()))
    key = keep(database, store, PLAIN).key
    with database.session(reads_only=True) as session:
        row = session.scalars(sa.select(StoredFile)).one()
    forget(database, row)
    counted: list[int] = []
    with database.transaction() as session:
        add(session, store, PLAIN)
        collector = run(lambda: counted.append(collect(database, store)))
        collector.join(0.3)
        assert collector.is_alive(), "it must wait for the row"
    collector.join(20)
    assert counted == [0]
    assert store.has(key)


def test_what_is_being_collected_at_this_moment_is_written_anew(database: Database) -> None:
    store = Watched(FileStore(MemoryStore()))
    row = keep(database, store, PLAIN)
    forget(database, row)
    keepers: list[threading.Thread] = []

    def meanwhile() -> None:
        keepers.append(run(lambda: keep(database, store, PLAIN)))
        keepers[0].join(0.3)
        assert keepers[0].is_alive(), "it must wait until the object is gone"

    store.at_delete = meanwhile
    assert collect(database, store) == 1
    keepers[0].join(20)
    assert store.get(row.key) == PLAIN.data


def test_what_was_kept_and_rolled_back_goes_in_its_time(database: Database) -> None:
    store = FileStore(MemoryStore())
    with database.session() as session:
        add(session, store, PLAIN)
        session.rollback()
    assert len(lying(store)) == 1
    assert collect(database, store) == 1


def test_keepers_and_collectors_all_at_once_lose_nothing(database: Database) -> None:
    """Of three contents, again and again: whatever has a row has its content."""
    store = FileStore(MemoryStore())
    contents = [Checked("application/pdf", b"%%PDF-%d" % number, "a.pdf") for number in range(3)]

    def come_and_go() -> None:
        for checked in contents:
            forget(database, keep(database, store, checked))
        keep(database, store, contents[0])

    with ThreadPoolExecutor(5) as pool:
        work = [pool.submit(come_and_go) for _ in range(15)]
        work += [pool.submit(collect, database, store) for _ in range(10)]
    for done in work:
        done.result()
    collect(database, store)
    with database.session(reads_only=True) as session:
        rows = session.scalars(sa.select(StoredFile)).all()
        assert len(rows) == 15
        assert all(service.read(store, row) == contents[0].data for row in rows)
    assert lying(store) == {rows[0].key}
