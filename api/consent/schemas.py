"""Shapes of a person's own consent: the text, her way through it, signing, copies, withdrawal."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Instant, ShortList, Strict, Words
from portal.consent.models import (
    ConsentState,
    CopyKind,
    Decision,
    ReadingKind,
)
from portal.consent.text.definition import BlockKind, WithdrawalScope
from portal.participants.models import ConsentStanding
from portal.study.definition import SignerRole

LONGEST_QUESTION = 2000
LONGEST_REASON = 1000
KEY = validate.Length(min=1, max=40)


class Span(Schema):
    """A piece of a paragraph. `term`: the key of the glossary entry that explains it."""

    text = fields.String(required=True)
    strong = fields.Boolean(required=True)
    term = fields.String(required=True, allow_none=True)


class Block(Schema):
    """A paragraph (one item) or a list."""

    kind = fields.String(required=True, validate=validate.OneOf([kind.value for kind in BlockKind]))
    items = fields.List(fields.List(fields.Nested(Span)), required=True)


class Section(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    minutes = fields.Integer(required=True)
    blocks = fields.List(fields.Nested(Block), required=True)


class Term(Schema):
    key = fields.String(required=True)
    term = fields.String(required=True)
    meaning = fields.String(required=True)


class QuizOption(Schema):
    key = fields.String(required=True)
    text = fields.String(required=True)


class QuizQuestion(Schema):
    """A question that checks the explanation. `section` is the passage that answers it."""

    key = fields.String(required=True)
    ask = fields.String(required=True)
    options = fields.List(fields.Nested(QuizOption), required=True)
    section = fields.String(required=True)


class Choice(Schema):
    """An optional use. `yes` and `no` are the words of the two answers; neither is preset."""

    key = fields.String(required=True)
    ask = fields.String(required=True)
    explain = fields.String(required=True)
    yes = fields.String(required=True)
    no = fields.String(required=True)


class Piece(Schema):
    text = fields.String(required=True)
    mark = fields.String(required=True, validate=validate.OneOf(("same", "added", "removed")))


class SectionChange(Schema):
    """What differs from the version she signed. `summary` is written by the site, if it did."""

    section = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("added", "removed", "changed")))
    summary = fields.String(required=True, allow_none=True)
    blocks = fields.List(fields.List(fields.Nested(Piece)), required=True)


class Text(Schema):
    """The consent text in one language, whole. `version_id` goes back with every answer."""

    version_id = fields.UUID(required=True)
    version = fields.String(required=True)
    language = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    title = fields.String(required=True)
    notice = fields.String(required=True, allow_none=True)
    key_information = fields.List(fields.Nested(Section), required=True)
    sections = fields.List(fields.Nested(Section), required=True)
    glossary = fields.List(fields.Nested(Term), required=True)
    quiz = fields.List(fields.Nested(QuizQuestion), required=True)
    choices = fields.List(fields.Nested(Choice), required=True)
    meaning = fields.String(required=True, metadata={"description": "What her signature means"})
    changes = fields.List(fields.Nested(SectionChange), required=True)


class Question(Schema):
    """Her question to the team. `holds`: signing waits for the answer."""

    id = fields.UUID(required=True)
    section = fields.String(required=True, allow_none=True)
    section_title = fields.String(required=True, allow_none=True)
    text = fields.String(required=True)
    holds = fields.Boolean(required=True)
    asked_at = Instant(required=True)
    answer = fields.String(required=True, allow_none=True)
    answered_by = fields.String(required=True, allow_none=True)
    answered_at = Instant(required=True, allow_none=True)


class Progress(Schema):
    """How far she is with the version in force. `sections_read` and `quiz_right` are keys."""

    sections_read = fields.List(fields.String(), required=True)
    place = fields.String(
        required=True, allow_none=True, metadata={"description": "Section to go on from"}
    )
    quiz_right = fields.List(fields.String(), required=True)
    choices = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)
    ready = fields.Boolean(required=True, metadata={"description": "All is done but the signature"})


class Signature(Schema):
    """One signature as it is printed. `time_zone` is the signer's site's."""

    role = fields.Enum(SignerRole, by_value=True, required=True)
    printed_name = fields.String(required=True)
    meaning = fields.String(required=True)
    signed_at = Instant(required=True)
    time_zone = fields.String(required=True)
    method = fields.String(required=True)
    digest = fields.String(required=True)


class Copy(Schema):
    """A document she may keep for ever. `ready` False: it is being made."""

    id = fields.UUID(required=True)
    kind = fields.Enum(CopyKind, by_value=True, required=True)
    version = fields.String(required=True)
    language = fields.String(required=True)
    at = Instant(required=True)
    ready = fields.Boolean(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)


class Withdrawn(Schema):
    scope = fields.Enum(WithdrawalScope, by_value=True, required=True)
    choice = fields.String(required=True, allow_none=True)
    choice_ask = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)
    at = Instant(required=True)


class Standing(Schema):
    """Where she stands. `to_sign`: there is a text in force that she has not signed and should.

    `signing`: the way through that text, if it was begun. `signed`: the consent that counts now.
    `sign_by`: a new version must be signed by that day; `visits_wait`: visits wait after it.
    """

    standing = fields.Enum(ConsentStanding, by_value=True, required=True)
    to_sign = fields.Boolean(required=True)
    again = fields.Boolean(required=True)
    sign_by = fields.Date(required=True, allow_none=True)
    visits_wait = fields.Boolean(required=True)
    version_id = fields.UUID(required=True, allow_none=True)
    version = fields.String(required=True, allow_none=True)
    minutes = fields.Integer(required=True)
    state = fields.Enum(ConsentState, by_value=True, required=True, allow_none=True)
    decision = fields.Enum(Decision, by_value=True, required=True, allow_none=True)
    progress = fields.Nested(Progress, required=True)
    questions = fields.List(fields.Nested(Question), required=True)
    held = fields.Boolean(
        required=True, metadata={"description": "Signing waits for an answer of the team"}
    )
    signatures = fields.List(fields.Nested(Signature), required=True)
    awaited = fields.List(fields.Enum(SignerRole, by_value=True), required=True)
    choices = fields.Dict(
        keys=fields.String(),
        values=fields.Boolean(),
        required=True,
        metadata={"description": "The optional uses as they are in force now"},
    )
    copies = fields.List(fields.Nested(Copy), required=True)
    withdrawals = fields.List(fields.Nested(Withdrawn), required=True)
    name = fields.String(required=True)
    team_name = fields.String(required=True)


class ReadingEvent(Strict):
    """One thing she did while reading. `id` is made by the sender, so that none counts twice."""

    id = fields.UUID(required=True)
    kind = fields.Enum(ReadingKind, by_value=True, required=True)
    section = fields.String(load_default=None, allow_none=True, validate=KEY)
    seconds = fields.Integer(load_default=0, validate=validate.Range(min=0, max=86_400))


class Reading(Strict):
    version_id = fields.UUID(required=True)
    language = fields.String(required=True, validate=validate.Length(min=2, max=10))
    events = ShortList(
        fields.Nested(ReadingEvent), required=True, validate=validate.Length(min=1, max=100)
    )


class AskQuestion(Strict):
    """`paragraph` counts the blocks of the section from 0: where she was when she asked."""

    version_id = fields.UUID(required=True)
    section = fields.String(load_default=None, allow_none=True, validate=KEY)
    paragraph = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(min=0, max=500)
    )
    text = Words(LONGEST_QUESTION, required=True)
    holds = fields.Boolean(required=True)


class AnswerQuiz(Strict):
    id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    question = fields.String(required=True, validate=KEY)
    option = fields.String(required=True, validate=KEY)


class QuizResult(Schema):
    """`explain` says why; after a wrong answer `section` is the passage to read again."""

    right = fields.Boolean(required=True)
    explain = fields.String(required=True)
    section = fields.String(required=True)
    standing = fields.Nested(Standing, required=True)


class SetChoices(Strict):
    version_id = fields.UUID(required=True)
    choices = fields.Dict(
        keys=fields.String(validate=KEY),
        values=fields.Boolean(),
        required=True,
        validate=validate.Length(max=50),
    )


class Sign(Strict):
    """`id` is made by the sender: the same one twice is one signature. `step_up`: a confirmed one."""

    id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    language = fields.String(required=True, validate=validate.Length(min=2, max=10))
    name = Words(200, required=True)
    step_up = fields.UUID(required=True)


class Decide(Strict):
    version_id = fields.UUID(required=True)
    decision = fields.Enum(Decision, by_value=True, required=True)
    note = Words(LONGEST_REASON, blank=True, load_default="")


class WithdrawalOption(Schema):
    """One line of the menu. `ends`: visits ahead that would go. `choice`: key of the use taken back."""

    scope = fields.Enum(WithdrawalScope, by_value=True, required=True)
    choice = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    explain = fields.String(required=True)
    data = fields.String(required=True)
    ends = fields.Integer(required=True)


class WithdrawalMenu(Schema):
    options = fields.List(fields.Nested(WithdrawalOption), required=True)


class Withdraw(Strict):
    id = fields.UUID(required=True)
    scope = fields.Enum(WithdrawalScope, by_value=True, required=True)
    choice = fields.String(load_default=None, allow_none=True, validate=KEY)
    reason = Words(LONGEST_REASON, blank=True, load_default="")
    language = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=10))


class SignedText(Schema):
    """What she signed, word for word, to be read without network."""

    text = fields.Nested(Text, required=True)
    choices = fields.Dict(keys=fields.String(), values=fields.Boolean(), required=True)
    signatures = fields.List(fields.Nested(Signature), required=True)
    awaited = fields.List(fields.Enum(SignerRole, by_value=True), required=True)
    copies = fields.List(fields.Nested(Copy), required=True)
