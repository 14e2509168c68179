"""A crowd with much that waits, and much more that does not any longer; all of it put in in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people, sessions
from portal.accounts.models import DeviceSession, Membership, SessionStrength
from portal.accounts.roles import Role
from portal.audit.recorder import RECORDED, acting
from portal.claims.models import Claim
from portal.db import Database
from portal.participants.models import Participant, ParticipantStatus
from portal.queue.models import WorkMark
from portal.schedule.models import TimeRequest, Visit
from tests.bench.people import BENCH, crowd
from tests.bench.queue import talks
from tests.bench.queue.calendar import Calendar
from tests.bench.queue.crew import EACH, OPEN, PEOPLE, TEAM, Person, Table
from tests.bench.queue.papers import Papers

__all__ = ["EACH", "OPEN", "PEOPLE", "TEAM", "Filled", "fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """`shown`: the participant of the bare route. `site`: one of the sites."""

    shown: UUID
    site: UUID


def fill(database: Database) -> Filled:
    study_id = crowd(database, PEOPLE)
    now = datetime.now(UTC)
    with database.transaction() as session:
        acting(session, BENCH, now)
        account = people.account(session, email="t@example.org", name="T", language="en", now=now)
        people.join(session, account, Role.COORDINATOR, study_id=study_id, site_id=None, now=now)
        _sign_in(session, account.id, now)
        rows = session.execute(
            sa.select(Participant.id, Participant.site_id).order_by(Participant.code)
        )
        crew = [Person(*row) for row in rows]
        made = _Work(crew, study_id, account.id, now)
        for table, values in made.tables():
            session.execute(sa.insert(table), values, execution_options=RECORDED)
        talks.write(session, crew, account.id, waiting=EACH, now=now)
        _invite_again(session, crew[-EACH:], now)
        session.flush()
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
    return Filled(crew[0].id, crew[0].site_id)


def _sign_in(session: Session, account_id: UUID, now: datetime) -> None:
    session.add(
        DeviceSession(
            account_id=account_id,
            token_hash=sessions.token_hash(TEAM),
            label="Bench",
            strength=SessionStrength.TWO_FACTOR,
            made_at=now,
            last_seen_at=now,
            idle_seconds=86_400,
            expires_at=now + timedelta(days=1),
        )
    )
    session.flush()


def _invite_again(session: Session, crew: list[Person], now: datetime) -> None:
    """The last of the crowd were invited some time ago and never came."""
    ids = [person.id for person in crew]
    theirs = sa.select(Membership.account_id).where(Membership.participant_id.in_(ids))
    session.execute(
        sa.delete(DeviceSession).where(DeviceSession.account_id.in_(theirs)),
        execution_options=RECORDED | {"synchronize_session": False},
    )
    session.execute(
        sa.update(Participant)
        .where(Participant.id.in_(ids))
        .values(status=ParticipantStatus.INVITED, made_at=now - timedelta(days=9)),
        execution_options=RECORDED | {"synchronize_session": False},
    )


class _Work(Calendar, Papers):
    def tables(self) -> Iterator[Table]:
        yield Visit, list(self.visits())
        yield from self.check_ins()
        yield TimeRequest, [self.request(p, n) for n, p in enumerate(self.crew[: 5 * EACH])]
        yield from self.consents()
        yield Claim, [self.claim(p, n) for n, p in enumerate(self.crew)]
        yield WorkMark, self.marks
