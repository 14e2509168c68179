"""Shapes of care partners."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.fields import Email, Instant, Strict, Words


class CarePartner(Schema):
    """`name`: as she calls herself. `ended_at` null: she helps now."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    since = Instant(required=True)
    may_read_check_ins = fields.Boolean(required=True)
    ended_at = Instant(required=True, allow_none=True)


class PartnerToCome(Schema):
    """`expired`: the code is too old. `last_day`: the last one on which it can be used."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    may_read_check_ins = fields.Boolean(required=True)
    made_at = Instant(required=True)
    last_day = fields.Date(required=True)
    expired = fields.Boolean(required=True)


class InvitedPartner(PartnerToCome):
    email = fields.String(required=True)


class CarePartners(Schema):
    """`most`: so many people may help one participant, 0: the study lets nobody in. `may_invite`:
    whether there is room for one more."""

    partners = fields.List(fields.Nested(CarePartner), required=True)
    invited = fields.List(fields.Nested(InvitedPartner), required=True)
    most = fields.Integer(required=True)
    may_invite = fields.Boolean(required=True)


class PartnersOfParticipant(Schema):
    """For the desk, to read."""

    partners = fields.List(fields.Nested(CarePartner), required=True)
    invited = fields.List(fields.Nested(PartnerToCome), required=True)


class MadePartnerInvitation(CarePartners):
    """`code` is told this once; null where the same request came before."""

    code = fields.String(required=True, allow_none=True)


class RenewPartner(Strict):
    """`id` is made by the sender. `step_up`: the proof that it is her, see /api/step-up."""

    id = fields.UUID(required=True)
    step_up = fields.UUID(required=True)


class InvitePartner(RenewPartner):
    name = Words(200, required=True)
    email = Email(required=True)
    may_read_check_ins = fields.Boolean(required=True)


class AllowPartner(Strict):
    may_read_check_ins = fields.Boolean(required=True)
    step_up = fields.UUID(required=True)


class EndPartner(Strict):
    step_up = fields.UUID(required=True)
