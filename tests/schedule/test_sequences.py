"""Whatever people do, in whatever order: what must always be true stays true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry
from portal.audit.recorder import acting
from portal.participants import consenting
from portal.participants.models import TAKING_PART, Participant
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import TESTER

VISITS = ("week_6", "month-3", "month-6")
ENDLESS = {
    "staff_session_idle_minutes": "10000000",
    "staff_session_max_hours": "1000000",
    "session_idle_days": "100000",
    "session_max_days": "100000",
}
TOLD = {200, 201, 204, 409, 422}
visits = st.sampled_from(VISITS)
reached: set[str] = set()
days = st.sampled_from([-3, 0, 1, 2, 5, 8, 12, 30])
hours = st.integers(0, 23)
reasons = st.sampled_from(["Because", "Because", "Because", ""])


class People(RuleBasedStateMachine):
    """A coordinator and a participant act on the same four visits; now and then days pass."""

    portal: Portal
    desk: Desk
    last_entry = 0

    def __init__(self) -> None:
        super().__init__()
        email = f"{uuid4().hex}@example.org"
        self.participant = self.portal.enrol(email=email)
        self.phone: Browser = self.portal.browser(email)
        self.ids = {name: self.portal.visit_id(self.participant, name) for name in VISITS}
        self.request: UUID | None = None
        self.asked_for: UUID | None = None
        self.versions: dict[UUID, int] = {}
        self.removed: set[str] = set()

    def told(self, answer: Any) -> None:
        """Done, or refused with a reason: nothing else can happen."""
        # A visit that has left the schedule does not exist any more.
        assert answer.status_code in {*TOLD, 404}, answer.get_data(as_text=True)

    def version(self, visit_id: UUID) -> int:
        with self.portal.database.session(reads_only=True) as session:
            return session.get_one(Visit, visit_id).version

    @rule(name=visits, day=days, hour=hours, reason=reasons)
    def book(self, name: str, day: int, hour: int, reason: str) -> None:
        on = self.portal.today + timedelta(days=day)
        visit = self.ids[name]
        version = self.version(visit)
        self.told(self.desk.book(visit, on, f"{hour:02d}:30", version=version, reason=reason))

    @rule(
        name=visits,
        status=st.sampled_from(
            ["planned", "done", "planned", "partly_done", "missed", "cancelled"]
        ),
        reason=reasons,
    )
    def record(self, name: str, status: str, reason: str) -> None:
        visit = self.ids[name]
        self.told(
            self.desk.outcome(
                visit,
                status,
                version=self.version(visit),
                reason=reason,
                activities_done=["blood_draw"],
            )
        )

    @rule(name=visits, part=st.sampled_from(["morning", "afternoon"]), again=st.booleans())
    def ask(self, name: str, part: str, again: bool) -> None:
        if not again or self.request is None:
            self.request, self.asked_for = uuid4(), self.ids[name]
        on = str(self.portal.today + timedelta(days=3))
        body = {"proposals": [{"date": on, "part": part}]}
        path = f"/api/me/visits/{self.asked_for}/time-requests/{self.request}"
        self.told(self.phone.put(path, body))

    @rule()
    def take_the_request_back(self) -> None:
        if self.request is not None:
            path = f"/api/me/visits/{self.asked_for}/time-requests/{self.request}"
            self.told(self.phone.delete(path))

    @rule(day=st.none() | days)
    def answer(self, day: int | None) -> None:
        if self.request is None or self.asked_for is None:
            return
        booking = None
        if day is not None:
            on = self.portal.today + timedelta(days=day)
            booking = {"date": str(on), "time": "10:00", "reason": "Agreed"}
        body = {"version": self.version(self.asked_for), "booking": booking, "note": "So be it"}
        path = f"/api/staff/time-requests/{self.request}/answer"
        self.told(self.desk.browser.post(path, body))

    @rule(name=visits, coming=st.booleans())
    def say_whether_she_comes(self, name: str, coming: bool) -> None:
        method = "PUT" if coming else "DELETE"
        path = f"/api/me/visits/{self.ids[name]}/confirmation"
        self.told(self.phone.call(method, path, {} if coming else None))

    @rule(on=st.booleans())
    def set_the_flag(self, on: bool) -> None:
        flags = ["treated_brain_metastases"] if on else []
        self.told(self.desk.change(self.participant.id, flags=flags))

    @rule(day=st.integers(-120, 5), reason=reasons)
    def put_the_last_dose_right(self, day: int, reason: str) -> None:
        on = self.portal.today + timedelta(days=day)
        self.told(self.desk.set_anchor(self.participant.id, "last_dose", on, reason=reason))

    @rule(seldom=st.integers(0, 5), days_away=st.integers(0, 20))
    def leave_and_come_back(self, seldom: int, days_away: int) -> None:
        if seldom:
            return
        self.told(self.desk.move(self.participant.id, "withdrawn", reason="Moved away"))
        self.the_record_agrees_with_itself()
        self.portal.clock.turn(days=days_away)
        self.told(self.desk.move(self.participant.id, "screening", reason="Came back"))
        self._consent_anew()

    def _consent_anew(self) -> None:
        """As if she had signed again and the team too."""
        world, now = self.portal.world, self.portal.clock.now
        with self.portal.database.transaction() as session:
            acting(session, TESTER, now)
            person = session.get_one(Participant, self.participant.id)
            study = world.catalog.get(session, person.study_id, person.study.version)
            if person.status in TAKING_PART:
                consenting.in_force(session, person, study, now=now)

    @rule(count=st.sampled_from([1, 2, 7, 20]))
    def days_pass(self, count: int) -> None:
        self.portal.clock.turn(days=count)

    @invariant()
    def the_record_agrees_with_itself(self) -> None:
        with self.portal.database.session(reads_only=True) as session:
            person = session.get_one(Participant, self.participant.id)
            assert person.status is person.steps[-1].new
            for step, following in pairwise(person.steps):
                assert step.new is following.old
            self._visits_agree(session)
            self._one_open_request_a_visit(session)
            self._history_only_grows(session)

    def _visits_agree(self, session: Session) -> None:
        for visit in session.scalars(
            sa.select(Visit).where(Visit.participant_id == self.participant.id)
        ):
            steps = visit.steps
            assert visit.status is (steps[-1].new if steps else VisitStatus.PLANNED)
            reached.update(f"{step.old} to {step.new}" for step in steps)
            for step, following in pairwise(steps):
                assert step.new is following.old
            if visit.status is VisitStatus.BOOKED:
                assert visit.starts_at is not None
            if visit.status is VisitStatus.PLANNED:
                assert (visit.starts_at, visit.confirmed_at) == (None, None)
            assert visit.window_start <= visit.target <= visit.window_end
            assert set(visit.activities_done) <= set(visit.activities)
            assert visit.version >= self.versions.get(visit.id, 1)
            self.versions[visit.id] = visit.version
            if visit.status is VisitStatus.REMOVED:
                self.removed.add(str(visit.id))
            else:
                self.removed.discard(str(visit.id))

    def _one_open_request_a_visit(self, session: Session) -> None:
        wishes = session.scalars(
            sa.select(TimeRequest).where(TimeRequest.participant_id == self.participant.id)
        ).all()
        waiting = [w.visit_id for w in wishes if w.status is TimeRequestStatus.OPEN]
        assert len(waiting) == len(set(waiting))
        for wish in wishes:
            if wish.status is TimeRequestStatus.OPEN:
                assert wish.visit.status in {VisitStatus.PLANNED, VisitStatus.BOOKED}

    def _history_only_grows(self, session: Session) -> None:
        newest = session.scalar(sa.select(sa.func.max(AuditEntry.id))) or 0
        count = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))
        assert newest == count >= type(self).last_entry  # no gap: nothing was taken out
        type(self).last_entry = newest

    @invariant()
    def what_left_the_schedule_is_shown_nowhere(self) -> None:
        today = done(self.phone.get("/api/me/today"))
        schedule = self.phone.get("/api/me/schedule").get_data(as_text=True)
        for gone in self.removed:
            assert gone not in schedule
        following = today["next_visit"]
        if following and following["ends_at"]:
            assert following["ends_at"] >= today["now"]
        elif following:
            assert following["window"]["end"] >= today["today"]


def test_any_order_of_what_people_do_keeps_the_record_right(
    start_portal: Callable[..., Portal],
) -> None:
    portal = start_portal(**ENDLESS)
    desk = portal.at_desk()

    class Machine(People):
        pass

    Machine.portal, Machine.desk = portal, desk
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=15, stateful_step_count=30, deadline=None)
    )
    assert len(reached) >= 6, reached  # else the rules lead nowhere
