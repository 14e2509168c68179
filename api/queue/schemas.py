"""Shapes of the work queue: what waits, for whom, since when, until when, who has it."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Day, Instant, Paging, Strict, Words
from api.schedule.schemas import Site
from portal.queue.sources import BY_KIND

LONGEST_NOTE = 500
KIND = validate.OneOf(tuple(BY_KIND))


class QueueFilters(Paging):
    """`mine`: what the caller has. `snoozed`: what is put off, instead of what waits."""

    site = fields.UUID(load_default=None)
    kind = fields.String(load_default=None, validate=KIND)
    mine = fields.Boolean(load_default=False)
    snoozed = fields.Boolean(load_default=False)


class QueueWho(Schema):
    """Whom it is about."""

    participant_id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    site = fields.Nested(Site, required=True)


class QueueVisit(Schema):
    """Which visit it is about. `starts_at`: null where no time is booked."""

    label = fields.String(required=True)
    starts_at = Instant(required=True, allow_none=True)


class QueueRow(Schema):
    """Something that waits. `since`/`since_on` and `due`/`due_on`: an instant, or a day of the site.

    `late`: it should have been done by now. `state`: a key of its kind ("call_now", "disputed").
    `words`: what somebody wrote about it. `may_act`: the caller may take it. `version`: of the
    thing and of who has it together, for the acts.
    """

    kind = fields.String(required=True, validate=KIND)
    object_id = fields.UUID(required=True)
    who = fields.Nested(QueueWho, required=True)
    visit = fields.Nested(QueueVisit, required=True, allow_none=True)
    since = Instant(required=True, allow_none=True)
    since_on = fields.Date(required=True, allow_none=True)
    due = Instant(required=True, allow_none=True)
    due_on = fields.Date(required=True, allow_none=True)
    late = fields.Boolean(required=True)
    emergency = fields.Boolean(required=True)
    state = fields.String(required=True)
    words = fields.String(required=True)
    taken_by = fields.String(required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    snoozed_until = Instant(required=True, allow_none=True)
    snoozed_by = fields.String(required=True, allow_none=True)
    note = fields.String(required=True)
    may_act = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class QueueCount(Schema):
    """How many of a kind there are at the sites that are looked at."""

    kind = fields.String(required=True, validate=KIND)
    waiting = fields.Integer(required=True)
    late = fields.Integer(required=True)
    mine = fields.Integer(required=True)
    snoozed = fields.Integer(required=True)


class Queue(Schema):
    """One page. `counts`: by kind, filters aside but for the site."""

    rows = fields.List(fields.Nested(QueueRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    counts = fields.List(fields.Nested(QueueCount), required=True)


class Pulse(Schema):
    """A number that changes whenever something at the caller's sites does."""

    newest = fields.Integer(required=True)


class OnWork(Strict):
    """What was seen, so that nobody's change is overwritten."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10**6))


class HandOver(OnWork):
    account_id = fields.UUID(required=True)


class Snooze(OnWork):
    """`until`: the day on which it comes back, when the site opens; null: now."""

    until = Day(required=True, allow_none=True)
    note = Words(LONGEST_NOTE, blank=True, load_default="")


class QueuePerson(Schema):
    account_id = fields.UUID(required=True)
    name = fields.String(required=True)


class QueuePeople(Schema):
    """Who may have it, by name."""

    rows = fields.List(fields.Nested(QueuePerson), required=True)
