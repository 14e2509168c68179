"""Shapes of the history."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Day, Instant, Paging, Strict
from portal.accounts.roles import Role
from portal.audit.service import Side

WORD = validate.Length(1, 40)


class HistoryFilters(Strict):
    """Which entries. `by`: an account; `first` and `last`: days, as the site of an entry counts."""

    site = fields.UUID(load_default=None)
    participant = fields.UUID(load_default=None)
    by = fields.UUID(load_default=None)
    side = fields.Enum(Side, by_value=True, load_default=None)
    kind = fields.String(load_default=None, validate=WORD)
    action = fields.String(load_default=None, validate=WORD)
    first = Day(load_default=None)
    last = Day(load_default=None)


class HistoryPage(HistoryFilters, Paging):
    """`up_to`: the id of the newest entry to show, so that pages stay while one reads on."""

    up_to = fields.Integer(load_default=None, validate=validate.Range(0, 2**63 - 1))


class Entry(Schema):
    """One change: `before` and `after` hold the changed entries only.

    `number`: its place in the chain. `participant`: the code of her whose record it belongs
    to; null where it is nobody's.
    """

    id = fields.Integer(required=True)
    number = fields.Integer(required=True, allow_none=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    actor = fields.String(required=True)
    action = fields.String(required=True)
    kind = fields.String(required=True)
    object_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    participant_id = fields.UUID(required=True, allow_none=True)
    participant = fields.String(required=True, allow_none=True)
    before = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    after = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    reason = fields.String(required=True)


class History(Schema):
    rows = fields.List(fields.Nested(Entry), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class HistoryPerson(Schema):
    """Somebody who is or was of the team."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class HistoryParticipant(Schema):
    id = fields.UUID(required=True)
    code = fields.String(required=True)


class HistoryChoices(Schema):
    """What the history can be narrowed to: people of the team, participants, kinds of things."""

    people = fields.List(fields.Nested(HistoryPerson), required=True)
    participants = fields.List(fields.Nested(HistoryParticipant), required=True)
    kinds = fields.List(fields.String(), required=True)


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
