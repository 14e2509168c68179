"""An outbox full of notices that are due, for a crowd with a device each."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import sqlalchemy as sa

from portal.accounts.models import DeviceSession, Membership
from portal.audit.recorder import RECORDED, acting
from portal.db import Database
from portal.reminders.models import PushSubscription
from portal.reminders.writing import insert
from portal.study.reminders.definition import About
from tests.bench.people import BENCH, crowd
from tests.bench.reminders.pushing import device

RULE = "visit_tomorrow"
"""Of the sample study: through push, then mail."""
PIECE = 5000


class Crowd(NamedTuple):
    """`due_at`: the minute at which everything is due."""

    due_at: datetime
    notices: int


class _Who(NamedTuple):
    account_id: UUID
    participant_id: UUID | None
    site_id: UUID | None
    session_id: UUID


def fill(database: Database, people: int, *, each: int = 1, origin: str = "") -> Crowd:
    """So many participants with `each` notices that are due. `origin`: of the service that all their
    devices are with; without it nobody has a device."""
    crowd(database, people)
    now = datetime.now(UTC)
    due_at = now.replace(second=0, microsecond=0)
    with database.transaction() as session:
        acting(session, BENCH, now)
        them = [_Who(*row) for row in session.execute(_THEM)]
        if origin:
            rows = [_subscription(who, f"{origin}/push/{who.account_id.hex}", now) for who in them]
            session.execute(sa.insert(PushSubscription), rows, execution_options=RECORDED)
        notices = [_notice(who, number, due_at) for number in range(each) for who in them]
        for first in range(0, len(notices), PIECE):
            insert(session, notices[first : first + PIECE], now=now)
    return Crowd(due_at, len(notices))


_THEM = (
    sa.select(
        *(Membership.account_id, Membership.participant_id, Membership.site_id),
        DeviceSession.id,
    )
    .join(DeviceSession, DeviceSession.account_id == Membership.account_id)
    .order_by(Membership.account_id)
)


def _subscription(who: _Who, endpoint: str, now: datetime) -> dict[str, Any]:
    made = device(endpoint)
    return {
        "id": uuid4(),
        "account_id": who.account_id,
        "session_id": who.session_id,
        "label": "Bench",
        "endpoint": endpoint,
        "endpoint_hash": hashlib.sha256(endpoint.encode()).hexdigest(),
        "p256dh": made.p256dh,
        "auth": made.auth,
        "made_at": now,
        "seen_at": now,
    }


def _notice(who: _Who, number: int, due_at: datetime) -> dict[str, Any]:
    """About a thing of its own, so that each has a topic of its own."""
    subject = UUID(int=who.account_id.int ^ number)
    return {
        "account_id": who.account_id,
        "participant_id": who.participant_id,
        "site_id": who.site_id,
        "rule": RULE,
        "about": About.VISIT,
        "subject_id": subject,
        "occurrence": due_at.date().isoformat(),
        "page": f"/visits/{subject}",
        "safety": False,
        "channels": ["push", "mail"],
        "due_at": due_at,
        "expires_at": due_at + timedelta(hours=12),
    }
