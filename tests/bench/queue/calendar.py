"""The crowd's calendar: visits, wishes for another time, check-ins and alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from portal.schedule.models import TimeRequestStatus, VisitStatus
from portal.study.check_ins.definition import Urgency
from portal.symptoms.missed_models import MissedCheckIn
from portal.symptoms.models import Alert, AlertStatus, Outcome, Report, ReportSource
from tests.bench.foundation.bare import ROWS
from tests.bench.queue.crew import EACH, REPORTED, Crew, Person, Table


class Calendar(Crew):
    def visits(self) -> Iterator[dict[str, Any]]:
        """Of each one visit of long ago and five ahead; of some one that nobody booked, of others
        one whose outcome is missing. The first has as many as the bare route shows."""
        yield from (self._visit(self.crew[0], -400, VisitStatus.DONE) for _ in range(ROWS))
        for number, person in enumerate(self.crew):
            yield self._visit(person, -300, VisitStatus.DONE, id=self.visit_of[person.id])
            for month in range(5):
                yield self._visit(person, 40 + 30 * month, VisitStatus.PLANNED)
            if number < EACH:
                row = self._visit(person, number % 14 - 7, VisitStatus.PLANNED)
                self.mark("visit_window", row["id"], person, number)
                yield row
            elif number < 2 * EACH:
                started = self.now - timedelta(days=number % 20 + 1)
                row = self._visit(person, -1, VisitStatus.BOOKED, starts_at=started)
                self.mark("visit_outcome", row["id"], person, number)
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

    def check_ins(self) -> Iterator[Table]:
        reports = [self._report(person) for person in self.crew for _ in range(2)]
        yield Report, reports
        yield Alert, [self._alert(row, number) for number, row in enumerate(reports[::2])]
        missed = []
        for number, person in enumerate(self.crew[: EACH + REPORTED]):
            reported = number >= EACH
            sent = reports[2 * number]["occurrence"]
            row = self._missed(person, sent if reported else "last_dose-week-30", number)
            missed.append(row)
            self.mark("check_in", row["id"], person, number if number < EACH else EACH - 1)
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

    def request(self, person: Person, number: int) -> dict[str, Any]:
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
        self.mark("time_request", row["id"], person, number)
        return row
