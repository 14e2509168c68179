"""A claim as it comes: each fault is refused at its field, and what is sound is priced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from portal.claims.incoming import Facts, NewClaim, NewLine, check
from portal.errors import RuleBroken
from tests.claims.policies import PLAIN

VISIT = date(2026, 3, 10)
FACTS = Facts(
    travel=PLAIN,
    visit_day=VISIT,
    today=VISIT + timedelta(days=2),
    consented_on=date(2026, 1, 5),
    usual=460,
)
RECEIPT = UUID(int=7)


def line(category: str = "parking", **more: Any) -> NewLine:
    values: dict[str, Any] = {"id": uuid4(), "category": category, "spent_on": VISIT}
    if category in {"parking", "meals"}:
        values |= {"amount": 1_500, "receipts": (uuid4(),)}
    if category == "mileage":
        values |= {"distance": 460}
    return NewLine(**(values | more))


def claim(*lines: NewLine, **more: Any) -> NewClaim:
    values: dict[str, Any] = {"id": uuid4(), "round": 1, "visit_id": uuid4(), "currency": "USD"}
    return NewClaim(**(values | {"lines": lines or (line(),)} | more))


def refusal(new: NewClaim, **facts: Any) -> tuple[str, str | None]:
    with pytest.raises(RuleBroken) as error:
        check(new, replace(FACTS, **facts))
    return error.value.code, error.value.field


REFUSED: dict[str, tuple[Callable[[], NewClaim], str, str]] = {
    "another currency": (lambda: claim(currency="EUR"), "other_currency", "currency"),
    "a negative amount": (
        lambda: claim(line(amount=-500)), "amount_needed", "lines.0.amount",
    ),
    "an amount of nothing": (lambda: claim(line(amount=0)), "amount_needed", "lines.0.amount"),
    "no amount": (lambda: claim(line(amount=None)), "amount_needed", "lines.0.amount"),
    "an absurd amount": (
        lambda: claim(line(), line(amount=200_001)), "amount_absurd", "lines.1.amount",
    ),
    "an unknown category": (
        lambda: claim(line("yacht")), "unknown_category", "lines.0.category",
    ),
    "a missing receipt": (
        lambda: claim(line(receipts=())), "receipt_needed", "lines.0.receipts",
    ),
    "a day to come": (
        lambda: claim(line(spent_on=VISIT + timedelta(days=3))),
        "spent_ahead", "lines.0.spent_on",
    ),
    "a day before the consent": (
        lambda: claim(line(spent_on=date(2026, 1, 4))),
        "spent_before_consent", "lines.0.spent_on",
    ),
    "the same receipt at two lines": (
        lambda: claim(line(receipts=(RECEIPT,)), line(receipts=(RECEIPT,))),
        "receipt_twice", "lines.1.receipts",
    ),
    "the same receipt twice at a line": (
        lambda: claim(line(receipts=(RECEIPT, RECEIPT))), "receipt_twice", "lines.0.receipts",
    ),
    "the same line twice": (
        lambda: claim(line(id=RECEIPT), line(id=RECEIPT)), "line_twice", "lines.1.id",
    ),
    "a flat sum twice": (
        lambda: claim(line("time"), line("time")), "flat_twice", "lines.1.category",
    ),
    "an amount for a flat sum": (
        lambda: claim(line("time", amount=9_999)), "amount_not_asked", "lines.0.amount",
    ),
    "an amount for mileage": (
        lambda: claim(line("mileage", amount=9_999)), "amount_not_asked", "lines.0.amount",
    ),
    "mileage without a distance": (
        lambda: claim(line("mileage", distance=None)), "distance_needed", "lines.0.distance",
    ),
    "a distance of nothing": (
        lambda: claim(line("mileage", distance=0)), "distance_absurd", "lines.0.distance",
    ),
    "a negative distance": (
        lambda: claim(line("mileage", distance=-10)), "distance_absurd", "lines.0.distance",
    ),
    "a distance around the world": (
        lambda: claim(line("mileage", distance=50_001)), "distance_absurd", "lines.0.distance",
    ),
    "another distance without a reason": (
        lambda: claim(line("mileage", distance=500)),
        "distance_reason_needed", "lines.0.distance_reason",
    ),
    "a distance for parking": (
        lambda: claim(line(distance=10)), "distance_not_asked", "lines.0.distance",
    ),
    "a companion's costs that are not covered": (
        lambda: claim(line(care_partner=True)),
        "care_partner_not_covered", "lines.0.care_partner",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_at_its_field(case: str) -> None:
    make, code, field = REFUSED[case]
    assert refusal(make()) == (code, field)


def test_a_visit_that_is_still_to_come_is_not_claimed_for() -> None:
    assert refusal(claim(), today=VISIT - timedelta(days=1)) == ("claim_ahead", "visit_id")


def test_mileage_on_a_day_without_a_rate_is_refused() -> None:
    old = claim(line("mileage", spent_on=date(2024, 12, 31)))
    assert refusal(old, consented_on=None) == ("no_rate", "lines.0.spent_on")


def test_the_last_day_to_claim_is_in_time_and_the_day_after_needs_a_reason() -> None:
    last = VISIT + timedelta(days=PLAIN.claim_within)
    assert check(claim(), replace(FACTS, today=last))
    after = last + timedelta(days=1)
    assert refusal(claim(), today=after) == ("claim_late", "late_reason")
    assert check(claim(late_reason="I was ill"), replace(FACTS, today=after))


def test_the_answer_to_a_question_of_the_team_is_not_late() -> None:
    long_after = VISIT + timedelta(days=PLAIN.claim_within + 30)
    assert check(claim(round=2), replace(FACTS, today=long_after))


def test_an_answer_to_the_teams_question_is_never_late() -> None:
    after = VISIT + timedelta(days=PLAIN.claim_within + 30)
    assert check(claim(round=2), replace(FACTS, today=after))


def test_lines_are_priced_each_in_its_way() -> None:
    sent = claim(line(amount=1_250), line("mileage"), line("time"))
    parking, drive, time = check(sent, FACTS)
    assert (parking.asked, drive.asked, time.asked) == (1_250, 3_335, 5_000)
    assert (parking.rate, drive.rate, time.rate) == (None, Decimal("0.725"), None)


def test_another_distance_with_a_reason_is_taken() -> None:
    detour = line("mileage", distance=500, distance_reason="The bridge was closed")
    assert check(claim(detour), FACTS)[0].asked == 3_625


def test_a_first_distance_needs_no_reason() -> None:
    assert check(claim(line("mileage", distance=500)), replace(FACTS, usual=None))


def test_a_lost_receipt_is_said_and_a_small_cost_needs_none() -> None:
    lost = line(receipts=(), receipt_lost="It fell into the water")
    small = line("meals", amount=2_499, receipts=())
    assert len(check(claim(lost, small), FACTS)) == 2


def test_a_companions_meal_is_taken_where_it_is_covered() -> None:
    assert check(claim(line("meals", care_partner=True)), FACTS)[0].line.care_partner
