"""What a reviewer should look at twice: pure. A warning decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from portal.claims.models import Claim, ClaimLine, ClaimReceipt
from portal.schedule.models import VisitStatus
from portal.study.travel.definition import Travel

NEAR_VISIT = timedelta(days=1)
"""Who comes from far away travels the day before, and home the day after."""
ATTENDED = frozenset({VisitStatus.DONE, VisitStatus.PARTLY_DONE})


class WarningKind(StrEnum):
    NOT_ATTENDED = "not_attended"
    LATE = "late"
    SAME_RECEIPT = "same_receipt"
    SIMILAR_RECEIPT = "similar_receipt"
    RECEIPT_LOST = "receipt_lost"
    OFF_VISIT = "off_visit"
    OVER_CAP = "over_cap"
    OTHER_DISTANCE = "other_distance"
    LONG_DISTANCE = "long_distance"


@dataclass(frozen=True, slots=True)
class Warned:
    """`words`: what the person wrote about it. `twin`: the receipt that this one resembles."""

    kind: WarningKind
    line_id: UUID | None = None
    receipt_id: UUID | None = None
    words: str = ""
    days: int | None = None
    twin: ClaimReceipt | None = None


def of(claim: Claim, policy: Travel, visit_day: date) -> list[Warned]:
    """Everything about a claim that is unusual, the whole claim first, then by line."""
    return [
        *_whole(claim),
        *(one for line in claim.lines for one in _line(line, policy, visit_day)),
    ]


def _whole(claim: Claim) -> Iterator[Warned]:
    if claim.visit.status not in ATTENDED:
        yield Warned(WarningKind.NOT_ATTENDED)
    if claim.late_reason:
        yield Warned(WarningKind.LATE, words=claim.late_reason)


def _line(line: ClaimLine, policy: Travel, visit_day: date) -> Iterator[Warned]:
    for receipt in line.receipts:
        if receipt.twin is not None:
            kind = WarningKind.SAME_RECEIPT if receipt.twin_exact else WarningKind.SIMILAR_RECEIPT
            yield Warned(kind, line.id, receipt.id, twin=receipt.twin)
    if line.receipt_lost and not line.receipts:
        yield Warned(WarningKind.RECEIPT_LOST, line.id, words=line.receipt_lost)
    off = abs(line.spent_on - visit_day)
    if off > NEAR_VISIT:
        yield Warned(WarningKind.OFF_VISIT, line.id, days=off.days)
    if line.cut is not None:
        yield Warned(WarningKind.OVER_CAP, line.id)
    yield from _distance(line, policy)


def _distance(line: ClaimLine, policy: Travel) -> Iterator[Warned]:
    if line.distance is None:
        return
    if line.distance_reason:
        yield Warned(WarningKind.OTHER_DISTANCE, line.id, words=line.distance_reason)
    if policy.unusual_distance is not None and line.distance >= policy.unusual_distance:
        yield Warned(WarningKind.LONG_DISTANCE, line.id)
