"""What a feature contributes to the plan: the days of the calendar that people are reminded of.

A feature has a module `occasions` with its :class:`Source`; the list of them all is
:mod:`portal.reminders.sources`. Reminders know nothing else of a feature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.participants.models import Participant
from portal.reminders.plan import Occasion
from portal.study.definition import Study
from portal.study.reminders.definition import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of whom, and between which days (both included) occasions are asked for.

    `people` take part in `study`, the file in force, and have site and study loaded.
    """

    study: Study
    people: Sequence[Participant]
    since: date
    until: date
    now: datetime

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


Find = Callable[[Session, Asked], Iterable[tuple[UUID, Occasion]]]
"""Gives each occasion with the id of its participant. The number of SQL statements does not depend
on how many people there are."""


@dataclass(frozen=True, slots=True)
class Source:
    about: About
    find: Find
