"""What a study file says about travel money, as immutable values.

Amounts are whole minor units of the study's one currency (cents of a dollar); distances are whole
tenths of the study's unit. Rates carry the day from which they hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.study.check_ins.definition import TeamRole
from portal.study.definition import Text


class CategoryKind(StrEnum):
    """How the amount of a line comes about.

    RECEIPT: what was paid, proved by a receipt. MILEAGE: a distance at the rate of its day.
    FLAT: the same sum for everybody, for time, without a receipt.
    """

    RECEIPT = "receipt"
    MILEAGE = "mileage"
    FLAT = "flat"


class DistanceUnit(StrEnum):
    MILE = "mile"
    KM = "km"


class CapKind(StrEnum):
    """What a cap is counted over: one line, a day, a visit, a calendar month."""

    ITEM = "item"
    DAY = "day"
    VISIT = "visit"
    MONTH = "month"


Caps = Mapping[CapKind, int]
"""The most that is paid, in minor units; a kind that is missing has no cap."""


@dataclass(frozen=True, slots=True)
class Category:
    """Something that is covered.

    `receipt_from`: the amount from which a receipt is needed; None: never. `amount`: of a flat
    sum. `care_partner`: whether the same is covered for somebody who comes along. A flat sum has a
    cap for a visit, at least its own amount: it is paid once.
    """

    key: str
    kind: CategoryKind
    name: Text
    explain: Text | None
    caps: Caps
    receipt_from: int | None = None
    amount: int | None = None
    care_partner: bool = False


@dataclass(frozen=True, slots=True)
class MileageRate:
    """From the day `since` on, major units of the currency for one mile or kilometre."""

    since: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Reportable:
    """From the day `since` on, flat sums of that much to one person in a calendar year are told
    to the tax office by the site."""

    since: date
    amount: int


@dataclass(frozen=True, slots=True)
class Travel:
    """The study's policy on travel money.

    `digits`: of the currency after the point (ISO 4217). `covered`: what is paid, in a few
    sentences; `paid_how`: in which way the money comes. `visits`: keys of the visits that it is
    paid for. `claim_within`: days after the visit in which a claim is sent. `check_within`: by when
    the team looks at it, in minutes of the site's hours. `pay_after`: days from approval to the
    first possible payment; `payment_days`: ISO weekdays on which payments go out.
    `two_people_above`: a claim of more than this is approved by two people. `most_a_line`: more
    than this in one line is a slip of the pen. `caps`: of everything together, over a visit and a
    month. `unusual_distance`: in tenths; a round trip that long is looked at twice. `rates` and
    `reportable`: by `since`, the oldest first. `tell`: who gets a mail when a claim arrives.
    """

    currency: str
    digits: int
    covered: Text
    paid_how: Text
    visits: frozenset[str]
    claim_within: int
    check_within: int
    pay_after: int
    payment_days: tuple[int, ...]
    two_people_above: int | None
    most_a_line: int
    caps: Caps
    categories: tuple[Category, ...]
    unit: DistanceUnit
    unusual_distance: int | None
    rates: tuple[MileageRate, ...]
    reportable: tuple[Reportable, ...]
    tell: tuple[TeamRole, ...]

    def category(self, key: str) -> Category | None:
        return next((category for category in self.categories if category.key == key), None)

    def rate_on(self, day: date) -> Decimal | None:
        """The rate of that day; None before the first."""
        held = [rate.rate for rate in self.rates if rate.since <= day]
        return held[-1] if held else None

    def reportable_in(self, year: int) -> int | None:
        """From how much on flat sums of that calendar year are told; None: it is not set."""
        held = [one.amount for one in self.reportable if one.since <= date(year, 12, 31)]
        return held[-1] if held else None
