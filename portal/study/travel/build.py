"""From the checked entries of travel money to its values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from portal.money import digits as digits_of
from portal.study import lengths
from portal.study.definition import Offset
from portal.study.travel.definition import (
    CapKind,
    Caps,
    Category,
    CategoryKind,
    DistanceUnit,
    MileageRate,
    Reportable,
    Travel,
)

Entries = Mapping[str, Any]


def build(entries: Entries) -> Travel:
    """The policy that `entries` describe, without a fault."""
    digits = digits_of(entries["currency"])
    distance = entries.get("distance", {})
    unusual = distance.get("unusual_from")
    reportable = entries.get("reportable_flat", ())
    return Travel(
        currency=entries["currency"],
        digits=digits,
        covered=entries["covered"],
        paid_how=entries["paid_how"],
        visits=frozenset(entries["visits"]),
        claim_within=_days(entries["claim_within"]),
        check_within=entries["check_within"],
        pay_after=_days(entries["pay_after"]),
        payment_days=tuple(sorted(entries["payment_days"])),
        two_people_above=_minor(entries.get("two_people_above"), digits),
        most_a_line=minor(entries["most_a_line"], digits),
        caps=_caps(entries.get("caps", {}), digits),
        categories=tuple(_category(category, digits) for category in entries["categories"]),
        unit=distance.get("unit", DistanceUnit.MILE),  # used by mileage alone, which has one
        unusual_distance=None if unusual is None else unusual * 10,
        rates=tuple(MileageRate(**rate) for rate in entries.get("mileage_rates", ())),
        reportable=tuple(
            Reportable(since=one["since"], amount=minor(one["amount"], digits))
            for one in reportable
        ),
        tell=tuple(entries.get("tell", ())),
    )


def minor(amount: Decimal, digits: int) -> int:
    """`amount` in minor units of a currency that has `digits` after the point, exact.

    >>> minor(Decimal("12.5"), 2)
    1250
    """
    return int(amount.scaleb(digits))


def _minor(amount: Decimal | None, digits: int) -> int | None:
    return None if amount is None else minor(amount, digits)


def _days(length: Offset) -> int:
    return lengths.days(length)[1]


def _caps(entries: Entries, digits: int) -> Caps:
    return {kind: minor(entries[kind], digits) for kind in CapKind if kind in entries}


def _category(entries: Entries, digits: int) -> Category:
    caps = dict(_caps(entries.get("caps", {}), digits))
    amount = _minor(entries.get("amount"), digits)
    if entries["kind"] is CategoryKind.FLAT and amount is not None:
        caps.setdefault(CapKind.VISIT, amount)
    return Category(
        key=entries["key"],
        kind=entries["kind"],
        name=entries["name"],
        explain=entries.get("explain"),
        caps=caps,
        receipt_from=_minor(entries.get("receipt_from"), digits),
        amount=amount,
        care_partner=entries.get("care_partner", False),
    )
