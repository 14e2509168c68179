"""Storing a claim: once, whatever the network does, priced by the policy that holds for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.bodies import digest
from portal.claims import distance, policy, receipts
from portal.claims.incoming import Facts, NewClaim, Priced, check
from portal.claims.models import (
    COUNTS,
    Claim,
    ClaimLine,
    ClaimReceipt,
    ClaimStatus,
    ClaimStep,
    TravelDistance,
)
from portal.claims.policy import Allowed, Line, Taken
from portal.claims.receipts import Sender
from portal.errors import Conflict, IllegalTransition, NotFound, RuleBroken
from portal.participants.models import Participant
from portal.schedule import office_hours
from portal.schedule import service as schedule
from portal.schedule.models import Visit
from portal.schedule.planning import local_today
from portal.study import definition
from portal.study.service import Catalog
from portal.study.travel.definition import Travel

WITH_ALL = (
    joinedload(Claim.visit),
    selectinload(Claim.lines).selectinload(ClaimLine.receipts),
    selectinload(Claim.receipts).options(
        joinedload(ClaimReceipt.file), joinedload(ClaimReceipt.twin)
    ),
    selectinload(Claim.steps),
    selectinload(Claim.payments),
)
"""Everything that a claim shows, read with it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The study and the travel policy that hold for a claim, and where they were written."""

    study: definition.Study
    travel: Travel
    version: int


def rules_for(
    session: Session, participant: Participant, catalog: Catalog, version: int | None = None
) -> Rules:
    """The policy in force, or of that version. Raises RuleBroken where none pays travel money."""
    number = participant.study.version if version is None else version
    study = catalog.get(session, participant.study_id, number)
    if study.travel is None:
        raise RuleBroken("travel_not_covered")
    return Rules(study, study.travel, number)


def own(session: Session, participant_id: UUID, claim_id: UUID) -> Claim:
    """One claim of this participant. Raises NotFound for anyone else's."""
    row = session.scalar(
        sa.select(Claim)
        .where(Claim.id == claim_id, Claim.participant_id == participant_id)
        .options(*WITH_ALL)
    )
    if row is None:
        raise NotFound("claim")
    return row


def send(
    session: Session,
    participant: Participant,
    new: NewClaim,
    sender: Sender,
    *,
    catalog: Catalog,
    now: datetime,
) -> tuple[Claim, bool]:
    """The stored claim, and whether something was stored: the same one again is the same claim.

    A claim that came back is corrected by sending its next round. Raises Conflict("claim_differs")
    for other words under a used id and round; RuleBroken, at its field, for what the policy refuses.
    """
    signature = digest(new.body())
    existing = session.get(Claim, new.id, options=WITH_ALL)
    if existing is not None:
        if existing.participant_id != participant.id:
            raise Conflict("claim_differs", field="id")
        if existing.round == new.round and existing.digest == signature:
            return existing, False
        _check_round(existing, new)
    elif new.round != 1:
        raise RuleBroken("claim_unknown", field="round")
    number = existing.study_version if existing else None
    rules = rules_for(session, participant, catalog, number)
    visit = _visit(session, participant, new, rules)
    if existing is not None and existing.visit_id != visit.id:
        raise Conflict("claim_differs", field="visit_id")
    usual = distance.of(session, participant.id)
    facts = _facts(participant, rules, visit, usual, now)
    priced = check(new, facts)
    _check_line_ids(session, new)
    claim = existing or _fresh(participant, new, rules, visit)
    _store(session, claim, new, priced, rules, sender, signature, now=now)
    if usual is None:
        distance.remember(session, participant, priced, sender.name, now=now)
    return claim, True


def _check_round(existing: Claim, new: NewClaim) -> None:
    if new.round != existing.round + 1:
        raise Conflict("claim_differs", field="round")
    if existing.status is not ClaimStatus.RETURNED:
        raise IllegalTransition("claim", existing.status, ClaimStatus.SENT)


def _check_line_ids(session: Session, new: NewClaim) -> None:
    """Raises Conflict where a line has the id of a line of another claim, hers or anyone's."""
    ids = [line.id for line in new.lines]
    of_others = sa.select(ClaimLine.id).where(ClaimLine.id.in_(ids), ClaimLine.claim_id != new.id)
    taken = set(session.scalars(of_others))
    for place, line_id in enumerate(ids):
        if line_id in taken:
            raise Conflict("claim_differs", field=f"lines.{place}.id")


def _visit(session: Session, participant: Participant, new: NewClaim, rules: Rules) -> Visit:
    try:
        visit = schedule.own_visit(session, participant.id, new.visit_id)
    except NotFound:
        raise RuleBroken("unknown_claim_visit", field="visit_id") from None
    if visit.visit_key not in rules.travel.visits:
        raise RuleBroken("visit_not_covered", field="visit_id")
    return visit


def _facts(
    participant: Participant,
    rules: Rules,
    visit: Visit,
    usual: TravelDistance | None,
    now: datetime,
) -> Facts:
    return Facts(
        travel=rules.travel,
        visit_day=schedule.local_day(visit),
        today=local_today(now, participant.site.time_zone),
        consented_on=consented_on(rules.study, participant),
        usual=2 * usual.one_way if usual else None,
    )


