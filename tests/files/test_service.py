"""Contents and their rows: one content is kept once, for as long as a row names it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from obstore.store import MemoryStore

from portal.audit.models import AuditEntry
from portal.audit.recorder import acting
from portal.db import Database
from portal.errors import PortalError
from portal.files import keys, service
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.files.keeping import LATER, PLAIN, collect, forget, keep, lying, receipt, ticket
from tests.support.fakes import START
from tests.support.world import TESTER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture(params=["folder", "object store"])
def store(request: pytest.FixtureRequest, folder: Path) -> FileStore:
    return FileStore.in_folder(folder) if request.param == "folder" else FileStore(MemoryStore())


# kept


def test_a_receipt_is_kept_with_what_is_drawn_of_it(embedded: Database, store: FileStore) -> None:
    checked = receipt()
    row = keep(embedded, store, checked)
    assert service.read(store, row) == checked.data
    assert service.rendition(store, row, "thumb") == checked.thumbnail
    assert (row.pages, row.look) == (None, checked.look)
    assert row.source_sha256 == checked.source_sha256 != row.sha256


def test_the_pages_of_a_ticket_are_numbered_from_one(embedded: Database, store: FileStore) -> None:
    checked = ticket(3)
    row = keep(embedded, store, checked)
    assert row.pages == 3
    assert tuple(service.rendition(store, row, number) for number in (1, 2, 3)) == checked.pages
    for missing in (0, 4):
        with pytest.raises(PortalError) as error:
            service.rendition(store, row, missing)
        assert error.value.code == "file_missing"


def test_everything_of_one_receipt_lies_together(embedded: Database, store: FileStore) -> None:
    row = keep(embedded, store, ticket())
    stem = f"{row.sha256[:2]}/{row.sha256}"
    assert lying(store) == {f"{stem}{end}" for end in (".pdf", ".thumb.jpg", ".p1.jpg", ".p2.jpg")}


def test_the_same_content_twice_is_one_object_and_two_rows(
    embedded: Database, store: FileStore
) -> None:
    one, other = keep(embedded, store, ticket()), keep(embedded, store, ticket())
    assert one.id != other.id
    assert one.key == other.key
    assert len(lying(store)) == 4


def test_what_is_only_for_comparing_stays_out_of_the_history(
    embedded: Database, store: FileStore
) -> None:
    row = keep(embedded, store, receipt())
    forget(embedded, row)
    with embedded.session(reads_only=True) as session:
        entries = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [entry.action for entry in entries] == ["added", "removed"]
        told = [*(entries[0].after or {}), *(entries[1].before or {})]
    assert "sha256" in told
    assert not {"look", "source_sha256"} & set(told)


# forgotten and collected


def test_what_no_row_names_goes_with_all_that_was_drawn_of_it(
    embedded: Database, store: FileStore
) -> None:
    row, other = keep(embedded, store, ticket()), keep(embedded, store, receipt())
    forget(embedded, row)
    assert service.read(store, row)
    assert collect(embedded, store) == 4
    assert lying(store) == {other.key, keys.rendition_key(other.sha256, "thumb")}
    assert collect(embedded, store) == 0


def test_what_another_row_names_stays(embedded: Database, store: FileStore) -> None:
    one, other = keep(embedded, store, receipt()), keep(embedded, store, receipt())
    forget(embedded, one)
    assert collect(embedded, store) == 0
    assert service.read(store, other)
    forget(embedded, other)
    assert collect(embedded, store) == 2


def test_what_is_younger_than_a_day_stays(embedded: Database, store: FileStore) -> None:
    """It may be on its way to its row."""
    forget(embedded, keep(embedded, store, receipt()))
    assert collect(embedded, store, now=datetime.now(UTC) + timedelta(hours=23)) == 0
    assert collect(embedded, store, now=datetime.now(UTC) + timedelta(hours=25)) == 2


def test_a_file_of_the_time_when_keys_were_ids_is_known_by_its_row(
    embedded: Database, store: FileStore
) -> None:
    old, gone = (f"{one.hex[:2]}/{one}.pdf" for one in (uuid4(), uuid4()))
    row = keep(embedded, store, PLAIN)
    with embedded.transaction() as session:
        acting(session, TESTER, START)
        session.get_one(StoredFile, row.id).key = old
    store.put(old, PLAIN.data)
    store.put(gone, PLAIN.data)
    assert collect(embedded, store) == 2
    assert lying(store) == {old}


@pytest.mark.parametrize(
    "key", ["lost+found/1", "notes.txt", "ab/notes.pdf", "ab/" + "a" * 63 + ".pdf", "ab/cd/x.jpg"]
)
def test_what_the_portal_did_not_put_there_is_left_alone(
    embedded: Database, store: FileStore, key: str
) -> None:
    store.put(key, b"of somebody else")
    assert collect(embedded, store) == 0
    assert lying(store) == {key}


def test_half_written_files_that_nobody_finished_go_too(embedded: Database, folder: Path) -> None:
    """The process was killed while it wrote: what it left is a receipt all the same."""
    store = FileStore.in_folder(folder)
    row = keep(embedded, store, PLAIN)
    for name in (f"{row.key}#1", f"{row.key}#12", "notes#1.txt"):
        (folder / name).write_bytes(b"half")
    os.utime(folder / f"{row.key}#12", (LATER.timestamp(), LATER.timestamp()))
    assert collect(embedded, store) == 0
    left = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert left == {row.key, f"{row.key}#12", "notes#1.txt"}


def test_collecting_where_nothing_was_ever_kept_is_no_error(
    embedded: Database, store: FileStore
) -> None:
    assert collect(embedded, store) == 0
