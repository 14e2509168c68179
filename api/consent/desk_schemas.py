"""Shapes of consent at the desk: where everyone stands, countersigning, paper, versions."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.consent.schemas import (
    Choice,
    Copy,
    Progress,
    Question,
    Section,
    SectionChange,
    Signature,
    WithdrawalOption,
    Withdrawn,
)
from api.fields import Day, Instant, Paging, ShortList, Strict, Words
from api.schedule.schemas import Site
from portal.consent.models import AnswerWay, ConsentSource, ConsentState, Decision, IdentityCheck
from portal.consent.standing import Stage
from portal.consent.version_models import VersionState
from portal.participants.models import ConsentStanding, ParticipantStatus
from portal.study.definition import SignerRole


class ConsentFilters(Paging):
    """`mine`: only those that wait for something the caller may do.

    `signed`, `again`: only those who signed that version, or who must sign it again.
    """

    site = fields.UUID(load_default=None)
    stage = fields.Enum(Stage, by_value=True, load_default=None)
    mine = fields.Boolean(load_default=False)
    signed = fields.UUID(load_default=None)
    again = fields.UUID(load_default=None)


class ConsentRow(Schema):
    """One participant. `stage` is where she stands, `since` when she got there."""

    participant_id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    site = fields.Nested(Site, required=True)
    language = fields.String(required=True)
    status = fields.Enum(ParticipantStatus, by_value=True, required=True)
    standing = fields.Enum(ConsentStanding, by_value=True, required=True)
    stage = fields.Enum(Stage, by_value=True, required=True)
    since = Instant(required=True, allow_none=True)
    version = fields.String(required=True, allow_none=True)
    open_questions = fields.Integer(required=True)
    held = fields.Boolean(required=True)
    awaited = fields.List(fields.Enum(SignerRole, by_value=True), required=True)
    sign_by = fields.Date(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)


class ConsentRows(Schema):
    rows = fields.List(fields.Nested(ConsentRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    waiting = fields.Integer(
        required=True, metadata={"description": "How many wait for the caller, filters aside"}
    )


class TrailEntry(Schema):
    """One line of the trail. `facts` are plain values by name, for example section or seconds."""

    id = fields.UUID(required=True)
    at = Instant(required=True)
    kind = fields.String(required=True)
    who = fields.String(required=True)
    language = fields.String(required=True, allow_none=True)
    facts = fields.Dict(required=True)


class DeskSignature(Signature):
    id = fields.UUID(required=True)
    identity = fields.Enum(IdentityCheck, by_value=True, required=True, allow_none=True)
    identity_note = fields.String(required=True)


class DeskQuestion(Question):
    version = fields.String(required=True)
    way = fields.Enum(AnswerWay, by_value=True, required=True, allow_none=True)


class DeskConsent(Schema):
    """One way through one version. `meanings`: what a countersignature would say, by role."""

    id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    version_label = fields.String(required=True)
    state = fields.Enum(ConsentState, by_value=True, required=True)
    source = fields.Enum(ConsentSource, by_value=True, required=True)
    decision = fields.Enum(Decision, by_value=True, required=True, allow_none=True)
    decision_note = fields.String(required=True)
    language = fields.String(required=True)
    started_at = Instant(required=True)
    progress = fields.Nested(Progress, required=True)
    sections = fields.Integer(required=True)
    quiz = fields.Integer(required=True)
    choices = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)
    choice_texts = fields.List(fields.Nested(Choice), required=True)
    signatures = fields.List(fields.Nested(DeskSignature), required=True)
    awaited = fields.List(fields.Enum(SignerRole, by_value=True), required=True)
    may_sign = fields.List(
        fields.Enum(SignerRole, by_value=True),
        required=True,
        metadata={"description": "Roles in which the caller may sign now"},
    )
    meanings = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    copies = fields.List(fields.Nested(Copy), required=True)
    version = fields.Integer(required=True)


class ConsentDetail(Schema):
    """Everything about one participant's consent, the newest first."""

    row = fields.Nested(ConsentRow, required=True)
    consents = fields.List(fields.Nested(DeskConsent), required=True)
    questions = fields.List(fields.Nested(DeskQuestion), required=True)
    withdrawals = fields.List(fields.Nested(Withdrawn), required=True)
    withdrawal_options = fields.List(fields.Nested(WithdrawalOption), required=True)
    trail = fields.List(fields.Nested(TrailEntry), required=True)
    paper_choices = fields.List(fields.Nested(Choice), required=True)
    paper_version_id = fields.UUID(required=True, allow_none=True)
    paper_signers = fields.List(fields.Enum(SignerRole, by_value=True), required=True)


