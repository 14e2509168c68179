"""The desk's list of claims: what waits for whom, the longest waiting first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.claims.models import TO_DECIDE, Claim, ClaimLine, ClaimStatus
from portal.claims.payment_models import Payment, PaymentStatus
from portal.participants.models import Participant

_S = ClaimStatus


class Waiting(StrEnum):
    """Which claims. TO_CHECK: the team acts next. WITH_THEM: the person does. TO_PAY: finance does."""

    TO_CHECK = "to_check"
    OVERDUE = "overdue"
    MINE = "mine"
    SECOND_LOOK = "second_look"
    DISPUTED = "disputed"
    WITH_THEM = "with_them"
    TO_PAY = "to_pay"
    ON_ITS_WAY = "on_its_way"
    DONE = "done"
    ALL = "all"


STATUSES = {
    Waiting.TO_CHECK: TO_DECIDE,
    Waiting.SECOND_LOOK: frozenset({_S.SECOND_LOOK}),
    Waiting.DISPUTED: frozenset({_S.DISPUTED}),
    Waiting.WITH_THEM: frozenset({_S.RETURNED}),
    Waiting.TO_PAY: frozenset({_S.APPROVED}),
    Waiting.ON_ITS_WAY: frozenset({_S.ON_ITS_WAY}),
    Waiting.DONE: frozenset({_S.PAID, _S.DECLINED, _S.WITHDRAWN}),
    Waiting.ALL: frozenset(_S),
    Waiting.OVERDUE: TO_DECIDE,
    Waiting.MINE: TO_DECIDE,
}
NEWEST_FIRST = frozenset({Waiting.DONE, Waiting.ALL})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait. `failed`: payments that did not arrive and whose claims wait to be paid anew."""

    to_check: int
    overdue: int
    second_look: int
    disputed: int
    with_them: int
    to_pay: int
    on_its_way: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims to list, and whose."""

    waiting: Waiting
    account_id: UUID
    site_id: UUID | None = None
    participant_id: UUID | None = None
    limit: int
    offset: int


def claims(
    session: Session, wanted: Wanted, *, sites: Collection[UUID], now: datetime
) -> tuple[Sequence[Claim], int]:
    """One page of claims, and how many there are. Three statements, whatever the number."""
    where: list[sa.ColumnElement[bool]] = [
        Claim.site_id.in_(sites),
        Claim.status.in_(STATUSES[wanted.waiting]),
    ]
    if wanted.waiting is Waiting.OVERDUE:
        where.append(Claim.check_by <= now)
    if wanted.waiting is Waiting.MINE:
        where.append(Claim.taken_by == wanted.account_id)
    if wanted.site_id is not None:
        where.append(Claim.site_id == wanted.site_id)
    if wanted.participant_id is not None:
        where.append(Claim.participant_id == wanted.participant_id)
    total = session.scalar(sa.select(sa.func.count()).select_from(Claim).where(*where)) or 0
    newest = wanted.waiting in NEWEST_FIRST
    rows = session.scalars(
        sa.select(Claim)
        .where(*where)
        .options(
            joinedload(Claim.visit),
            joinedload(Claim.participant).joinedload(Participant.site),
            joinedload(Claim.participant).joinedload(Participant.study),
            selectinload(Claim.lines).selectinload(ClaimLine.receipts),
        )
        .order_by(Claim.sent_at.desc() if newest else Claim.check_by, Claim.id)
        .limit(wanted.limit)
        .offset(wanted.offset)
    )
    return rows.all(), total


def counts(session: Session, *, sites: Collection[UUID], now: datetime) -> Counts:
    """What waits at these sites, in two statements."""
    by_status: dict[ClaimStatus, int] = {}
    overdue = 0
    late = sa.func.count().filter(Claim.check_by <= now)
    for status, number, past in session.execute(
        sa.select(Claim.status, sa.func.count(), late)
        .where(Claim.site_id.in_(sites))
        .group_by(Claim.status)
    ):
        by_status[status] = number
        overdue += past if status in TO_DECIDE else 0
    failed = session.scalar(
        sa.select(sa.func.count(sa.distinct(Payment.claim_id)))
        .join(Claim, Claim.id == Payment.claim_id)
        .where(
            Payment.site_id.in_(sites),
            Payment.status == PaymentStatus.FAILED,
            Claim.status == _S.APPROVED,
        )
    )
    return Counts(
        to_check=sum(by_status.get(status, 0) for status in TO_DECIDE),
        overdue=overdue,
        second_look=by_status.get(_S.SECOND_LOOK, 0),
        disputed=by_status.get(_S.DISPUTED, 0),
        with_them=by_status.get(_S.RETURNED, 0),
        to_pay=by_status.get(_S.APPROVED, 0),
        on_its_way=by_status.get(_S.ON_ITS_WAY, 0),
        failed=failed or 0,
    )
