"""What happened to one sample participant, told in the order of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.demo import invitations
from portal.demo.check_ins import CheckIns
from portal.demo.consents import Consenting, Tools
from portal.demo.people import Again, Sample
from portal.participants import service as participants
from portal.participants.models import Participant, ParticipantStatus
from portal.participants.service import NewParticipant
from portal.schedule import booking, planning, service
from portal.schedule.booking import Booking
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.planning import local_today
from portal.schedule.windows import to_instant
from portal.study.definition import SignerRole
from portal.study.models import Site

BOOK_AHEAD = timedelta(days=45)
LEFT_DAYS_AGO = 20
QUESTION = "If the test finds something, how soon would I get the drug again?"
FRIDAY = 4
_NAMESPACE = UUID("3b7a3c07-6a44-4d2f-9a54-2f5f1a0c8f10")


class Story:
    """What happened to one sample participant, told in the order of time."""

    def __init__(
        self,
        session: Session,
        sample: Sample,
        site: Site,
        team: Mapping[Role, Account],
        tools: Tools,
        now: datetime,
    ) -> None:
        self.session = session
        self.sample = sample
        self.site = site
        self.coordinator = team[Role.COORDINATOR]
        self.investigator = team[Role.INVESTIGATOR]
        self.tools = tools
        self.catalog = tools.catalog
        self.now = now
        self.moment = now
        self.today = local_today(now, site.time_zone)

    def tell(self) -> None:
        participant = self.join()
        self.participant = participant
        self.consent(participant)
        self.set_dates(participant)
        for visit in planning.visits_of(self.session, participant):
            self.live(visit)
        if self.sample.leaves is not None:
            self.leave(participant)

    def go_to(self, day: date, hour: int) -> None:
        """From here on it is that hour of that day at the site, never later than now."""
        self.moment = min(to_instant(day, time(hour), self.site.time_zone), self.now)
        acting(self.session, Actor("coordinator", self.coordinator.id), self.moment)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def join(self) -> Participant:
        sample = self.sample
        self.go_to(self.ago((sample.consent or 0) + 5), 10)
        participant = participants.add(
            self.session,
            NewParticipant(
                id=uuid5(_NAMESPACE, sample.code),
                site_id=self.site.id,
                code=sample.code,
                name=sample.name,
                email=sample.email,
                phone=sample.phone,
                language=sample.language,
            ),
            sites={self.site.id},
            catalog=self.catalog,
            now=self.moment,
        )
        invitations.taken_up(
            self.session, participant, by=self.coordinator, tools=self.tools, now=self.moment
        )
        return participant

    def set_dates(self, participant: Participant) -> None:
        days = self.sample.last_dose
        if days is None:
            return
        self.go_to(self.ago(days), 16)
        participants.set_anchor(
            self.session,
            participant,
            "last_dose",
            self.ago(days),
            version=participant.version,
            reason="",
            by=self.coordinator.name,
            catalog=self.catalog,
            now=self.moment,
        )
        self.session.flush()

    def consent(self, participant: Participant) -> None:
        """She reads and signs; the coordinator who led the talk and the investigator follow."""
        if self.sample.consent is None:
            return
        way = Consenting(self.session, participant, self.tools)
        herself = self.herself()
        self.go_to(self.ago(self.sample.consent), 14)
        way.read(herself, self.moment)
        self.go_to(self.ago(self.sample.consent), 15)
        way.sign(herself, self.moment)
        self.countersign(way, self.ago(self.sample.consent))
        self.go_to(self.ago(self.sample.consent), 17)
        self.set_flags(participant)

    def herself(self) -> Account:
        found = people.account_of(self.session, self.sample.email)
        assert found is not None  # noqa: S101
        return found

    def countersign(self, way: Consenting, day: date) -> None:
        self.go_to(day, 16)
        way.countersign(self.coordinator, SignerRole.DISCUSSION_LEADER, self.moment)
        self.go_to(day, 17)
        way.countersign(self.investigator, SignerRole.INVESTIGATOR, self.moment)
        self.session.flush()

    def sign_again(self) -> None:
        """The amended text: who has signed it by now, and who reads it."""
        way = Consenting(self.session, self.participant, self.tools)
        if self.sample.reads:
            self.go_to(self.ago(2), 20)
            way.read(self.herself(), self.moment, upto=0.4)
            self.session.flush()
            way.ask(self.herself(), QUESTION, self.moment)
        if self.sample.again is Again.DUE or self.sample.leaves is not None:
            return
        self.go_to(self.ago(6), 19)
        way.read(self.herself(), self.moment)
        way.sign(self.herself(), self.moment)
        if self.sample.again is Again.COMPLETE:
            self.countersign(way, self.ago(5))
        self.session.flush()

    def report(self) -> None:
        """Her check-ins until today."""
        if self.sample.last_dose is not None and self.sample.leaves is None:
            check_ins = CheckIns(self.session, self.participant, self.catalog, self.now)
            check_ins.tell(self.herself(), self.coordinator)

    def set_flags(self, participant: Participant) -> None:
        participants.update(
            self.session,
            participant,
            {"flags": list(self.sample.flags)},
            version=participant.version,
            reason="",
            sites={participant.site_id},
            catalog=self.catalog,
            now=self.moment,
        )
        self.session.flush()

    def live(self, visit: Visit) -> None:
        """What is past has happened; what comes in the next weeks is booked."""
        if self.sample.leaves is not None and visit.target > self.ago(LEFT_DAYS_AGO):
            return
        day = _weekday(visit.target)
        if visit.window_end < self.today + timedelta(days=4):
            if not (self.sample.late and visit.target > self.ago(60)):
                self.book(visit, day, on=visit.target - timedelta(days=20))
                self.happen(visit, day)
        elif visit.target <= self.today + BOOK_AHEAD and self.sample.books_ahead:
            day = _weekday(max(day, self.today + timedelta(days=2)))
            self.book(visit, day, on=self.ago(6))

    def book(self, visit: Visit, day: date, *, on: date) -> None:
        self.go_to(on, 11)
        clock = time(9, 30) if len(visit.activities) > 1 else time(14, 0)
        outside = not visit.window_start <= day <= visit.window_end
        booking.book(
            self.session,
            visit,
            Booking(day=day, clock=clock, reason="No room on a weekday inside" if outside else ""),
            version=visit.version,
            by=self.coordinator.name,
            now=self.moment,
        )
        self.session.flush()
        if day >= self.today and self.sample.asks_for_another_time:
            self.ask(visit, day)

    def happen(self, visit: Visit, day: date) -> None:
        self.go_to(day, 17)
        outcome, reason = VisitStatus.DONE, ""
        done: tuple[str, ...] = ()
        if visit.occurrence and visit.occurrence == self.sample.missed:
            outcome, reason = VisitStatus.MISSED, "Had the flu that week"
        elif visit.occurrence and visit.occurrence == self.sample.partly:
            outcome, done = VisitStatus.PARTLY_DONE, tuple(visit.activities[:-1])
            reason = "The scanner was out of order; a new date follows"
        booking.record_outcome(
            self.session,
            visit,
            outcome,
            activities_done=done,
            version=visit.version,
            reason=reason,
            by=self.coordinator.name,
            now=self.moment,
        )
        self.session.flush()

    def ask(self, visit: Visit, day: date) -> None:
        """She asks for another time, yesterday evening."""
        self.go_to(self.ago(1), 19)
        acting(self.session, Actor("participant", self.herself().id), self.moment)
        proposals = [
            {"date": _weekday(day + timedelta(days=ahead)).isoformat(), "part": part}
            for ahead, part in ((1, "morning"), (3, "midday"), (4, "afternoon"))
        ]
        service.ask_for_another_time(
            self.session,
            visit,
            visit.participant,
            request_id=uuid5(_NAMESPACE, f"{visit.id}/wish"),
            proposals=proposals,
            note="My daughter drives me, and she works that day.",
            now=self.moment,
        )
        self.session.flush()

    def leave(self, participant: Participant) -> None:
        assert self.sample.leaves is not None  # noqa: S101
        self.go_to(self.ago(LEFT_DAYS_AGO), 12)
        if self.sample.leaves is ParticipantStatus.WITHDRAWN:
            way = Consenting(self.session, participant, self.tools)
            way.withdraw(self.herself(), self.sample.reason, self.moment)
            return
        participants.change_status(
            self.session,
            participant,
            self.sample.leaves,
            version=participant.version,
            reason=self.sample.reason,
            by=self.coordinator.name,
            catalog=self.catalog,
            now=self.moment,
        )
        self.session.flush()


def _weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)
