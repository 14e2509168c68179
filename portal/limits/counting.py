"""Adding to a counter in one statement, so that tries of the same moment are all counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.db import Database
from portal.keyed import mac
from portal.limits.models import Counter, Kind, KnownDevice, Scope

KEPT = timedelta(days=2)
DEVICE_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Key:
    """Which counter: nothing of it can be read back."""

    scope: Scope
    kind: Kind
    mac: str

    @classmethod
    def of(cls, secret: str, scope: Scope, kind: Kind, *parts: str) -> Key:
        return cls(scope, kind, mac(secret, "limit", scope, kind, *parts))


@dataclass(frozen=True, slots=True)
class Count:
    times: int
    since: datetime


def inserting(session: Session, model: Any) -> Any:
    """An INSERT that can say what happens where the row is there already."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(model) if on_sqlite else postgresql.insert(model)


def add(session: Session, key: Key, times: int, *, window: timedelta, now: datetime) -> Count:
    """Add `times`, from nothing where `window` is over; adding none still locks the counter
    until the transaction ends."""
    new = {
        "id": uuid4(),
        "scope": key.scope,
        "kind": key.kind,
        "key_mac": key.mac,
        "times": times,
        "since": now,
        "last_at": now,
    }
    over = Counter.since <= now - window
    adding = inserting(session, Counter).values(new)
    changed = adding.on_conflict_do_update(
        index_elements=["key_mac"],
        set_={
            "times": sa.case((over, 0), else_=Counter.times) + times,
            "since": sa.case((over, adding.excluded.since), else_=Counter.since),
            "last_at": adding.excluded.last_at,
        },
    ).returning(Counter.times, Counter.since)
    row = session.execute(changed).one()
    return Count(row[0], row[1])


def prune(database: Database, *, now: datetime) -> None:
    """Forget counters that are over, and devices that nobody has signed in on for a year."""
    with database.transaction() as session:
        session.execute(sa.delete(Counter).where(Counter.last_at < now - KEPT))
        session.execute(sa.delete(KnownDevice).where(KnownDevice.last_at < now - DEVICE_KEPT))
