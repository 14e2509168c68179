"""How much of a claim is for what: receipted money apart from flat sums, for the tax year. Pure.

Receipted reimbursement is not reportable, flat amounts without receipts can be (see the study's
`reportable_flat`). A payment carries its parts, so that what was paid is never worked out anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from portal.study.travel.definition import CategoryKind


class Proof(StrEnum):
    """What stands behind a sum. NONE: a small cost, or a lost receipt, that the team accepted."""

    RECEIPT = "receipt"
    MILEAGE = "mileage"
    NONE = "none"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Part:
    """`amount` in minor units."""

    category: str
    proof: Proof
    amount: int

    def as_json(self) -> dict[str, Any]:
        return {"category": self.category, "proof": self.proof.value, "amount": self.amount}


class ApprovedLine(Protocol):
    """A claim's line as far as its sum is concerned."""

    @property
    def category(self) -> str: ...
    @property
    def kind(self) -> CategoryKind: ...
    @property
    def approved(self) -> int | None: ...
    @property
    def receipts(self) -> Iterable[object]: ...


def proof_of(line: ApprovedLine) -> Proof:
    """What stands behind a line."""
    if line.kind is CategoryKind.MILEAGE:
        return Proof.MILEAGE
    if line.kind is CategoryKind.FLAT:
        return Proof.FLAT
    return Proof.RECEIPT if any(True for _ in line.receipts) else Proof.NONE


def parts_of(
    lines: Iterable[ApprovedLine], paid_before: Iterable[Mapping[str, Any]] = ()
) -> list[Part]:
    """What the approved lines come to, by category and proof, less what was paid before.

    A part can be negative where a second decision moved money between lines; the sum is what is paid.
    """
    found = Counter[tuple[str, Proof]]()
    for line in lines:
        found[line.category, proof_of(line)] += line.approved or 0
    for part in paid_before:
        found[part["category"], Proof(part["proof"])] -= part["amount"]
    return [Part(category, proof, amount) for (category, proof), amount in found.items() if amount]
