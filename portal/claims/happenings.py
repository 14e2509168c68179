"""What the timeline tells of travel claims: each step, and the sums that went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.claims.models import Claim, ClaimStatus, ClaimStep
from portal.claims.payment_models import Payment
from portal.timeline.happening import About, Happening, Place, Source, Window, doer

ORIGIN = "claim_step"


class What(StrEnum):
    """NOTHING_CHANGED: paid as it was, after another look. RECHECKED: taken back from a second."""

    SENT = "claim.sent"
    SENT_AGAIN = "claim.sent_again"
    TAKEN = "claim.taken"
    GIVEN_BACK = "claim.given_back"
    RECHECKED = "claim.rechecked"
    RETURNED = "claim.returned"
    SECOND_LOOK = "claim.second_look"
    APPROVED = "claim.approved"
    DECLINED = "claim.declined"
    ON_ITS_WAY = "claim.on_its_way"
    PAID = "claim.paid"
    PAYMENT_FAILED = "claim.payment_failed"
    NOTHING_CHANGED = "claim.nothing_changed"
    DISPUTED = "claim.disputed"
    WITHDRAWN = "claim.withdrawn"


_S = ClaimStatus
_BY_STATUS: Mapping[ClaimStatus, What] = {
    _S.SENT: What.SENT_AGAIN,
    _S.CHECKING: What.TAKEN,
    _S.RETURNED: What.RETURNED,
    _S.SECOND_LOOK: What.SECOND_LOOK,
    _S.APPROVED: What.APPROVED,
    _S.DECLINED: What.DECLINED,
    _S.ON_ITS_WAY: What.ON_ITS_WAY,
    _S.PAID: What.NOTHING_CHANGED,
    _S.DISPUTED: What.DISPUTED,
    _S.WITHDRAWN: What.WITHDRAWN,
}
_BY_STEP: Mapping[tuple[ClaimStatus | None, ClaimStatus], What] = {
    (None, _S.SENT): What.SENT,
    (_S.CHECKING, _S.SENT): What.GIVEN_BACK,
    (_S.SECOND_LOOK, _S.CHECKING): What.RECHECKED,
    (_S.ON_ITS_WAY, _S.APPROVED): What.PAYMENT_FAILED,
    (_S.PAID, _S.APPROVED): What.PAYMENT_FAILED,
    (_S.ON_ITS_WAY, _S.PAID): What.PAID,
}
"""The same status says something else after these."""


def step_is(old: ClaimStatus | None, new: ClaimStatus) -> What:
    """What a step from `old` to `new` is called."""
    return _BY_STEP.get((old, new), _BY_STATUS[new])


def _newest(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    statement = (
        sa.select(ClaimStep, Claim)
        .join(Claim, Claim.id == ClaimStep.claim_id)
        .where(Claim.participant_id == participant_id)
    )
    window = Window(participant_id, before, limit)
    rows = window.rows(session, statement, origin=ORIGIN, at=ClaimStep.at, row=ClaimStep.id)
    sums = _sums(session, [claim.id for _, claim in rows])
    return [
        Happening(
            place=Place(step.at, ORIGIN, step.id),
            what=step_is(step.old, step.new),
            by=doer(step.by),
            about=About.CLAIM,
            object_id=claim.id,
            facts={
                "reference": claim.reference,
                "visit_id": str(claim.visit_id),
                "note": step.note,
                **sums.get((claim.id, step.at), {}),
            },
        )
        for step, claim in rows
    ]


def _sums(
    session: Session, claims: Sequence[UUID]
) -> Mapping[tuple[UUID, datetime], dict[str, Any]]:
    """What went out, or came back, by claim and instant: in minor units."""
    sums: dict[tuple[UUID, datetime], dict[str, Any]] = {}
    for payment in session.scalars(sa.select(Payment).where(Payment.claim_id.in_(claims))):
        told = {"amount": payment.amount, "currency": payment.currency}
        sums[payment.claim_id, payment.made_at] = told
        if payment.settled_at is not None:
            sums[payment.claim_id, payment.settled_at] = told
    return sums


CLAIMS = Source("claims", May.CLAIMS_READ, What, _newest)
