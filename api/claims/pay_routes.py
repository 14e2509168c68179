"""Paying travel claims: batches, their settling, what failed, and the totals of a year."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import sites
from api.claims import pay_present as present
from api.claims import pay_schemas as schemas
from api.claims.acting import doer
from api.claims.telling import tell_sender
from api.context import db, now
from api.downloads import csv_of_people
from api.fields import Blueprint
from portal.accounts.roles import May
from portal.claims import export, paying
from portal.claims import totals as adding
from portal.claims.paying import NewBatch
from portal.claims.payment_models import Payment
from portal.errors import RuleBroken

blueprint = Blueprint("payments", __name__, description="Payments of travel claims")


def _first_day() -> date:
    return paying.days_at(db(), sites(), now=now())[0]


def _last_day() -> date:
    return paying.days_at(db(), sites(), now=now())[1]


@blueprint.get("/api/staff/payments/to-pay")
@access.staff(May.CLAIMS_READ)
@blueprint.response(200, schemas.ToPay)
def to_pay() -> dict[str, Any]:
    """Approved claims that are in no batch, the longest waiting first."""
    claims = paying.to_pay(db(), sites=sites())
    return {"today": _first_day(), "rows": [present.payable(claim) for claim in claims]}


@blueprint.get("/api/staff/payment-batches")
@access.staff(May.CLAIMS_READ)
@blueprint.arguments(schemas.BatchFilters, location="query")
@blueprint.response(200, schemas.Batches)
def batch_list(filters: dict[str, Any]) -> dict[str, Any]:
    """Batches with a payment at the caller's sites, the newest first."""
    page, size = filters["page"], filters["page_size"]
    rows, total = paying.batches(db(), sites=sites(), limit=size, offset=(page - 1) * size)
    return {
        "rows": [present.batch_row(row, sites()) for row in rows],
        "total": total,
        "page": page,
        "page_size": size,
    }


@blueprint.post("/api/staff/payment-batches")
@access.staff(May.CLAIMS_PAY)
@blueprint.arguments(schemas.NewBatch)
@blueprint.response(200, schemas.Batch)
def make_batch(body: dict[str, Any]) -> dict[str, Any]:
    """Put approved claims into a batch. The same one twice is one batch."""
    new = NewBatch(**{**body, "claims": tuple(body["claims"])})
    batch, made = paying.make_batch(db(), new, doer(), sites=sites(), today=_first_day(), now=now())
    if made:
        for one in batch.payments:
            tell_sender(one.claim, before=None)
    return present.batch(batch, sites())


@blueprint.get("/api/staff/payment-batches/<uuid:batch_id>")
@access.staff(May.CLAIMS_READ)
@blueprint.response(200, schemas.Batch)
def batch(batch_id: UUID) -> dict[str, Any]:
    """One batch with its payments at the caller's sites."""
    return present.batch(paying.get_batch(db(), batch_id, sites=sites()), sites())


@blueprint.get("/api/staff/payment-batches/<uuid:batch_id>/payments.csv")
@access.staff(May.CLAIMS_PAY)
@blueprint.doc(responses={200: {"description": "The batch as CSV, with names"}})
def batch_csv(batch_id: UUID) -> Response:
    """The batch for the accounting system."""
    row = paying.get_batch(db(), batch_id, sites=sites())
    text = export.batch(row, paying.within(row, sites()))
    return csv_of_people(text, f"payments-{row.number}.csv", kind="payment")


@blueprint.post("/api/staff/payment-batches/<uuid:batch_id>/paid")
@access.staff(May.CLAIMS_PAY)
@blueprint.arguments(schemas.Settle)
@blueprint.response(200, schemas.Batch)
def settle(body: dict[str, Any], batch_id: UUID) -> dict[str, Any]:
    """Say that the money of a batch, or of some of its payments, went out. Twice is once."""
    row = paying.get_batch(db(), batch_id, sites=sites())
    chosen = _chosen(paying.within(row, sites()), body["payments"])
    done = paying.settle(
        chosen,
        paid_on=body["paid_on"],
        reference=body["reference"],
        doer=doer(),
        today=_last_day(),
        now=now(),
    )
    db().flush()
    for one in done:
        tell_sender(one.claim, before=None)
    return present.batch(row, sites())


def _chosen(payments: list[Payment], wanted: list[UUID] | None) -> list[Payment]:
    if wanted is None:
        return payments
    known = {one.id: one for one in payments}
    for place, payment_id in enumerate(wanted):
        if payment_id not in known:
            raise RuleBroken("unknown_payment", field=f"payments.{place}")
    return [known[payment_id] for payment_id in wanted]


@blueprint.post("/api/staff/payments/<uuid:payment_id>/failed")
@access.staff(May.CLAIMS_PAY)
@blueprint.arguments(schemas.Fail)
@blueprint.response(200, schemas.Batch)
def fail(body: dict[str, Any], payment_id: UUID) -> dict[str, Any]:
    """Say that a payment did not arrive: its claim waits to be paid anew."""
    one = paying.get_payment(db(), payment_id, sites=sites())
    paying.fail(db(), one, version=body["version"], reason=body["reason"], doer=doer(), now=now())
    db().flush()
    tell_sender(one.claim, before=None)
    return present.batch(paying.get_batch(db(), one.batch_id, sites=sites()), sites())


@blueprint.get("/api/staff/travel-totals")
@access.staff(May.CLAIMS_READ)
@blueprint.arguments(schemas.YearFilters, location="query")
@blueprint.response(200, schemas.Totals)
def totals(filters: dict[str, Any]) -> dict[str, Any]:
    """What was paid in a calendar year, flat sums apart from receipted money."""
    years, year = _year(filters["year"])
    payments = adding.paid_in(db(), year, sites=sites())
    return {"year": year, "years": years, "totals": present.totals(year, payments)}


@blueprint.get("/api/staff/travel-totals.csv")
@access.staff(May.CLAIMS_READ)
@blueprint.arguments(schemas.YearFilters, location="query")
@blueprint.doc(responses={200: {"description": "The totals as CSV"}})
def totals_csv(filters: dict[str, Any]) -> Response:
    """The totals of a year as a table."""
    _, year = _year(filters["year"])
    payments = adding.paid_in(db(), year, sites=sites())
    text = export.totals(payments)
    return csv_of_people(text, f"travel-money-{year}.csv", kind="payment")


def _year(wanted: int | None) -> tuple[list[int], int]:
    years = adding.years(db(), sites=sites())
    return years, wanted or (years[0] if years else now().year)
