"""Shapes of check-ins: the questions, a report, what a participant sees of what she sent."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Instant, Strict, Words
from portal.study.check_ins.definition import Attribute, Urgency
from portal.symptoms.answers import LONGEST_NOTE
from portal.symptoms.models import AlertStatus, Outcome, ReportSource

MOST_ANSWERS = 1500


def answers() -> fields.Dict:
    """Places of labels by question ("pain.severity"); null: skipped."""
    return fields.Dict(
        keys=fields.String(validate=validate.Length(max=100)),
        values=fields.Integer(strict=True, allow_none=True),
        required=True,
        validate=validate.Length(max=MOST_ANSWERS),
    )


class Asked(Schema):
    """`labels`: the answers in order; an answer is its place, 0 first."""

    key = fields.String(required=True)
    attribute = fields.Enum(Attribute, by_value=True, required=True)
    ask = fields.String(required=True)
    labels = fields.List(fields.String(), required=True)


class Item(Schema):
    """A symptom. `grades`: composite grade by the answers joined with commas, where a rule asks."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    questions = fields.List(fields.Nested(Asked), required=True)
    grades = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class RulePart(Schema):
    question = fields.String(required=True)
    at_least = fields.Integer(required=True)


class Rule(Schema):
    """One of the four conditions is set, see portal.study.check_ins.definition.Rule."""

    key = fields.String(required=True)
    urgency = fields.Enum(Urgency, by_value=True, required=True)
    at_least = fields.Integer(required=True, allow_none=True)
    worse_by = fields.Integer(required=True, allow_none=True)
    grade = fields.Integer(required=True, allow_none=True)
    all_of = fields.List(fields.Nested(RulePart), required=True)
    items = fields.List(fields.String(), required=True)


class Due(Schema):
    """A check-in on its day; it can be sent from `opens` to `closes`, both included."""

    occurrence = fields.String(required=True)
    day = fields.Date(required=True)
    opens = fields.Date(required=True)
    closes = fields.Date(required=True)


class CheckIn(Schema):
    """A check-in with its questions. `now`: the one that can be sent today."""

    key = fields.String(required=True)
    study_version = fields.Integer(required=True)
    version = fields.String(required=True)
    language = fields.String(required=True)
    name = fields.String(required=True)
    recall = fields.String(required=True)
    minutes = fields.Integer(required=True)
    items = fields.List(fields.Nested(Item), required=True)
    note = fields.String(required=True, allow_none=True)
    credit = fields.String(required=True, allow_none=True)
    rules = fields.List(fields.Nested(Rule), required=True)
    now = fields.Nested(Due, required=True, allow_none=True)
    next = fields.Nested(Due, required=True, allow_none=True)
    before = answers()


class CheckIns(Schema):
    """`asked`: whether check-ins are asked of her at present."""

    asked = fields.Boolean(required=True)
    check_ins = fields.List(fields.Nested(CheckIn), required=True)


class NewReport(Strict):
    """A report. The same id twice is one report; other words under a used id are refused."""

    id = fields.UUID(required=True)
    check_in = fields.String(required=True, validate=validate.Length(max=64))
    study_version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 10**6))
    language = fields.String(required=True, validate=validate.Length(max=10))
    answers = answers()
    note = Words(LONGEST_NOTE, blank=True, load_default="")
    can_wait = fields.Boolean(load_default=None, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, format="iso")


class ReportAlert(Schema):
    """What became of it, for the participant: who has it, and how it ended."""

    status = fields.Enum(AlertStatus, by_value=True, required=True)
    take_by = Instant(required=True)
    taken_by = fields.String(required=True, allow_none=True)
    taken_at = Instant(required=True, allow_none=True)
    reached_at = Instant(required=True, allow_none=True)
    closed_at = Instant(required=True, allow_none=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True, allow_none=True)


class Report(Schema):
    """A report as it was sent. `read_within`: by when somebody reads it, None once it is read."""

    id = fields.UUID(required=True)
    check_in = fields.String(required=True)
    name = fields.String(required=True)
    version = fields.String(required=True)
    language = fields.String(
        required=True, metadata={"description": "Of the questions, and of what was written"}
    )
    due_on = fields.Date(required=True, allow_none=True)
    answered_at = Instant(required=True)
    received_at = Instant(required=True)
    source = fields.Enum(ReportSource, by_value=True, required=True)
    entered_by = fields.String(required=True, allow_none=True)
    answers = answers()
    note = fields.String(required=True)
    can_wait = fields.Boolean(required=True, allow_none=True)
    urgency = fields.Enum(Urgency, by_value=True, required=True, allow_none=True)
    alert = fields.Nested(ReportAlert, required=True, allow_none=True)
    read_by = fields.String(required=True, allow_none=True)
    read_at = Instant(required=True, allow_none=True)
    read_within = Instant(required=True, allow_none=True)


class Scale(Schema):
    """A question over time: its words, and the labels that its answers are places of."""

    key = fields.String(required=True)
    item = fields.String(required=True)
    name = fields.String(required=True)
    attribute = fields.Enum(Attribute, by_value=True, required=True)
    ask = fields.String(required=True)
    labels = fields.List(fields.String(), required=True)


class VisitMark(Schema):
    """A visit that took place, to be marked in a chart."""

    day = fields.Date(required=True)
    name = fields.String(required=True)


class ReportHistory(Schema):
    """Her reports, the newest first, with what their answers mean, and the visits between them."""

    reports = fields.List(fields.Nested(Report), required=True)
    scales = fields.List(fields.Nested(Scale), required=True)
    visits = fields.List(fields.Nested(VisitMark), required=True)
