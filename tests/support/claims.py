"""A participant who asks her travel money back, and a team that checks and pays it, by the API."""

from __future__ import annotations

import io
import random
from datetime import time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from PIL import Image
from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.participants.models import Participant
from portal.schedule import booking
from portal.schedule.booking import Booking
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.planning import local_today
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import TESTER, enrolled, visit_id

ELEANOR = "eleanor@example.org"
VISIT_AGO, ENROLLED_AGO = timedelta(days=4), timedelta(days=20)


def travelled(portal: Portal, *, email: str = ELEANOR, **more: Any) -> Participant:
    """A participant who was at her visit of month 3 four days ago; see world.enrolled.

    She consented 130 days ago, and her visit of week 6 has no time and no outcome.
    """
    before = portal.clock.now - ENROLLED_AGO
    with portal.database.transaction() as session:
        her = enrolled(session, portal.world, now=before, email=email, **more)
        visit = session.get_one(Visit, visit_id(session, her, "month-3"))
        day = local_today(portal.clock.now, her.site.time_zone) - VISIT_AGO
        when = Booking(day=day, clock=time(9, 30))
        booking.book(session, visit, when, version=visit.version, by="Test", now=before)
        session.flush()
        acting(session, TESTER, portal.clock.now - timedelta(days=3))
        booking.record_outcome(
            session,
            visit,
            VisitStatus.DONE,
            activities_done=(),
            version=visit.version,
            reason="",
            by="Test",
            now=portal.clock.now - timedelta(days=3),
        )
    return her


def a_picture(seed: object = None, quality: int = 85) -> bytes:
    """A receipt as a JPEG. Another seed looks otherwise, another quality nearly the same."""
    dice = random.Random(str(seed) if seed is not None else uuid4().hex)
    paper = Image.new("L", (240, 320), "white")
    for _ in range(60):
        x, y = dice.randrange(10, 200), dice.randrange(10, 300)
        paper.paste("black", (x, y, x + dice.randrange(6, 30), y + 6))
    written = io.BytesIO()
    paper.convert("RGB").save(written, "JPEG", quality=quality)
    return written.getvalue()


