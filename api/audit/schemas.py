"""Shapes of the history."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.fields import Instant
from portal.accounts.roles import Role


class Entry(Schema):
    """One change: `before` and `after` hold the changed entries only."""

    id = fields.Integer(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    actor = fields.String(required=True)
    action = fields.String(required=True)
    kind = fields.String(required=True)
    object_id = fields.UUID(required=True)
    before = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    after = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    reason = fields.String(required=True)


class History(Schema):
    rows = fields.List(fields.Nested(Entry), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class Opening(Schema):
    """Somebody of the team opened one's record; noted once in 15 minutes. `site`: where it lies."""

    at = Instant(required=True)
    by = fields.String(required=True)
    roles = fields.List(fields.Enum(Role, by_value=True), required=True)
    site = fields.String(required=True)


class Openings(Schema):
    """`rows`: the newest of them; `total`: how many there are."""

    rows = fields.List(fields.Nested(Opening), required=True)
    total = fields.Integer(required=True)
