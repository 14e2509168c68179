"""A made-up year of one person: visits that move and fall out, check-ins, messages, a journey; and an
outbox that is filled and emptied as the portal does it, by the pure plan."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from portal.reminders.plan import Done, Name, Occasion, Wishes, at_clock, at_once, plan, used_days
from portal.schedule.windows import zone_named
from portal.study.reminders.definition import About, Reminders, Rule

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
BEHIND, AHEAD = timedelta(days=4), timedelta(days=9)
DAY = timedelta(days=1)
MOVES: tuple[tuple[int | None, ...], ...] = ((), (), (5,), (-3,), (0,), (8, 0), (None,), (2, None))
"""What becomes of a visit: days from the first, one after the other; None: it is cancelled."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice as it went out. `occasion`: as it was then, None for what just happened."""

    name: Name
    rule: Rule
    at: datetime
    wishes: Wishes
    occasion: Occasion | None


@dataclass(slots=True)
class Waiting:
    rule: Rule
    due_at: datetime


@dataclass
class Life:
    """`happens`: what changes, and when. `occasions`: what is so at this moment, by key."""

    reminders: Reminders
    home: str
    wishes: Wishes
    occasions: dict[str, Occasion] = field(default_factory=dict)
    happens: list[tuple[datetime, Callable[[datetime], None]]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    _waiting: dict[Name, Waiting] = field(default_factory=dict)

    def live(self) -> None:
        """A year: each change is planned for at once, each day anew, and all goes out when due."""
        moments: list[tuple[datetime, Callable[[datetime], None]]] = list(self.happens)
        moments += [(FIRST + day * DAY, lambda _now: None) for day in range((LAST - FIRST).days)]
        moments.sort(key=lambda one: one[0])
        ends = [*(moment for moment, _ in moments[1:]), LAST]
        for (now, happen), until in zip(moments, ends, strict=True):
            happen(now)
            self._plan(now)
            self._send(until)

    def tell(self, about: About, number: int, now: datetime) -> None:
        """Something happened that she is told of."""
        rule = self.reminders.about(about)[0]
        used = used_days(self._known(now, planned=True), self.wishes.zone)
        found = at_once(rule, self.reminders, self.wishes, used=used, now=now)
        if found is not None:
            self._waiting[Name(rule.key, UUID(int=number), str(now))] = Waiting(rule, found[0])

    def _plan(self, now: datetime) -> None:
        first, last = now.date() - BEHIND, now.date() + AHEAD
        near = [one for one in self.occasions.values() if first <= one.day <= last]
        known = list(self._known(now, planned=False))
        for name in [name for name, one in self._waiting.items() if one.rule.days is not None]:
            del self._waiting[name]
        for one in plan(near, self.reminders, self.wishes, done=known, now=now):
            self._waiting[one.name] = Waiting(one.rule, one.due_at)

    def _known(self, now: datetime, *, planned: bool) -> Iterator[Done]:
        """What went out lately, and what waits. `planned`: that of the calendar too."""
        for one in reversed(self.sent):
            if one.at < now - timedelta(days=21):
                break
            yield Done(one.name, one.at, counts=not one.rule.safety)
        for name, row in self._waiting.items():
            if planned or row.rule.days is None:
                yield Done(name, row.due_at, counts=not row.rule.safety)

    def _send(self, until: datetime) -> None:
        due = [(row.due_at, name) for name, row in self._waiting.items() if row.due_at < until]
        for moment, name in sorted(due):
            rule = self._waiting.pop(name).rule
            self.sent.append(Sent(name, rule, moment, self.wishes, self._occasion(name)))

    def _occasion(self, name: Name) -> Occasion | None:
        return next(
            (
                one
                for one in self.occasions.values()
                if (one.subject, one.occurrence) == (name.subject, name.occurrence)
            ),
            None,
        )


class Fate:
    """What chance has in store for a life."""

    def __init__(self, chance: random.Random, life: Life) -> None:
        self._chance = chance
        self._life = life

    def visit(self, number: int, day: date) -> None:
        """Booked for that day; it may move, once or back and forth, or be cancelled."""
        chance, life = self._chance, self._life
        first = self._on(day)
        self._book(number, first)
        moves = chance.choice(MOVES)
        moment, starts = first - timedelta(hours=chance.randint(30, 500)), first
        for move in moves:
            new = None if move is None else self._on(day + move * DAY)
            # Somebody moves it to a time to come, and before it has begun.
            if moment < FIRST or moment >= starts or (new is not None and new <= moment):
                return
            life.happens.append((moment, self._moved(number, new)))
            starts, moment = new or starts, moment + timedelta(hours=chance.randint(1, 20))

    def _on(self, day: date) -> datetime:
        clock = time(self._chance.randint(7, 17), self._chance.choice([0, 30]))
        return at_clock(day, clock, self._life.home)

    def _moved(self, number: int, starts: datetime | None) -> Callable[[datetime], None]:
        def happen(now: datetime) -> None:
            if starts is None:
                del self._life.occasions[f"visit {number}"]
            else:
                self._book(number, starts)
            self._life.tell(About.VISIT_CHANGE, number, now)

        return happen

    def _book(self, number: int, starts: datetime) -> None:
        day = starts.astimezone(zone_named(self._life.home)).date()
        self._life.occasions[f"visit {number}"] = Occasion(
            about=About.VISIT,
            subject=UUID(int=number),
            occurrence=day.isoformat(),
            key="visit",
            day=day,
            ends=starts,
            page="/visits",
        )

    def check_in(self, number: int, key: str, day: date) -> None:
        """Due on that day, open for six more; it may be sent in on one of them."""
        name = f"check-in {number}"
        self._life.occasions[name] = Occasion(
            about=About.CHECK_IN,
            subject=UUID(int=1),
            occurrence=f"{number}",
            key=key,
            day=day,
            ends=at_clock(day + 7 * DAY, time(), self._life.home),
            page="/check-in",
        )
        if self._chance.random() < 0.6:
            when = at_clock(day, time(self._chance.randint(6, 22)), self._life.home)
            when += self._chance.randint(0, 4) * DAY
            self._life.happens.append((when, lambda _now: self._settled(name)))

    def _settled(self, name: str) -> None:
        del self._life.occasions[name]

    def messages(self, number: int, moment: datetime) -> None:
        """So many at once."""
        for one in range(number):
            self._life.happens.append(
                (
                    moment + one * timedelta(minutes=7),
                    lambda now: self._life.tell(About.MESSAGE, int(now.timestamp()), now),
                )
            )

    def journey(self, zone: str, moment: datetime) -> None:
        """From then on her phone shows the clock of `zone`."""

        def happen(_now: datetime) -> None:
            self._life.wishes = replace(self._life.wishes, zone=zone)

        self._life.happens.append((moment, happen))
