"""Shapes of the study page and of who works where."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.accounts.schemas import Account
from api.claims.schemas import TravelPolicy
from api.fields import Instant
from api.schedule.schemas import Help, Hours, Site
from portal.accounts.roles import May, Role
from portal.study.check_ins.definition import TeamRole


class Teams(Schema):
    """The study teams that answer, by site."""

    teams = fields.List(fields.Nested(Help), required=True)


class StudyPhase(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)
    anchor = fields.String(required=True)
    starts = fields.String(required=True)
    ends = fields.String(required=True)


class StudyVisitActivity(Schema):
    name = fields.String(required=True)
    every = fields.String(required=True, allow_none=True)
    when = fields.String(required=True, allow_none=True)


class StudyVisit(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)
    phase = fields.String(required=True)
    anchor = fields.String(required=True)
    offset = fields.String(required=True)
    before = fields.String(required=True)
    after = fields.String(required=True)
    every = fields.String(required=True, allow_none=True)
    until = fields.String(required=True, allow_none=True)
    activities = fields.List(fields.Nested(StudyVisitActivity), required=True)


class StudyActivity(Schema):
    key = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.String(required=True)
    explain = fields.String(required=True)
    prepare = fields.String(required=True, allow_none=True)
    minutes = fields.Integer(required=True)
    stop_eating_hours = fields.Integer(required=True, allow_none=True)


class StudySite(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)
    time_zone = fields.String(required=True)
    team_name = fields.String(required=True)
    phone = fields.String(required=True)
    phone_display = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    hours = fields.List(fields.Nested(Hours), required=True)
    places = fields.List(fields.String(), required=True)


class StudyReportable(Schema):
    """From that day on, flat sums of that much in a calendar year are told to the tax office."""

    since = fields.Date(required=True)
    amount = fields.Integer(required=True)


class StudyTravel(TravelPolicy):
    """The whole policy on travel money, with what only the team needs to know.

    `visits`: names of those that it is paid for, each once. `unusual_distance`: in tenths.
    """

    visits = fields.List(fields.String(), required=True)
    check_within = fields.Integer(
        required=True, metadata={"description": "Minutes of the site's hours"}
    )
    two_people_above = fields.Integer(required=True, allow_none=True)
    unusual_distance = fields.Integer(required=True, allow_none=True)
    reportable = fields.List(fields.Nested(StudyReportable), required=True)
    tell = fields.List(fields.Enum(TeamRole, by_value=True), required=True)


class StudyVersion(Schema):
    number = fields.Integer(required=True)
    label = fields.String(required=True)
    loaded_at = Instant(required=True)


class Study(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    short_title = fields.String(required=True)
    registry = fields.String(required=True, allow_none=True)
    illustrative = fields.Boolean(required=True)
    illustrative_note = fields.String(required=True, allow_none=True)
    languages = fields.List(fields.String(), required=True)
    version = fields.Integer(required=True)
    label = fields.String(required=True)
    phases = fields.List(fields.Nested(StudyPhase), required=True)
    visits = fields.List(fields.Nested(StudyVisit), required=True)
    activities = fields.List(fields.Nested(StudyActivity), required=True)
    sites = fields.List(fields.Nested(StudySite), required=True)
    travel = fields.Nested(StudyTravel, required=True, allow_none=True)
    versions = fields.List(fields.Nested(StudyVersion), required=True)


class Studies(Schema):
    rows = fields.List(fields.Nested(Study), required=True)


class StudyReference(Schema):
    id = fields.UUID(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class Membership(Schema):
    role = fields.Enum(Role, by_value=True, required=True)
    study = fields.Nested(StudyReference, required=True)
    site = fields.Nested(Site, required=True, allow_none=True)


class Me(Schema):
    """Who works here: where, and what she may do. `sites` are those at which she reads."""

    account = fields.Nested(Account, required=True)
    memberships = fields.List(fields.Nested(Membership), required=True)
    can = fields.List(fields.Enum(May, by_value=True), required=True)
    sites = fields.List(fields.Nested(Site), required=True)
