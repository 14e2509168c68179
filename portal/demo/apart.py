"""Filling the demo in a process of its own.

The store that receipts are put into runs threads, and a server that forks its workers afterwards
would hand them a store whose threads are gone: they would wait for it for ever.
"""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime

from portal.db import Database
from portal.demo import fill
from portal.settings import Settings


class NotFilled(RuntimeError):
    """The process that filled the demo failed; what it said is on standard error."""


def fill_apart(settings: Settings) -> None:
    """Fill an empty, migrated database with the demo's people. Raises NotFilled."""
    process = multiprocessing.get_context("spawn").Process(target=_fill, args=(settings,))
    process.start()
    process.join()
    if process.exitcode:
        raise NotFilled


def _fill(settings: Settings) -> None:
    database = Database(settings.database_url, settings.secret_key)
    with database.transaction() as session:
        if fill.is_empty(session):
            fill.fill(session, settings=settings, now=datetime.now(UTC))
    database.dispose()
