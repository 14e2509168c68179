"""A crowd with much that waits, and much more that does not any longer; all of it put in in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people, sessions
from portal.accounts.models import DeviceSession, Membership
from portal.accounts.roles import Role
from portal.audit.recorder import RECORDED, acting
from portal.claims.models import Claim, ClaimStatus
from portal.consent.models import (
    Consent,
    ConsentQuestion,
    ConsentSource,
    ConsentState,
    ConsentVersion,
    VersionState,
)
from portal.db import Database
from portal.participants.models import Participant, ParticipantStatus
from portal.queue.models import WorkMark
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.study.check_ins.definition import Urgency
from portal.symptoms.missed_models import MissedCheckIn
from portal.symptoms.models import Alert, AlertStatus, Outcome, Report, ReportSource
from tests.bench.foundation.bare import ROWS
from tests.bench.people import BENCH, crowd

PEOPLE = 5_000
EACH = 300
"""So many wait of each kind; of the claims, this many for a second look."""
SECOND = 100
OPEN = 10 * EACH
REPORTED = 50
"""Check-ins that came since the missed ones were worked out last."""
TEAM = "token-of-the-team"
SNOOZED, TAKEN = 20, 50


@dataclass(frozen=True, slots=True)
class Filled:
    """`shown`: the participant of the bare route. `site`: one of the sites."""

    shown: UUID
    site: UUID


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    site_id: UUID


Table = tuple[type[Any], list[dict[str, Any]]]


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


class _Work:
    def __init__(self, crew: list[Person], study_id: UUID, account_id: UUID, now: datetime) -> None:
        self.crew, self.study_id, self.account_id, self.now = crew, study_id, account_id, now
        self.today = now.date()
        self.version = [uuid4(), uuid4()]
        self.visit_of = {person.id: uuid4() for person in crew}
        self.marks: list[dict[str, Any]] = []

    def tables(self) -> Iterator[Table]:
        yield Visit, list(self._visits())
        yield from self._check_ins()
        yield TimeRequest, [self._request(p, n) for n, p in enumerate(self.crew[: 5 * EACH])]
        yield from self._consents()
        yield Claim, [self._claim(p, n) for n, p in enumerate(self.crew)]
        yield WorkMark, self.marks

    def _visits(self) -> Iterator[dict[str, Any]]:
        """Of each one visit of long ago and five ahead; of some one that nobody booked, of others
        one whose outcome is missing. The first has as many as the bare route shows."""
        yield from (self._visit(self.crew[0], -400, VisitStatus.DONE) for _ in range(ROWS))
        for number, person in enumerate(self.crew):
            yield self._visit(person, -300, VisitStatus.DONE, id=self.visit_of[person.id])
            for month in range(5):
                yield self._visit(person, 40 + 30 * month, VisitStatus.PLANNED)
            if number < EACH:
                row = self._visit(person, number % 14 - 7, VisitStatus.PLANNED)
                self._mark("visit_window", row["id"], person, number)
                yield row
            elif number < 2 * EACH:
                started = self.now - timedelta(days=number % 20 + 1)
                row = self._visit(person, -1, VisitStatus.BOOKED, starts_at=started)
                self._mark("visit_outcome", row["id"], person, number)
                yield row

    def _visit(self, person: Person, ends: int, status: VisitStatus, **more: Any) -> dict[str, Any]:
        last = self.today + timedelta(days=ends)
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "study_version": 1,
            "visit_key": "monitoring",
            "occurrence": uuid4().hex,
            "number": 6,
            "phase": "monitoring",
            "window_start": last - timedelta(days=14),
            "target": last - timedelta(days=7),
            "window_end": last,
            "activities": ["blood_draw"],
            "activities_done": [],
            "minutes": 30,
            "status": status,
            "starts_at": None,
            "time_zone": "America/New_York",
            "changed_at": self.now,
            "version": 1,
        } | more

    def _mark(self, kind: str, object_id: UUID, person: Person, number: int) -> None:
        """A few of each kind are somebody's, and fewer are put off."""
        place = number % EACH
        if place >= TAKEN:
            return
        off = place < SNOOZED
        self.marks.append(
            {
                "id": uuid4(),
                "kind": kind,
                "object_id": object_id,
                "participant_id": person.id,
                "site_id": person.site_id,
                "taken_by": None if off else self.account_id,
                "taken_by_name": None if off else "T",
                "snoozed_until": self.now + timedelta(days=3) if off else None,
                "snoozed_by_name": "T" if off else None,
                "note": "",
                "changed_at": self.now,
                "version": 1,
            }
        )

    def _check_ins(self) -> Iterator[Table]:
        reports = [self._report(person) for person in self.crew for _ in range(2)]
        yield Report, reports
        yield Alert, [self._alert(row, number) for number, row in enumerate(reports[::2])]
        missed = []
        for number, person in enumerate(self.crew[: EACH + REPORTED]):
            reported = number >= EACH
            sent = reports[2 * number]["occurrence"]
            row = self._missed(person, sent if reported else "last_dose-week-30", number)
            missed.append(row)
            self._mark("check_in", row["id"], person, number if number < EACH else EACH - 1)
        yield MissedCheckIn, missed

    def _report(self, person: Person) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "check_in": "symptoms",
            "study_version": 1,
            "instrument_version": "1",
            "occurrence": uuid4().hex,
            "due_on": self.today,
            "language": "en",
            "source": ReportSource.APP,
            "answers": {},
            "answered_at": self.now,
            "received_at": self.now,
            "digest": "",
        }

    def _alert(self, report: dict[str, Any], number: int) -> dict[str, Any]:
        open_ = number < EACH
        return {
            "id": uuid4(),
            "report_id": report["id"],
            "participant_id": report["participant_id"],
            "site_id": report["site_id"],
            "urgency": list(Urgency)[number % 3],
            "reasons": [],
            "status": AlertStatus.OPEN if open_ else AlertStatus.CLOSED,
            "made_at": self.now - timedelta(minutes=number),
            "take_by": self.now + timedelta(minutes=number % 60 - 30),
            "outcome": None if open_ else Outcome.ADVICE,
            "version": 1,
            "taken_by": None if open_ else self.account_id,
        }

    def _missed(self, person: Person, occurrence: str, number: int) -> dict[str, Any]:
        due = self.today - timedelta(days=number % 5 + 3)
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "check_in": "symptoms",
            "occurrence": occurrence,
            "newer": None,
            "due_on": due,
            "call_on": due + timedelta(days=3),
            "needs_consent": True,
        }

    def _request(self, person: Person, number: int) -> dict[str, Any]:
        row: dict[str, Any] = {
            "id": uuid4(),
            "visit_id": self.visit_of[person.id],
            "participant_id": person.id,
            "site_id": person.site_id,
            "proposals": [],
            "note": "I work on that day",
            "status": TimeRequestStatus.OPEN if number < EACH else TimeRequestStatus.ANSWERED,
            "made_at": self.now - timedelta(hours=number),
        }
        self._mark("time_request", row["id"], person, number)
        return row

    def _consents(self) -> Iterator[Table]:
        """Everyone signed the first text; all but some the second, which some only signed."""
        yield ConsentVersion, [self._text(place) for place in (0, 1)]
        old = [self._consent(person, 0, ConsentState.REPLACED) for person in self.crew]
        new = [
            self._consent(
                person, 1, ConsentState.SIGNED if number < EACH else ConsentState.IN_FORCE
            )
            for number, person in enumerate(self.crew[: -2 * EACH])
        ]
        again = [self._consent(p, 0, ConsentState.IN_FORCE) for p in self.crew[-2 * EACH : -EACH]]
        yield Consent, old[: -2 * EACH] + new + again
        yield ConsentQuestion, [self._question(row, number) for number, row in enumerate(new)]

    def _text(self, place: int) -> dict[str, Any]:
        newest = place == 1
        return {
            "id": self.version[place],
            "study_id": self.study_id,
            "number": place + 1,
            "label": str(place + 1),
            "state": VersionState.IN_FORCE if newest else VersionState.SUPERSEDED,
            "digest": "",
            "approved_on": self.today - timedelta(days=60),
            "valid_from": self.today - timedelta(days=60),
            "sign_again": ["enrolled"] if newest else [],
            "sign_again_by": self.today + timedelta(days=2) if newest else None,
            "loaded_at": self.now,
            "in_force_at": self.now - timedelta(days=30),
            "version": 1,
        }

    def _consent(self, person: Person, place: int, state: ConsentState) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "version_id": self.version[place],
            "state": state,
            "source": ConsentSource.ELECTRONIC,
            "language": "en",
            "choices": {},
            "started_at": self.now - timedelta(days=90),
            "changed_at": self.now - timedelta(days=3),
            "version": 1,
        }

    def _question(self, consent: dict[str, Any], number: int) -> dict[str, Any]:
        answered = number >= EACH
        return {
            "id": uuid4(),
            "consent_id": consent["id"],
            "participant_id": consent["participant_id"],
            "site_id": consent["site_id"],
            "text": "What happens to my blood?",
            "holds": number % 2 == 0,
            "asked_at": self.now - timedelta(hours=number % 90),
            "answer": "It is kept" if answered else None,
            "way": "portal" if answered else None,
            "answered_at": self.now if answered else None,
        }

    def _claim(self, person: Person, number: int) -> dict[str, Any]:
        status = ClaimStatus.PAID
        if number < EACH:
            status = ClaimStatus.SECOND_LOOK if number < SECOND else ClaimStatus.SENT
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "visit_id": self.visit_of[person.id],
            "study_version": 1,
            "currency": "USD",
            "status": status,
            "round": 1,
            "digest": "",
            "made_by": self.account_id,
            "made_by_name": "P",
            "by_care_partner": False,
            "sent_at": self.now - timedelta(days=number % 9),
            "check_by": self.now + timedelta(days=number % 9 - 4),
            "first_by": self.account_id if status is ClaimStatus.SECOND_LOOK else None,
            "decided_by": self.account_id if status is ClaimStatus.PAID else None,
            "version": 1,
        }
