"""Travel claims as the desk shows them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from api.access import caller
from api.claims import present
from api.claims.acting import doer
from api.context import db, now
from api.participants.present import who
from portal.accounts.roles import May
from portal.claims import distance, reviewing, warnings
from portal.claims.models import TO_DECIDE, Claim, ClaimReceipt, ClaimStatus
from portal.claims.warnings import Warned
from portal.participants.models import Participant
from portal.schedule import service as schedule
from portal.study.travel.definition import Travel

DECIDED = present.DECIDED | {ClaimStatus.SECOND_LOOK, ClaimStatus.DISPUTED}


def policy_of(claim: Claim) -> Travel:
    """The policy that the claim was sent under."""
    found = present.study_of(claim.participant, claim.study_version).travel
    if found is None:
        raise RuntimeError("a claim is sent under a policy")
    return found


def row(claim: Claim) -> dict[str, Any]:
    """For :class:`desk_schemas.ClaimRow`."""
    waits = claim.status in TO_DECIDE
    return {
        "id": claim.id,
        "reference": claim.reference,
        "who": who(claim.participant),
        "visit": present.visit(claim.visit, claim.participant),
        "status": claim.status,
        "round": claim.round,
        "currency": claim.currency,
        "asked": claim.asked,
        "allowed": claim.allowed,
        "approved": claim.approved if claim.status in DECIDED else None,
        "made_by": claim.made_by_name,
        "by_care_partner": claim.by_care_partner,
        "sent_at": claim.sent_at,
        "check_by": claim.check_by,
        "overdue": waits and claim.check_by <= now(),
        "taken_by": claim.taken_by_name,
        "mine": claim.taken_by == caller().account_id,
        "own": doer().owns(claim),
        "decided_by": claim.decided_by_name,
        "decided_at": claim.decided_at,
        "receipts": sum(len(line.receipts) for line in claim.lines),
        "version": claim.version,
    }


def detail(claim: Claim, sites: Collection[UUID]) -> dict[str, Any]:
    """For :class:`desk_schemas.ClaimDetail`; `sites`: of the caller."""
    policy, participant = policy_of(claim), claim.participant
    usual = distance.of(db(), claim.participant_id)
    day = schedule.local_day(claim.visit)
    return {
        **row(claim),
        "lines": present.lines(claim, participant, decided=claim.status in DECIDED),
        "earlier_receipts": [present.receipt(one) for one in claim.receipts if one.line_id is None],
        "warnings": [warning(one, sites) for one in warnings.of(claim, policy, day)],
        "steps": [present.step(one) for one in claim.steps],
        "payments": claim.payments,
        "digits": policy.digits,
        "unit": policy.unit,
        "distance": usual.one_way if usual else None,
        "most_a_line": policy.most_a_line,
        "second_above": policy.two_people_above,
        "late_reason": claim.late_reason,
        "note": claim.note,
        "disputed_at": claim.disputed_at,
        "dispute_note": claim.dispute_note,
        "paid": reviewing.paid(claim),
        "expected_on": present.expected_on(claim, participant),
        "may": _may(claim),
    }


def warning(one: Warned, sites: Collection[UUID]) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "line_id": one.line_id,
        "receipt_id": one.receipt_id,
        "words": one.words,
        "days": one.days,
        "twin": _twin(one.twin, sites) if one.twin else None,
    }


def _twin(found: ClaimReceipt, sites: Collection[UUID]) -> dict[str, Any] | None:
    """Nothing of another site's but that there is one."""
    if found.claim is None or found.site_id not in sites:
        return None
    return {
        "receipt_id": found.id,
        "claim_id": found.claim.id,
        "reference": found.claim.reference,
        "code": found.claim.participant.code,
    }


def _may(claim: Claim) -> dict[str, Any]:
    """What is offered to the caller; the rules themselves are in portal.claims.reviewing."""
    reviews = bool(caller().places_for(May.CLAIMS_REVIEW))
    why = _why_not(claim)
    return {
        "take": reviews and _can_take(claim, why),
        "release": reviews and claim.status is ClaimStatus.CHECKING and why is None,
        "decide": reviews and why is None and claim.status in TO_DECIDE,
        "why_not": why,
    }


def _can_take(claim: Claim, why: str | None) -> bool:
    if claim.status is ClaimStatus.CHECKING:
        return why == "claim_taken"
    return claim.status is ClaimStatus.SENT and why is None


def _why_not(claim: Claim) -> str | None:
    me = caller().account_id
    if doer().owns(claim):
        return "own_claim"
    if claim.status is ClaimStatus.CHECKING and claim.taken_by != me:
        return "claim_taken"
    if claim.status is ClaimStatus.SECOND_LOOK and claim.first_by == me:
        return "second_person"
    if claim.status is ClaimStatus.DISPUTED and claim.decided_by == me:
        return "another_person"
    return None


def of_participant(participant: Participant, claims: Collection[Claim]) -> dict[str, Any]:
    """For :class:`desk_schemas.ParticipantTravel`."""
    usual = distance.of(db(), participant.id)
    travel = present.study_of(participant).travel
    return {
        "distance": usual.one_way if usual else None,
        "unit": travel.unit if travel else None,
        "claims": [row(claim) for claim in claims],
    }
