"""A history to meddle with: entries of many shapes, and their form worked out in Python."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from portal.audit.models import AuditEntry, AuditHead, AuditLink
from portal.audit.recorder import Actor, acting, because, record
from portal.audit.verify import Result, verify
from portal.db import Database
from tests.support.fakes import START

WORDS = ("", "asked by phone", "pidió otro día", "1,2:3", "\U0001f600", "a'b\"c", "%s %d", "\x1f\n")


def write(database: Database, count: int, *, seed: int = 1, at: datetime = START) -> None:
    """So many entries in transactions of one to five."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        with database.transaction() as session:
            for _ in range(min(chance.randint(1, 5), count - made)):
                made += 1
                who = UUID(int=chance.getrandbits(128)) if chance.random() < 0.7 else None
                acting(session, Actor("coordinator", who), at + timedelta(seconds=made))
                because(session, chance.choice(WORDS))
                some = UUID(int=chance.getrandbits(128))
                record(
                    session,
                    chance.choice(("added", "changed")),
                    kind=chance.choice(("visit", "claim")),
                    object_id=some,
                    scope=(some if chance.random() < 0.8 else None, who),
                    before=chance.choice((None, {}, {"note": chance.choice(WORDS)})),
                    after={"status": "booked", "note": chance.choice(WORDS), "n": made},
                )
                session.flush()


def checked(database: Database, **more: Any) -> Result:
    """What verify finds, with the key of the database."""
    return verify(database.engine, **{"key": database.history_key, **more})


def form(entry: AuditEntry) -> bytes:
    """The form of an entry as its description says it."""
    fields = [
        entry.at.strftime("%Y-%m-%d %H:%M:%S.%f"),
        *(_hex(entry.account_id), entry.actor, entry.action, entry.kind, _hex(entry.object_id)),
        *(_hex(entry.site_id), _hex(entry.participant_id)),
        *(json.dumps(entry.before), json.dumps(entry.after), entry.reason),
    ]
    parts = [None if field is None else field.encode() for field in fields]
    lengths = ("-1" if part is None else str(len(part)) for part in parts)
    head = ",".join((str(entry.id), *lengths))
    return head.encode() + b":" + b"".join(part or b"" for part in parts)


def _hex(identity: UUID | None) -> str | None:
    return None if identity is None else identity.hex


def rows(database: Database, model: type[Any]) -> Sequence[Any]:
    table = sa.inspect(model).local_table
    with database.engine.connect() as connection:
        return connection.execute(sa.select(table).order_by(*table.primary_key)).all()


def unguarded(database: Database) -> None:
    """Without triggers, and on PostgreSQL without references: as a superuser could have it."""
    with database.engine.begin() as connection:
        if database.is_sqlite:
            found = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.scalars(found).all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            return
        for model in (AuditEntry, AuditLink, AuditHead):
            connection.exec_driver_sql(f"ALTER TABLE {model.__tablename__} DISABLE TRIGGER ALL")
