"""Keeping files in tests: what is kept, and the steps of its life."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from portal.audit.recorder import acting
from portal.db import Database
from portal.files import service
from portal.files.check import Checked, Kind, examine
from portal.files.models import StoredFile
from portal.files.store import FileStore
from tests.files import receipts, samples
from tests.support.fakes import START
from tests.support.world import TESTER

LATER = datetime.now(UTC) + timedelta(days=2)
"""What is written now is old enough to go then."""
PLAIN = Checked("application/pdf", b"%PDF-plain", "a.pdf")


def receipt(number: int = 1) -> Checked:
    data = samples.written(receipts.slip("CITY TAXI", number), "PNG")
    return examine(data, name="r.png", largest=10**7, kind=Kind.RECEIPT)


def ticket(pages: int = 2) -> Checked:
    return examine(samples.pdf(pages), name="t.pdf", largest=10**7, kind=Kind.RECEIPT)


def add(session: Session, store: FileStore, checked: Checked) -> StoredFile:
    acting(session, TESTER, START)
    return service.keep(
        session, store, checked, site_id=None, participant_id=None, by=None, now=START
    )


def keep(database: Database, store: FileStore, checked: Checked) -> StoredFile:
    with database.transaction() as session:
        return add(session, store, checked)


def forget(database: Database, row: StoredFile) -> None:
    with database.transaction() as session:
        acting(session, TESTER, START)
        service.forget(session, session.get_one(StoredFile, row.id))


def lying(store: FileStore) -> set[str]:
    return {key for batch in store.written_before(LATER) for key in batch}


def collect(database: Database, store: FileStore, now: datetime = LATER) -> int:
    return service.collect(database, store, now=now)
