"""Going to keys made from the content, and back: every row keeps its file, every consent its row."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa
from obstore.store import MemoryStore

from portal import migrations
from portal.consent.models import ConsentCopy
from portal.db import Database
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.db.sample import fill_every_table
from tests.db.shape import shape
from tests.files.keeping import PLAIN, keep

BEFORE, AFTER = "0003", "0004"
FILES = sa.table("stored_file", sa.column("id", sa.Uuid()), sa.column("key"))


def keys(database: Database) -> dict[UUID, str]:
    with database.engine.connect() as connection:
        return {row.id: row.key for row in connection.execute(sa.select(FILES))}


def key_is_unique(database: Database) -> bool:
    return "uq_stored_file_key" in str(shape(database.engine)["stored_file"]["uniques"])


def test_old_keys_stay_and_consents_keep_their_documents(database: Database) -> None:
    fill_every_table(database)
    before = keys(database)
    migrations.downgrade(database.engine, BEFORE)
    assert keys(database) == before
    migrations.upgrade(database.engine)
    assert keys(database) == before
    with database.session(reads_only=True) as session:
        copies = session.scalars(sa.select(ConsentCopy).where(ConsentCopy.file_id.is_not(None)))
        assert all(session.get(StoredFile, copy.file_id) for copy in copies.all())
    if database.is_sqlite:
        with database.engine.connect() as connection:
            assert list(connection.exec_driver_sql("PRAGMA foreign_key_check")) == []


@pytest.mark.parametrize("times", [1, 2])
def test_back_to_where_keys_were_unique_loses_no_file(database: Database, times: int) -> None:
    """Two rows of one content still find it; then their key is not unique there either."""
    store = FileStore(MemoryStore())
    for _ in range(times):
        keep(database, store, PLAIN)
    assert not key_is_unique(database)
    before = keys(database)
    migrations.downgrade(database.engine, BEFORE)
    assert keys(database) == before
    assert key_is_unique(database) == (times == 1)
    migrations.upgrade(database.engine)
    assert keys(database) == before
    assert not key_is_unique(database)


def test_sqlite_still_refuses_a_document_without_its_file(embedded: Database) -> None:
    """The table is made again; what refers to it refers to the new one."""
    migrations.downgrade(embedded.engine, BEFORE)
    migrations.upgrade(embedded.engine)
    fill_every_table(embedded)
    with pytest.raises(sa.exc.IntegrityError), embedded.engine.begin() as connection:
        connection.execute(sa.delete(FILES))
