"""What was paid in a year: by month, site, category and participant, flat sums apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.claims.models import Claim
from portal.claims.parts import Proof
from portal.claims.payment_models import Payment, PaymentStatus
from portal.participants.models import Participant

K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class Sums:
    """Minor units by what stands behind them; `payments`: how many."""

    by_proof: Counter[Proof] = field(default_factory=Counter)
    payments: set[UUID] = field(default_factory=set)

    @property
    def total(self) -> int:
        return sum(self.by_proof.values())

    @property
    def flat(self) -> int:
        return self.by_proof[Proof.FLAT]


def paid_in(session: Session, year: int, *, sites: Collection[UUID]) -> Sequence[Payment]:
    """The payments that went out in that calendar year, by day."""
    return session.scalars(
        sa.select(Payment)
        .where(
            Payment.site_id.in_(sites),
            Payment.status == PaymentStatus.PAID,
            Payment.paid_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .options(
            joinedload(Payment.claim).joinedload(Claim.participant).joinedload(Participant.site),
            joinedload(Payment.batch),
        )
        .order_by(Payment.paid_on, Payment.id)
    ).all()


def years(session: Session, *, sites: Collection[UUID]) -> list[int]:
    """The calendar years in which something was paid, the latest first."""
    first, last = session.execute(
        sa.select(sa.func.min(Payment.paid_on), sa.func.max(Payment.paid_on)).where(
            Payment.site_id.in_(sites), Payment.status == PaymentStatus.PAID
        )
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything of a year. Keys: month 1 to 12, site id, category, participant id."""

    whole: Sums
    months: Mapping[int, Sums]
    sites: Mapping[UUID, Sums]
    categories: Mapping[str, Sums]
    participants: Mapping[UUID, Sums]
    who: Mapping[UUID, Participant]


def totals(payments: Iterable[Payment]) -> Totals:
    """Add payments up. A payment of several parts counts once in each sum that it is part of."""
    whole = Sums()
    months: dict[int, Sums] = {}
    sites: dict[UUID, Sums] = {}
    categories: dict[str, Sums] = {}
    people: dict[UUID, Sums] = {}
    who: dict[UUID, Participant] = {}
    for one in payments:
        if one.paid_on is None:
            continue
        who[one.participant_id] = one.claim.participant
        for part in one.parts:
            for sums in (
                whole,
                _in(months, one.paid_on.month),
                _in(sites, one.site_id),
                _in(categories, part["category"]),
                _in(people, one.participant_id),
            ):
                sums.by_proof[Proof(part["proof"])] += part["amount"]
                sums.payments.add(one.id)
    return Totals(whole, months, sites, categories, people, who)


def _in(table: dict[K, Sums], key: K) -> Sums:
    return table.setdefault(key, Sums())
