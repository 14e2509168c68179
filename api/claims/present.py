"""Travel claims as the person who sent them sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.access import caller
from api.context import db, language, now, parts
from portal.claims import answering, distance, own, policy
from portal.claims.models import Claim, ClaimLine, ClaimReceipt, ClaimStatus, ClaimStep
from portal.claims.sending import consented_on
from portal.participants.models import Participant
from portal.schedule import service as schedule
from portal.schedule.models import Visit
from portal.schedule.planning import local_today
from portal.study import definition
from portal.study.definition import Text
from portal.study.travel.definition import CapKind, Caps, Category, Travel

OWN_STEPS = frozenset({ClaimStatus.SENT, ClaimStatus.DISPUTED, ClaimStatus.WITHDRAWN})
DECIDED = frozenset(
    {ClaimStatus.APPROVED, ClaimStatus.DECLINED, ClaimStatus.ON_ITS_WAY, ClaimStatus.PAID}
)


def study_of(participant: Participant, number: int | None = None) -> definition.Study:
    """The study file in force, or the one of that number."""
    wanted = participant.study.version if number is None else number
    return parts().catalog.get(db(), participant.study_id, wanted)


def words(text: Text, study: definition.Study) -> str:
    return text.in_language(language(), study.languages[0])


def travel(participant: Participant, *, care_partner: bool) -> dict[str, Any]:
    """For :class:`schemas.OwnTravel`."""
    study = study_of(participant)
    today = local_today(now(), participant.site.time_zone)
    sent = own.claims(db(), participant.id)
    row = distance.of(db(), participant.id)
    found = (
        own.claimable(db(), participant.id, study.travel, sent, today=today) if study.travel else []
    )
    return {
        "today": today,
        "policy": shown_policy(study.travel, study) if study.travel else None,
        "distance": row.one_way if row else None,
        "consented_on": consented_on(study, participant),
        "care_partner": care_partner,
        "visits": [
            {
                **visit(one.visit, participant),
                "deadline": one.deadline,
                "claims": one.claims,
                "offered": one.offered,
            }
            for one in found
        ],
        "claims": [claim(row, participant) for row in sent],
    }


def shown_policy(found: Travel, study: definition.Study) -> dict[str, Any]:
    """For :class:`schemas.TravelPolicy`."""
    return {
        "currency": found.currency,
        "digits": found.digits,
        "covered": words(found.covered, study),
        "paid_how": words(found.paid_how, study),
        "claim_within": found.claim_within,
        "pay_after": found.pay_after,
        "payment_days": found.payment_days,
        "most_a_line": found.most_a_line,
        "caps": caps(found.caps),
        "categories": [_category(one, study) for one in found.categories],
        "unit": found.unit,
        "rates": [{"since": one.since, "rate": str(one.rate)} for one in found.rates],
    }


def caps(found: Caps) -> dict[str, int | None]:
    return {kind.value: found.get(kind) for kind in CapKind}


def _category(one: Category, study: definition.Study) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind,
        "name": words(one.name, study),
        "explain": words(one.explain, study) if one.explain else None,
        "caps": caps(one.caps),
        "receipt_from": one.receipt_from,
        "amount": one.amount,
        "care_partner": one.care_partner,
    }


def visit(row: Visit, participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.ClaimVisit`."""
    study = study_of(participant, row.study_version)
    planned = study.visit(row.visit_key)
    return {
        "id": row.id,
        "name": words(planned.name, study),
        "label": words(planned.label, study).format(number=row.number),
        "day": schedule.local_day(row),
        "status": row.status,
    }


def claim(row: Claim, participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.OwnClaim`."""
    return {
        "id": row.id,
        "reference": row.reference,
        "round": row.round,
        "status": row.status,
        "visit": visit(row.visit, participant),
        "currency": row.currency,
        "made_by": row.made_by_name,
        "by_care_partner": row.by_care_partner,
        "mine": row.made_by == caller().account_id,
        "late_reason": row.late_reason,
        "sent_at": row.sent_at,
        "check_by": row.check_by,
        "decided_at": row.decided_at if row.status in DECIDED else None,
        "note": row.note if row.status is not ClaimStatus.SECOND_LOOK else "",
        "asked": row.asked,
        "allowed": row.allowed,
        "approved": row.approved if row.status in DECIDED else None,
        "expected_on": expected_on(row, participant),
        "disputed_at": row.disputed_at,
        "dispute_note": row.dispute_note,
        "lines": lines(row, participant, decided=row.status in DECIDED),
        "steps": [step(one) for one in row.steps if _hers_to_see(one)],
        "payments": row.payments,
        "can": answering.can(row),
        "version": row.version,
    }


def _hers_to_see(one: ClaimStep) -> bool:
    """That two people look at a large claim is the team's affair: to her it is being checked."""
    return one.new is not ClaimStatus.SECOND_LOOK


def expected_on(row: Claim, participant: Participant) -> date | None:
    """When the money of an approved claim usually goes out; after a failed payment, anew."""
    found = study_of(participant, row.study_version).travel
    since = [one.at for one in row.steps if one.new is ClaimStatus.APPROVED]
    if row.status is not ClaimStatus.APPROVED or not since or found is None:
        return None
    return policy.payment_day(found, local_today(max(since), participant.site.time_zone))


def names(row: Claim, participant: Participant) -> Mapping[str, str]:
    """The names of the categories, by key."""
    study = study_of(participant, row.study_version)
    found = study.travel.categories if study.travel else ()
    return {one.key: words(one.name, study) for one in found}


def lines(row: Claim, participant: Participant, *, decided: bool) -> list[dict[str, Any]]:
    """For :class:`schemas.ClaimLine`; what the team decided only once it has."""
    known = names(row, participant)
    return [line(one, known.get(one.category, one.category), decided=decided) for one in row.lines]


def line(row: ClaimLine, name: str, *, decided: bool) -> dict[str, Any]:
    return {
        "id": row.id,
        "category": row.category,
        "category_name": name,
        "kind": row.kind,
        "spent_on": row.spent_on,
        "asked": row.asked,
        "allowed": row.allowed,
        "cut": row.cut and {**row.cut, "kind": CapKind(row.cut["kind"])},
        "approved": row.approved if decided else None,
        "decision_reason": row.decision_reason if decided else "",
        "distance": row.distance,
        "rate": row.rate,
        "distance_reason": row.distance_reason,
        "care_partner": row.care_partner,
        "note": row.note,
        "receipt_lost": row.receipt_lost,
        "receipts": [receipt(one) for one in row.receipts],
    }


def receipt(row: ClaimReceipt) -> dict[str, Any]:
    """For :class:`schemas.Receipt`."""
    return {
        "id": row.id,
        "name": row.file.name,
        "media_type": row.file.media_type,
        "pages": row.file.pages or 1,
        "made_at": row.made_at,
    }


def step(row: ClaimStep) -> dict[str, Any]:
    """For :class:`schemas.ClaimStep`. The names of the team's people are no secret to her."""
    return {
        "at": row.at,
        "new": row.new,
        "by": row.by,
        "by_team": not (row.new in OWN_STEPS and row.old is not ClaimStatus.CHECKING),
        "note": row.note,
    }
