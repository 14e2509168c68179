"""Paying approved claims in batches: put together, settled with a reference, or failed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.audit.recorder import because
from portal.bodies import digest
from portal.claims.models import Claim, ClaimStatus
from portal.claims.parts import parts_of
from portal.claims.payment_models import Payment, PaymentBatch, PaymentStatus
from portal.claims.reviewing import Doer, paid
from portal.claims.sending import WITH_ALL
from portal.errors import Conflict, NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.participants.models import Participant
from portal.schedule.planning import local_today
from portal.study.models import Site

MOST_IN_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """`id` is made by the sender: the same one twice is one batch. `expected_on`: when it goes out."""

    id: UUID
    claims: tuple[UUID, ...]
    expected_on: date


def to_pay(session: Session, *, sites: Collection[UUID]) -> Sequence[Claim]:
    """Approved claims at these sites that are in no batch, the longest waiting first."""
    return session.scalars(
        sa.select(Claim)
        .where(Claim.site_id.in_(sites), Claim.status == ClaimStatus.APPROVED)
        .options(
            *WITH_ALL,
            joinedload(Claim.participant).joinedload(Participant.site),
            joinedload(Claim.participant).joinedload(Participant.study),
        )
        .order_by(Claim.decided_at, Claim.id)
        .limit(MOST_IN_BATCH)
    ).all()


def make_batch(
    session: Session,
    new: NewBatch,
    doer: Doer,
    *,
    sites: Collection[UUID],
    today: date,
    now: datetime,
) -> tuple[PaymentBatch, bool]:
    """The batch, and whether it is new: approved claims of one study and currency, on their way.

    The same id with the same claims again is the same batch. Raises Conflict("batch_differs") for
    others under a used id, NotAllowed("own_claim"), RuleBroken where one cannot be paid.
    """
    signature = digest({"claims": sorted(map(str, new.claims)), "on": new.expected_on.isoformat()})
    existing = session.get(PaymentBatch, new.id)
    if existing is not None:
        found = get_batch(session, new.id, sites=sites)
        if found.digest != signature:
            raise Conflict("batch_differs", field="id")
        return found, False
    if new.expected_on < today:
        raise RuleBroken("batch_in_past", field="expected_on", day=new.expected_on)
    claims = _payable(session, new, doer, sites)
    study_id, currency = claims[0].participant.study_id, claims[0].currency
    batch = PaymentBatch(
        id=new.id,
        study_id=study_id,
        number=_next_number(session, study_id),
        currency=currency,
        expected_on=new.expected_on,
        digest=signature,
        made_by=doer.account_id,
        made_by_name=doer.name,
        made_at=now,
        payments=[],
    )
    session.add(batch)
    for place, claim in enumerate(claims):
        batch.payments.append(_payment(claim, place, batch, now))
        claim.move_to(ClaimStatus.ON_ITS_WAY, by=doer.name, account=doer.account_id, at=now)
    session.flush()
    return batch, True


def _payable(session: Session, new: NewBatch, doer: Doer, sites: Collection[UUID]) -> list[Claim]:
    rows = session.scalars(
        sa.select(Claim)
        .where(Claim.id.in_(new.claims), Claim.site_id.in_(sites))
        .options(*WITH_ALL, joinedload(Claim.participant).joinedload(Participant.site))
    )
    known = {claim.id: claim for claim in rows}
    found: list[Claim] = []
    for place, claim_id in enumerate(new.claims):
        field, claim = f"claims.{place}", known.get(claim_id)
        if claim is None:
            raise RuleBroken("unknown_claim", field=field)
        if claim in found:
            raise RuleBroken("claim_twice", field=field, reference=claim.reference)
        if claim.status is not ClaimStatus.APPROVED:
            raise RuleBroken("claim_not_payable", field=field, reference=claim.reference)
        if doer.owns(claim):
            raise NotAllowed("own_claim")
        first = found[0] if found else claim
        if (claim.participant.study_id, claim.currency) != (
            first.participant.study_id,
            first.currency,
        ):
            raise RuleBroken("batch_of_one_kind", field=field)
        found.append(claim)
    return found


def _next_number(session: Session, study_id: UUID) -> int:
    """Two batches at once would get one number: the unique key refuses one, and it is tried anew."""
    last = session.scalar(
        sa.select(sa.func.max(PaymentBatch.number)).where(PaymentBatch.study_id == study_id)
    )
    return (last or 0) + 1


def _payment(claim: Claim, place: int, batch: PaymentBatch, now: datetime) -> Payment:
    before = [
        part for one in claim.payments if one.status is PaymentStatus.PAID for part in one.parts
    ]
    return Payment(
        claim=claim,
        participant_id=claim.participant_id,
        site_id=claim.site_id,
        position=place,
        amount=claim.approved - paid(claim),
        currency=claim.currency,
        parts=[part.as_json() for part in parts_of(claim.lines, before)],
        status=PaymentStatus.ON_ITS_WAY,
        made_at=now,
        expected_on=batch.expected_on,
        reference="",
        failed_reason="",
    )


def get_batch(session: Session, batch_id: UUID, *, sites: Collection[UUID]) -> PaymentBatch:
    """A batch with a payment at one of these sites. Raises NotFound. See :func:`within`."""
    row = session.scalar(
        sa.select(PaymentBatch)
        .where(PaymentBatch.id == batch_id, PaymentBatch.payments.any(Payment.site_id.in_(sites)))
        .options(
            selectinload(PaymentBatch.payments)
            .joinedload(Payment.claim)
            .joinedload(Claim.participant)
            .joinedload(Participant.site)
        )
    )
    if row is None:
        raise NotFound("batch")
    return row


def batches(
    session: Session, *, sites: Collection[UUID], limit: int, offset: int
) -> tuple[Sequence[PaymentBatch], int]:
    """One page of the batches with a payment at these sites, the newest first; and how many."""
    where = PaymentBatch.payments.any(Payment.site_id.in_(sites))
    total = session.scalar(sa.select(sa.func.count()).select_from(PaymentBatch).where(where)) or 0
    rows = session.scalars(
        sa.select(PaymentBatch)
        .where(where)
        .options(selectinload(PaymentBatch.payments))
        .order_by(PaymentBatch.made_at.desc(), PaymentBatch.id)
        .limit(limit)
        .offset(offset)
    )
    return rows.all(), total


def days_at(session: Session, sites: Collection[UUID], *, now: datetime) -> tuple[date, date]:
    """The earliest and the latest day that it is at these sites."""
    zones = session.scalars(sa.select(Site.time_zone).where(Site.id.in_(sites)).distinct())
    days = [local_today(now, zone) for zone in zones]
    return min(days), max(days)


def within(batch: PaymentBatch, sites: Collection[UUID]) -> list[Payment]:
    """The payments of the batch that are of these sites, in order."""
    return [one for one in batch.payments if one.site_id in sites]


def get_payment(session: Session, payment_id: UUID, *, sites: Collection[UUID]) -> Payment:
    """One payment. Raises NotFound outside `sites`."""
    row = session.scalar(
        sa.select(Payment)
        .where(Payment.id == payment_id, Payment.site_id.in_(sites))
        .options(
            joinedload(Payment.batch),
            joinedload(Payment.claim).joinedload(Claim.participant).joinedload(Participant.site),
        )
    )
    if row is None:
        raise NotFound("payment")
    return row


def settle(
    payments: Collection[Payment],
    *,
    paid_on: date,
    reference: str,
    doer: Doer,
    today: date,
    now: datetime,
) -> list[Payment]:
    """Say that the money went out; which payments that changed. Others stay as they are."""
    if paid_on > today:
        raise RuleBroken("paid_ahead", field="paid_on", day=paid_on)
    waiting = [one for one in payments if one.status is PaymentStatus.ON_ITS_WAY]
    for one in waiting:
        if doer.owns(one.claim):
            raise NotAllowed("own_claim")
        one.move_to(PaymentStatus.PAID)
        one.paid_on, one.reference = paid_on, reference
        one.settled_by_name, one.settled_at = doer.name, now
        one.claim.move_to(
            ClaimStatus.PAID, by=doer.name, account=doer.account_id, at=now, note=reference
        )
    return waiting


def fail(
    session: Session, one: Payment, *, version: int, reason: str, doer: Doer, now: datetime
) -> None:
    """Say that the money did not arrive: the claim waits for the next batch."""
    if one.version != version:
        raise StaleEdit("payment", current=one.version)
    if doer.owns(one.claim):
        raise NotAllowed("own_claim")
    because(session, reason)
    one.move_to(PaymentStatus.FAILED)
    one.failed_reason, one.settled_by_name, one.settled_at = reason, doer.name, now
    if one.claim.status is ClaimStatus.DISPUTED:
        return  # the team looks at it anyway, and what is paid is then worked out anew
    one.claim.move_to(
        ClaimStatus.APPROVED, by=doer.name, account=doer.account_id, at=now, note=reason
    )
