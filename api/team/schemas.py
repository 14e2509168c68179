"""Shapes of the team: who is on it, who is invited, and what an admin changes."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Email, Instant, Strict, Words
from portal.accounts.invitation_models import InvitationStatus
from portal.accounts.roles import STAFF_ROLES, Role


class StaffRole(fields.Enum[Role]):
    """A role of somebody who works for the study."""

    def __init__(self) -> None:
        allowed = validate.OneOf(sorted(STAFF_ROLES))
        super().__init__(Role, by_value=True, required=True, validate=allowed)


class TeamRole(Schema):
    """`site` null: every site of the study."""

    id = fields.UUID(required=True)
    role = StaffRole()
    study_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site = fields.String(required=True, allow_none=True)
    since = Instant(required=True)


class EndedRole(TeamRole):
    """A role that somebody had, who may have left since."""

    ended_at = Instant(required=True)
    person_id = fields.UUID(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)


class TeamFactors(Schema):
    """`complete`: whether she can sign in as staff."""

    password = fields.Boolean(required=True)
    app = fields.Boolean(required=True)
    passkeys = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Colleague(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    signed_in_at = Instant(required=True, allow_none=True)
    factors = fields.Nested(TeamFactors, required=True)
    roles = fields.List(fields.Nested(TeamRole), required=True)
    herself = fields.Boolean(required=True, metadata={"description": "Whether she is who asks"})


class TeamInvitation(Schema):
    """`reason`: why somebody on the team gets a new way in."""

    id = fields.UUID(required=True)
    status = fields.Enum(InvitationStatus, by_value=True, required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    role = StaffRole()
    study_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site = fields.String(required=True, allow_none=True)
    made_at = Instant(required=True)
    made_by = fields.String(required=True)
    last_day = fields.Date(required=True)
    reason = fields.String(required=True)


class TeamPlace(Schema):
    """Where the caller may give roles; `site_id` null: at every site of the study."""

    study_id = fields.UUID(required=True)
    study = fields.String(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site = fields.String(required=True, allow_none=True)


class Team(Schema):
    people = fields.List(fields.Nested(Colleague), required=True)
    ended = fields.List(fields.Nested(EndedRole), required=True)
    invitations = fields.List(fields.Nested(TeamInvitation), required=True)
    places = fields.List(fields.Nested(TeamPlace), required=True)


class WayIn(Schema):
    """`code` is told this once; null where there is none to tell: the same request came before, or
    she is on the team already and got the role at once."""

    code = fields.String(required=True, allow_none=True)
    link = fields.String(required=True, allow_none=True)
    team = fields.Nested(Team, required=True)


class Confirmed(Strict):
    """What needs a step-up for `manage_team`."""

    step_up = fields.UUID(required=True)


class GiveRole(Confirmed):
    role = StaffRole()
    study_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)


class InviteColleague(GiveRole):
    id = fields.UUID(required=True)
    name = Words(200, required=True)
    email = Email(required=True)


class RenewInvitation(Confirmed):
    id = fields.UUID(required=True)


class EndRole(Confirmed):
    reason = Words(1000, required=True)


class ResetColleague(EndRole):
    id = fields.UUID(required=True)
