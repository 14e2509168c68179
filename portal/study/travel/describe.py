"""Travel money in a few words, for the people who write and load study files."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from portal.money import Money
from portal.study.describe import amount
from portal.study.site_fields import DAYS
from portal.study.travel.definition import (
    CapKind,
    Caps,
    Category,
    CategoryKind,
    DistanceUnit,
    Travel,
)


def traits_of(travel: Travel) -> Iterator[tuple[str, str]]:
    """What is true of the policy as a whole: how to begin a sentence about it, and its end.

    Always the same in the same order, so that two policies can be compared one by one.
    """
    yield "the currency is", travel.currency
    yield "it is paid for", ", ".join(sorted(travel.visits))
    yield "a claim is sent within", amount(travel.claim_within, "day")
    yield "a claim is looked at within", amount(travel.check_within, "minute")
    yield "the wait before payment is", amount(travel.pay_after, "day")
    yield "payments go out on", ", ".join(DAYS[day - 1] for day in travel.payment_days)
    yield "two people approve", _two_people(travel)
    yield "the most in one line is", _money(travel.most_a_line, travel)
    yield "the caps of everything are", _caps(travel.caps, travel)
    yield "the mileage rates are", _rates(travel)
    yield "an unusual distance is", _unusual(travel)
    yield "flat sums of a year are reportable at", _reportable(travel)
    yield "a new claim is told to", ", ".join(travel.tell) or "nobody"


class Paid(NamedTuple):
    """A category and what is paid of it: "what it cost, without a receipt, at most …"."""

    key: str
    words: str


def paid_for(travel: Travel) -> list[Paid]:
    return [Paid(category.key, _paid(category, travel)) for category in travel.categories]


def _money(minor: int, travel: Travel) -> str:
    return f"{travel.currency} {Money(minor, travel.currency)}"


def _caps(caps: Caps, travel: Travel) -> str:
    in_order = (kind for kind in CapKind if kind in caps)
    return ", ".join(f"{_money(caps[kind], travel)} {_a(kind)}" for kind in in_order) or "none"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _two_people(travel: Travel) -> str:
    above = travel.two_people_above
    return "no claim" if above is None else f"a claim of more than {_money(above, travel)}"


def _rates(travel: Travel) -> str:
    each = f"{travel.currency} {{}} {_a(travel.unit)} from {{}}"
    return ", ".join(each.format(rate.rate, rate.since) for rate in travel.rates) or "none"


def _unusual(travel: Travel) -> str:
    tenths = travel.unusual_distance
    units = "km" if travel.unit is DistanceUnit.KM else "miles"
    return "none" if tenths is None else f"{Decimal(tenths) / 10:g} {units}"


def _reportable(travel: Travel) -> str:
    amounts = (f"{_money(one.amount, travel)} from {one.since}" for one in travel.reportable)
    return ", ".join(amounts) or "none"


def _paid(category: Category, travel: Travel) -> str:
    parts = (
        _before_caps(category, travel),
        f"at most {_caps(category.caps, travel)}" if category.caps else "",
        "for a care partner too" if category.care_partner else "",
    )
    return ", ".join(filter(None, parts))


def _before_caps(category: Category, travel: Travel) -> str:
    if category.kind is CategoryKind.MILEAGE:
        return "the mileage rate"
    if category.amount is not None:
        return _money(category.amount, travel)
    if category.receipt_from is None:
        return "what it cost, without a receipt"
    return f"what it cost, with a receipt from {_money(category.receipt_from, travel)}"
