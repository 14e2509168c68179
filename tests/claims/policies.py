"""Policies for tests: one with a few caps, changed where a test needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from portal.study.definition import Text
from portal.study.travel.definition import (
    CapKind,
    Category,
    CategoryKind,
    DistanceUnit,
    MileageRate,
    Travel,
)

WORDS = Text({"en": "Words", "es": "Palabras"})


def caps(found: Mapping[str, int | None]) -> dict[CapKind, int]:
    return {CapKind(kind): limit for kind, limit in found.items() if limit is not None}


def category(key: str, kind: str = "receipt", **more: Any) -> Category:
    limits = caps(more.pop("caps", {}))
    return Category(key, CategoryKind(kind), WORDS, None, limits, **more)


PLAIN = Travel(
    currency="USD",
    digits=2,
    covered=WORDS,
    paid_how=WORDS,
    visits=frozenset({"monitoring"}),
    claim_within=90,
    check_within=1440,
    pay_after=3,
    payment_days=(5,),
    two_people_above=50_000,
    most_a_line=200_000,
    caps={},
    categories=(
        category("mileage", "mileage"),
        category("parking", receipt_from=1, caps={"day": 4_000}),
        category("meals", receipt_from=2_500, caps={"day": 6_000}, care_partner=True),
        category("time", "flat", amount=5_000, caps={"visit": 5_000}),
    ),
    unit=DistanceUnit.MILE,
    unusual_distance=4_000,
    rates=(
        MileageRate(date(2025, 1, 1), Decimal("0.70")),
        MileageRate(date(2026, 1, 1), Decimal("0.725")),
    ),
    reportable=(),
    tell=(),
)


def policy(**more: Any) -> Travel:
    """The plain policy with something changed."""
    return replace(PLAIN, **more)
