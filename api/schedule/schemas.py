"""Shapes of visits, requests for another time, the schedule and the calendar feed."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Clock, Day, Instant, Paging, ShortList, Strict, Words
from portal.participants.models import ParticipantStatus
from portal.schedule.models import TimeRequestStatus, VisitStatus
from portal.study.definition import ActivityKind, Unit

PARTS_OF_DAY = ("morning", "midday", "afternoon")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIME = {"pattern": r"^\d{2}:\d{2}$"}


class Hours(Schema):
    days = fields.List(fields.String(validate=validate.OneOf(WEEKDAYS)), required=True)
    opens = fields.String(required=True, data_key="from", metadata=TIME)
    closes = fields.String(required=True, data_key="until", metadata=TIME)


class Help(Schema):
    """Whom to call, and when somebody answers."""

    study_title = fields.String(required=True)
    team_name = fields.String(required=True)
    phone = fields.String(required=True)
    phone_display = fields.String(required=True)
    after_hours_phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    hours = fields.List(fields.Nested(Hours), required=True)
    open_now = fields.Boolean(required=True)
    opens_at = Instant(required=True, allow_none=True)
    emergency_number = fields.String(required=True)
    emergency_text = fields.String(required=True)
    site_name = fields.String(required=True)
    address = fields.String(required=True)
    time_zone = fields.String(required=True)


class Activity(Schema):
    key = fields.String(required=True)
    kind = fields.Enum(ActivityKind, by_value=True, required=True)
    name = fields.String(required=True)
    done = fields.Boolean(required=True, allow_none=True)


class ActivityDetail(Activity):
    explain = fields.String(required=True)
    prepare = fields.String(required=True, allow_none=True)
    minutes = fields.Integer(required=True)


class Window(Schema):
    """Both days included."""

    start = fields.Date(required=True)
    target = fields.Date(required=True)
    end = fields.Date(required=True)


class Place(Schema):
    name = fields.String(required=True)
    address = fields.String(required=True)
    directions = fields.String(required=True, allow_none=True)
    map_url = fields.String(required=True, allow_none=True)
    note = fields.String(required=True)


class StopEating(Schema):
    at = Instant(required=True)
    local_date = fields.Date(required=True)
    local_time = fields.String(required=True, metadata=TIME)
    hours = fields.Integer(required=True)


class Proposal(Strict):
    date = Day(required=True)
    part = fields.String(required=True, validate=validate.OneOf(PARTS_OF_DAY))


class AskTime(Strict):
    proposals = ShortList(
        fields.Nested(Proposal), required=True, validate=validate.Length(min=1, max=3)
    )
    note = Words(1000, blank=True, load_default="")


class TimeRequest(Schema):
    id = fields.UUID(required=True)
    visit_id = fields.UUID(required=True)
    status = fields.Enum(TimeRequestStatus, by_value=True, required=True)
    proposals = fields.List(fields.Nested(Proposal), required=True)
    note = fields.String(required=True)
    made_at = Instant(required=True)
    answer_note = fields.String(required=True)
    answered_at = Instant(required=True, allow_none=True)


class Visit(Schema):
    """A visit as its participant sees it. `local_*` are in `time_zone`, the site's."""

    id = fields.UUID(required=True)
    key = fields.String(required=True)
    name = fields.String(required=True)
    label = fields.String(required=True)
    phase = fields.String(required=True)
    status = fields.Enum(VisitStatus, by_value=True, required=True)
    late = fields.Boolean(required=True)
    window = fields.Nested(Window, required=True)
    starts_at = Instant(required=True, allow_none=True)
    ends_at = Instant(required=True, allow_none=True)
    local_date = fields.Date(required=True, allow_none=True)
    local_time = fields.String(required=True, allow_none=True, metadata=TIME)
    time_zone = fields.String(required=True)
    minutes = fields.Integer(required=True)
    place = fields.Nested(Place, required=True)
    activities = fields.List(fields.Nested(Activity), required=True)
    confirmed = fields.Boolean(required=True)
    stop_eating = fields.Nested(StopEating, required=True, allow_none=True)
    preparation = fields.List(fields.String(), required=True)
    time_request = fields.Nested(TimeRequest, required=True, allow_none=True)
    version = fields.Integer(required=True)


class VisitDetail(Visit):
    activities = fields.List(fields.Nested(ActivityDetail), required=True)


