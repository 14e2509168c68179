"""Shapes of passwords, apps, recovery codes and passkeys."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.accounts.proof_fields import Code, Credential, Secret
from api.fields import Email, Instant, Strict, Words


class SignInPassword(Strict):
    email = Email(required=True)
    password = Secret(required=True)


class SecondTicket(Schema):
    """What the code of the second step goes with."""

    ticket = fields.UUID(required=True)
    expires_in_seconds = fields.Integer(required=True)


class SignInSecond(Strict):
    """`code`: of the app, or a recovery code."""

    ticket = fields.UUID(required=True)
    code = Code(required=True)


class PasskeyOptions(Schema):
    """`options` are for the browser, as its parse…OptionsFromJSON takes them; `id` goes back with
    the passkey's answer."""

    id = fields.UUID(required=True)
    options = fields.Dict(required=True)


class PasskeyAnswer(Strict):
    id = fields.UUID(required=True)
    credential = Credential(required=True)


class Confirmed(Strict):
    """`step_up`: a confirmed one for this purpose. Without one where none is needed."""

    step_up = fields.UUID(load_default=None)


class NewPassword(Confirmed):
    password = Secret(required=True)


class Passkey(Schema):
    id = fields.UUID(required=True)
    label = fields.String(required=True)
    made_at = Instant(required=True)
    last_used_at = Instant(required=True, allow_none=True)


class Renamed(Strict):
    label = Words(100, required=True)


class SignOn(Schema):
    """Her institution's sign-on, by which she comes in too."""

    made_at = Instant(required=True)
    last_used_at = Instant(required=True)


class Factors(Schema):
    """How she signs in. `password` and `app`: since when. `staff`: whether she needs two factors
    and may have a password. `step_up`: whether a change has to be confirmed first."""

    password = Instant(required=True, allow_none=True)
    app = Instant(required=True, allow_none=True)
    recovery_codes_left = fields.Integer(required=True)
    passkeys = fields.List(fields.Nested(Passkey), required=True)
    sign_on = fields.Nested(SignOn, required=True, allow_none=True)
    staff = fields.Boolean(required=True)
    complete = fields.Boolean(
        required=True, metadata={"description": "Whether it is enough to sign in as staff"}
    )
    may_change = fields.Boolean(
        required=True, metadata={"description": "Whether this session is strong enough for it"}
    )
    step_up = fields.Boolean(required=True)


class AppToScan(Schema):
    """`secret`: to type where the picture cannot be scanned. `picture`: an SVG as a data address."""

    secret = fields.String(required=True)
    address = fields.String(required=True)
    picture = fields.String(required=True)


class RecoveryCodes(Schema):
    """Shown once."""

    recovery_codes = fields.List(fields.String(), required=True)


class FactorsAndCodes(Factors, RecoveryCodes):
    """The factors as they are now, and the recovery codes that were made with the app."""


class AppCode(Strict):
    code = Code(required=True)
