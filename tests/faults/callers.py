"""Phones and desks that write as fast as they are answered, and remember what was acknowledged."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Event
from uuid import UUID, uuid4

from tests.faults.client import Answer, Client, NoAnswer
from tests.faults.world import Own

AHEAD = timedelta(days=30)
MINUTES_A_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """A request for another time, known by the id that the phone made."""

    id: UUID
    visit_id: UUID
    day: date

    @property
    def path(self) -> str:
        return f"/api/me/visits/{self.visit_id}/time-requests/{self.id}"

    def body(self) -> dict[str, object]:
        return {"proposals": [{"date": self.day.isoformat(), "part": "morning"}], "note": "Work"}


@dataclass(frozen=True, slots=True)
class Booked:
    """A visit that got a time, as its history tells it."""

    visit_id: UUID
    starts_at: datetime


@dataclass
class Caller:
    """`surprises`: answers that nothing explains. Everything else survives the server's death."""

    surprises: list[str] = field(default_factory=list)

    def step(self, client: Client) -> None:
        """One write, or the repetition of the one whose fate is not known. Raises NoAnswer."""
        raise NotImplementedError

    def work(self, address: str, token: str, stop: Event) -> None:
        """Go on until told to stop, or until the server is gone."""
        client = Client(address, token)
        try:
            while not stop.is_set():
                self.step(client)
        except NoAnswer as error:
            self.broke_off(str(error))
        finally:
            client.close()

    def broke_off(self, reason: str) -> None:
        """The server is gone. Where it is killed on purpose, that is no surprise."""

    def expect(self, answer: Answer, *statuses: int) -> bool:
        if answer.status in statuses:
            return True
        self.surprises.append(f"{answer.status}: {answer.body}")
        return False


class Phone(Caller):
    """Asks for another time and takes it back. In doubt it sends the same again."""

    def __init__(self, own: Own) -> None:
        super().__init__()
        self.token = own.token
        self.asked: set[UUID] = set()
        self.withdrawn: set[UUID] = set()
        self._visits = itertools.cycle(own.visits)
        self._wish: Wish | None = None

    def step(self, client: Client) -> None:
        day = datetime.now(UTC).date() + AHEAD
        wish = self._wish = self._wish or Wish(uuid4(), next(self._visits), day)
        if wish.id not in self.asked:
            if not self.expect(client.call("PUT", wish.path, wish.body()), 200, 201):
                self._wish = None
                return
            self.asked.add(wish.id)
        if self.expect(client.call("DELETE", wish.path), 204):
            self.withdrawn.add(wish.id)
        self._wish = None


class Desk(Caller):
    """Books visits, each time at another minute. In doubt it looks first, as a person does."""

    def __init__(self, token: str, visits: Sequence[UUID]) -> None:
        super().__init__()
        self.token = token
        self.booked: set[Booked] = set()
        self._visits = itertools.cycle(visits)
        self._minute = itertools.cycle(range(MINUTES_A_DAY))
        self._doubtful: tuple[UUID, int] | None = None

    def step(self, client: Client) -> None:
        visit_id = self._doubtful[0] if self._doubtful else next(self._visits)
        path = f"/api/staff/visits/{visit_id}"
        seen = client.call("GET", path)
        if not self.expect(seen, 200):
            return
        version = int(seen.body["version"])
        if self._doubtful == (visit_id, version - 1):
            self._landed(visit_id, seen)  # it was done, only the answer was lost
            return
        self._doubtful = visit_id, version
        hours, minutes = divmod(next(self._minute), 60)
        body = {
            "version": version,
            "date": seen.body["window"]["target"],
            "time": f"{8 + hours:02}:{minutes:02}",
            "reason": "As she asked",
        }
        answer = client.call("PUT", f"{path}/booking", body)
        if self.expect(answer, 200):
            self._landed(visit_id, answer)
        self._doubtful = None

    def _landed(self, visit_id: UUID, answer: Answer) -> None:
        self.booked.add(Booked(visit_id, datetime.fromisoformat(answer.body["starts_at"])))
        self._doubtful = None
