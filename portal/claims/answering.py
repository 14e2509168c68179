"""What the person may still do with a claim that was sent: take it back, dispute the decision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from portal.audit.recorder import because
from portal.claims.models import Claim, ClaimStatus
from portal.claims.receipts import Sender
from portal.errors import RuleBroken

CAN_WITHDRAW = frozenset({ClaimStatus.SENT, ClaimStatus.CHECKING, ClaimStatus.RETURNED})
CAN_DISPUTE = frozenset({ClaimStatus.APPROVED, ClaimStatus.DECLINED, ClaimStatus.PAID})


def withdraw(claim: Claim, sender: Sender, *, now: datetime) -> None:
    """Take a claim back; twice is once. Raises IllegalTransition once it is decided."""
    if claim.status is not ClaimStatus.WITHDRAWN:
        claim.move_to(ClaimStatus.WITHDRAWN, by=sender.name, account=sender.account_id, at=now)


def dispute(
    session: Session,
    claim: Claim,
    note: str,
    sender: Sender,
    *,
    check_by: datetime,
    now: datetime,
) -> bool:
    """Ask for another look at a decision, once; whether that is new.

    The same words again are the same dispute. `check_by`: by when the team looks at it.
    """
    if claim.disputed_at is not None:
        if claim.dispute_note == note:
            return False
        raise RuleBroken("disputed_already", field="note")
    because(session, note)
    claim.move_to(
        ClaimStatus.DISPUTED, by=sender.name, account=sender.account_id, at=now, note=note
    )
    claim.disputed_at, claim.dispute_note, claim.check_by = now, note, check_by
    return True


def can(claim: Claim) -> dict[str, bool]:
    """What the person may still do with it."""
    return {
        "correct": claim.status is ClaimStatus.RETURNED,
        "withdraw": claim.status in CAN_WITHDRAW,
        "dispute": claim.status in CAN_DISPUTE and claim.disputed_at is None,
    }
