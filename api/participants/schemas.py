"""Shapes of participants at the desk."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Day, Email, Paging, Phone, ShortList, Strict, Words
from api.schedule.schemas import PhaseNow, Site, StaffVisit, Step, Window
from portal.language import languages
from portal.participants.models import ParticipantStatus
from portal.schedule.models import VisitStatus
from portal.schedule.overdue import LateKind


class Who(Schema):
    """The participant that something at the desk is about, and how to reach her."""

    participant_id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    site = fields.Nested(Site, required=True)


class ParticipantFilters(Paging):
    site = fields.UUID(load_default=None)
    status = fields.Enum(ParticipantStatus, by_value=True, load_default=None)
    late = fields.Boolean(load_default=False)
    not_joined = fields.Boolean(load_default=False)
    sort = fields.String(
        load_default="code", validate=validate.OneOf(("code", "name", "next_visit", "late"))
    )


class SearchParticipants(ParticipantFilters):
    """`text`: part of a name or a number. In the body, so that no name stands in an address."""

    text = Words(100, blank=True, load_default="")


class NextVisit(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    label = fields.String(required=True)
    status = fields.Enum(VisitStatus, by_value=True, required=True)
    window = fields.Nested(Window, required=True)
    starts_at = fields.String(required=True, allow_none=True)
    local_date = fields.Date(required=True, allow_none=True)
    local_time = fields.String(required=True, allow_none=True)


class Late(Schema):
    kind = fields.Enum(LateKind, by_value=True, required=True)
    visit_id = fields.UUID(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    since = fields.Date(required=True)


class ParticipantRow(Schema):
    id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    site = fields.Nested(Site, required=True)
    status = fields.Enum(ParticipantStatus, by_value=True, required=True)
    phase = fields.Nested(PhaseNow, required=True, allow_none=True)
    language = fields.String(required=True)
    flags = fields.List(fields.String(), required=True)
    next_visit = fields.Nested(NextVisit, required=True, allow_none=True)
    late = fields.List(fields.Nested(Late), required=True)
    joined = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class ParticipantRows(Schema):
    rows = fields.List(fields.Nested(ParticipantRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class Anchor(Schema):
    key = fields.String(required=True)
    label = fields.String(required=True)
    date = fields.Date(required=True, allow_none=True)


class Flag(Schema):
    key = fields.String(required=True)
    label = fields.String(required=True)
    set = fields.Boolean(required=True)


class PhaseName(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)


class ParticipantDetail(ParticipantRow):
    email = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    anchors = fields.List(fields.Nested(Anchor), required=True)
    all_flags = fields.List(fields.Nested(Flag), required=True)
    phases = fields.List(fields.Nested(PhaseName), required=True)
    visits = fields.List(fields.Nested(StaffVisit), required=True)
    steps = fields.List(fields.Nested(Step), required=True)
    allowed_statuses = fields.List(fields.Enum(ParticipantStatus, by_value=True), required=True)


class AddParticipant(Strict):
    id = fields.UUID(required=True)
    site_id = fields.UUID(required=True)
    code = Words(40, required=True)
    name = Words(200, required=True)
    email = Email(blank=True, load_default="")
    phone = Phone(load_default=None, allow_none=True)
    language = fields.String(required=True, validate=validate.OneOf(languages()))


class ChangeParticipant(Strict):
    version = fields.Integer(required=True)
    code = Words(40)
    name = Words(200)
    email = Email(blank=True)
    phone = Phone(allow_none=True)
    language = fields.String(validate=validate.OneOf(languages()))
    flags = ShortList(
        fields.String(validate=validate.Length(max=64)), validate=validate.Length(max=50)
    )
    reason = Words(1000, blank=True, load_default="")


class SetAnchor(Strict):
    version = fields.Integer(required=True)
    date = Day(required=True)
    reason = Words(1000, blank=True, load_default="")


class ChangeStatus(Strict):
    version = fields.Integer(required=True)
    status = fields.Enum(ParticipantStatus, by_value=True, required=True)
    reason = Words(1000, blank=True, load_default="")
