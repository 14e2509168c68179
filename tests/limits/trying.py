"""Tries without HTTP: what a service does that takes a secret."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal import limits
from portal.db import Database
from portal.errors import TooOften
from portal.limits import Client, Failed, Kind
from tests.support.fakes import START

SECRET = "a key for tests only, long enough to pass"
HERE = Client("198.51.100.1")
HER = "eleanor@example.org"


def fail(
    database: Database,
    *,
    kind: Kind = Kind.PASSWORD,
    who: str = HER,
    client: Client = HERE,
    now: datetime = START,
) -> Failed | TooOften:
    """One wrong try, in a transaction of its own."""
    with database.transaction() as session:
        try:
            attempt = limits.check(session, kind, who=who, client=client, now=now, secret=SECRET)
        except TooOften as refusal:
            return refusal
        return limits.failed(session, attempt, now=now)


def wait_before(
    database: Database,
    *,
    kind: Kind = Kind.PASSWORD,
    who: str = HER,
    client: Client = HERE,
    now: datetime = START,
) -> timedelta:
    """How long that client would have to wait before a try."""
    with database.session() as session:
        try:
            limits.check(session, kind, who=who, client=client, now=now, secret=SECRET)
        except TooOften as refusal:
            return timedelta(seconds=refusal.seconds)
        return timedelta(0)


def fail_often(url: str, start: int, times: int) -> int:
    """Wrong tries of a process of its own, each from another network; how many were counted."""
    database = Database(url)
    tries = [
        fail(database, kind=Kind.EMAIL_CODE, client=Client(f"203.0.113.{start + number}"))
        for number in range(times)
    ]
    database.dispose()
    return sum(isinstance(one, Failed) for one in tries)
