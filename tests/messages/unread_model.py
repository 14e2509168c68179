"""Random people who write, read and join conversations, and a model of what each has not read."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from portal.audit.recorder import acting
from portal.messages import handling, marks, writing
from portal.messages.handling import Answer
from portal.messages.marks import Reader
from portal.messages.models import Thread, ThreadStatus
from portal.messages.threads import Own
from portal.messages.writing import About, Author, NewMessage
from portal.participants.models import Participant
from portal.study.service import Catalog
from tests.support.fakes import START
from tests.support.world import TESTER


@dataclass
class Someone:
    """`whose`: the threads she writes in; None for the team."""

    account_id: UUID
    name: str
    whose: Own | None = None
    participant: Participant | None = None


@dataclass
class Written:
    """`place`: when it was written, counted from 1."""

    id: UUID
    place: int
    from_team: bool


@dataclass
class Talk:
    """A thread as the model sees it: its messages without notes, in their order."""

    thread: Thread
    person: Someone
    written: list[Written] = field(default_factory=list)


class Model:
    """Does one random thing after the other, in the database and in its own memory."""

    def __init__(
        self, session: Session, people: list[Someone], team: list[Someone], seed: int
    ) -> None:
        self.session, self.people, self.team = session, people, team
        self.dice = random.Random(seed)
        self.catalog = Catalog()
        self.now = START
        self.talks: list[Talk] = []
        self.read: defaultdict[UUID, set[UUID]] = defaultdict(set)
        self.place = 0

    def act(self) -> None:
        """One random thing by somebody."""
        self.now += timedelta(seconds=self.dice.choice([0, 0, 1, 60]))
        acting(self.session, TESTER, self.now)
        what = self.dice.choices(
            [self._write, self._answer, self._person_reads, self._team_reads, self._merge],
            weights=[30, 30, 20, 15, 1],
        )[0]
        what()

    def _next(self) -> int:
        self.place += 1
        return self.place

    def _talk(self, person: Someone | None = None) -> Talk | None:
        found = [talk for talk in self.talks if person is None or talk.person is person]
        return self.dice.choice(found) if found else None

    def _write(self) -> None:
        person = self.dice.choice(self.people)
        talk = self._talk(person)
        if talk is None or (self.dice.random() < 0.05 and len(self.talks) < 60):
            thread_id = uuid4()
        else:
            thread_id = talk.thread.id
        assert person.whose is not None
        assert person.participant is not None
        new = NewMessage(id=uuid4(), thread_id=thread_id, text="Hello")
        author = Author(person.account_id, person.name, "en")
        sent = writing.send(
            self.session,
            person.participant,
            person.whose,
            author,
            new,
            About(topic="other"),
            catalog=self.catalog,
            now=self.now,
        )
        if talk is None or thread_id != talk.thread.id:
            talk = Talk(sent.thread, person)
            self.talks.append(talk)
        talk.written.append(Written(new.id, self._next(), from_team=False))

    def _answer(self) -> None:
        talk = self._talk()
        if talk is None:
            return
        who = self.dice.choice(self.team)
        note = self.dice.random() < 0.2
        new = NewMessage(id=uuid4(), thread_id=talk.thread.id, text="Answer")
        answer = Answer(
            message=new, note=note, seen=10**6, close=not note and self.dice.random() < 0.1
        )
        author = Author(who.account_id, who.name, "en")
        handling.answer(
            self.session, talk.thread, answer, author, catalog=self.catalog, now=self.now
        )
        if not note:
            talk.written.append(Written(new.id, self._next(), from_team=True))

    def _person_reads(self) -> None:
        person = self.dice.choice(self.people)
        self._reads(self._talk(person), person, of_team=False)

    def _team_reads(self) -> None:
        self._reads(self._talk(), self.dice.choice(self.team), of_team=True)

    def _reads(self, talk: Talk | None, who: Someone, *, of_team: bool) -> None:
        """She looks at everything, as a screen does, up to some message."""
        if talk is None:
            return
        upto = self.dice.randrange(len(talk.written)) if self.dice.random() < 0.5 else -1
        through = talk.written[upto]
        reader = Reader(who.account_id, who.name, of_team=of_team)
        marks.read(self.session, talk.thread, reader, through=through.id, now=self.now)
        seen = [one.id for one in talk.written if one.place <= through.place]
        self.read[who.account_id].update(seen)

    def _merge(self) -> None:
        talk = self._talk()
        if talk is None:
            return
        same = [one for one in self.talks if one.person is talk.person and one is not talk]
        if not same:
            return
        into = self.dice.choice(same)
        # Two threads of one moment have no order between them: the model waits until they have.
        self.now += timedelta(seconds=1)
        handling.merge(
            self.session,
            talk.thread,
            into.thread,
            Author(self.team[0].account_id, self.team[0].name, "en"),
            version=talk.thread.version,
            now=self.now,
        )
        assert talk.thread.status is ThreadStatus.MERGED
        into.written = sorted(into.written + talk.written, key=lambda one: one.place)
        self.talks.remove(talk)

    def check(self) -> None:
        """The counts of the portal are those of the model, for everybody."""
        for person in self.people:
            assert person.whose is not None
            found = marks.unread_of(self.session, person.whose, person.account_id)
            assert found == self._unread(person, from_team=True), person.name
        roots = [talk.thread.id for talk in self.talks]
        for who in self.team:
            counted = marks.unread_at_desk(self.session, who.account_id, roots)
            assert counted == self._unread(who, from_team=False), who.name

    def _unread(self, who: Someone, *, from_team: bool) -> dict[UUID, int]:
        read = self.read[who.account_id]
        found = {}
        for talk in self.talks:
            if from_team and talk.person is not who:
                continue
            count = sum(one.from_team is from_team and one.id not in read for one in talk.written)
            if count:
                found[talk.thread.id] = count
        return found
