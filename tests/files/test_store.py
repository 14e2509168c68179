"""Files in the store: whole, once for each content, unchanged when they are read back."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from obstore.store import MemoryStore

from portal.audit.recorder import acting
from portal.db import Database
from portal.errors import PortalError
from portal.files import service
from portal.files.check import Checked, examine
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.files import samples
from tests.support.fakes import START
from tests.support.portal import settings_for
from tests.support.world import TESTER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def store(folder: Path) -> FileStore:
    return FileStore.in_folder(folder)


@pytest.fixture(params=["folder", "object store"])
def any_store(request: pytest.FixtureRequest, folder: Path) -> FileStore:
    return FileStore.in_folder(folder) if request.param == "folder" else FileStore(MemoryStore())


def test_what_is_put_is_got_back(any_store: FileStore) -> None:
    any_store.put("ab/one.pdf", b"content")
    assert any_store.get("ab/one.pdf") == b"content"
    assert any_store.has("ab/one.pdf")


def test_a_file_that_is_there_and_the_same_is_not_written_again(
    store: FileStore, folder: Path
) -> None:
    store.put("ab/one.pdf", b"content")
    before = (folder / "ab/one.pdf").stat()
    store.put("ab/one.pdf", b"content")
    assert (folder / "ab/one.pdf").stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_that_is_damaged_is_made_whole_when_it_comes_again(any_store: FileStore) -> None:
    any_store.put("ab/one.pdf", b"cont")
    any_store.put("ab/one.pdf", b"content")
    assert any_store.get("ab/one.pdf") == b"content"


@pytest.mark.parametrize("there", [False, True], ids=["a new file", "one that is there"])
def test_what_is_put_is_on_the_disk_and_so_are_the_folders_that_name_it(
    store: FileStore, folder: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        store.put("ab/one.pdf", b"content")
    synced: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: synced.add(os.fstat(handle).st_ino))
    store.put("ab/one.pdf", b"content")
    named = (folder, folder / "ab", folder / "ab/one.pdf")
    assert synced == {path.stat().st_ino for path in named}


def test_many_writers_of_one_content_end_in_one_whole_file(store: FileStore, folder: Path) -> None:
    content = b"content" * 100_000
    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(store.put, "one", content) for _ in range(8)]
    for writer in writers:
        writer.result()
    assert store.get("one") == content
    assert [path.name for path in folder.iterdir()] == ["one"]


def test_a_file_that_is_not_there_is_told(any_store: FileStore) -> None:
    assert not any_store.has("ab/none.pdf")
    with pytest.raises(PortalError) as error:
        any_store.get("ab/none.pdf")
    assert error.value.code == "file_missing"


def test_a_file_can_be_taken_away_and_twice_is_no_error(any_store: FileStore) -> None:
    any_store.put("one", b"content")
    any_store.delete("one")
    any_store.delete("one")
    assert not any_store.has("one")


@pytest.mark.parametrize("key", ["../out", "ab/../../out"])
def test_a_key_never_leads_out_of_the_folder(store: FileStore, folder: Path, key: str) -> None:
    with pytest.raises(ValueError, match="path"):
        store.put(key, b"content")
    assert list(folder.parent.rglob("out")) == []


def test_the_folder_is_for_the_eyes_of_its_owner(store: FileStore, folder: Path) -> None:
    store.put("one", b"content")
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_is_made_before_something_is_kept(folder: Path, store: FileStore) -> None:
    assert not folder.exists()
    assert not store.has("one")


def test_without_a_setting_files_lie_in_the_data_folder(tmp_path: Path) -> None:
    FileStore.of(settings_for(tmp_path)).put("one", b"content")
    assert (tmp_path / "files" / "one").read_bytes() == b"content"


# with their rows


def keep(database: Database, store: FileStore, checked: Checked) -> UUID:
    with database.transaction() as session:
        acting(session, TESTER, START)
        row = service.keep(
            session, store, checked, site_id=None, participant_id=None, by=None, now=START
        )
        return row.id


def get(database: Database, file_id: UUID) -> StoredFile:
    with database.session(reads_only=True) as session:
        return session.get_one(StoredFile, file_id)


def test_what_is_kept_is_on_record_and_can_be_read(embedded: Database, store: FileStore) -> None:
    data = samples.pdf()
    row = get(embedded, keep(embedded, store, examine(data, name="My scan.pdf", largest=10**6)))
    assert (row.media_type, row.name, row.size) == ("application/pdf", "My scan.pdf", len(data))
    assert row.sha256 == hashlib.sha256(data).hexdigest()
    assert row.made_at == START
    assert service.read(store, row) == data


def test_where_a_file_lies_says_nothing_about_whose_it_is(
    embedded: Database, store: FileStore
) -> None:
    checked = examine(samples.photo(), name="Eleanor Whitfield consent.jpg", largest=10**6)
    key = get(embedded, keep(embedded, store, checked)).key
    sha256 = hashlib.sha256(checked.data).hexdigest()
    assert key == f"{sha256[:2]}/{sha256}.jpg"


@pytest.mark.parametrize("change", ["one byte", "cut", "longer", "another file"])
def test_a_file_that_was_changed_is_not_handed_out(
    embedded: Database, store: FileStore, folder: Path, change: str
) -> None:
    data = samples.pdf()
    row = get(embedded, keep(embedded, store, Checked("application/pdf", data, "a.pdf")))
    changed = {
        "one byte": data[:100] + bytes([data[100] ^ 1]) + data[101:],
        "cut": data[:-1],
        "longer": data + b"\n",
        "another file": samples.pdf(pages=2),
    }
    (folder / row.key).write_bytes(changed[change])
    with pytest.raises(PortalError) as error:
        service.read(store, row)
    assert error.value.code == "file_damaged"


def test_a_row_is_never_without_its_file(embedded: Database, folder: Path) -> None:
    """The disk is full, the store is out of reach: then there is no row either."""

    class Full(FileStore):
        def put(self, key: str, content: bytes) -> None:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        keep(embedded, Full.in_folder(folder), Checked("application/pdf", b"x", "a.pdf"))
    with embedded.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0
