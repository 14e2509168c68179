"""Shapes of reminders at the desk."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Instant, Strict, Words
from api.participants.schemas import Who
from portal.accounts.roles import OWN_ROLES
from portal.outcome import Outcome
from portal.reminders.ahead import Show
from portal.reminders.by_hand import SENDABLE
from portal.reminders.models import NoticeStatus
from portal.reminders.plan import Choice
from portal.reminders.planning import AHEAD
from portal.study.reminders.definition import About, Channel

LONGEST_NOTE = 500
PROBLEMS = ("", "too_late", *(outcome.value for outcome in Outcome))


class ChosenOtherwise(Schema):
    about = fields.Enum(About, by_value=True, required=True)
    choice = fields.Enum(Choice, by_value=True, required=True)


class ToldPerson(Schema):
    """Somebody who is told. `devices`: how many are notified. `choices`: how she wants to be told,
    where that is not as the study does it. `unreached_since`: since then nothing reached her."""

    account_id = fields.UUID(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(sorted(OWN_ROLES)))
    devices = fields.Integer(required=True)
    choices = fields.List(fields.Nested(ChosenOtherwise), required=True)
    unreached_since = Instant(required=True, allow_none=True)


class NoticeTry(Schema):
    """`status_code`: of the push service or the mail server, null where there was no answer."""

    at = Instant(required=True)
    channel = fields.Enum(Channel, by_value=True, required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    status_code = fields.Integer(required=True, allow_none=True)


class Notice(Schema):
    """One notice to one person, without its words. `channel`: whose turn it is, or was last.
    `problem`: why it is late or failed, "" where nothing is wrong. `by_hand`: who sent it, "" for
    the portal. `waits`: it failed, and the caller may say that she took care of it."""

    id = fields.UUID(required=True)
    account_id = fields.UUID(required=True)
    to = fields.String(required=True)
    rule = fields.String(required=True)
    about = fields.Enum(About, by_value=True, required=True)
    status = fields.Enum(NoticeStatus, by_value=True, required=True)
    channel = fields.Enum(Channel, by_value=True, required=True)
    due_at = Instant(required=True)
    expires_at = Instant(required=True)
    sent_at = Instant(required=True, allow_none=True)
    received_at = Instant(required=True, allow_none=True)
    opened_at = Instant(required=True, allow_none=True)
    problem = fields.String(required=True, validate=validate.OneOf(PROBLEMS))
    by_hand = fields.String(required=True)
    safety = fields.Boolean(required=True)
    handled_at = Instant(required=True, allow_none=True)
    handled_by = fields.String(required=True, allow_none=True)
    waits = fields.Boolean(required=True)


class NoticeWithTries(Notice):
    tries = fields.List(fields.Nested(NoticeTry), required=True)


class ParticipantNotices(Schema):
    """`planned`: the soonest first. `past`: of the last 90 days, the latest first. `may_send`: the
    caller may remind her by hand."""

    told = fields.List(fields.Nested(ToldPerson), required=True)
    planned = fields.List(fields.Nested(NoticeWithTries), required=True)
    past = fields.List(fields.Nested(NoticeWithTries), required=True)
    may_send = fields.Boolean(required=True)


class SendReminder(Strict):
    """A reminder by hand. `id` is made by the sender: the same one twice is one reminder."""

    id = fields.UUID(required=True)
    about = fields.Enum(About, by_value=True, required=True, validate=validate.OneOf(SENDABLE))
    account_id = fields.UUID(required=True)


class HandledNotice(Strict):
    """`note`: what was done instead, for example that somebody called."""

    note = Words(LONGEST_NOTE, blank=True, load_default="")


class RemindersQuery(Strict):
    """`days`: how many from today on. `show`: which notices are listed."""

    days = fields.Integer(load_default=7, validate=validate.Range(1, AHEAD.days))
    show = fields.Enum(Show, by_value=True, load_default=Show.PLANNED)
    site = fields.UUID(load_default=None)


class NoticeRow(Notice):
    """`who`: the participant that it is about; `to` may be her care partner."""

    who = fields.Nested(Who, required=True)


class NoticesOfDay(Schema):
    """How many of a kind go out on a day of the site's calendar."""

    day = fields.Date(required=True)
    about = fields.Enum(About, by_value=True, required=True)
    n = fields.Integer(required=True)


class NoticeNumbers(Schema):
    """`sent`: today. `unconfirmed`: taken by a push service, and no device said that it showed them.
    `failed`: as in the list of that name. `unreached`: people whom nothing reaches."""

    planned = fields.Integer(required=True)
    sent = fields.Integer(required=True)
    unconfirmed = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    unreached = fields.Integer(required=True)


class RemindersAhead(Schema):
    """`rows`: the first 200. `failed`: of people who are reached otherwise."""

    numbers = fields.Nested(NoticeNumbers, required=True)
    by_day = fields.List(fields.Nested(NoticesOfDay), required=True)
    rows = fields.List(fields.Nested(NoticeRow), required=True)
    failed = fields.List(fields.Nested(NoticeRow), required=True)
    unreached = fields.List(fields.Nested(NoticeRow), required=True)