class AnswerQuestion(Strict):
    """`way`: in the portal (she reads `text`), or told otherwise, with `text` as a note of it."""

    text = Words(4000, required=True)
    way = fields.Enum(AnswerWay, by_value=True, required=True)


class Countersign(Strict):
    """The discussion leader says how identity was checked; the investigator may leave it out."""

    id = fields.UUID(required=True)
    role = fields.Enum(SignerRole, by_value=True, required=True)
    name = Words(200, required=True)
    identity = fields.Enum(IdentityCheck, by_value=True, load_default=None, allow_none=True)
    identity_note = Words(500, blank=True, load_default="")
    step_up = fields.UUID(required=True)
    version = fields.Integer(required=True)


class PaperSignature(Strict):
    role = fields.Enum(SignerRole, by_value=True, required=True)
    name = Words(200, required=True)
    date = Day(required=True)


class PaperConsent(Strict):
    """What the signed paper says. Sent as the form field `paper` (JSON) beside the file `scan`."""

    id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    language = fields.String(required=True, validate=validate.Length(min=2, max=10))
    choices = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1, max=40)),
        values=fields.Boolean(),
        required=True,
        validate=validate.Length(max=50),
    )
    signatures = ShortList(
        fields.Nested(PaperSignature), required=True, validate=validate.Length(min=1, max=5)
    )


class Element(Schema):
    """An element that the regulations ask for, and the sections that carry it."""

    element = fields.String(required=True)
    name = fields.String(required=True)
    required = fields.Boolean(required=True)
    sections = fields.List(fields.String(), required=True)


class Grade(Schema):
    """How hard a section reads. `measure`: grade (Flesch-Kincaid) or score (Szigriszt-Pazos)."""

    section = fields.String(required=True)
    language = fields.String(required=True)
    measure = fields.String(required=True)
    value = fields.Float(required=True)
    ok = fields.Boolean(required=True)


class VersionRow(Schema):
    id = fields.UUID(required=True)
    study = fields.String(required=True)
    label = fields.String(required=True)
    number = fields.Integer(required=True)
    state = fields.Enum(VersionState, by_value=True, required=True)
    expired = fields.Boolean(required=True)
    languages = fields.List(fields.String(), required=True)
    digest = fields.String(required=True)
    approved_on = fields.Date(required=True, allow_none=True)
    approval_reference = fields.String(required=True)
    valid_from = fields.Date(required=True, allow_none=True)
    valid_until = fields.Date(required=True, allow_none=True)
    sign_again = fields.List(fields.Enum(ParticipantStatus, by_value=True), required=True)
    sign_again_by = fields.Date(required=True, allow_none=True)
    visits_wait = fields.Boolean(required=True)
    loaded_at = Instant(required=True)
    in_force_at = Instant(required=True, allow_none=True)
    signed = fields.Integer(required=True, metadata={"description": "Who signed it"})
    to_sign = fields.Integer(required=True, metadata={"description": "Who still must"})
    version = fields.Integer(required=True)


class VersionRows(Schema):
    rows = fields.List(fields.Nested(VersionRow), required=True)


class VersionText(Schema):
    language = fields.String(required=True)
    title = fields.String(required=True)
    notice = fields.String(required=True, allow_none=True)
    key_information = fields.List(fields.Nested(Section), required=True)
    sections = fields.List(fields.Nested(Section), required=True)
    choices = fields.List(fields.Nested(Choice), required=True)
    changes = fields.List(fields.Nested(SectionChange), required=True)


class VersionDetail(Schema):
    row = fields.Nested(VersionRow, required=True)
    elements = fields.List(fields.Nested(Element), required=True)
    grades = fields.List(fields.Nested(Grade), required=True)
    texts = fields.List(fields.Nested(VersionText), required=True)


class Approve(Strict):
    """`sign_again`: the statuses whose people must sign this version although they signed one."""

    approved_on = Day(required=True)
    approval_reference = Words(200, required=True)
    valid_from = Day(required=True)
    valid_until = Day(load_default=None, allow_none=True)
    sign_again = ShortList(
        fields.Enum(ParticipantStatus, by_value=True),
        required=True,
        validate=validate.Length(max=6),
    )
    sign_again_by = Day(load_default=None, allow_none=True)
    visits_wait = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class PutInForce(Strict):
    version = fields.Integer(required=True)
