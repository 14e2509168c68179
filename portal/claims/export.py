"""Claims, lines, payments and yearly totals as tables. Participants by code, never by name, but in
the batch for the accounting system, which pays people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.claims import totals as adding
from portal.claims.models import Claim, ClaimLine
from portal.claims.parts import Proof, proof_of
from portal.claims.payment_models import Payment, PaymentBatch
from portal.claims.totals import Sums, Totals
from portal.csv_text import table
from portal.money import Money
from portal.participants.models import Participant

CLAIMS = (
    *("claim", "participant", "site", "visit", "round", "status", "currency"),
    *("asked", "allowed", "approved", "sent_at", "check_by", "decided_at", "decided_by"),
    *("sent_by_care_partner", "late_reason", "disputed_at"),
)
LINES = (
    *("claim", "participant", "site", "category", "kind", "date", "currency"),
    *("asked", "allowed", "approved", "proof", "receipts", "distance", "rate"),
    *("care_partner", "reached_cap", "decision_reason"),
)
BATCH = (
    *("batch", "claim", "participant", "name", "email", "site", "currency", "amount"),
    *("status", "expected_on", "paid_on", "reference"),
)
TOTALS = ("about", "key", "currency", *(proof.value for proof in Proof), "total", "payments")


def _rows(session: Session, sites: Collection[UUID]) -> Iterable[Claim]:
    return session.scalars(
        sa.select(Claim)
        .join(Participant, Participant.id == Claim.participant_id)
        .where(Claim.site_id.in_(sites))
        .options(
            joinedload(Claim.visit),
            joinedload(Claim.participant).joinedload(Participant.site),
            selectinload(Claim.lines).selectinload(ClaimLine.receipts),
        )
        .order_by(Participant.code, Claim.sent_at, Claim.id)
    )


def claims(session: Session, *, sites: Collection[UUID]) -> str:
    """One line a claim."""
    return table(CLAIMS, (_claim(row) for row in _rows(session, sites)))


def _claim(row: Claim) -> list[object]:
    return [
        *(
            row.reference,
            row.participant.code,
            row.participant.site.key,
            row.visit.occurrence or row.visit.visit_key,
        ),
        *(row.round, row.status.value, row.currency),
        *(_sum(row.asked, row), _sum(row.allowed, row)),
        None if any(line.approved is None for line in row.lines) else _sum(row.approved, row),
        *(_utc(row.sent_at), _utc(row.check_by), _utc(row.decided_at), row.decided_by_name),
        *(str(row.by_care_partner).lower(), row.late_reason, _utc(row.disputed_at)),
    ]


def lines(session: Session, *, sites: Collection[UUID]) -> str:
    """One line a line of a claim."""
    rows = (_line(line, row) for row in _rows(session, sites) for line in row.lines)
    return table(LINES, rows)


def _line(line: ClaimLine, row: Claim) -> list[object]:
    return [
        *(row.reference, row.participant.code, row.participant.site.key),
        *(line.category, line.kind.value, line.spent_on, row.currency),
        *(_sum(line.asked, row), _sum(line.allowed, row)),
        None if line.approved is None else _sum(line.approved, row),
        *(proof_of(line).value, len(line.receipts)),
        None if line.distance is None else f"{line.distance / 10:.1f}",
        *(line.rate, str(line.care_partner).lower()),
        line.cut["kind"] if line.cut else None,
        line.decision_reason,
    ]


def batch(row: PaymentBatch, payments: Iterable[Payment]) -> str:
    """The batch for the accounting system: one line a payment."""
    return table(BATCH, (_payment(one, row) for one in payments))


def _payment(one: Payment, row: PaymentBatch) -> list[object]:
    who = one.claim.participant
    return [
        *(row.number, one.claim.reference, who.code, who.name, who.email, who.site.key),
        *(one.currency, str(Money(one.amount, one.currency)), one.status.value),
        *(one.expected_on, one.paid_on, one.reference),
    ]


def totals(payments: Sequence[Payment]) -> str:
    """A year's totals: one line for everything, each month, site, category and participant."""
    currencies = sorted({one.currency for one in payments})
    rows = (
        line
        for currency in currencies
        for line in _totals(
            adding.totals(one for one in payments if one.currency == currency), currency
        )
    )
    return table(TOTALS, rows)


def _totals(found: Totals, currency: str) -> Iterator[list[object]]:
    sites = {who.site_id: who.site.key for who in found.who.values()}
    yield _sums("year", "", found.whole, currency)
    for month, sums in sorted(found.months.items()):
        yield _sums("month", month, sums, currency)
    for site, sums in sorted(found.sites.items(), key=lambda item: sites[item[0]]):
        yield _sums("site", sites[site], sums, currency)
    for category, sums in sorted(found.categories.items()):
        yield _sums("category", category, sums, currency)
    for person, sums in sorted(
        found.participants.items(), key=lambda item: found.who[item[0]].code
    ):
        yield _sums("participant", found.who[person].code, sums, currency)


def _sums(about: str, key: object, sums: Sums, currency: str) -> list[object]:
    by_proof = [str(Money(sums.by_proof[proof], currency)) for proof in Proof]
    whole = str(Money(sums.total, currency))
    return [about, key, currency, *by_proof, whole, len(sums.payments)]


def _sum(amount: int, row: Claim) -> str:
    return str(Money(amount, row.currency))


def _utc(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if instant else None
