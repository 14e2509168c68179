"""What the policy pays: never more than a cap, whatever the order of the lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.claims.policy import (
    Allowed,
    Cut,
    Line,
    Taken,
    assess,
    deadline,
    mileage,
    payment_day,
    receipt_needed,
)
from portal.study.travel.definition import CapKind, MileageRate, Travel
from tests.claims.policies import PLAIN, caps, category, policy

CASES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "policy_cases.json").read_text(encoding="utf-8")
)
"""The phone's own arithmetic (frontend/src/participant/claims/policy.ts) is held to the same."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def of(case: dict[str, Any]) -> Travel:
    kinds = [category(one["key"], caps=one["caps"]) for one in case["categories"]]
    return policy(caps=caps(case["caps"]), categories=tuple(kinds))


@pytest.mark.parametrize("case", CASES["assess"], ids=lambda case: case["name"])
def test_what_is_paid_of_each_line(case: dict[str, Any]) -> None:
    lines = [Line(**{**one, "spent_on": day(one["spent_on"])}) for one in case["lines"]]
    taken = [Taken(**{**one, "spent_on": day(one["spent_on"])}) for one in case["taken"]]
    expected = {
        key: Allowed(
            one["amount"], one["cut"] and Cut(**{**one["cut"], "kind": CapKind(one["cut"]["kind"])})
        )
        for key, one in case["expect"].items()
    }
    assert assess(of(case["policy"]), lines, taken) == expected


@pytest.mark.parametrize("case", CASES["rounding"], ids=str)
def test_a_mileage_line_is_rounded_once_half_up(case: dict[str, Any]) -> None:
    assert mileage(Decimal(case["rate"]), case["tenths"], case["digits"]) == case["expect"]


@pytest.mark.parametrize("case", CASES["receipt_needed"], ids=str)
def test_a_receipt_is_needed_from_the_amount_on_that_the_study_says(case: dict[str, Any]) -> None:
    kind = category("x", case["kind"], receipt_from=case["receipt_from"])
    assert receipt_needed(kind, case["amount"]) is case["expect"]


@pytest.mark.parametrize("case", CASES["rate_on"], ids=str)
def test_the_rate_is_that_of_the_day(case: dict[str, Any]) -> None:
    rates = tuple(MileageRate(day(one["since"]), Decimal(one["rate"])) for one in case["rates"])
    found = replace(PLAIN, rates=rates).rate_on(day(case["day"]))
    assert (None if found is None else str(found)) == case["expect"]


@pytest.mark.parametrize("case", CASES["deadline"], ids=str)
def test_a_claim_is_in_time_until_the_last_day(case: dict[str, Any]) -> None:
    found = deadline(policy(claim_within=case["claim_within"]), day(case["visit_day"]))
    assert found == day(case["expect"])


@pytest.mark.parametrize("case", CASES["payment_day"], ids=str)
def test_money_goes_out_on_the_first_payment_day_after_the_wait(case: dict[str, Any]) -> None:
    days = policy(pay_after=case["pay_after"], payment_days=tuple(case["payment_days"]))
    assert payment_day(days, day(case["approved_on"])) == day(case["expect"])


# properties

KINDS = ("parking", "meals", "other")
DAYS = [date(2026, 2, 27) + timedelta(days=step) for step in range(5)]
limits = st.one_of(st.none(), st.integers(1, 20_000))
category_caps = st.fixed_dictionaries({kind.value: limits for kind in CapKind})
whole_caps = st.fixed_dictionaries({"visit": limits, "month": limits})
amounts = st.integers(1, 15_000)


@st.composite
def policies(draw: st.DrawFn) -> Travel:
    kinds = tuple(category(key, caps=draw(category_caps), care_partner=True) for key in KINDS)
    return policy(categories=kinds, caps=caps(draw(whole_caps)))


@st.composite
def claims(draw: st.DrawFn) -> list[Line]:
    number = draw(st.integers(0, 8))
    return [
        Line(
            key=f"line-{place}",
            category=draw(st.sampled_from(KINDS)),
            spent_on=draw(st.sampled_from(DAYS)),
            asked=draw(amounts),
            care_partner=draw(st.booleans()),
        )
        for place in range(number)
    ]