class PhaseNow(Schema):
    """Where somebody is: "month 7 of 36" of a phase."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.Enum(Unit, by_value=True, required=True)
    number = fields.Integer(required=True)
    of = fields.Integer(required=True)


class ToDo(Schema):
    kind = fields.String(required=True, metadata={"enum": ["confirm_visit", "visit_overdue"]})
    visit_id = fields.UUID(required=True)
    visit_name = fields.String(required=True)
    minutes = fields.Integer(required=True)
    due_on = fields.Date(required=True)


class ConsentToDo(Schema):
    """A consent that waits for her. `minutes`: what is left to read. `answered`: the team replied."""

    kind = fields.String(required=True, validate=validate.OneOf(("sign", "sign_again")))
    begun = fields.Boolean(required=True)
    minutes = fields.Integer(required=True)
    sign_by = fields.Date(required=True, allow_none=True)
    answered = fields.Boolean(required=True)


class Today(Schema):
    now = Instant(required=True)
    today = fields.Date(required=True)
    name = fields.String(required=True)
    status = fields.Enum(ParticipantStatus, by_value=True, required=True)
    phase = fields.Nested(PhaseNow, required=True, allow_none=True)
    next_visit = fields.Nested(Visit, required=True, allow_none=True)
    to_do = fields.List(fields.Nested(ToDo), required=True)
    coming = fields.List(fields.Nested(Visit), required=True)
    consent = fields.Nested(ConsentToDo, required=True, allow_none=True)
    help = fields.Nested(Help, required=True)


class Phase(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True, allow_none=True)
    current = fields.Boolean(required=True)
    past = fields.Boolean(required=True)
    unit = fields.Enum(Unit, by_value=True, required=True, allow_none=True)
    number = fields.Integer(required=True, allow_none=True)
    of = fields.Integer(required=True, allow_none=True)
    visits = fields.List(fields.Nested(Visit), required=True)


class Schedule(Schema):
    today = fields.Date(required=True)
    time_zone = fields.String(required=True)
    status = fields.Enum(ParticipantStatus, by_value=True, required=True)
    phases = fields.List(fields.Nested(Phase), required=True)


class Feed(Schema):
    address = fields.String(required=True)
    webcal = fields.String(required=True)
    details = fields.Boolean(required=True)


class ChangeFeed(Strict):
    details = fields.Boolean(required=True)


# The desk


class ParticipantName(Schema):
    id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    language = fields.String(required=True)


class Site(Schema):
    id = fields.UUID(required=True)
    key = fields.String(required=True)
    name = fields.String(required=True)
    time_zone = fields.String(required=True)


class Step(Schema):
    """One change of a status."""

    old = fields.String(required=True)
    new = fields.String(required=True)
    by = fields.String(required=True)
    at = Instant(required=True)
    reason = fields.String(required=True)


class StaffVisit(VisitDetail):
    participant = fields.Nested(ParticipantName, required=True)
    site = fields.Nested(Site, required=True)
    outside_window = fields.Boolean(required=True)
    reason = fields.String(required=True)
    steps = fields.List(fields.Nested(Step), required=True)
    study_version = fields.Integer(required=True)


class StaffVisits(Schema):
    rows = fields.List(fields.Nested(StaffVisit), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class VisitFilters(Paging):
    site = fields.UUID(load_default=None)
    first = Day(load_default=None, data_key="from")
    last = Day(load_default=None, data_key="to")
    state = fields.String(
        load_default="all",
        validate=validate.OneOf(("to_book", "booked", "outcome_missing", "late", "all")),
    )


class Booking(Strict):
    """A time in the calendar of the site; outside the window `reason` is needed."""

    date = Day(required=True)
    time = Clock(required=True)
    minutes = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(5, 600))
    place_note = Words(500, blank=True, load_default="")
    reason = Words(1000, blank=True, load_default="")


class Book(Booking):
    version = fields.Integer(required=True)


class Outcome(Strict):
    version = fields.Integer(required=True)
    status = fields.Enum(VisitStatus, by_value=True, required=True)
    activities_done = ShortList(
        fields.String(validate=validate.Length(max=64)),
        load_default=list,
        validate=validate.Length(max=50),
    )
    reason = Words(1000, blank=True, load_default="")


class Answer(Strict):
    """`version` is the visit's. Without `booking` the wish is declined, with a note."""

    version = fields.Integer(required=True)
    booking = fields.Nested(Booking, required=True, allow_none=True)
    note = Words(1000, blank=True, load_default="")


class StaffTimeRequest(TimeRequest):
    answered_by = fields.String(required=True)
    visit = fields.Nested(StaffVisit, required=True)


class StaffTimeRequests(Schema):
    rows = fields.List(fields.Nested(StaffTimeRequest), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class RequestFilters(Paging):
    status = fields.Enum(TimeRequestStatus, by_value=True, load_default=None)
