"""A crowd of participants to measure with, and one among them who is signed in."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import sessions
from portal.accounts.models import Account, DeviceSession, Membership
from portal.accounts.roles import Role
from portal.audit.recorder import RECORDED, Actor, acting
from portal.db import Database
from portal.participants.models import ConsentStanding, Participant, ParticipantStatus
from portal.schedule import booking, planning
from portal.schedule.booking import Booking
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.planning import participants_of_study, plan_participant
from portal.study.models import Site, Study
from portal.study.service import Catalog, put_in_force, sites
from tests.support.world import SAMPLE_STUDY

BENCH = Actor("portal: bench")
BATCH = 50
LAST_DOSE_DAYS = 184


@dataclass(frozen=True, slots=True)
class Person:
    """A participant in month 7 with her next visit booked, and the cookie's token."""

    participant_id: UUID
    token: str


def crowd(database: Database, count: int) -> UUID:
    """Load the sample study and `count` participants, all signed in, nothing planned; the study.

    They go in in bulk: what is measured is what comes after.
    """
    now = datetime.now(UTC)
    with database.transaction() as session:
        acting(session, BENCH, now)
        source = SAMPLE_STUDY.read_text(encoding="utf-8")
        study = put_in_force(session, source, name=SAMPLE_STUDY.name, now=now)
        places = list(sites(session, study.id).values())
        for table, rows in _rows(study, places, count, now):
            session.execute(sa.insert(table), rows, execution_options=RECORDED)
        return study.id


def _rows(
    study: Study, places: list[Site], count: int, now: datetime
) -> Iterator[tuple[type[Any], list[dict[str, Any]]]]:
    rows = [_person(study, places[number % len(places)], number, now) for number in range(count)]
    for table in (Account, Participant, Membership, DeviceSession):
        yield table, [row[table] for row in rows]


def _person(
    study: Study, site: Site, number: int, now: datetime
) -> dict[type[Any], dict[str, Any]]:
    account, participant = uuid4(), uuid4()
    email, name = f"p{number}@example.org", f"Participant {number}"
    last_dose = date.today() - timedelta(days=LAST_DOSE_DAYS + number % 300)  # noqa: DTZ011
    return {
        Account: {"id": account, "email": email, "name": name, "language": "en", "made_at": now},
        Participant: {
            "id": participant,
            "study_id": study.id,
            "site_id": site.id,
            "code": f"P-{number:05}",
            "name": name,
            "email": email,
            "language": "en",
            "status": ParticipantStatus.ENROLLED,
            "consent": ConsentStanding.IN_FORCE,
            "anchors": {"consent": last_dose - timedelta(days=30), "last_dose": last_dose},
            "flags": [],
            "made_at": now,
            "version": 1,
        },
        Membership: {
            "id": uuid4(),
            "account_id": account,
            "study_id": study.id,
            "site_id": site.id,
            "participant_id": participant,
            "role": Role.PARTICIPANT,
            "since": now,
        },
        DeviceSession: {
            "id": uuid4(),
            "account_id": account,
            "token_hash": sessions.token_hash(token_of(number)),
            "label": "Bench",
            "made_at": now,
            "last_seen_at": now,
            "idle_seconds": 86_400,
            "expires_at": now + timedelta(days=1),
        },
    }


def token_of(number: int) -> str:
    return f"token-of-participant-{number}"


def plan_in_batches(database: Database, study_id: UUID) -> Generator[int]:
    """Plan everyone's six years; after each batch, committed, how many visits it made."""
    now, catalog, made = datetime.now(UTC), Catalog(), 0
    with database.session() as session:
        acting(session, BENCH, now)
        for number, participant in enumerate(participants_of_study(session, study_id), 1):
            study = catalog.get(session, study_id, participant.study.version)
            made += len(plan_participant(session, participant, study, now=now).add)
            if number % BATCH == 0:
                session.commit()
                yield made
                made = 0
        session.commit()
        yield made


def planned_crowd(database: Database, count: int) -> None:
    """So many participants with their visits."""
    for _ in plan_in_batches(database, crowd(database, count)):
        pass


def first(database: Database) -> Person:
    """The first of the crowd, once her past visits are done and the next one is booked."""
    now = datetime.now(UTC)
    with database.transaction() as session:
        acting(session, BENCH, now)
        participant = session.scalar(sa.select(Participant).where(Participant.code == "P-00000"))
        assert participant is not None
        today = planning.local_today(now, participant.site.time_zone)
        visits = planning.visits_of(session, participant)
        for visit in visits:
            if visit.window_end < today:
                _done(session, visit, now)
        _book(session, next(visit for visit in visits if visit.window_end >= today), today, now)
        return Person(participant.id, token_of(0))


def _done(session: Session, visit: Visit, now: datetime) -> None:
    booking.record_outcome(
        session,
        visit,
        VisitStatus.DONE,
        activities_done=visit.activities,
        version=visit.version,
        reason="",
        by="Bench",
        now=now,
    )


def _book(session: Session, visit: Visit, today: date, now: datetime) -> None:
    booking.book(
        session,
        visit,
        Booking(
            day=max(visit.target, today + timedelta(days=2)),
            clock=time(9, 30),
            reason="Chosen by the bench",
        ),
        version=visit.version,
        by="Bench",
        now=now,
    )
