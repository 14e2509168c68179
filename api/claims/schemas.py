"""Shapes of travel claims as a participant or care partner sends and sees them.

Sums are whole minor units of the currency, distances whole tenths of the study's unit.
"""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Day, Instant, ShortList, Strict, Words
from portal.claims.incoming import LONGEST_DISTANCE
from portal.claims.models import ClaimStatus
from portal.claims.payment_models import PaymentStatus
from portal.claims.receipts import MOST_A_LINE
from portal.schedule.models import VisitStatus
from portal.study.travel.definition import CapKind, CategoryKind, DistanceUnit

MOST_LINES = 40
LONGEST = 500
ABSURD = 10**10
"""No sum of money here has as many digits; the policy's own limit is far lower."""


class TravelCaps(Schema):
    """The most that is paid; null where there is no cap."""

    item = fields.Integer(required=True, allow_none=True)
    day = fields.Integer(required=True, allow_none=True)
    visit = fields.Integer(required=True, allow_none=True)
    month = fields.Integer(required=True, allow_none=True)


class TravelCategory(Schema):
    """`receipt_from`: the amount from which a receipt is needed, null: never. `amount`: a flat sum."""

    key = fields.String(required=True)
    kind = fields.Enum(CategoryKind, by_value=True, required=True)
    name = fields.String(required=True)
    explain = fields.String(required=True, allow_none=True)
    caps = fields.Nested(TravelCaps, required=True)
    receipt_from = fields.Integer(required=True, allow_none=True)
    amount = fields.Integer(required=True, allow_none=True)
    care_partner = fields.Boolean(required=True)


class TravelRate(Schema):
    """From that day on, whole units of the currency for one mile or kilometre, as decimal text."""

    since = fields.Date(required=True)
    rate = fields.String(required=True)


class TravelPolicy(Schema):
    """What is covered. `digits`: of the currency after the point. `payment_days`: ISO weekdays."""

    currency = fields.String(required=True)
    digits = fields.Integer(required=True)
    covered = fields.String(required=True)
    paid_how = fields.String(required=True)
    claim_within = fields.Integer(required=True, metadata={"description": "Days after the visit"})
    pay_after = fields.Integer(required=True, metadata={"description": "Days after approval"})
    payment_days = fields.List(fields.Integer(), required=True)
    most_a_line = fields.Integer(required=True)
    caps = fields.Nested(TravelCaps, required=True)
    categories = fields.List(fields.Nested(TravelCategory), required=True)
    unit = fields.Enum(DistanceUnit, by_value=True, required=True)
    rates = fields.List(fields.Nested(TravelRate), required=True)


class ClaimVisit(Schema):
    """The visit that a claim is for. `day`: when it was, or was to be."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    label = fields.String(required=True)
    day = fields.Date(required=True)
    status = fields.Enum(VisitStatus, by_value=True, required=True)


class ClaimableVisit(ClaimVisit):
    """A visit that can be claimed for until `deadline`, later with a reason.

    `claims`: how many there are for it. `offered`: the app asks by itself.
    """

    deadline = fields.Date(required=True)
    claims = fields.Integer(required=True)
    offered = fields.Boolean(required=True)


class Receipt(Schema):
    """A receipt that was handed in. `pages`: how many pictures of it there are."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    pages = fields.Integer(required=True)
    made_at = Instant(required=True)


class ClaimCut(Schema):
    """The cap that was reached. `category` null: of everything together."""

    kind = fields.Enum(CapKind, by_value=True, required=True)
    category = fields.String(required=True, allow_none=True)
    limit = fields.Integer(required=True)


