"""Shapes of how the team does."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Strict
from portal.timeliness.measure import Clock

MOST_MONTHS = 36


class TimelinessFilters(Strict):
    """`months`: how many to look at, this one included."""

    months = fields.Integer(load_default=12, validate=validate.Range(1, MOST_MONTHS))


class TimelinessSite(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class TimelinessCell(Schema):
    """In minutes. `site_id` null: all sites; `month` null: the whole time; else its first day."""

    measure = fields.String(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    month = fields.Date(required=True, allow_none=True)
    count = fields.Integer(required=True)
    median = fields.Integer(required=True, allow_none=True)
    nine_of_ten = fields.Integer(required=True, allow_none=True)


class TimelinessOverdue(Schema):
    measure = fields.String(required=True)
    site_id = fields.UUID(required=True)
    count = fields.Integer(required=True)


class TimelinessMeasure(Schema):
    key = fields.String(required=True)
    clock = fields.Enum(Clock, by_value=True, required=True)


class Timeliness(Schema):
    """`measures`: those that the caller may see. What is missing in `cells` has no numbers."""

    measures = fields.List(fields.Nested(TimelinessMeasure), required=True)
    months = fields.List(fields.Date(), required=True)
    sites = fields.List(fields.Nested(TimelinessSite), required=True)
    cells = fields.List(fields.Nested(TimelinessCell), required=True)
    overdue = fields.List(fields.Nested(TimelinessOverdue), required=True)
