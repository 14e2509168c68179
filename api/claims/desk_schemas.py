"""Shapes of travel claims at the desk: what waits, one claim with its receipts, the decision."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.claims.schemas import (
    ABSURD,
    LONGEST,
    MOST_LINES,
    ClaimLine,
    ClaimPayment,
    ClaimStep,
    ClaimVisit,
    Receipt,
)
from api.fields import Instant, Paging, ShortList, Strict, Words
from api.participants.schemas import Who
from portal.claims.desk import Waiting
from portal.claims.models import ClaimStatus
from portal.claims.reviewing import Decision
from portal.claims.warnings import WarningKind
from portal.study.travel.definition import DistanceUnit


class ClaimFilters(Paging):
    waiting = fields.Enum(Waiting, by_value=True, load_default=Waiting.TO_CHECK)
    site = fields.UUID(load_default=None)
    participant = fields.UUID(load_default=None)


class ClaimRow(Schema):
    """A claim in a list. `overdue`: the team has not looked in time. `mine`: the caller checks it.

    `own`: it is the caller's own claim, on which she decides nothing. `approved` is null before
    anybody decided.
    """

    id = fields.UUID(required=True)
    reference = fields.String(required=True)
    who = fields.Nested(Who, required=True)
    visit = fields.Nested(ClaimVisit, required=True)
    status = fields.Enum(ClaimStatus, by_value=True, required=True)
    round = fields.Integer(required=True)
    currency = fields.String(required=True)
    asked = fields.Integer(required=True)
    allowed = fields.Integer(required=True)
    approved = fields.Integer(required=True, allow_none=True)
    made_by = fields.String(required=True)
    by_care_partner = fields.Boolean(required=True)
    sent_at = Instant(required=True)
    check_by = Instant(required=True)
    overdue = fields.Boolean(required=True)
    taken_by = fields.String(required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    own = fields.Boolean(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    receipts = fields.Integer(required=True)
    version = fields.Integer(required=True)


class ClaimCounts(Schema):
    """How many claims wait, by for whom. `failed`: a payment that did not arrive."""

    to_check = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    second_look = fields.Integer(required=True)
    disputed = fields.Integer(required=True)
    with_them = fields.Integer(required=True)
    to_pay = fields.Integer(required=True)
    on_its_way = fields.Integer(required=True)
    failed = fields.Integer(required=True)


class Claims(Schema):
    rows = fields.List(fields.Nested(ClaimRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    counts = fields.Nested(ClaimCounts, required=True)


class Twin(Schema):
    """Another receipt that is the same or looks it, and the claim that it came with."""

    receipt_id = fields.UUID(required=True)
    claim_id = fields.UUID(required=True)
    reference = fields.String(required=True)
    code = fields.String(required=True, metadata={"description": "Of the participant"})


class ClaimWarning(Schema):
    """Something to look at twice. `words`: what the person wrote about it. `days`: from the visit.

    `twin` null on a warning about a receipt: the other one is at a site that is not the caller's.
    """

    kind = fields.Enum(WarningKind, by_value=True, required=True)
    line_id = fields.UUID(required=True, allow_none=True)
    receipt_id = fields.UUID(required=True, allow_none=True)
    words = fields.String(required=True)
    days = fields.Integer(required=True, allow_none=True)
    twin = fields.Nested(Twin, required=True, allow_none=True)


class ClaimMay(Schema):
    """What the caller may do with it now. `why_not`: the code of what stands in the way, else null."""

    take = fields.Boolean(required=True)
    release = fields.Boolean(required=True)
    decide = fields.Boolean(required=True)
    why_not = fields.String(required=True, allow_none=True)


class ClaimDetail(ClaimRow):
    """A claim with everything to decide on it. `earlier_receipts`: of rounds before, in no line now.

    `second_above`: more than this takes two people, null: never. `distance`: from home to the site,
    one way. `paid`: what was paid of it so far. `decided` lines carry what was approved.
    """

    lines = fields.List(fields.Nested(ClaimLine), required=True)
    earlier_receipts = fields.List(fields.Nested(Receipt), required=True)
    warnings = fields.List(fields.Nested(ClaimWarning), required=True)
    steps = fields.List(fields.Nested(ClaimStep), required=True)
    payments = fields.List(fields.Nested(ClaimPayment), required=True)
    digits = fields.Integer(required=True)
    unit = fields.Enum(DistanceUnit, by_value=True, required=True)
    distance = fields.Integer(required=True, allow_none=True)
    most_a_line = fields.Integer(required=True)
    second_above = fields.Integer(required=True, allow_none=True)
    late_reason = fields.String(required=True)
    note = fields.String(required=True)
    disputed_at = Instant(required=True, allow_none=True)
    dispute_note = fields.String(required=True)
    paid = fields.Integer(required=True)
    expected_on = fields.Date(required=True, allow_none=True)
    may = fields.Nested(ClaimMay, required=True)


class ClaimVersion(Strict):
    version = fields.Integer(required=True, strict=True)


class LineDecision(Strict):
    """What is paid of a line. Other than the policy pays takes a `reason`, which the person reads."""

    id = fields.UUID(required=True)
    amount = fields.Integer(required=True, strict=True, validate=validate.Range(-ABSURD, ABSURD))
    reason = Words(LONGEST, blank=True, load_default="")


class DecideClaim(Strict):
    """A decision. Lines that are not named get what the policy pays. The person reads the note."""

    version = fields.Integer(required=True, strict=True)
    decision = fields.Enum(Decision, by_value=True, required=True)
    lines = ShortList(
        fields.Nested(LineDecision), load_default=list, validate=validate.Length(max=MOST_LINES)
    )
    note = Words(LONGEST, blank=True, load_default="")


class ParticipantTravel(Schema):
    """A participant's travel money for her page at the desk. `distance`: one way, null: not known."""

    distance = fields.Integer(required=True, allow_none=True)
    unit = fields.Enum(DistanceUnit, by_value=True, required=True, allow_none=True)
    claims = fields.List(fields.Nested(ClaimRow), required=True)