class Traveller:
    """One participant, or her care partner, with a phone. Sums in cents, distances in tenths."""

    def __init__(
        self, portal: Portal, email: str = ELEANOR, *, phone: Browser | None = None
    ) -> None:
        self.portal = portal
        self.phone: Browser = phone or portal.browser(email)

    def travel(self) -> dict[str, Any]:
        """Everything that her phone knows of travel money."""
        found: dict[str, Any] = done(self.phone.get("/api/me/travel"))
        return found

    @cached_property
    def visit(self) -> str:
        """The id of the last visit that she was at."""
        return str(self._visit["id"])

    @cached_property
    def day(self) -> str:
        """The day of that visit."""
        return str(self._visit["day"])

    @cached_property
    def _visit(self) -> dict[str, Any]:
        visits: list[dict[str, Any]] = self.travel()["visits"]
        return next(visit for visit in visits if visit["status"] == "done")

    def hand_in(
        self, data: bytes, receipt_id: UUID | str | None = None, name: str = "receipt.jpg"
    ) -> TestResponse:
        """Send a file as a receipt."""
        return self.phone.call(
            "POST",
            f"/api/me/receipts/{receipt_id or uuid4()}",
            data={"file": (io.BytesIO(data), name)},
            content_type="multipart/form-data",
        )

    def receipt(self, data: bytes | None = None) -> str:
        """Hand in a receipt, one like no other if none is given; its id."""
        return str(done(self.hand_in(a_picture() if data is None else data))["id"])

    def line(self, category: str, amount: int | None = None, **more: Any) -> dict[str, Any]:
        """A line of the visit's day. Mileage has a `distance` and no amount."""
        given = {"id": str(uuid4()), "category": category, "spent_on": self.day}
        return given | ({} if amount is None else {"amount": amount}) | more

    def parking(self, amount: int = 1400, **more: Any) -> dict[str, Any]:
        """A line with a receipt, handed in if none is given."""
        receipts = more.pop("receipts", None) or [self.receipt()]
        return self.line("parking", amount, receipts=receipts, **more)

    def body(self, lines: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
        """A claim as the phone sends it: for parking with a receipt, unless there are lines."""
        claim = {
            "id": str(uuid4()),
            "round": 1,
            "visit_id": more.pop("visit_id", None) or self.visit,
            "currency": "USD",
            "lines": [self.parking()] if lines is None else lines,
        }
        return claim | more

    def send(self, sent: dict[str, Any]) -> TestResponse:
        return self.phone.post("/api/me/claims", sent)

    def claim(self, lines: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
        """Send a claim; what the portal says of it."""
        told: dict[str, Any] = done(self.send(self.body(lines, **more)))
        return told

    def claims(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.travel()["claims"]
        return found

    def withdraw(self, claim_id: str) -> TestResponse:
        return self.phone.post(f"/api/me/claims/{claim_id}/withdrawal")

    def dispute(self, claim_id: str, note: str = "Please look again.") -> TestResponse:
        return self.phone.post(f"/api/me/claims/{claim_id}/dispute", {"note": note})


class Reviewer:
    """Somebody of the team who checks claims or pays them.

    Each reads the claim's version first and sends it along, unless `version` is given.
    """

    def __init__(
        self,
        portal: Portal,
        role: Role = Role.COORDINATOR,
        *,
        email: str | None = None,
        browser: Browser | None = None,
    ) -> None:
        self.portal = portal
        self.browser = browser or portal.browser(email or portal.world.staff[role].email)

    def list(self, waiting: str = "to_check") -> list[dict[str, Any]]:
        found = done(self.browser.get(f"/api/staff/claims?waiting={waiting}"))
        rows: list[dict[str, Any]] = found["rows"]
        return rows

    def counts(self) -> dict[str, Any]:
        found: dict[str, Any] = done(self.browser.get("/api/staff/claims"))["counts"]
        return found

    def detail(self, claim_id: str) -> dict[str, Any]:
        found: dict[str, Any] = done(self.browser.get(f"/api/staff/claims/{claim_id}"))
        return found

    def _act(self, claim_id: str, what: str, body: dict[str, Any]) -> TestResponse:
        if "version" not in body:
            body["version"] = self.detail(claim_id)["version"]
        return self.browser.post(f"/api/staff/claims/{claim_id}/{what}", body)

    def take(self, claim_id: str, **more: Any) -> TestResponse:
        return self._act(claim_id, "take", more)

    def release(self, claim_id: str, **more: Any) -> TestResponse:
        return self._act(claim_id, "release", more)

    def decide(self, claim_id: str, decision: str = "approve", **more: Any) -> TestResponse:
        """`lines`, `note` as the desk sends them."""
        return self._act(claim_id, "decision", {"decision": decision, **more})

    def batch(self, *claim_ids: str, **more: Any) -> TestResponse:
        """Put claims into a batch that goes out today."""
        body = {
            "id": str(uuid4()),
            "claims": list(claim_ids),
            "expected_on": str(self.portal.today),
        }
        return self.browser.post("/api/staff/payment-batches", body | more)

    def settle(self, batch_id: str, **more: Any) -> TestResponse:
        """Say that a batch went out today."""
        body = {"paid_on": str(self.portal.today), "reference": "ACH-1"}
        return self.browser.post(f"/api/staff/payment-batches/{batch_id}/paid", body | more)

    def pay(self, *claim_ids: str) -> dict[str, Any]:
        """Pay claims in one batch; the batch as it is then."""
        made = done(self.batch(*claim_ids))
        paid: dict[str, Any] = done(self.settle(made["id"]))
        return paid

    def fail(self, payment: dict[str, Any], reason: str = "Account closed") -> TestResponse:
        """Say that a payment, as it was read, did not arrive."""
        body = {"version": payment["version"], "reason": reason}
        return self.browser.post(f"/api/staff/payments/{payment['id']}/failed", body)
