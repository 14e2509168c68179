"""Shapes of sign-in, session, account and devices."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.accounts.proof_fields import Code, Credential, Secret
from api.fields import Email, Instant, Strict, TimeZone
from portal.accounts.models import StepUpMethod, StepUpPurpose
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
    code = Code(required=True)


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


class OwnPlace(Schema):
    """A place of the caller's own: she takes part herself, or helps `participant`. `name`: of the
    participant. `may_read_check_ins`: always hers to read where she takes part."""

    id = fields.UUID(required=True)
    role = fields.Enum(Role, by_value=True, required=True)
    name = fields.String(required=True)
    may_read_check_ins = fields.Boolean(required=True)
    since = Instant(required=True)


class Session(Schema):
    """Who is signed in on this device, if anyone, and where she belongs.

    `place`: of her own `places` the one that this device shows; null where that one has ended, and
    she chooses another.
    """

    account = fields.Nested(Account, required=True, allow_none=True)
    roles = fields.List(fields.Enum(Role, by_value=True), required=True)
    home = fields.String(
        required=True, allow_none=True, metadata={"enum": ["participant", "staff", None]}
    )
    demo = fields.Boolean(required=True)
    study = fields.Nested(StudyName, required=True, allow_none=True)
    place = fields.Nested(OwnPlace, required=True, allow_none=True)
    places = fields.List(fields.Nested(OwnPlace), required=True)
    help_ended = fields.Boolean(
        required=True,
        metadata={"description": "Nobody is signed in because she helps nobody any more"},
    )
    languages = fields.List(fields.String(), required=True)
    setting_up = fields.Boolean(
        required=True,
        metadata={"description": "She is on staff and has to set up her sign-in before all else"},
    )
    passkeys = fields.Boolean(
        required=True, metadata={"description": "Whether passkeys work at this address"}
    )
    sign_on = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "What the institution's sign-on is called, where there is one"},
    )


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
    by_mail = fields.Boolean(
        load_default=False, metadata={"description": "Mail a code, although there is another way"}
    )


class StepUpTicket(Schema):
    """`email`: where a code goes, so that she knows where to look. `methods`: the ways to confirm,
    the best first. `passkey`: options for the browser, where a passkey is one of them."""

    id = fields.UUID(required=True)
    methods = fields.List(fields.Enum(StepUpMethod, by_value=True), required=True)
    mailed = fields.Boolean(
        required=True, metadata={"description": "Whether a code is on its way to her"}
    )
    passkey = fields.Dict(required=True, allow_none=True)
    expires_in_seconds = fields.Integer(required=True)
    resend_in_seconds = fields.Integer(required=True)
    email = fields.String(required=True)


class ConfirmStepUp(Strict):
    """One of the three."""

    code = Code()
    password = Secret()
    passkey = Credential()

    @validates_schema
    def one_of_them(self, data: dict[str, Any], **_more: Any) -> None:
        if len(data) != 1:
            raise ValidationError("Missing data for required field.", "code")


class ConfirmedStepUp(Schema):
    id = fields.UUID(required=True)
    valid_until = Instant(required=True)
