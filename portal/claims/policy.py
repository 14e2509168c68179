"""What the study pays of a claim: pure, from its policy, the lines and what was claimed before.

The same arithmetic runs on the phone (frontend/src/participant/claims/policy.ts), so that a person
without a connection sees the total before she sends; both are held to
tests/claims/policy_cases.json.

Rounding: a mileage line is rounded once, half up, to a whole minor unit. Nothing else is rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from portal.study.travel.definition import CapKind, Category, CategoryKind, Travel


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was paid for. `asked` in minor units. `key` tells lines of one sum apart."""

    key: str
    category: str
    spent_on: date
    asked: int
    care_partner: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What a line of another claim takes of the caps. `same_visit`: it is for the same visit."""

    category: str
    spent_on: date
    amount: int
    care_partner: bool = False
    same_visit: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Why less is paid than asked: the cap that was reached first. `category` None: of everything."""

    kind: CapKind
    category: str | None
    limit: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is paid of a line by the policy; `cut` where that is less than asked."""

    amount: int
    cut: Cut | None


Bucket = tuple[CapKind, str | None, bool, object]
"""What a cap is counted over: kind, category (None: everything), whose costs, day or month."""


def assess(
    policy: Travel, lines: Collection[Line], taken: Collection[Taken] = ()
) -> Mapping[str, Allowed]:
    """What is paid of each line, by its key. The order in which the lines come makes no difference.

    The older line is paid first, then by the order of the categories in the study file, then the
    larger sum: where a cap is reached, that decides which line is cut.
    """
    order = {category.key: place for place, category in enumerate(policy.categories)}
    used = Counter[Bucket]()
    for one in taken:
        for bucket, _ in _buckets(policy, one, counts_for_visit=one.same_visit):
            used[bucket] += one.amount
    found: dict[str, Allowed] = {}
    for line in sorted(lines, key=lambda line: _rank(line, order)):
        found[line.key] = result = _allowed(policy, line, used)
        for bucket, _ in _buckets(policy, line):
            used[bucket] += result.amount
    return found


def _rank(line: Line, order: Mapping[str, int]) -> tuple[object, ...]:
    return (
        line.spent_on,
        order.get(line.category, len(order)),
        line.care_partner,
        -line.asked,
        line.key,
    )


def _allowed(policy: Travel, line: Line, used: Counter[Bucket]) -> Allowed:
    amount, cut = line.asked, None
    category = policy.category(line.category)
    item = category.caps.get(CapKind.ITEM) if category else None
    if item is not None and item < amount:
        amount, cut = item, Cut(CapKind.ITEM, line.category, item)
    for bucket, limit in _buckets(policy, line):
        left = max(0, limit - used[bucket])
        if left < amount:
            amount, cut = left, Cut(bucket[0], bucket[1], limit)
    return Allowed(amount, cut)


def _buckets(
    policy: Travel, line: Line | Taken, *, counts_for_visit: bool = True
) -> Iterator[tuple[Bucket, int]]:
    """The caps that a line counts towards, each with its limit. A companion's costs have their own."""
    month = (line.spent_on.year, line.spent_on.month)
    over: Mapping[CapKind, object] = {
        CapKind.DAY: line.spent_on,
        **({CapKind.VISIT: None} if counts_for_visit else {}),
        CapKind.MONTH: month,
    }
    category = policy.category(line.category)
    for kind, what in over.items():
        if category is not None and kind in category.caps:
            yield (kind, category.key, line.care_partner, what), category.caps[kind]
    for kind, what in over.items():
        if kind in policy.caps:
            yield (kind, None, False, what), policy.caps[kind]


def mileage(rate: Decimal, tenths: int, digits: int) -> int:
    """What a distance comes to, in minor units, rounded half up."""
    exact = rate * tenths / 10 * 10**digits
    return int(exact.to_integral_value(ROUND_HALF_UP))


def receipt_needed(category: Category, amount: int) -> bool:
    """Whether a line of this amount must have a receipt."""
    if category.kind is not CategoryKind.RECEIPT or category.receipt_from is None:
        return False
    return amount >= category.receipt_from


def deadline(policy: Travel, visit_day: date) -> date:
    """The last day on which a claim for a visit is in time."""
    return visit_day + timedelta(days=policy.claim_within)


def payment_day(policy: Travel, approved_on: date) -> date:
    """The day on which the money of a claim that was approved on that day usually goes out."""
    day = approved_on + timedelta(days=policy.pay_after)
    while day.isoweekday() not in policy.payment_days:
        day += timedelta(days=1)
    return day
