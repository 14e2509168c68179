"""Payments and totals as the desk shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from api.claims import desk_present, present
from api.claims.acting import doer
from api.context import now
from api.participants.present import who
from portal.claims import paying, policy, reviewing
from portal.claims import totals as adding
from portal.claims.models import Claim
from portal.claims.parts import Proof
from portal.claims.payment_models import Payment, PaymentBatch, PaymentStatus
from portal.claims.totals import Sums, Totals
from portal.money import digits
from portal.schedule.planning import local_today


def payable(claim: Claim) -> dict[str, Any]:
    """For :class:`pay_schemas.PayableClaim`."""
    today = local_today(now(), claim.participant.site.time_zone)
    usual = present.expected_on(claim, claim.participant) or today
    failed = [one for one in claim.payments if one.status is PaymentStatus.FAILED]
    return {
        **desk_present.row(claim),
        "to_pay": claim.approved - reviewing.paid(claim),
        "usual_day": max(usual, policy.payment_day(desk_present.policy_of(claim), today)),
        "failed": failed[-1].failed_reason if failed else "",
    }


def payment(one: Payment) -> dict[str, Any]:
    """For :class:`pay_schemas.PaymentRow`."""
    participant = one.claim.participant
    return {
        "id": one.id,
        "claim_id": one.claim_id,
        "reference": one.claim.reference,
        "who": who(participant),
        "email": participant.email,
        "amount": one.amount,
        "currency": one.currency,
        "status": one.status,
        "expected_on": one.expected_on,
        "paid_on": one.paid_on,
        "paid_reference": one.reference,
        "failed_reason": one.failed_reason,
        "settled_by": one.settled_by_name,
        "settled_at": one.settled_at,
        "own": doer().owns(one.claim),
        "version": one.version,
    }


def batch_row(row: PaymentBatch, sites: Collection[UUID]) -> dict[str, Any]:
    """For :class:`pay_schemas.BatchRow`: of the caller's sites alone."""
    mine = paying.within(row, sites)
    number = Counter(one.status for one in mine)
    return {
        "id": row.id,
        "number": row.number,
        "currency": row.currency,
        "expected_on": row.expected_on,
        "made_by": row.made_by_name,
        "made_at": row.made_at,
        "amount": sum(one.amount for one in mine),
        "payments": len(mine),
        **{status.value: number[status] for status in PaymentStatus},
    }


def batch(row: PaymentBatch, sites: Collection[UUID]) -> dict[str, Any]:
    """For :class:`pay_schemas.Batch`."""
    return {
        **batch_row(row, sites),
        "rows": [payment(one) for one in paying.within(row, sites)],
    }


def totals(year: int, payments: Sequence[Payment]) -> list[dict[str, Any]]:
    """For :class:`pay_schemas.YearTotals`, one a currency."""
    currencies = sorted({one.currency for one in payments})
    return [
        _of_currency(year, currency, [one for one in payments if one.currency == currency])
        for currency in currencies
    ]


def _of_currency(year: int, currency: str, payments: Iterable[Payment]) -> dict[str, Any]:
    found = adding.totals(payments)
    limit = _reportable(found, year)
    sites = {person.site_id: person.site.name for person in found.who.values()}
    names = _category_names(found)
    people = sorted(found.participants, key=lambda one: found.who[one].code)
    return {
        "currency": currency,
        "digits": digits(currency),
        "reportable_from": limit,
        "whole": _sums("", "", found.whole),
        "months": [_sums(str(key), str(key), found.months[key]) for key in sorted(found.months)],
        "sites": [_sums(str(key), sites[key], found.sites[key]) for key in found.sites],
        "categories": [
            _sums(key, names.get(key, key), found.categories[key]) for key in found.categories
        ],
        "participants": [
            _sums(str(key), _label(found, key), found.participants[key], limit) for key in people
        ],
    }


def _label(found: Totals, key: UUID) -> str:
    return f"{found.who[key].code} {found.who[key].name}"


def _category_names(found: Totals) -> dict[str, str]:
    """The newest names, from the study of whoever was paid."""
    names: dict[str, str] = {}
    for person in found.who.values():
        study = present.study_of(person)
        for category in study.travel.categories if study.travel else ():
            names[category.key] = present.words(category.name, study)
    return names


def _reportable(found: Totals, year: int) -> int | None:
    """The lowest limit of the studies that paid."""
    limits = [
        limit
        for person in found.who.values()
        if (travel := present.study_of(person).travel) is not None
        and (limit := travel.reportable_in(year)) is not None
    ]
    return min(limits, default=None)


def _sums(key: str, name: str, sums: Sums, limit: int | None = None) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        **{proof.value: sums.by_proof[proof] for proof in Proof},
        "total": sums.total,
        "payments": len(sums.payments),
        "reportable": limit is not None and sums.flat >= limit,
    }
