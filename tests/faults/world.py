"""A server with a crowd on either database, and the people who will call it."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people, sessions
from portal.accounts.models import Account, DeviceSession, SessionStrength
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.db import Database
from portal.participants.models import Participant
from portal.schedule.models import Visit, VisitStatus
from portal.study.models import Site
from tests.bench.databases import empty
from tests.bench.people import BENCH, planned_crowd, token_of
from tests.support.server import Server

COORDINATOR = "coordinator-token-of-{}"


@dataclass(frozen=True, slots=True)
class Own:
    """A participant: her cookie and her visits that can still be asked about."""

    token: str
    visits: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class World:
    """`participants` are in two groups, so that the desk and the phones do not meet by chance."""

    database: Database
    server: Server
    participants: tuple[Own, ...]
    coordinators: tuple[str, ...]


@contextmanager
def world(kind: str, *, participants: int, coordinators: int = 0) -> Iterator[World]:
    """A migrated database with people in it and a server for it, not started yet."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-faults-"))
        secret = secrets.token_urlsafe(48)
        database = stack.enter_context(empty(kind, secret))
        planned_crowd(database, participants)
        tokens = tuple(_coordinator(database, number) for number in range(coordinators))
        settings = {
            "database_url": database.engine.url.render_as_string(hide_password=False),
            "secret_key": secret,
            "smtp_url": "smtp://127.0.0.1:9",  # the discard port: nobody is sent anything here
            "requests_per_minute": "100000000",
            "log_level": "WARNING",
        }
        server = Server("serve", Path(folder), settings)
        stack.callback(lambda: server.stop() if server.running else None)
        yield World(database, server, _own(database, participants), tokens)


def _coordinator(database: Database, number: int) -> str:
    """A coordinator of all sites, signed in; her cookie."""
    now, token = datetime.now(UTC), COORDINATOR.format(number)
    with database.transaction() as session:
        acting(session, BENCH, now)
        site = session.scalars(sa.select(Site)).first()
        assert site is not None
        email = f"coordinator{number}@example.org"
        account = people.account(session, email=email, name="Desk", language="en", now=now)
        people.join(
            session, account, Role.COORDINATOR, study_id=site.study_id, site_id=None, now=now
        )
        session.flush()
        _sign_in(session, account, token, now)
    return token


def _sign_in(session: Session, account: Account, token: str, now: datetime) -> None:
    session.add(
        DeviceSession(
            id=uuid4(),
            account_id=account.id,
            token_hash=sessions.token_hash(token),
            label="Desk",
            strength=SessionStrength.TWO_FACTOR,
            made_at=now,
            last_seen_at=now,
            idle_seconds=86_400,
            expires_at=now + timedelta(days=1),
        )
    )


def _own(database: Database, count: int) -> tuple[Own, ...]:
    today = datetime.now(UTC).date() + timedelta(days=1)
    with database.session(reads_only=True) as session:
        rows = session.execute(
            sa.select(Participant.code, Visit.id)
            .join(Participant, Participant.id == Visit.participant_id)
            .where(Visit.status == VisitStatus.PLANNED, Visit.window_start > today)
            .order_by(Participant.code, Visit.target)
        ).all()
    visits: dict[int, list[UUID]] = {number: [] for number in range(count)}
    for code, visit_id in rows:
        visits[int(code.removeprefix("P-"))].append(visit_id)
    return tuple(Own(token_of(number), tuple(found)) for number, found in visits.items())