takings = st.lists(
    st.builds(
        Taken,
        category=st.sampled_from(KINDS),
        spent_on=st.sampled_from(DAYS),
        amount=amounts,
        care_partner=st.booleans(),
        same_visit=st.booleans(),
    ),
    max_size=4,
)


def spent(lines: Sequence[Line], found: Any, taken: Sequence[Taken]) -> Counter[Any]:
    """How much each cap is used, added up here by hand."""
    used: Counter[Any] = Counter()
    everything = [
        (one.category, one.spent_on, found[one.key].amount, one.care_partner, True) for one in lines
    ] + [(t.category, t.spent_on, t.amount, t.care_partner, t.same_visit) for t in taken]
    for key, on, amount, partner, here in everything:
        used["day", key, partner, on] += amount
        used["month", key, partner, on.month] += amount
        used["month", None, on.month] += amount
        if here:
            used["visit", key, partner] += amount
            used["visit", None] += amount
    return used


@given(policies(), claims(), takings)
def test_no_sum_exceeds_a_cap_but_for_what_was_taken_before(
    rules: Travel, lines: list[Line], taken: list[Taken]
) -> None:
    found = assess(rules, lines, taken)
    before = spent([], {}, taken)
    for bucket, amount in spent(lines, found, taken).items():
        kind, key = CapKind(bucket[0]), bucket[1]
        known = rules.category(key) if key else None
        limit = (known.caps if known else rules.caps).get(kind)
        if limit is not None:
            assert amount <= max(limit, before[bucket]), bucket
    for line in lines:
        kinds = rules.category(line.category)
        item = kinds.caps.get(CapKind.ITEM) if kinds else None
        assert 0 <= found[line.key].amount <= min(line.asked, item or line.asked)


@given(policies(), claims(), takings, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_makes_no_difference(
    rules: Travel, lines: list[Line], taken: list[Taken], dice: Any
) -> None:
    shuffled = dice.sample(lines, len(lines))
    assert assess(rules, shuffled, dice.sample(taken, len(taken))) == assess(rules, lines, taken)


@given(policies(), claims(), takings)
def test_a_line_is_cut_by_a_cap_or_paid_whole(
    rules: Travel, lines: list[Line], taken: list[Taken]
) -> None:
    for line in lines:
        result = assess(rules, lines, taken)[line.key]
        assert (result.cut is None) == (result.amount == line.asked)


@given(claims(), takings)
def test_without_caps_everything_is_paid(lines: list[Line], taken: list[Taken]) -> None:
    free = policy(categories=tuple(category(key) for key in KINDS), caps={})
    assert {key: one.amount for key, one in assess(free, lines, taken).items()} == {
        line.key: line.asked for line in lines
    }


@given(policies(), claims(), takings)
def test_a_claim_alone_is_paid_at_least_what_it_is_paid_beside_others(
    rules: Travel, lines: list[Line], taken: list[Taken]
) -> None:
    alone, beside = assess(rules, lines), assess(rules, lines, taken)
    assert sum(one.amount for one in alone.values()) >= 0
    for line in lines[:1]:
        only = assess(rules, [line])[line.key].amount
        assert only >= beside[line.key].amount


@given(st.integers(1, 50_000), st.decimals("0.001", "5", places=3))
def test_mileage_is_never_off_by_more_than_half_a_cent(tenths: int, rate: Decimal) -> None:
    exact = rate * tenths / 10 * 100
    assert abs(Decimal(mileage(rate, tenths, 2)) - exact) <= Decimal("0.5")


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 30))
def test_money_never_goes_out_before_it_can_or_a_week_later(approved: date, wait: int) -> None:
    found = payment_day(policy(pay_after=wait), approved)
    assert found.isoweekday() == 5
    assert timedelta(days=wait) <= found - approved < timedelta(days=wait + 7)
