"""A claim as it is sent, and whether it may be: each refusal names its field and the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.claims import policy
from portal.errors import RuleBroken
from portal.money import Money
from portal.study.travel.definition import Category, CategoryKind, Travel

LONGEST_DISTANCE = 50_000
"""In tenths: more than there and back across a continent is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """`id` is made by the sender. `amount` in minor units, for receipts alone; `distance` in tenths,
    for mileage alone. `receipt_lost`: why there is no receipt. `receipts`: those handed in before.
    """

    id: UUID
    category: str
    spent_on: date
    amount: int | None = None
    distance: int | None = None
    distance_reason: str = ""
    care_partner: bool = False
    note: str = ""
    receipt_lost: str = ""
    receipts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """`id` is made by the sender; the same id and `round` twice is one claim.

    `round` is 1 at first and one more at each correction of a claim that came back.
    """

    id: UUID
    round: int
    visit_id: UUID
    currency: str
    lines: tuple[NewLine, ...]
    late_reason: str = ""

    def body(self) -> dict[str, Any]:
        """What tells two claims of one id and round apart, as JSON can hold it."""
        return {
            **asdict(self),
            "id": str(self.id),
            "visit_id": str(self.visit_id),
            "lines": [
                {
                    **asdict(line),
                    "id": str(line.id),
                    "spent_on": line.spent_on.isoformat(),
                    "receipts": [str(one) for one in line.receipts],
                }
                for line in self.lines
            ],
        }


@dataclass(frozen=True, slots=True)
class Priced:
    """A line with its category and its amount in minor units; `rate` for mileage."""

    line: NewLine
    category: Category
    asked: int
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a claim is held against. `consented_on`: no cost before that day is covered; None: any.
    `usual`: the usual round trip in tenths, None while it is not known.
    """

    travel: Travel
    visit_day: date
    today: date
    consented_on: date | None
    usual: int | None


def check(new: NewClaim, facts: Facts) -> list[Priced]:
    """The lines with their prices, in the order sent. Raises RuleBroken at the first fault.

    Who answers a question of the team after the last day is not late: her first claim was in time,
    or has said why it was not.
    """
    if new.currency != facts.travel.currency:
        raise RuleBroken("other_currency", field="currency", currency=facts.travel.currency)
    if facts.visit_day > facts.today:
        raise RuleBroken("claim_ahead", field="visit_id", day=facts.visit_day)
    last = policy.deadline(facts.travel, facts.visit_day)
    if facts.today > last and new.round == 1 and not new.late_reason:
        raise RuleBroken("claim_late", field="late_reason", day=last)
    _check_once(new)
    return list(_priced(new, facts))


def _check_once(new: NewClaim) -> None:
    seen: set[UUID] = set()
    flat: set[tuple[str, bool]] = set()
    for place, line in enumerate(new.lines):
        for receipt in line.receipts:
            if receipt in seen:
                raise RuleBroken("receipt_twice", field=f"lines.{place}.receipts")
            seen.add(receipt)
        if line.id in seen:
            raise RuleBroken("line_twice", field=f"lines.{place}.id")
        seen.add(line.id)
        key = (line.category, line.care_partner)
        if line.amount is None and line.distance is None:
            if key in flat:
                raise RuleBroken("flat_twice", field=f"lines.{place}.category")
            flat.add(key)


def _priced(new: NewClaim, facts: Facts) -> Iterator[Priced]:
    for place, line in enumerate(new.lines):
        at = f"lines.{place}"
        category = facts.travel.category(line.category)
        if category is None:
            raise RuleBroken("unknown_category", field=f"{at}.category")
        if line.care_partner and not category.care_partner:
            raise RuleBroken("care_partner_not_covered", field=f"{at}.care_partner")
        _check_day(line, facts, f"{at}.spent_on")
        if category.kind is CategoryKind.MILEAGE:
            yield _mileage(line, category, facts, at)
        elif category.kind is CategoryKind.FLAT:
            yield _flat(line, category, at)
        else:
            yield _receipted(line, category, facts.travel, at)


def _check_day(line: NewLine, facts: Facts, field: str) -> None:
    if line.spent_on > facts.today:
        raise RuleBroken("spent_ahead", field=field, day=line.spent_on)
    if facts.consented_on is not None and line.spent_on < facts.consented_on:
        raise RuleBroken("spent_before_consent", field=field, day=facts.consented_on)


def _mileage(line: NewLine, category: Category, facts: Facts, at: str) -> Priced:
    travel = facts.travel
    if line.distance is None:
        raise RuleBroken("distance_needed", field=f"{at}.distance")
    if not 0 < line.distance <= LONGEST_DISTANCE:
        raise RuleBroken(
            "distance_absurd", field=f"{at}.distance", most=LONGEST_DISTANCE // 10, unit=travel.unit
        )
    if line.amount is not None:
        raise RuleBroken("amount_not_asked", field=f"{at}.amount")
    rate = travel.rate_on(line.spent_on)
    if rate is None:
        raise RuleBroken("no_rate", field=f"{at}.spent_on", day=line.spent_on)
    if facts.usual is not None and line.distance != facts.usual and not line.distance_reason:
        raise RuleBroken("distance_reason_needed", field=f"{at}.distance_reason")
    asked = policy.mileage(rate, line.distance, travel.digits)
    if asked < 1:
        raise RuleBroken("distance_needed", field=f"{at}.distance")
    return Priced(line, category, asked, rate)


def _flat(line: NewLine, category: Category, at: str) -> Priced:
    if line.amount is not None or line.distance is not None or category.amount is None:
        raise RuleBroken("amount_not_asked", field=f"{at}.amount")
    return Priced(line, category, category.amount)


def _receipted(line: NewLine, category: Category, travel: Travel, at: str) -> Priced:
    if line.distance is not None:
        raise RuleBroken("distance_not_asked", field=f"{at}.distance")
    if line.amount is None or line.amount < 1:
        raise RuleBroken("amount_needed", field=f"{at}.amount")
    if line.amount > travel.most_a_line:
        most = Money(travel.most_a_line, travel.currency)
        raise RuleBroken("amount_absurd", field=f"{at}.amount", most=most)
    if policy.receipt_needed(category, line.amount) and not (line.receipts or line.receipt_lost):
        raise RuleBroken("receipt_needed", field=f"{at}.receipts")
    return Priced(line, category, line.amount)
