"""Check-ins under harm: each sent many times at once, and the server killed while they arrive."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from portal.audit.models import AuditEntry
from portal.db import Database
from portal.symptoms.models import Alert, Report
from tests.bench.databases import kinds
from tests.bench.figures import Figure, Goal
from tests.bench.report import note
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
    token = here.participants[0].token
    client = Client(here.server.address, token)
    asked, now = _check_in(client), datetime.now(UTC)
    # Every other one alerts the team.
    sent = [body(asked, now, **(STRONG if number % 2 else {})) for number in range(REPORTS)]
    answers: defaultdict[str, set[str]] = defaultdict(set)
    lock = Lock()

    def send_all(_number: int) -> None:
        own = Client(here.server.address, token)
        for one in sent:
            answer = own.call("POST", PATH, one)
            with lock:
                answers[one["id"]].add(f"{answer.status} {json.dumps(answer.body, sort_keys=True)}")
        own.close()

    with ThreadPoolExecutor(TIMES) as clients:
        list(clients.map(send_all, range(TIMES)))
    client.close()
    client = Client(here.server.address, token)  # the first one was idle, and may be gone
    other = [client.call("POST", PATH, one | {"note": "Other words"}).status for one in sent]
    client.close()
    differing = sum(len(said) != 1 for said in answers.values())
    refused = sum(not text.startswith("200") for said in answers.values() for text in said)
    yield _figure(f"reports.stored.{kind}", _count(here.database, Report.id), REPORTS)
    yield _figure(f"reports.alerts.{kind}", _count(here.database, Alert.id), REPORTS // 2)
    yield _figure(f"reports.differing-answers.{kind}", differing, 0)
    yield _figure(f"reports.refused.{kind}", refused, 0)
    yield _figure(f"reports.other-words-refused.{kind}", other.count(409), REPORTS)


def _figure(name: str, value: int, wanted: int) -> Figure:
    right = Goal(wanted, at_least=True) if wanted and value <= wanted else Goal(wanted)
    return Figure(name=name, value=value, unit="reports", goal=right, rounds=TIMES)


def _count(database: Database, column: Any) -> int:
    with database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count(column))) or 0


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
