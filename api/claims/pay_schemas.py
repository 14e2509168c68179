"""Shapes of payments: claims to pay, batches, what went wrong, and the totals of a year."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.claims.desk_schemas import ClaimRow
from api.claims.schemas import LONGEST
from api.fields import Day, Instant, Paging, ShortList, Strict, Words
from api.participants.schemas import Who
from portal.claims.paying import MOST_IN_BATCH
from portal.claims.payment_models import PaymentStatus


class PayableClaim(ClaimRow):
    """An approved claim that is in no batch. `to_pay`: what is left of it. `usual_day`: by the policy.

    `failed`: why an earlier payment did not arrive, empty where none failed.
    """

    to_pay = fields.Integer(required=True)
    usual_day = fields.Date(required=True)
    failed = fields.String(required=True)


class PaymentRow(Schema):
    """One payment. `own`: of the caller's own claim, which she does not settle."""

    id = fields.UUID(required=True)
    claim_id = fields.UUID(required=True)
    reference = fields.String(required=True, metadata={"description": "Of the claim"})
    who = fields.Nested(Who, required=True)
    email = fields.String(required=True)
    amount = fields.Integer(required=True)
    currency = fields.String(required=True)
    status = fields.Enum(PaymentStatus, by_value=True, required=True)
    expected_on = fields.Date(required=True)
    paid_on = fields.Date(required=True, allow_none=True)
    paid_reference = fields.String(required=True)
    failed_reason = fields.String(required=True)
    settled_by = fields.String(required=True, allow_none=True)
    settled_at = Instant(required=True, allow_none=True)
    own = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class BatchRow(Schema):
    """A batch in the list: how many payments of the caller's sites are in it, and where they stand."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    currency = fields.String(required=True)
    expected_on = fields.Date(required=True)
    made_by = fields.String(required=True)
    made_at = Instant(required=True)
    amount = fields.Integer(required=True)
    payments = fields.Integer(required=True)
    on_its_way = fields.Integer(required=True)
    paid = fields.Integer(required=True)
    failed = fields.Integer(required=True)


class Batch(BatchRow):
    rows = fields.List(fields.Nested(PaymentRow), required=True)


class ToPay(Schema):
    """What can be put into a batch now. `today`: at the caller's first site."""

    today = fields.Date(required=True)
    rows = fields.List(fields.Nested(PayableClaim), required=True)


class Batches(Schema):
    rows = fields.List(fields.Nested(BatchRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class BatchFilters(Paging):
    """Batches, the newest first."""


class NewBatch(Strict):
    """Claims to pay together. The same id twice is one batch."""

    id = fields.UUID(required=True)
    claims = ShortList(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_IN_BATCH)
    )
    expected_on = Day(required=True)


class Settle(Strict):
    """The money went out on that day, under that reference of the accounting system.

    `payments`: which of the batch; all that are on their way where it is left out.
    """

    paid_on = Day(required=True)
    reference = Words(100, required=True)
    payments = ShortList(
        fields.UUID(), load_default=None, allow_none=True, validate=validate.Length(max=500)
    )


class Fail(Strict):
    version = fields.Integer(required=True, strict=True)
    reason = Words(LONGEST, required=True)


class YearFilters(Strict):
    """`year` left out: the latest in which something was paid."""

    year = fields.Integer(load_default=None, validate=validate.Range(2000, 2199))


class Sums(Schema):
    """Minor units by what stands behind them. `key` and `name`: of what they are about."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    receipt = fields.Integer(required=True)
    mileage = fields.Integer(required=True)
    none = fields.Integer(required=True)
    flat = fields.Integer(required=True)
    total = fields.Integer(required=True)
    payments = fields.Integer(required=True)
    reportable = fields.Boolean(
        required=True,
        metadata={"description": "Flat sums have reached what the study says is told"},
    )


class YearTotals(Schema):
    """What was paid in a calendar year in one currency. `reportable_from`: null, it is not set."""

    currency = fields.String(required=True)
    digits = fields.Integer(required=True)
    reportable_from = fields.Integer(required=True, allow_none=True)
    whole = fields.Nested(Sums, required=True)
    months = fields.List(fields.Nested(Sums), required=True)
    sites = fields.List(fields.Nested(Sums), required=True)
    categories = fields.List(fields.Nested(Sums), required=True)
    participants = fields.List(fields.Nested(Sums), required=True)


class Totals(Schema):
    year = fields.Integer(required=True)
    years = fields.List(fields.Integer(), required=True)
    totals = fields.List(fields.Nested(YearTotals), required=True)
