"""What the team does with a claim: look at it, ask, approve, decline; above a limit in twos."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.models import Membership
from portal.audit.recorder import because
from portal.claims.models import Claim, ClaimLine, ClaimStatus
from portal.claims.payment_models import PaymentStatus
from portal.claims.sending import WITH_ALL
from portal.errors import NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.money import Money
from portal.participants.models import Participant
from portal.study.travel.definition import Travel


class Decision(StrEnum):
    """RETURN: a question that the person answers. RECHECK: the second of two wants another look."""

    APPROVE = "approve"
    RETURN = "return"
    DECLINE = "decline"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Doer:
    """Who of the team acts. `participants`: whom this person is, or cares for, or once did."""

    account_id: UUID
    name: str
    participants: frozenset[UUID]

    def owns(self, claim: Claim) -> bool:
        """Whether the claim is this person's own: nobody decides on it or pays it themselves."""
        return claim.made_by == self.account_id or claim.participant_id in self.participants


def doer(session: Session, account_id: UUID, name: str) -> Doer:
    """This account as one who acts. Memberships that have ended count too."""
    participants = sa.select(Membership.participant_id).where(
        Membership.account_id == account_id, Membership.participant_id.is_not(None)
    )
    found = frozenset(one for one in session.scalars(participants) if one is not None)
    return Doer(account_id, name, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDecision:
    """What is paid of a line, in minor units, and why it is not what the policy pays."""

    id: UUID
    amount: int
    reason: str


def get(session: Session, claim_id: UUID, *, sites: Collection[UUID]) -> Claim:
    """The claim with all that belongs to it. Raises NotFound outside `sites`."""
    row = session.scalar(
        sa.select(Claim)
        .where(Claim.id == claim_id, Claim.site_id.in_(sites))
        .options(
            *WITH_ALL,
            joinedload(Claim.participant).joinedload(Participant.site),
            joinedload(Claim.participant).joinedload(Participant.study),
        )
    )
    if row is None:
        raise NotFound("claim")
    return row


def _check(claim: Claim, doer: Doer, version: int) -> None:
    if claim.version != version:
        raise StaleEdit("claim", current=claim.version)
    if doer.owns(claim):
        raise NotAllowed("own_claim")


def take(claim: Claim, doer: Doer, *, version: int, now: datetime) -> None:
    """Begin to check it, or take it over from a colleague."""
    if claim.taken_by == doer.account_id and claim.status is ClaimStatus.CHECKING:
        return
    _check(claim, doer, version)
    if claim.status is not ClaimStatus.CHECKING:
        claim.move_to(ClaimStatus.CHECKING, by=doer.name, account=doer.account_id, at=now)
    claim.taken_by, claim.taken_by_name = doer.account_id, doer.name


def release(claim: Claim, doer: Doer, *, version: int, now: datetime) -> None:
    """Give it back, so that it waits for somebody again."""
    _check(claim, doer, version)
    _not_anothers(claim, doer)
    claim.move_to(ClaimStatus.SENT, by=doer.name, account=doer.account_id, at=now)
    claim.taken_by = claim.taken_by_name = None


def _not_anothers(claim: Claim, doer: Doer) -> None:
    if claim.status is ClaimStatus.CHECKING and claim.taken_by != doer.account_id:
        raise RuleBroken("claim_taken", name=claim.taken_by_name)


def decide(
    session: Session,
    claim: Claim,
    decision: Decision,
    lines: Collection[LineDecision],
    note: str,
    doer: Doer,
    *,
    policy: Travel,
    version: int,
    now: datetime,
) -> None:
    """Decide on a claim, on top of the version that was seen: of two at once one is told.

    Raises NotAllowed("own_claim", "second_person", "another_person"), RuleBroken at the field.
    """
    _check(claim, doer, version)
    _not_anothers(claim, doer)
    _may_look_again(claim, doer)
    because(session, note)
    if decision is Decision.APPROVE:
        _approve(claim, lines, note, doer, policy=policy, now=now)
        return
    if not note:
        raise RuleBroken("decision_note_needed", field="note")
    if decision is Decision.RECHECK:
        _move(claim, ClaimStatus.CHECKING, note, doer, now)
        claim.taken_by, claim.taken_by_name = doer.account_id, doer.name
        return
    if decision is Decision.DECLINE:
        _check_paid(claim, 0)
        for line in claim.lines:
            line.approved, line.decision_reason = 0, ""
    status = ClaimStatus.RETURNED if decision is Decision.RETURN else ClaimStatus.DECLINED
    _move(claim, status, note, doer, now)
    _decided(claim, doer, now)


def _may_look_again(claim: Claim, doer: Doer) -> None:
    """Four eyes: the second of two, and whoever looks at a dispute, is somebody else."""
    if claim.status is ClaimStatus.SECOND_LOOK and claim.first_by == doer.account_id:
        raise NotAllowed("second_person")
    if claim.status is ClaimStatus.DISPUTED and claim.decided_by == doer.account_id:
        raise NotAllowed("another_person")


def _move(claim: Claim, new: ClaimStatus, note: str, doer: Doer, now: datetime) -> None:
    claim.move_to(new, by=doer.name, account=doer.account_id, at=now, note=note)
    claim.note = note


def _decided(claim: Claim, doer: Doer, now: datetime) -> None:
    claim.decided_by, claim.decided_by_name, claim.decided_at = doer.account_id, doer.name, now
    claim.taken_by = claim.taken_by_name = None


def _approve(
    claim: Claim,
    lines: Collection[LineDecision],
    note: str,
    doer: Doer,
    *,
    policy: Travel,
    now: datetime,
) -> None:
    second = claim.status is ClaimStatus.SECOND_LOOK
    if second and lines:
        raise RuleBroken("second_changes_nothing", field="lines")
    if not second:
        _set_amounts(claim, lines, policy)
    if claim.approved == 0:
        raise RuleBroken("approved_nothing", field="lines")
    _check_paid(claim, claim.approved)
    limit = policy.two_people_above
    if limit is not None and claim.approved > limit and not second:
        claim.first_by = doer.account_id
        _move(claim, ClaimStatus.SECOND_LOOK, note, doer, now)
        claim.taken_by = claim.taken_by_name = None
        return
    _move(claim, ClaimStatus.APPROVED, note, doer, now)
    _decided(claim, doer, now)
    if paid(claim) == claim.approved:  # a dispute that changed nothing after the money had come
        _move(claim, ClaimStatus.PAID, note, doer, now)


def _set_amounts(claim: Claim, lines: Collection[LineDecision], policy: Travel) -> None:
    decided: Mapping[UUID, tuple[int, LineDecision]] = {
        one.id: (place, one) for place, one in enumerate(lines)
    }
    unknown = decided.keys() - {line.id for line in claim.lines}
    if unknown:
        place = min(decided[one][0] for one in unknown)
        raise RuleBroken("unknown_line", field=f"lines.{place}.id")
    for line in claim.lines:
        if line.id in decided:
            place, one = decided[line.id]
            _set_amount(line, one, f"lines.{place}", claim.currency, policy)
        else:
            line.approved, line.decision_reason = line.allowed, ""


def _set_amount(line: ClaimLine, one: LineDecision, at: str, currency: str, policy: Travel) -> None:
    if not 0 <= one.amount <= policy.most_a_line:
        most = Money(policy.most_a_line, currency)
        raise RuleBroken("amount_absurd", field=f"{at}.amount", most=most)
    if one.amount != line.allowed and not one.reason:
        raise RuleBroken("line_reason_needed", field=f"{at}.reason")
    line.approved, line.decision_reason = one.amount, one.reason


def paid(claim: Claim) -> int:
    """What was paid of it, in minor units."""
    return sum(one.amount for one in claim.payments if one.status is PaymentStatus.PAID)


def _check_paid(claim: Claim, approved: int) -> None:
    if approved < paid(claim):
        raise RuleBroken("less_than_paid", field="lines", paid=Money(paid(claim), claim.currency))
