"""Receipted money apart from flat sums, and a second payment that is only what is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from portal.claims.parts import Part, Proof, parts_of
from portal.study.travel.definition import CategoryKind


@dataclass
class Line:
    category: str
    kind: CategoryKind
    approved: int | None
    receipts: list[object] = field(default_factory=list)


def parking(approved: int | None, *, receipt: bool = True) -> Line:
    return Line("parking", CategoryKind.RECEIPT, approved, [object()] if receipt else [])


def test_each_sum_stands_under_what_proves_it() -> None:
    lines = [
        parking(1_200),
        parking(300, receipt=False),
        Line("mileage", CategoryKind.MILEAGE, 3_335),
        Line("time", CategoryKind.FLAT, 5_000),
        parking(0),
    ]
    assert parts_of(lines) == [
        Part("parking", Proof.RECEIPT, 1_200),
        Part("parking", Proof.NONE, 300),
        Part("mileage", Proof.MILEAGE, 3_335),
        Part("time", Proof.FLAT, 5_000),
    ]


def test_a_line_that_nobody_decided_on_is_nothing() -> None:
    assert parts_of([parking(None)]) == []


amounts = st.lists(st.integers(0, 10_000), max_size=6)


@given(amounts, amounts)
def test_what_is_paid_twice_adds_up_to_what_was_approved(first: list[int], more: list[int]) -> None:
    before = [parking(amount) for amount in first]
    after = [parking(amount) for amount in [*first, *more]]
    paid = [part.as_json() for part in parts_of(before)]
    rest = parts_of(after, paid)
    assert sum(part["amount"] for part in paid) + sum(part.amount for part in rest) == sum(
        [*first, *more]
    )
