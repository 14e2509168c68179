"""Telling the conversations of the demo's people through the services that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.demo.message_stories import ANNOUNCED, ANSWERER, TALKS, Announced, Line, Side, Talk
from portal.demo.receipts import Slip, photographed
from portal.files.store import FileStore
from portal.messages import announcing, attachments, handling, marks, writing
from portal.messages.announcement_models import Delivery
from portal.messages.announcing import Audience, NewAnnouncement
from portal.messages.handling import Answer, Labels
from portal.messages.marks import Reader
from portal.messages.models import Message, Thread
from portal.messages.threads import Own
from portal.messages.writing import About, Author, NewMessage
from portal.participants.models import Participant
from portal.schedule.planning import local_today
from portal.schedule.windows import to_instant
from portal.study.models import Site, Study
from portal.study.service import Catalog

_NAMESPACE = UUID("7c0a6a34-2a2b-4c0e-8a0e-5f0c8d2b7e44")
DAY_HOURS = 24
WEEKEND = frozenset({6, 7})
LONG_AGO_DAYS = 7
"""What was announced before that, everybody has read."""
TRAM = Slip("City tram", "Miami, FL", (("Single ride", "2.25"),), "2.25")


class Messages:
    """Everyone's conversations, in the order of time, then the announcements."""

    def __init__(
        self,
        session: Session,
        people: Mapping[str, tuple[Participant, Account]],
        team: Mapping[UUID, Mapping[Role, Account]],
        *,
        store: FileStore,
        catalog: Catalog,
        now: datetime,
    ) -> None:
        self.session, self.people, self.team = session, people, team
        self.store, self.catalog, self.now = store, catalog, now

    def tell(self, study: Study, places: Sequence[Site]) -> None:
        for talk in sorted(TALKS, key=lambda talk: -talk.ago):
            if talk.email in self.people:
                self._talk(talk)
        for announced in ANNOUNCED:
            self._announce(announced, study, places)

    def _talk(self, talk: Talk) -> None:
        participant, herself = self.people[talk.email]
        partner = people.account_of(self.session, talk.partner) if talk.partner else None
        person = partner or herself
        whose = Own(participant.id, partner.id if partner else None)
        thread_id = uuid5(_NAMESPACE, f"{talk.email}/{talk.key}")
        at = self._began(talk, participant)
        thread: Thread | None = None
        for place, line in enumerate(talk.lines):
            at = min(at + timedelta(hours=line.hours), self.now - timedelta(minutes=3))
            if line.side is Side.PERSON:
                thread = self._from_person(talk, place, line, person, whose, at)
            elif thread is not None:
                self._from_team(talk, place, line, thread, at)
        if thread is None:
            raise RuntimeError(f"nobody of the study begins {thread_id}")
        if talk.read:
            self._read(thread, Reader(person.id, person.name, of_team=False), at)
        self._settle(talk, thread, at)

    def _began(self, talk: Talk, participant: Participant) -> datetime:
        """So long ago; what is older than a day began in the morning, when the office is open."""
        at = self.now - timedelta(hours=talk.ago)
        if talk.ago < DAY_HOURS:
            return at
        zone = participant.site.time_zone
        day = local_today(at, zone)
        while day.isoweekday() in WEEKEND:
            day -= timedelta(days=1)
        return to_instant(day, time(10, 20), zone)

    def _new(self, talk: Talk, place: int, line: Line, files: tuple[UUID, ...]) -> NewMessage:
        earlier = self._id(talk, place - 1) if line.corrects else None
        return NewMessage(
            id=self._id(talk, place),
            thread_id=uuid5(_NAMESPACE, f"{talk.email}/{talk.key}"),
            text=line.text,
            files=files,
            corrects=earlier,
        )

    def _id(self, talk: Talk, place: int) -> UUID:
        return uuid5(_NAMESPACE, f"{talk.email}/{talk.key}/{place}")

    def _from_person(
        self, talk: Talk, place: int, line: Line, person: Account, whose: Own, at: datetime
    ) -> Thread:
        participant, _ = self.people[talk.email]
        role = Role.CARE_PARTNER if whose.partner_id else Role.PARTICIPANT
        acting(self.session, Actor(role.value, person.id), at)
        files = (self._photo(participant, talk, person, at),) if line.photo else ()
        sent = writing.send(
            self.session,
            participant,
            whose,
            Author(person.id, person.name, participant.language),
            self._new(talk, place, line, files),
            About(topic=talk.topic),
            catalog=self.catalog,
            now=at,
        )
        return sent.thread

    def _photo(self, participant: Participant, talk: Talk, person: Account, at: datetime) -> UUID:
        file_id = uuid5(_NAMESPACE, f"{talk.email}/{talk.key}/photo")
        checked = photographed(TRAM, date(at.year, at.month, at.day))
        row = attachments.add(
            self.session, self.store, participant, file_id, checked, person.id, now=at
        )
        return row.id

    def _from_team(self, talk: Talk, place: int, line: Line, thread: Thread, at: datetime) -> None:
        role = ANSWERER[line.doctor]
        person = self.team[thread.site_id][role]
        acting(self.session, Actor(role.value, person.id), at)
        self._read(thread, Reader(person.id, person.name, of_team=True), at)
        language = self.people[talk.email][0].language
        new = Answer(
            message=self._new(talk, place, line, ()),
            note=line.side is Side.NOTE,
            seen=thread.last_number,
            close=talk.closed and place == len(talk.lines) - 1,
        )
        author = Author(person.id, person.name, language)
        handling.answer(self.session, thread, new, author, catalog=self.catalog, now=at)

    def _read(self, thread: Thread, reader: Reader, at: datetime) -> None:
        last = self.session.scalars(
            sa.select(Message.id).where(
                Message.thread_id == thread.id, Message.number == thread.last_number
            )
        ).one()
        marks.read(self.session, thread, reader, through=last, now=at)

    def _settle(self, talk: Talk, thread: Thread, at: datetime) -> None:
        coordinator = self.team[thread.site_id][Role.COORDINATOR]
        acting(self.session, Actor(Role.COORDINATOR.value, coordinator.id), at)
        if talk.into:
            into = self.session.get_one(Thread, uuid5(_NAMESPACE, f"{talk.email}/{talk.into}"))
            author = Author(coordinator.id, coordinator.name, "en")
            handling.merge(self.session, thread, into, author, version=thread.version, now=at)
        if not talk.translate:
            return
        labels = Labels(topic=thread.topic, visit_id=None, claim_id=None, needs_translation=True)
        handling.label(self.session, thread, labels, (), version=thread.version)
        self.session.flush()

    def _announce(self, announced: Announced, study: Study, places: Sequence[Site]) -> None:
        at = self.now - timedelta(days=announced.ago)
        here = places[0]
        person = self.team[here.id][Role.COORDINATOR]
        acting(self.session, Actor(Role.COORDINATOR.value, person.id), at)
        audience = Audience(study_id=study.id, site_ids=(here.id,))
        read = self.catalog.get(self.session, study.id, study.version)
        people_there = announcing.recipients(self.session, audience, read, now=at)
        new = NewAnnouncement(
            id=uuid5(_NAMESPACE, announced.key),
            title=announced.title,
            text=announced.text,
            audience=audience,
            expected=len(people_there),
        )
        announcing.send(
            self.session,
            new,
            Author(person.id, person.name, "en"),
            sites=[here.id],
            catalog=self.catalog,
            now=at,
        )
        for one in self.session.scalars(
            sa.select(Delivery).where(Delivery.announcement_id == new.id)
        ):  # the demo's mails were sent long ago
            one.told_at = at
            one.read_at = at + timedelta(hours=9) if announced.ago > LONG_AGO_DAYS else None
