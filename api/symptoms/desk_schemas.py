"""Shapes of check-ins at the desk: alerts, reports to read, people to call."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Instant, Paging, Strict, Words
from api.participants.schemas import Who
from api.symptoms.schemas import CheckIn, Due, Report, ReportHistory
from portal.study.check_ins.definition import Urgency
from portal.symptoms.desk import Waiting
from portal.symptoms.models import AlertStatus, ContactWay, Outcome

LONGEST = 2000


class AlertFilters(Paging):
    waiting = fields.Enum(Waiting, by_value=True, load_default=Waiting.OPEN)


class Reason(Schema):
    """Why it alerts, in the desk's words: what was asked, what was said, and before."""

    rule = fields.String(required=True)
    urgency = fields.Enum(Urgency, by_value=True, required=True)
    symptom = fields.String(required=True)
    ask = fields.String(required=True, allow_none=True)
    said = fields.String(required=True)
    before = fields.String(required=True, allow_none=True)


class Contact(Schema):
    at = Instant(required=True)
    by = fields.String(required=True)
    way = fields.Enum(ContactWay, by_value=True, required=True)
    reached = fields.Boolean(required=True)
    note = fields.String(required=True)


class Alert(Schema):
    """An alert. `mine`: the caller has it. `overdue`: nobody took it in time."""

    id = fields.UUID(required=True)
    who = fields.Nested(Who, required=True)
    report_id = fields.UUID(required=True)
    urgency = fields.Enum(Urgency, by_value=True, required=True)
    status = fields.Enum(AlertStatus, by_value=True, required=True)
    reasons = fields.List(fields.Nested(Reason), required=True)
    can_wait = fields.Boolean(required=True, allow_none=True)
    note = fields.String(required=True)
    language = fields.String(required=True)
    answered_at = Instant(required=True)
    made_at = Instant(required=True)
    take_by = Instant(required=True)
    overdue = fields.Boolean(required=True)
    escalated_at = Instant(required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    taken_by = fields.String(required=True, allow_none=True)
    taken_at = Instant(required=True, allow_none=True)
    contacts = fields.List(fields.Nested(Contact), required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True, allow_none=True)
    outcome_note = fields.String(required=True)
    closed_by = fields.String(required=True, allow_none=True)
    closed_at = Instant(required=True, allow_none=True)
    version = fields.Integer(required=True)


class Counts(Schema):
    """What waits. `minutes_to_close`: the median of the last 90 days, None without any closed."""

    open = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    unread = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    minutes_to_close = fields.Integer(required=True, allow_none=True)


class Alerts(Schema):
    rows = fields.List(fields.Nested(Alert), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    counts = fields.Nested(Counts, required=True)


class OnVersion(Strict):
    """What was read, so that nobody's change is overwritten."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 10**6))


class NewContact(Strict):
    """A try to reach the person. The same id twice is one contact."""

    id = fields.UUID(required=True)
    way = fields.Enum(ContactWay, by_value=True, required=True)
    reached = fields.Boolean(required=True)
    note = Words(LONGEST, blank=True, load_default="")


class Close(OnVersion):
    """`note`: needed without contact, and where nothing is done."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    note = Words(LONGEST, blank=True, load_default="")


class ReportFilters(Paging):
    unread = fields.Boolean(load_default=True)


class ReportRow(Report):
    """A report in the desk's list. `above`: symptoms with an answer above 0, in words."""

    who = fields.Nested(Who, required=True)
    alert_id = fields.UUID(required=True, allow_none=True)
    above = fields.List(fields.String(), required=True)


class Reports(Schema):
    rows = fields.List(fields.Nested(ReportRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class Call(Schema):
    at = Instant(required=True)
    by = fields.String(required=True)
    done = fields.Boolean(required=True)
    note = fields.String(required=True)


class Missed(Schema):
    """Somebody whose check-in did not come, and the calls about it."""

    who = fields.Nested(Who, required=True)
    check_in = fields.String(required=True)
    name = fields.String(required=True)
    due = fields.Nested(Due, required=True)
    calls = fields.List(fields.Nested(Call), required=True)


class MissedRows(Schema):
    rows = fields.List(fields.Nested(Missed), required=True)


class NewCall(Strict):
    """A call about a check-in that did not come. `done`: nobody calls again for this one."""

    id = fields.UUID(required=True)
    check_in = fields.String(required=True, validate=validate.Length(max=64))
    occurrence = fields.String(required=True, validate=validate.Length(max=80))
    done = fields.Boolean(required=True)
    note = Words(LONGEST, blank=True, load_default="")


class ParticipantReports(ReportHistory):
    """A participant's reports at the desk, and the questions to ask on the phone."""

    who = fields.Nested(Who, required=True)
    asked = fields.Boolean(required=True)
    check_ins = fields.List(fields.Nested(CheckIn), required=True)
    alerts = fields.List(fields.Nested(Alert), required=True)
