"""What all rows of the crowd's work are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

PEOPLE = 5_000
EACH = 300
"""So many wait of each kind; of the claims, this many for a second look."""
SECOND = 100
OPEN = 11 * EACH
REPORTED = 50
"""Check-ins that came since the missed ones were worked out last."""
TEAM = "token-of-the-team"
SNOOZED, TAKEN = 20, 50


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    site_id: UUID


Table = tuple[type[Any], list[dict[str, Any]]]


class Crew:
    def __init__(self, crew: list[Person], study_id: UUID, account_id: UUID, now: datetime) -> None:
        self.crew, self.study_id, self.account_id, self.now = crew, study_id, account_id, now
        self.today = now.date()
        self.version = [uuid4(), uuid4()]
        self.visit_of = {person.id: uuid4() for person in crew}
        self.marks: list[dict[str, Any]] = []

    def mark(self, kind: str, object_id: UUID, person: Person, number: int) -> None:
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
