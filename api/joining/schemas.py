"""Shapes of joining: what a code opens, and invitations at the desk."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Email, Instant, Strict, TimeZone, Words
from api.schedule.schemas import Help
from portal.accounts.invitation_models import (
    IdentityCheck,
    InvitationKind,
    InvitationStatus,
    InvitationWay,
)
from portal.language import languages


class Code(fields.String):
    """A code of an invitation, as somebody types it."""

    def __init__(self) -> None:
        short = [validate.Length(min=1), validate.Length(max=60)]
        super().__init__(required=True, validate=short)


class Look(Strict):
    code = Code()


class Invited(Schema):
    """What an invitation is for. `email`: the address that is noted, so that only its owner knows it
    again. `asks_name`: nobody has told the portal who comes."""

    kind = fields.Enum(InvitationKind, by_value=True, required=True)
    study = fields.String(required=True)
    site = fields.String(required=True)
    invited_by = fields.String(required=True)
    language = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    time_zone = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    last_day = fields.Date(required=True)
    asks_name = fields.Boolean(required=True)
    team = fields.Nested(Help, required=True)


class AskProof(Strict):
    """`email` null: the address that is noted in the invitation."""

    code = Code()
    email = Email(load_default=None, allow_none=True)


class Proof(Schema):
    ticket = fields.UUID(required=True)
    expires_in_seconds = fields.Integer(required=True)
    resend_in_seconds = fields.Integer(required=True)


class Join(Strict):
    code = Code()
    ticket = fields.UUID(required=True)
    mail_code = fields.String(
        required=True, validate=[validate.Length(min=1), validate.Length(max=40)]
    )
    language = fields.String(required=True, validate=validate.OneOf(languages()))
    time_zone = TimeZone(load_default=None, allow_none=True)
    name = Words(200, blank=True, load_default="")


class Invitation(Schema):
    """`last_day`: the last one on which it can be used, at the site."""

    id = fields.UUID(required=True)
    kind = fields.Enum(InvitationKind, by_value=True, required=True)
    way = fields.Enum(InvitationWay, by_value=True, required=True)
    status = fields.Enum(InvitationStatus, by_value=True, required=True)
    name = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    made_at = Instant(required=True)
    made_by = fields.String(required=True)
    last_day = fields.Date(required=True)
    used_at = Instant(required=True, allow_none=True)
    revoked_at = Instant(required=True, allow_none=True)
    identity = fields.Enum(IdentityCheck, by_value=True, required=True, allow_none=True)
    reason = fields.String(required=True)


class Joining(Schema):
    """`reset_at`: since then she has been waiting for the new way in. `may_reset`: whether the
    caller's sites have a say in how she signs in. `version`: the participant's."""

    joined_at = Instant(required=True, allow_none=True)
    reset_at = Instant(required=True, allow_none=True)
    may_reset = fields.Boolean(required=True)
    email = fields.String(required=True)
    language = fields.String(required=True)
    days = fields.Integer(required=True)
    version = fields.Integer(required=True)
    invitations = fields.List(fields.Nested(Invitation), required=True)


class MadeInvitation(Schema):
    """`code` is told this once; null where the same request came before."""

    code = fields.String(required=True, allow_none=True)
    link = fields.String(required=True, allow_none=True)
    invitation = fields.Nested(Invitation, required=True)
    joining = fields.Nested(Joining, required=True)


AT_DESK = (InvitationWay.LETTER, InvitationWay.MAIL, InvitationWay.PHONE)


class Invite(Strict):
    id = fields.UUID(required=True)
    way = fields.Enum(InvitationWay, by_value=True, required=True, validate=validate.OneOf(AT_DESK))
    email = Email(load_default=None, allow_none=True)


class Recover(Invite):
    """`step_up`: confirmed for `recover_participant`: an open desk that was left alone is no way
    into a participant's account."""

    step_up = fields.UUID(required=True)
    identity = fields.Enum(IdentityCheck, by_value=True, required=True)
    reason = Words(1000, required=True)
    version = fields.Integer(required=True)


class Letter(Strict):
    code = Code()
