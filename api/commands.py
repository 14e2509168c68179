"""What the commands of `portal` share: the database, opened once it is in order."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from portal import migrations
from portal.db import Database
from portal.settings import Settings, load


class NotReady(Exception):
    """The database is not in order; the message says what to do."""


@contextlib.contextmanager
def ready_database(settings: Settings | None = None) -> Iterator[Database]:
    """The database of the settings. Raises NotReady where it lacks migrations."""
    settings = settings or load(os.environ, needs_secrets=False)
    database = Database(settings.database_url)
    try:
        if migrations.missing(database.engine):
            raise NotReady("The database lacks migrations. Run `portal migrate` first.")
        yield database
    finally:
        database.dispose()
