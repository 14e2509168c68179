"""Fill an empty database with the demo's people, through the same services that staff use.

The clock is walked: each thing is done at the time at which it would have happened, so that the
history reads as six years of work and not as one busy second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.consent.library import Library
from portal.consent.sealing import SiteKeys
from portal.demo import consents, invitations, notices
from portal.demo.check_ins import CheckIns
from portal.demo.claims import Claims
from portal.demo.consents import Consenting, Tools
from portal.demo.messages import Messages
from portal.demo.people import ASKED, FINANCE, PARTICIPANTS, PARTNERS, STAFF, Again, Sample
from portal.demo.work import begin_work
from portal.files.store import FileStore
from portal.participants import service as participants
from portal.participants.models import Participant, ParticipantStatus
from portal.participants.service import NewParticipant
from portal.partners import inviting
from portal.partners.inviting import Helper
from portal.schedule import booking, planning, service
from portal.schedule.booking import Booking
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.planning import local_today
from portal.schedule.windows import to_instant
from portal.settings import Settings
from portal.study.definition import SignerRole
from portal.study.models import Site, Study
from portal.study.service import Catalog, put_in_force, sites
from portal.symptoms import missed

STUDY_FILE = Path(__file__).parent.parent / "studies" / "free-her" / "study.yaml"
BOOK_AHEAD = timedelta(days=45)
LEFT_DAYS_AGO = 20
AMENDED_DAYS_AGO = 8
SIGN_AGAIN_IN_DAYS = 16
PARTNER_SINCE_DAYS = 300
PARTNER_ASKED_DAYS = 3
QUESTION = "If the test finds something, how soon would I get the drug again?"
FRIDAY = 4
_NAMESPACE = UUID("3b7a3c07-6a44-4d2f-9a54-2f5f1a0c8f10")
DEMO = Actor("portal: demo")


def is_empty(session: Session) -> bool:
    return session.scalar(sa.select(Study.id).limit(1)) is None


def fill(session: Session, *, settings: Settings, now: datetime) -> None:
    """Load the sample study and everyone in it, with the sites' keys. The caller commits.

    The documents are asked for; the server makes them beside serving.
    """
    tools = Tools(settings, SiteKeys.of(settings), Catalog(), Library())
    begun = now - timedelta(days=1400)
    acting(session, DEMO, begun)
    source = STUDY_FILE.read_text(encoding="utf-8")
    study = put_in_force(session, source, name=STUDY_FILE.name, now=begun)
    order = [site.key for site in tools.catalog.get(session, study.id, study.version).sites]
    by_key = sites(session, study.id)
    places = [by_key[key] for key in order]
    consents.make_keys(study, by_key, tools, now)
    consents.put_in_force(session, study, "1", tools, again_by=None, now=begun)
    staff = _add_staff(session, study, places, begun)
    stories = [
        _Story(session, sample, places[sample.site], staff[sample.site], tools, now)
        for sample in PARTICIPANTS
    ]
    for story in stories:
        story.tell()
    coordinator = staff[0][Role.COORDINATOR]
    invitations.unanswered(session, places[0], by=coordinator, tools=tools, now=now)
    _add_partners(session, stories, now)
    _ask_partners(session, stories, tools, now)
    amended = now - timedelta(days=AMENDED_DAYS_AGO)
    acting(session, DEMO, amended)
    again_by = now.date() + timedelta(days=SIGN_AGAIN_IN_DAYS)
    consents.put_in_force(session, study, "2", tools, again_by=again_by, now=amended)
    for story in stories:
        story.sign_again()
        story.report()
    _tell_claims(session, stories, staff, places, tools, now)
    herself = {story.sample.email: (story.participant, story.herself()) for story in stories}
    Messages(
        session,
        herself,
        {places[at].id: team for at, team in staff.items()},
        store=FileStore.of(tools.settings),
        catalog=tools.catalog,
        now=now,
    ).tell(study, places)
    missed.work_out(session, tools.catalog, now=now)
    notices.tell(session, herself, tools.catalog, now=now)
    begin_work(session, study, coordinator, places[0], tools.catalog, now=now)


def _add_partners(session: Session, stories: Sequence[_Story], now: datetime) -> None:
    her = {story.sample.email: story.participant for story in stories}
    for partner in PARTNERS:
        since = now - timedelta(days=PARTNER_SINCE_DAYS)
        acting(session, DEMO, since)
        account = people.account(
            session, email=partner.email, name=partner.name, language="en", now=since
        )
        people.join(
            session,
            account,
            Role.CARE_PARTNER,
            study_id=her[partner.of].study_id,
            site_id=her[partner.of].site_id,
            participant_id=her[partner.of].id,
            now=since,
        )


def _ask_partners(session: Session, stories: Sequence[_Story], tools: Tools, now: datetime) -> None:
    her = {story.sample.email: story for story in stories}
    for asked in ASKED:
        story, then = her[asked.by], now - timedelta(days=PARTNER_ASKED_DAYS)
        participant, herself = story.participant, story.herself()
        acting(session, Actor(Role.PARTICIPANT.value, herself.id), then)
        helper = Helper(
            id=uuid5(herself.id, asked.email),
            name=asked.name,
            email=asked.email,
            may_read_check_ins=False,
        )
        inviting.invite(
            session,
            participant,
            helper,
            study=tools.catalog.get(session, participant.study_id, participant.study.version),
            by=herself,
            now=then,
            secret=tools.settings.secret_key,
        )
    acting(session, DEMO, now)


def _tell_claims(
    session: Session,
    stories: Sequence[_Story],
    staff: Mapping[int, Mapping[Role, Account]],
    places: Sequence[Site],
    tools: Tools,
    now: datetime,
) -> None:
    finance = people.account_of(session, FINANCE)
    assert finance is not None  # noqa: S101
    Claims(
        session,
        {story.sample.email: (story.participant, story.herself()) for story in stories},
        {places[at].id: team for at, team in staff.items()},
        finance,
        store=FileStore.of(tools.settings),
        catalog=tools.catalog,
        now=now,
    ).tell()


def _add_staff(
    session: Session, study: Study, places: Sequence[Site], now: datetime
) -> dict[int, dict[Role, Account]]:
    team: dict[int, dict[Role, Account]] = {}
    for person in STAFF:
        account = people.account(
            session, email=person.email, name=person.name, language="en", now=now
        )
        site_id = None if person.site is None else places[person.site].id
        people.join(session, account, person.role, study_id=study.id, site_id=site_id, now=now)
        if person.site is not None:
            team.setdefault(person.site, {})[person.role] = account
    return team


class _Story:
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
        herself = people.account_of(self.session, self.sample.email)
        assert herself is not None  # noqa: S101
        acting(self.session, Actor("participant", herself.id), self.moment)
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