def consented_on(study: definition.Study, participant: Participant) -> date | None:
    """The day before which no cost is covered; None where the study takes no consent.

    The visits that travel is paid for are planned by a consent, so there is a day.
    """
    return participant.anchors.get(study.consent.anchor) if study.consent else None


def _fresh(participant: Participant, new: NewClaim, rules: Rules, visit: Visit) -> Claim:
    claim = Claim(
        id=new.id,
        participant_id=participant.id,
        site_id=participant.site_id,
        study_version=rules.version,
        currency=rules.travel.currency,
        status=ClaimStatus.SENT,
        note="",
        dispute_note="",
        lines=[],
        receipts=[],
        steps=[],
        payments=[],
    )
    claim.participant, claim.visit, claim.visit_id = participant, visit, visit.id
    return claim


def _store(
    session: Session,
    claim: Claim,
    new: NewClaim,
    priced: Sequence[Priced],
    rules: Rules,
    sender: Sender,
    signature: str,
    *,
    now: datetime,
) -> None:
    wanted = [receipt for one in priced for receipt in one.line.receipts]
    known = receipts.attachable(session, claim.participant_id, claim.id, wanted)
    _check_receipts(priced, known)
    first = not claim.steps
    claim.round, claim.digest, claim.late_reason = new.round, signature, new.late_reason
    claim.made_by, claim.made_by_name = sender.account_id, sender.name
    claim.by_care_partner = sender.care_partner
    claim.sent_at = now
    claim.check_by = check_by(rules, claim.participant, now=now)
    if first:
        step = ClaimStep(
            old=None, new=ClaimStatus.SENT, by=sender.name, account_id=sender.account_id, at=now
        )
        claim.steps.append(step)
        session.add(claim)
    else:
        claim.move_to(ClaimStatus.SENT, by=sender.name, account=sender.account_id, at=now)
        claim.taken_by = claim.taken_by_name = None
    _set_lines(session, claim, priced, known, rules.travel)
    receipts.find_twins(session, claim, list(known.values()))
    session.flush()


def check_by(rules: Rules, participant: Participant, *, now: datetime) -> datetime:
    """By when the team looks at what comes in now, counted in the hours of her site."""
    site = rules.study.site(participant.site.key)
    return office_hours.after(site, now, rules.travel.check_within)


def _check_receipts(priced: Sequence[Priced], known: dict[UUID, ClaimReceipt]) -> None:
    for place, one in enumerate(priced):
        if any(receipt not in known for receipt in one.line.receipts):
            raise RuleBroken("unknown_receipt", field=f"lines.{place}.receipts")


def _set_lines(
    session: Session,
    claim: Claim,
    priced: Sequence[Priced],
    known: dict[UUID, ClaimReceipt],
    travel: Travel,
) -> None:
    """The lines as they are now. A line that went leaves its receipts with the claim."""
    taken = others(session, claim)
    asked = [
        Line(
            str(one.line.id), one.category.key, one.line.spent_on, one.asked, one.line.care_partner
        )
        for one in priced
    ]
    results = policy.assess(travel, asked, taken)
    for receipt in claim.receipts:
        receipt.line = None
    before = {line.id: line for line in claim.lines}
    for gone in before.keys() - {one.line.id for one in priced}:
        session.delete(before[gone])
    session.flush()  # the history tells of a line that goes while it still knows whose it was
    claim.lines = [
        _filled(before.get(one.line.id) or ClaimLine(id=one.line.id, receipts=[]), place, one)
        for place, one in enumerate(priced)
    ]
    for line, one in zip(claim.lines, priced, strict=True):
        _allow(line, results[str(line.id)])
        for order, receipt_id in enumerate(one.line.receipts):
            receipt = known[receipt_id]
            receipt.claim, receipt.line, receipt.position = claim, line, order


def _filled(row: ClaimLine, place: int, one: Priced) -> ClaimLine:
    """The row with what was sent."""
    line = one.line
    row.position, row.category, row.kind = place, one.category.key, one.category.kind
    row.spent_on, row.asked, row.care_partner = line.spent_on, one.asked, line.care_partner
    row.distance, row.distance_reason = line.distance, line.distance_reason
    row.rate = str(one.rate) if one.rate is not None else None
    row.note, row.receipt_lost = line.note, line.receipt_lost
    return row


def _allow(row: ClaimLine, result: Allowed) -> None:
    """What the policy pays of it; what the team decided about an earlier round holds no longer."""
    row.allowed, row.cut = result.amount, asdict(result.cut) if result.cut else None
    row.approved, row.decision_reason = None, ""


def others(session: Session, claim: Claim) -> list[Taken]:
    """What the participant's other claims take of the caps: decided sums, else what the policy pays."""
    amount = sa.func.coalesce(ClaimLine.approved, ClaimLine.allowed)
    rows = session.execute(
        sa.select(
            ClaimLine.category, ClaimLine.spent_on, amount, ClaimLine.care_partner, Claim.visit_id
        )
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(
            Claim.participant_id == claim.participant_id,
            Claim.id != claim.id,
            Claim.status.in_(COUNTS),
        )
    )
    return [
        Taken(category, day, paid, partner, visit_id == claim.visit_id)
        for category, day, paid, partner, visit_id in rows
    ]
