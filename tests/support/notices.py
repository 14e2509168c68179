"""Notices at the desk, and a worker whose carriers do as a test says."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.audit.recorder import acting
from portal.outcome import Outcome
from portal.participants.models import Participant
from portal.reminders import confirming
from portal.reminders.loads import Load
from portal.reminders.models import Notice
from portal.reminders.outbox import Try
from portal.reminders.verdicts import Tried
from portal.reminders.worker import Worker
from portal.study.reminders.definition import Channel
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import TESTER, helps


@dataclass
class Always:
    """A carrier for which every try ends alike."""

    channel: Channel
    outcome: Outcome

    def carry(self, loads: Sequence[Load]) -> Sequence[Tried]:
        code = 201 if self.outcome is Outcome.ACCEPTED else 550
        made = Try(channel=self.channel, outcome=self.outcome, status_code=code)
        return [Tried((made,)) for _ in loads]

    def close(self) -> None:
        pass


def work(
    portal: Portal, *, push: Outcome = Outcome.NO_ADDRESS, mail: Outcome = Outcome.ACCEPTED
) -> None:
    """A worker sends what is due: without a device by mail, which is taken."""
    carriers = {
        one.channel: one for one in (Always(Channel.PUSH, push), Always(Channel.MAIL, mail))
    }
    Worker(portal.database, portal.world.catalog, carriers, clock=portal.clock).drain()


def nothing_arrives(portal: Portal) -> None:
    """A worker tries what is due, and no channel takes it."""
    work(portal, mail=Outcome.REFUSED)


def opened(portal: Portal, notice_id: str) -> None:
    """Her phone says that she opened it."""
    with portal.database.transaction() as session:
        confirming.opened(session, UUID(notice_id), now=portal.clock.now)


def account_id(portal: Portal, email: str) -> str:
    with portal.database.session(reads_only=True) as session:
        return str(session.scalars(sa.select(Account.id).where(Account.email == email)).one())


def add_partner(portal: Portal, participant: Participant, email: str) -> str:
    """A care partner of hers; the id of the account."""
    now = portal.clock.now
    with portal.database.transaction() as session:
        acting(session, TESTER, now)
        return str(helps(session, participant, email, now=now).account_id)


def a_subscription() -> dict[str, str]:
    """What a browser hands to the portal: a new address at a push service, and good keys."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {
        "endpoint": f"https://fcm.googleapis.com/fcm/send/{uuid4().hex}",
        "p256dh": urlsafe_b64encode(raw).decode().rstrip("="),
        "auth": urlsafe_b64encode(uuid4().bytes).decode().rstrip("="),
    }


class NoticesAtDesk:
    """Somebody of the team before the notices about one participant."""

    def __init__(self, portal: Portal, participant: Participant, desk: Browser) -> None:
        self.portal = portal
        self.participant = participant
        self.desk = desk
        self.path = f"/api/staff/participants/{participant.id}/notices"
        self.account = account_id(portal, participant.email)

    def notices(self) -> Any:
        return done(self.desk.get(self.path))

    def body(self, about: str | None, **more: Any) -> dict[str, Any]:
        return {"id": str(uuid4()), "about": about, "account_id": self.account, **more}

    def try_remind(self, about: str = "message", **more: Any) -> TestResponse:
        return self.desk.post(self.path, self.body(about, **more))

    def remind(self, about: str = "message", **more: Any) -> Any:
        return done(self.try_remind(about, **more))

    def page_of(self, notice: Any) -> str:
        """Where a tap on it leads."""
        with self.portal.database.session(reads_only=True) as session:
            return session.get_one(Notice, UUID(notice["id"])).page

    def lost(self, **more: Any) -> Any:
        """A reminder that no channel takes; the notice as it is then."""
        made = self.remind(**more)
        nothing_arrives(self.portal)
        return next(one for one in self.notices()["past"] if one["id"] == made["id"])

    def handle(self, notice: Any, note: str = "Called") -> TestResponse:
        return self.desk.post(f"/api/staff/notices/{notice['id']}/handled", {"note": note})

    def ahead(self, **query: Any) -> Any:
        return done(self.desk.get("/api/staff/reminders", query_string=query))
