"""What the commands of `portal` share: the database, opened once it is in order."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from portal import migrations
from portal.audit import chain
from portal.audit.seal import is_marked
from portal.db import Database
from portal.settings import Settings, load


class NotReady(Exception):
    """The database is not in order; the message says what to do."""


@contextlib.contextmanager
def ready_database(
    settings: Settings | None = None, *, writes: bool = False, checks_key: bool = True
) -> Iterator[Database]:
    """The database of the settings. Raises NotReady where it lacks migrations.

    Also where PORTAL_SECRET_KEY is not the one that the history was begun with: what is written
    with another can no longer be told from a forgery. `writes`: the command needs the right one.
    """
    settings = settings or load(os.environ, needs_secrets=False)
    database = Database(settings.database_url, settings.secret_key)
    try:
        if migrations.missing(database.engine):
            raise NotReady("The database lacks migrations. Run `portal migrate` first.")
        if writes and not settings.secret_key:
            raise NotReady(
                "PORTAL_SECRET_KEY must be set: what this command changes goes into the history, "
                "which is marked with it. Nothing was changed."
            )
        if settings.secret_key and checks_key:
            _check_key(database)
        yield database
    finally:
        database.dispose()


def _check_key(database: Database) -> None:
    with database.session(reads_only=True) as session:
        number, hash_, mac = chain.end(session.connection())
    if mac != chain.BROKEN and not is_marked(database.history_key, number, hash_, mac):
        raise NotReady(
            "PORTAL_SECRET_KEY is not the one with which the history was written last, or somebody "
            "else wrote it. Set the right key. If it is lost, or was changed on purpose, look at "
            "`portal audit verify` and accept the history as it is with `portal audit accept`."
        )
