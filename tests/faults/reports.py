"""Check-ins under harm: each sent many times at once, and the server killed while they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from portal.audit.models import AuditEntry
from portal.db import Database
from portal.symptoms.models import Alert, Report
from tests.bench.databases import kinds
from tests.bench.figures import Figure, Goal
from tests.bench.report import note
from tests.faults import at_once
from tests.faults.callers import Caller
from tests.faults.client import Client
from tests.faults.kill import live_and_die, start
from tests.faults.ledger import sound
from tests.faults.world import Own, World, world
from tests.support.check_ins import STRONG, body

REPORTS = 1000
TIMES = 50
KILLS = 50
PHONES = 6
PATH = "/api/me/check-ins/reports"
NONE = Goal(0)


def figures() -> Iterator[Figure]:
    note(f"reports.*: {REPORTS} reports, each sent {TIMES} times by {TIMES} clients at once")
    note(f"reports.kill.*: {KILLS} times SIGKILL while {PHONES} phones send reports")
    for kind in kinds():
        with world(kind, participants=1) as here:
            yield from _many_times(kind, here)
        with world(kind, participants=PHONES) as here:
            yield from _killed(kind, here)


def _check_in(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.call("GET", "/api/me/check-ins").body["check_ins"][0]
    return found


def _many_times(kind: str, here: World) -> Iterator[Figure]:
    here.server.start()
    client = Client(here.server.address, here.participants[0].token)
    asked, now = _check_in(client), datetime.now(UTC)
    client.close()
    # Every other one alerts the team.
    sent = [body(asked, now, **(STRONG if number % 2 else {})) for number in range(REPORTS)]
    other = {"note": "Other words"}
    storm = at_once.send(
        here, PATH, sent, name="reports", kind=kind, times=TIMES, other_words=other
    )
    yield storm.figure("stored", at_once.count(here.database, Report.id), REPORTS)
    yield storm.figure("alerts", at_once.count(here.database, Alert.id), REPORTS // 2)
    yield from storm.figures()


class Reporting(Caller):
    """Sends reports. In doubt it sends the same again, as the phone's outbox does."""

    def __init__(self, own: Own) -> None:
        super().__init__()
        self.token = own.token
        self.acknowledged: set[UUID] = set()
        self._asked: dict[str, Any] | None = None
        self._sent: dict[str, Any] | None = None

    def step(self, client: Client) -> None:
        self._asked = self._asked or _check_in(client)
        self._sent = self._sent or body(self._asked, datetime.now(UTC), **STRONG)
        if self.expect(client.call("POST", PATH, self._sent), 200):
            self.acknowledged.add(UUID(self._sent["id"]))
        self._sent = None


def _killed(kind: str, here: World) -> Iterator[Figure]:
    phones = [Reporting(own) for own in here.participants]
    here.server.start()
    lost: set[UUID] = set()
    whole = True
    for _ in range(KILLS):
        live_and_die(here, phones)
        start(here)
        lost |= _lost(here.database, phones)
        whole = whole and sound(here.database)
    acknowledged = set().union(*(phone.acknowledged for phone in phones))
    surprises = [text for phone in phones for text in phone.surprises]
    for text in surprises[:5]:
        note(f"reports.kill.{kind}: {text}")
    prefix = f"reports.kill.{kind}"
    yield _figure_of_kill(f"{prefix}.acknowledged", len(acknowledged), Goal(KILLS, at_least=True))
    yield _figure_of_kill(f"{prefix}.lost", len(lost), NONE)
    yield _figure_of_kill(f"{prefix}.not-whole", _not_whole(here.database), NONE)
    yield _figure_of_kill(f"{prefix}.odd-answers", len(surprises), NONE)
    yield Figure(name=f"{prefix}.sound", value=whole, unit="checked by the database")


def _figure_of_kill(name: str, value: int, goal: Goal) -> Figure:
    return Figure(name=name, value=value, unit="reports", goal=goal, rounds=KILLS)


def _lost(database: Database, phones: list[Reporting]) -> set[UUID]:
    with database.session(reads_only=True) as session:
        kept = set(session.scalars(sa.select(Report.id)))
    return {one for phone in phones for one in phone.acknowledged - kept}


def _not_whole(database: Database) -> int:
    """Reports without exactly one alert and one entry in the history."""
    with database.session(reads_only=True) as session:
        reports = set(session.scalars(sa.select(Report.id)))
        alerts = session.scalars(sa.select(Alert.report_id)).all()
        told = session.scalars(
            sa.select(AuditEntry.object_id).where(AuditEntry.kind == "symptom_report")
        ).all()
    wrong = reports.symmetric_difference(alerts) | reports.symmetric_difference(told)
    return len(wrong) + len(alerts) - len(set(alerts)) + len(told) - len(set(told))
