"""Claims under harm: each sent many times at once, the server killed between photo and claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from portal.audit.models import AuditEntry
from portal.claims.models import Claim, ClaimLine, ClaimReceipt, ClaimStep
from portal.db import Database
from tests.bench.databases import kinds
from tests.bench.figures import Figure, Goal
from tests.bench.report import note
from tests.faults import at_once
from tests.faults.callers import Caller
from tests.faults.client import Client
from tests.faults.kill import live_and_die, start
from tests.faults.ledger import sound
from tests.faults.world import Own, World, world
from tests.support.claims import a_picture

CLAIMS = 200
TIMES = 50
KILLS = 30
PHONES = 4
PATH = "/api/me/claims"
NONE = Goal(0)
PICTURES = [a_picture(number) for number in range(8)]


def figures() -> Iterator[Figure]:
    note(f"claims.*: {CLAIMS} claims, each sent {TIMES} times by {TIMES} clients at once")
    note(f"claims.kill.*: {KILLS} times SIGKILL while {PHONES} phones send photos and claims")
    for kind in kinds():
        with world(kind, participants=1) as here:
            yield from _many_times(kind, here)
        with world(kind, participants=PHONES) as here:
            yield from _killed(kind, here)


def _visit(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.call("GET", "/api/me/travel").body["visits"][0]
    return found


def _body(visit: dict[str, Any], receipts: list[str], *, amount: int = 900) -> dict[str, Any]:
    line = {
        "id": str(uuid4()),
        "category": "parking",
        "spent_on": visit["day"],
        "amount": amount,
        "receipts": receipts,
        "receipt_lost": "" if receipts else "Lost on the way",
    }
    return {
        "id": str(uuid4()),
        "round": 1,
        "visit_id": visit["id"],
        "currency": "USD",
        "lines": [line],
        "late_reason": "Sent by a machine",
    }


def _many_times(kind: str, here: World) -> Iterator[Figure]:
    here.server.start()
    client = Client(here.server.address, here.participants[0].token)
    visit = _visit(client)
    client.close()
    sent = [_body(visit, []) for _ in range(CLAIMS)]
    other = {"late_reason": "Other"}
    storm = at_once.send(here, PATH, sent, name="claims", kind=kind, times=TIMES, other_words=other)
    for name, column in (("stored", Claim.id), ("lines", ClaimLine.id), ("steps", ClaimStep.id)):
        yield storm.figure(name, at_once.count(here.database, column), CLAIMS)
    yield from storm.figures()


class Claiming(Caller):
    """Hands in a photo, then the claim that names it. In doubt it sends the same again."""

    def __init__(self, own: Own) -> None:
        super().__init__()
        self.token = own.token
        self.acknowledged: set[UUID] = set()
        self._visit: dict[str, Any] | None = None
        self._receipt: tuple[str, bytes] | None = None
        self._handed_in = False
        self._sent: dict[str, Any] | None = None
        self._turn = 0

    def step(self, client: Client) -> None:
        self._visit = self._visit or _visit(client)
        if self._receipt is None:
            self._turn += 1
            self._receipt = (str(uuid4()), PICTURES[self._turn % len(PICTURES)])
        receipt_id, picture = self._receipt
        if not self._handed_in:
            path = f"/api/me/receipts/{receipt_id}"
            self._handed_in = self.expect(client.call("POST", path, picture), 200)
            return
        self._sent = self._sent or _body(self._visit, [receipt_id])
        if self.expect(client.call("POST", PATH, self._sent), 200):
            self.acknowledged.add(UUID(self._sent["id"]))
        self._receipt, self._handed_in, self._sent = None, False, None


def _killed(kind: str, here: World) -> Iterator[Figure]:
    phones = [Claiming(own) for own in here.participants]
    here.server.start()
    whole = True
    for _ in range(KILLS):
        live_and_die(here, phones)
        start(here)
        whole = whole and sound(here.database)
    acknowledged = set().union(*(phone.acknowledged for phone in phones))
    surprises = [text for phone in phones for text in phone.surprises]
    for text in surprises[:5]:
        note(f"claims.kill.{kind}: {text}")
    with here.database.session(reads_only=True) as session:
        kept = set(session.scalars(sa.select(Claim.id)))
    prefix = f"claims.kill.{kind}"
    yield _of_kill(f"{prefix}.acknowledged", len(acknowledged), Goal(KILLS, at_least=True))
    yield _of_kill(f"{prefix}.lost", len(acknowledged - kept), NONE)
    yield _of_kill(f"{prefix}.not-whole", _not_whole(here.database), NONE)
    yield _of_kill(f"{prefix}.unreadable", _unreadable(here, phones), NONE)
    yield _of_kill(f"{prefix}.odd-answers", len(surprises), NONE)
    yield Figure(name=f"{prefix}.sound", value=whole, unit="checked by the database")


def _of_kill(name: str, value: int, goal: Goal) -> Figure:
    return Figure(name=name, value=value, unit="claims", goal=goal, rounds=KILLS)


def _not_whole(database: Database) -> int:
    """Claims without exactly one line, one receipt, one step and one entry in the history."""
    with database.session(reads_only=True) as session:
        claims = sorted(session.scalars(sa.select(Claim.id)))
        parts = [
            session.scalars(sa.select(ClaimLine.claim_id)),
            session.scalars(
                sa.select(ClaimReceipt.claim_id).where(ClaimReceipt.claim_id.is_not(None))
            ),
            session.scalars(sa.select(ClaimStep.claim_id)),
            session.scalars(
                sa.select(AuditEntry.object_id).where(
                    AuditEntry.kind == "claim", AuditEntry.action == "added"
                )
            ),
        ]
        return sum(sorted(found) != claims for found in parts)


def _unreadable(here: World, phones: list[Claiming]) -> int:
    """Receipts of stored claims that the portal cannot show any more."""
    wrong = 0
    for phone in phones:
        client = Client(here.server.address, phone.token)
        claims = client.call("GET", "/api/me/travel").body["claims"]
        ids = [one["id"] for claim in claims for line in claim["lines"] for one in line["receipts"]]
        client.close()
        wrong += sum(not _shown(here, phone.token, receipt_id) for receipt_id in ids)
    return wrong


def _shown(here: World, token: str, receipt_id: str) -> bool:
    client = Client(here.server.address, token)
    try:
        return client.fetch(f"/api/me/receipts/{receipt_id}/picture") == 200
    finally:
        client.close()
