"""Shapes of sign-in, session, account and devices."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Email, Instant, Strict, TimeZone
from portal.accounts.models import StepUpPurpose
from portal.accounts.roles import Role
from portal.language import languages


class AskCode(Strict):
    email = Email(required=True)


class Ticket(Schema):
    ticket = fields.UUID(required=True)
    expires_in_seconds = fields.Integer(required=True)
    resend_in_seconds = fields.Integer(required=True)


class SignIn(Strict):
    ticket = fields.UUID(required=True)
    code = fields.String(required=True, validate=[validate.Length(min=1), validate.Length(max=40)])


class Account(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    language = fields.String(required=True)
    time_zone = fields.String(required=True, allow_none=True)


class StudyName(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    short_title = fields.String(required=True)


class Session(Schema):
    """Who is signed in on this device, if anyone, and where she belongs."""

    account = fields.Nested(Account, required=True, allow_none=True)
    roles = fields.List(fields.Enum(Role, by_value=True), required=True)
    home = fields.String(
        required=True, allow_none=True, metadata={"enum": ["participant", "staff", None]}
    )
    demo = fields.Boolean(required=True)
    study = fields.Nested(StudyName, required=True, allow_none=True)
    languages = fields.List(fields.String(), required=True)


class ChangeAccount(Strict):
    language = fields.String(validate=validate.OneOf(languages()))
    time_zone = TimeZone(allow_none=True)


class Device(Schema):
    id = fields.UUID(required=True)
    label = fields.String(required=True)
    made_at = Instant(required=True)
    last_seen_at = Instant(required=True)
    current = fields.Boolean(required=True)


class Devices(Schema):
    devices = fields.List(fields.Nested(Device), required=True)


class AskStepUp(Strict):
    """What the fresh code is for. It can be used for nothing else."""

    purpose = fields.Enum(StepUpPurpose, by_value=True, required=True)


class StepUpTicket(Schema):
    """`email`: where the code was sent, so that she knows where to look."""

    id = fields.UUID(required=True)
    expires_in_seconds = fields.Integer(required=True)
    resend_in_seconds = fields.Integer(required=True)
    email = fields.String(required=True)


class ConfirmStepUp(Strict):
    code = fields.String(required=True, validate=[validate.Length(min=1), validate.Length(max=40)])


class ConfirmedStepUp(Schema):
    id = fields.UUID(required=True)
    valid_until = Instant(required=True)
