"""What travel money in a study file becomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.study.check_ins.definition import TeamRole
from portal.study.file import Severity, check, read
from portal.study.travel.definition import CapKind, CategoryKind, DistanceUnit, Travel
from tests.study.travel.policy import SMALL, WITHOUT

RATES = SMALL[SMALL.index("  mileage_rates") : SMALL.index("  reportable_flat")]
REPORTABLE = SMALL[SMALL.index("  reportable_flat") : SMALL.index("  tell")]
DRIVING = SMALL[SMALL.index("    - key: driving") : SMALL.index("    - key: parking")]
TIME = SMALL[SMALL.index("    - key: time") :]


def policy(source: str = SMALL) -> Travel:
    travel = read(source, name="study.yaml").travel
    assert travel is not None
    return travel


def test_amounts_become_whole_cents_and_lengths_days() -> None:
    travel = policy(SMALL.replace("pay_after: 3 days", "pay_after: 1 week"))
    assert (travel.currency, travel.digits) == ("USD", 2)
    assert travel.visits == {"first_talk", "check"}
    assert (travel.claim_within, travel.check_within, travel.pay_after) == (90, 1440, 7)
    assert travel.payment_days == (2, 5)
    assert (travel.two_people_above, travel.most_a_line) == (30_000, 500_000)
    assert travel.caps == {CapKind.VISIT: 60_000, CapKind.MONTH: 90_000}
    assert (travel.unit, travel.unusual_distance) == (DistanceUnit.MILE, 4000)
    assert travel.tell == (TeamRole.COORDINATOR,)


def test_a_category_has_what_its_kind_needs_and_nothing_else() -> None:
    driving, parking, snack, time = policy().categories
    assert (driving.kind, driving.receipt_from, driving.amount) == (
        CategoryKind.MILEAGE, None, None,
    )  # fmt: skip
    assert parking.caps == {CapKind.ITEM: 3000, CapKind.DAY: 4000, CapKind.MONTH: 35_000}
    assert (parking.receipt_from, parking.care_partner) == (1, True)
    assert (snack.caps, snack.explain, snack.care_partner) == ({}, None, False)
    assert (time.kind, time.amount) == (CategoryKind.FLAT, 5000)


def test_a_flat_sum_is_paid_once_for_a_visit_unless_the_file_says_more() -> None:
    assert policy().categories[3].caps == {CapKind.VISIT: 5000}
    more = SMALL.replace("      kind: flat\n", '      kind: flat\n      caps: {visit: "100.00"}\n')
    assert policy(more).categories[3].caps == {CapKind.VISIT: 10_000}
    year = SMALL.replace("      kind: flat\n", '      kind: flat\n      caps: {month: "100.00"}\n')
    assert policy(year).categories[3].caps == {CapKind.VISIT: 5000, CapKind.MONTH: 10_000}


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), Decimal("0.70")),
        (date(2025, 12, 31), Decimal("0.70")),
        (date(2026, 1, 1), Decimal("0.725")),
        (date(2040, 1, 1), Decimal("0.725")),
    ],
)
def test_a_rate_holds_from_its_day_until_the_next(day: date, rate: Decimal | None) -> None:
    assert policy().rate_on(day) == rate


def test_an_amount_that_is_told_holds_for_whole_years() -> None:
    assert [policy().reportable_in(year) for year in (2024, 2025, 2026, 2027)] == [
        None, 60_000, 200_000, 200_000,
    ]  # fmt: skip


def test_a_currency_without_cents_takes_whole_units_alone() -> None:
    yen = SMALL.replace("currency: USD", "currency: JPY")
    told = [fault for fault in check(yen, "s") if fault.severity is Severity.ERROR]
    assert len(told) == 12
    assert all(fault.remedy == "Write a whole number." for fault in told)
    whole = yen.replace('"0.01"', '"1"').replace('.00"', '"')
    travel = policy(whole)
    assert (travel.digits, travel.most_a_line) == (0, 5000)
    assert travel.rate_on(date(2026, 1, 1)) == Decimal("0.725")


def test_a_currency_with_three_digits_takes_three() -> None:
    dinar = SMALL.replace("currency: USD", "currency: KWD").replace('"0.01"', '"0.015"')
    parking = policy(dinar).category("parking")
    assert parking is not None
    assert parking.receipt_from == 15


def test_what_may_be_left_out_may_be() -> None:
    text = SMALL
    for line in ("two_people_above", 'caps: {visit: "600', "distance", "tell"):
        start = text.index(f"  {line}")
        text = text[:start] + text[text.index("\n", start) + 1 :]
    for block in (RATES, REPORTABLE, DRIVING, TIME):
        text = text.replace(block, "")
    assert check(text, "study.yaml") == []
    travel = policy(text)
    assert (travel.two_people_above, travel.unusual_distance, travel.caps) == (None, None, {})
    assert (travel.rates, travel.reportable, travel.tell) == ((), (), ())
    assert travel.rate_on(date(2026, 1, 1)) is None


def test_a_study_without_travel_money_has_none() -> None:
    assert read(WITHOUT, name="study.yaml").travel is None
