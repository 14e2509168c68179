"""Reminders over HTTP, as a participant or care partner sees them."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Clock, Instant, Strict, TimeZone
from portal.reminders.models import NoticeStatus
from portal.reminders.plan import Choice
from portal.study.reminders.definition import About, Channel

LONGEST_ENDPOINT = 2000
CHOSEN = sorted(set(About) - {About.TEST})


class QuietHours(Strict):
    begins = Clock(required=True)
    ends = Clock(required=True)


class Kind(Schema):
    """One kind of notice. `choice`: what counts now. `required`: for safety, it cannot be off."""

    about = fields.Enum(About, by_value=True, required=True)
    choice = fields.Enum(Choice, by_value=True, required=True)
    required = fields.Boolean(required=True)


class NotifiedDevice(Schema):
    """`current`: the one that asks."""

    id = fields.UUID(required=True)
    label = fields.String(required=True)
    made_at = Instant(required=True)
    seen_at = Instant(required=True)
    current = fields.Boolean(required=True)


class SentNotice(Schema):
    """`channels`: those that took it, in order. `page`: what it was about."""

    id = fields.UUID(required=True)
    about = fields.Enum(About, by_value=True, required=True)
    status = fields.Enum(NoticeStatus, by_value=True, required=True)
    channels = fields.List(fields.Enum(Channel, by_value=True), required=True)
    at = Instant(required=True)
    page = fields.String(required=True)


class OwnReminders(Schema):
    """`push_key`: for the browser's subscription; None where the portal has no key.

    `hour` and `quiet` None: as `usual_hour` and `usual_quiet` say. `zone`: the clock that counts.
    `ask`: whether this is a moment to ask for notices on this device.
    """

    push_key = fields.String(allow_none=True, required=True)
    kinds = fields.List(fields.Nested(Kind), required=True)
    hour = Clock(allow_none=True, required=True)
    usual_hour = Clock(required=True)
    quiet = fields.Nested(QuietHours, allow_none=True, required=True)
    usual_quiet = fields.Nested(QuietHours, required=True)
    follow_phone = fields.Boolean(required=True)
    home_zone = fields.String(required=True)
    zone = fields.String(required=True)
    devices = fields.List(fields.Nested(NotifiedDevice), required=True)
    ask = fields.Boolean(required=True)
    sent = fields.List(fields.Nested(SentNotice), required=True)


class Chosen(Strict):
    about = fields.Enum(About, by_value=True, required=True, validate=validate.OneOf(CHOSEN))
    choice = fields.Enum(Choice, by_value=True, required=True)


class ChangeReminders(Strict):
    hour = Clock(required=True, allow_none=True)
    quiet = fields.Nested(QuietHours, required=True, allow_none=True)
    follow_phone = fields.Boolean(required=True)
    choices = fields.List(
        fields.Nested(Chosen), required=True, validate=validate.Length(max=len(CHOSEN))
    )


class PhoneZone(Strict):
    time_zone = TimeZone(required=True)


class Subscription(Strict):
    """What the browser gives. `replaces`: the address that it changed by itself."""

    endpoint = fields.String(required=True, validate=validate.Length(1, LONGEST_ENDPOINT))
    p256dh = fields.String(required=True, validate=validate.Length(1, 200))
    auth = fields.String(required=True, validate=validate.Length(1, 100))
    replaces = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(1, LONGEST_ENDPOINT)
    )


class Confirmation(Strict):
    """`token`: of the notice. `what`: that a device showed it, or that somebody opened it."""

    token = fields.String(required=True, validate=validate.Length(1, 100))
    what = fields.String(required=True, validate=validate.OneOf(["received", "opened"]))
