"""What is measured: one measure a feature, which says from when to when each of its things took."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts.roles import May


class Clock(StrEnum):
    """OFFICE: minutes of the site's hours count, nights and holidays do not. CALENDAR: all do."""

    OFFICE = "office"
    CALENDAR = "calendar"


class Took(NamedTuple):
    """One thing that was done: at which site, from when on somebody waited, and until when."""

    site_id: UUID
    begun: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Measure:
    """`done`: what ended since an instant, at these sites. `overdue`: how much is late now, by site."""

    key: str
    may: May
    clock: Clock
    done: Callable[[Session, Collection[UUID], datetime], Iterable[Took]]
    overdue: Callable[[Session, Collection[UUID], datetime], dict[UUID, int]]
