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

    about = fields.Enum(About, by_value=True)
    choice = fields.Enum(Choice, by_value=True)
    required = fields.Boolean()


class NotifiedDevice(Schema):
    """`current`: the one that asks."""

    id = fields.UUID()
    label = fields.String()
    made_at = Instant()
    seen_at = Instant()
    current = fields.Boolean()


class SentNotice(Schema):
    """`channels`: those that took it, in order. `page`: what it was about."""

    id = fields.UUID()
    about = fields.Enum(About, by_value=True)
    status = fields.Enum(NoticeStatus, by_value=True)
    channels = fields.List(fields.Enum(Channel, by_value=True))
    at = Instant()
    page = fields.String()


class OwnReminders(Schema):
    """`push_key`: for the browser's subscription; None where the portal has no key.

    `hour` and `quiet` None: as `usual_hour` and `usual_quiet` say. `zone`: the clock that counts.
    `ask`: whether this is a moment to ask for notices on this device.
    """

    push_key = fields.String(allow_none=True)
    kinds = fields.List(fields.Nested(Kind))
    hour = Clock(allow_none=True)
    usual_hour = Clock()
    quiet = fields.Nested(QuietHours, allow_none=True)
    usual_quiet = fields.Nested(QuietHours)
    follow_phone = fields.Boolean()
    home_zone = fields.String()
    zone = fields.String()
    devices = fields.List(fields.Nested(NotifiedDevice))
    ask = fields.Boolean()
    sent = fields.List(fields.Nested(SentNotice))


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