class ClaimLine(Schema):
    """`asked`: by the person; `allowed`: by the policy; `approved`: by the team, null before."""

    id = fields.UUID(required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    kind = fields.Enum(CategoryKind, by_value=True, required=True)
    spent_on = fields.Date(required=True)
    asked = fields.Integer(required=True)
    allowed = fields.Integer(required=True)
    cut = fields.Nested(ClaimCut, required=True, allow_none=True)
    approved = fields.Integer(required=True, allow_none=True)
    decision_reason = fields.String(required=True)
    distance = fields.Integer(required=True, allow_none=True)
    rate = fields.String(required=True, allow_none=True)
    distance_reason = fields.String(required=True)
    care_partner = fields.Boolean(required=True)
    note = fields.String(required=True)
    receipt_lost = fields.String(required=True)
    receipts = fields.List(fields.Nested(Receipt), required=True)


class ClaimStep(Schema):
    """A change of status. `by_team`: whether the team did it."""

    at = Instant(required=True)
    new = fields.Enum(ClaimStatus, by_value=True, required=True)
    by = fields.String(required=True)
    by_team = fields.Boolean(required=True)
    note = fields.String(required=True)


class ClaimPayment(Schema):
    amount = fields.Integer(required=True)
    status = fields.Enum(PaymentStatus, by_value=True, required=True)
    made_at = Instant(required=True)
    expected_on = fields.Date(required=True)
    paid_on = fields.Date(required=True, allow_none=True)
    reference = fields.String(required=True)
    failed_reason = fields.String(required=True)


class ClaimCan(Schema):
    """What the person may do with it now."""

    correct = fields.Boolean(required=True)
    withdraw = fields.Boolean(required=True)
    dispute = fields.Boolean(required=True)


class OwnClaim(Schema):
    """A claim, as whoever sent it follows it. `note`: what the team asked or said last.

    `made_by`: who sent it, `mine`: the caller did. `expected_on`: when the money of an approved claim
    usually goes out. `approved` is null before the team has decided.
    """

    id = fields.UUID(required=True)
    reference = fields.String(required=True)
    round = fields.Integer(required=True)
    status = fields.Enum(ClaimStatus, by_value=True, required=True)
    visit = fields.Nested(ClaimVisit, required=True)
    currency = fields.String(required=True)
    made_by = fields.String(required=True)
    by_care_partner = fields.Boolean(required=True)
    mine = fields.Boolean(required=True)
    late_reason = fields.String(required=True)
    sent_at = Instant(required=True)
    check_by = Instant(required=True)
    decided_at = Instant(required=True, allow_none=True)
    note = fields.String(required=True)
    asked = fields.Integer(required=True)
    allowed = fields.Integer(required=True)
    approved = fields.Integer(required=True, allow_none=True)
    expected_on = fields.Date(required=True, allow_none=True)
    disputed_at = Instant(required=True, allow_none=True)
    dispute_note = fields.String(required=True)
    lines = fields.List(fields.Nested(ClaimLine), required=True)
    steps = fields.List(fields.Nested(ClaimStep), required=True)
    payments = fields.List(fields.Nested(ClaimPayment), required=True)
    can = fields.Nested(ClaimCan, required=True)
    version = fields.Integer(required=True)


class OwnTravel(Schema):
    """Everything about travel money that the phone needs, also without a connection.

    `policy` null: this study pays none. `distance`: from home to the site, one way, null while it is
    not known. `consented_on`: no cost before that day is covered, null: there is no such day.
    """

    today = fields.Date(required=True)
    policy = fields.Nested(TravelPolicy, required=True, allow_none=True)
    distance = fields.Integer(required=True, allow_none=True)
    consented_on = fields.Date(required=True, allow_none=True)
    care_partner = fields.Boolean(
        required=True, metadata={"description": "Whether the caller is a care partner"}
    )
    visits = fields.List(fields.Nested(ClaimableVisit), required=True)
    claims = fields.List(fields.Nested(OwnClaim), required=True)


class NewClaimLine(Strict):
    """`amount` for a receipt, `distance` (there and back) for mileage, neither for a flat sum."""

    id = fields.UUID(required=True)
    category = fields.String(required=True, validate=validate.Length(max=64))
    spent_on = Day(required=True)
    amount = fields.Integer(
        strict=True, allow_none=True, load_default=None, validate=validate.Range(-ABSURD, ABSURD)
    )
    distance = fields.Integer(
        strict=True, allow_none=True, load_default=None, validate=validate.Range(-ABSURD, ABSURD)
    )
    distance_reason = Words(LONGEST, blank=True, load_default="")
    care_partner = fields.Boolean(load_default=False)
    note = Words(LONGEST, blank=True, load_default="")
    receipt_lost = Words(LONGEST, blank=True, load_default="")
    receipts = ShortList(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_A_LINE)
    )


class NewClaim(Strict):
    """A claim. The same id and round twice is one claim; other words under them are refused."""

    id = fields.UUID(required=True)
    round = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1000))
    visit_id = fields.UUID(required=True)
    currency = fields.String(required=True, validate=validate.Length(max=3))
    lines = ShortList(
        fields.Nested(NewClaimLine), required=True, validate=validate.Length(min=1, max=MOST_LINES)
    )
    late_reason = Words(LONGEST, blank=True, load_default="")


class Dispute(Strict):
    note = Words(LONGEST, required=True)


class Distance(Strict):
    """From home to the site, one way, in tenths."""

    one_way = fields.Integer(
        required=True, strict=True, validate=validate.Range(1, LONGEST_DISTANCE // 2)
    )
