"""Receipts in a backup: with what is drawn of them, also while others are being kept."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from portal.backup import backup, restore
from portal.db import Database
from portal.files import service
from portal.files.check import Checked
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.files.keeping import forget, keep, lying, receipt, ticket
from tests.support.fakes import START


def rows(database: Database) -> list[StoredFile]:
    with database.session(reads_only=True) as session:
        return list(session.scalars(sa.select(StoredFile)))


def brought_back(file: Path, tmp_path: Path) -> tuple[Database, FileStore]:
    """The portal that a backup is restored to."""
    url, folder = f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path / "new"
    restore(url, file, replace=False, folders={"files": folder})
    return Database(url), FileStore.in_folder(folder)


def test_receipts_come_back_with_all_that_is_drawn_of_them(
    embedded: Database, tmp_path: Path
) -> None:
    folder, checked = tmp_path / "files", (receipt(), ticket(2))
    store = FileStore.in_folder(folder)
    for each in checked:
        keep(embedded, store, each)
    backup(str(embedded.engine.url), tmp_path / "b", now=START, folders={"files": folder})
    database, found = brought_back(tmp_path / "b", tmp_path)
    assert lying(found) == lying(store)
    for row in rows(database):
        own = next(each for each in checked if each.media_type == row.media_type)
        assert service.read(found, row) == own.data
        assert service.rendition(found, row, "thumb") == own.thumbnail
        for number, page in enumerate(own.pages, start=1):
            assert service.rendition(found, row, number) == page
    database.dispose()


def test_a_backup_while_receipts_come_and_go_is_whole(embedded: Database, tmp_path: Path) -> None:
    """Every row that it brings back has its content, whatever is written and collected meanwhile."""
    folder, stop = tmp_path / "files", threading.Event()
    store = FileStore.in_folder(folder)
    for number in range(40):  # nobody's, and old
        row = keep(embedded, store, pdf(-number))
        forget(embedded, row)
        os.utime(folder / row.key, (0, 0))
    kept = [0]

    def work() -> None:
        while not stop.is_set():
            kept[0] += 1
            keep(embedded, store, pdf(kept[0]))
            service.collect(embedded, store, now=datetime.now(UTC))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(4):
            file = tmp_path / f"b{number}"
            backup(str(embedded.engine.url), file, now=START, folders={"files": folder})
    finally:
        stop.set()
        worker.join(20)
    database, found = brought_back(tmp_path / "b3", tmp_path)
    assert 0 < len(rows(database)) <= kept[0]
    assert all(service.read(found, row) for row in rows(database))
    assert not [path for path in (tmp_path / "new").rglob("*") if "#" in path.name]
    database.dispose()


def pdf(number: int) -> Checked:
    return Checked("application/pdf", b"%%PDF-%d " % number * 20_000, "a.pdf")
