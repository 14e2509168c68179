"""Shapes of messages at the desk."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Instant, Paging, ShortList, Strict, Words
from api.messages.schemas import Found, MessageFile, MessageTopic
from portal.messages.desk import Sort, Waiting
from portal.messages.models import MessageKind, ThreadStatus
from portal.messages.writing import LONGEST_TEXT, MOST_FILES
from portal.participants.models import TAKING_PART, ParticipantStatus


class ThreadFilters(Paging):
    waiting = fields.Enum(Waiting, by_value=True, load_default=Waiting.OURS)
    site = fields.UUID(load_default=None)
    participant = fields.UUID(load_default=None)
    topic = fields.String(load_default=None, validate=validate.Length(max=64))
    sort = fields.Enum(Sort, by_value=True, load_default=Sort.USUAL)


class ThreadPerson(Schema):
    """The participant a thread is about; `partner`: the care partner it is with, if it is."""

    id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    site_id = fields.UUID(required=True)
    site_name = fields.String(required=True)
    language = fields.String(required=True)
    status = fields.Enum(ParticipantStatus, by_value=True, required=True)
    partner = fields.String(required=True, allow_none=True)


class Assigned(Schema):
    """Who has it. `left`: is not of the team any more."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    left = fields.Boolean(required=True)


class LastMessage(Schema):
    at = Instant(required=True)
    kind = fields.Enum(MessageKind, by_value=True, required=True)
    author = fields.String(required=True)
    text = fields.String(required=True)
    language = fields.String(required=True)
    files = fields.Boolean(required=True)


class ThreadRow(Schema):
    """`waiting_since` null: nothing waits for the team. `unread`: by the caller herself; 0 for one
    who may not answer, whose reading leaves no mark."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    status = fields.Enum(ThreadStatus, by_value=True, required=True)
    topic = fields.String(required=True)
    topic_label = fields.String(required=True)
    participant = fields.Nested(ThreadPerson, required=True)
    assigned = fields.Nested(Assigned, required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    opened_at = Instant(required=True)
    last_at = Instant(required=True)
    last = fields.Nested(LastMessage, required=True, allow_none=True)
    waiting_since = Instant(required=True, allow_none=True)
    answer_by = Instant(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)
    needs_translation = fields.Boolean(required=True)
    unread = fields.Integer(required=True)


class ThreadCounts(Schema):
    ours = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    mine = fields.Integer(required=True)
    unassigned = fields.Integer(required=True)
    to_translate = fields.Integer(required=True)
    with_them = fields.Integer(required=True)


class Threads(Schema):
    rows = fields.List(fields.Nested(ThreadRow), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    counts = fields.Nested(ThreadCounts, required=True)
    topics = fields.List(fields.Nested(MessageTopic), required=True)


class DeskMessage(Schema):
    """`read`: of the person's, that somebody of the team has seen it; of the team's, that she has."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    at = Instant(required=True)
    kind = fields.Enum(MessageKind, by_value=True, required=True)
    author = fields.String(required=True)
    mine = fields.Boolean(required=True)
    text = fields.String(required=True)
    language = fields.String(required=True)
    files = fields.List(fields.Nested(MessageFile), required=True)
    corrects = fields.UUID(required=True, allow_none=True)
    read = fields.Boolean(required=True)


class DeskPerson(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class LinkedVisit(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    day = fields.Date(required=True)


class LinkedClaim(Schema):
    id = fields.UUID(required=True)
    reference = fields.String(required=True)


class ThreadStepShown(Schema):
    at = Instant(required=True)
    by = fields.String(required=True)
    old = fields.Enum(ThreadStatus, by_value=True, required=True)
    new = fields.Enum(ThreadStatus, by_value=True, required=True)


class ThreadDetail(ThreadRow):
    """`messages`: notes among them, the newest last. `people`: who may have it. `others`: open
    threads with the same person, into which it can be merged. `visits`, `claims`: of the
    participant, to link it to. `may_write`: whether the caller may do anything with it."""

    messages = fields.List(fields.Nested(DeskMessage), required=True)
    more = fields.Boolean(required=True)
    last_number = fields.Integer(required=True)
    visit = fields.Nested(LinkedVisit, required=True, allow_none=True)
    claim = fields.Nested(LinkedClaim, required=True, allow_none=True)
    visits = fields.List(fields.Nested(LinkedVisit), required=True)
    claims = fields.List(fields.Nested(LinkedClaim), required=True)
    steps = fields.List(fields.Nested(ThreadStepShown), required=True)
    people = fields.List(fields.Nested(DeskPerson), required=True)
    topics = fields.List(fields.Nested(MessageTopic), required=True)
    others = fields.List(fields.Nested(ThreadRow), required=True)
    phone = fields.String(required=True, allow_none=True)
    may_write = fields.Boolean(required=True)
    reaches_phone = fields.Boolean(
        required=True,
        metadata={
            "description": "False: the participant has no account, or this care partner helps no more"
        },
    )


class NewDeskMessage(Strict):
    """`seen`: the number of the last message on the author's screen. `note`: for the team alone."""

    id = fields.UUID(required=True)
    text = Words(LONGEST_TEXT, blank=True, required=True)
    files = ShortList(fields.UUID(), load_default=list, validate=validate.Length(max=MOST_FILES))
    corrects = fields.UUID(load_default=None, allow_none=True)
    note = fields.Boolean(load_default=False)
    close = fields.Boolean(load_default=False)
    seen = fields.Integer(required=True, validate=validate.Range(0, 10**6))


class NewDeskThread(Strict):
    """A thread that the team begins. `partner`: with the care partner of that account."""

    id = fields.UUID(required=True)
    thread_id = fields.UUID(required=True)
    topic = fields.String(required=True, validate=validate.Length(max=64))
    visit_id = fields.UUID(load_default=None, allow_none=True)
    claim_id = fields.UUID(load_default=None, allow_none=True)
    text = Words(LONGEST_TEXT, blank=True, required=True)
    files = ShortList(fields.UUID(), load_default=list, validate=validate.Length(max=MOST_FILES))


class ThreadVersion(Strict):
    version = fields.Integer(required=True)


class AssignThread(ThreadVersion):
    account_id = fields.UUID(required=True, allow_none=True)


class LabelThread(ThreadVersion):
    topic = fields.String(required=True, validate=validate.Length(max=64))
    visit_id = fields.UUID(required=True, allow_none=True)
    claim_id = fields.UUID(required=True, allow_none=True)
    needs_translation = fields.Boolean(required=True)


class MergeThread(ThreadVersion):
    into = fields.UUID(required=True)


class FilledReply(Schema):
    """A prepared reply, filled in, by language. `open`: placeholders for which there is no fact."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    open = fields.List(fields.String(), required=True)


class FilledReplies(Schema):
    """`language`: of the person it goes to."""

    language = fields.String(required=True)
    replies = fields.List(fields.Nested(FilledReply), required=True)


class FoundAtDesk(Found):
    participant_id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    site_name = fields.String(required=True)
    note = fields.Boolean(required=True)


class FoundMessagesAtDesk(Schema):
    rows = fields.List(fields.Nested(FoundAtDesk), required=True)


LONGEST_TITLE = 120
MOST_SITES = 200


class AudienceInput(Strict):
    """No phase: everybody, whatever phase they are in."""

    study_id = fields.UUID(required=True)
    site_ids = ShortList(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_SITES)
    )
    phases = ShortList(
        fields.String(validate=validate.Length(max=64)),
        load_default=list,
        validate=validate.Length(max=50),
    )
    statuses = ShortList(
        fields.Enum(ParticipantStatus, by_value=True),
        load_default=lambda: sorted(TAKING_PART),
        validate=validate.Length(min=1, max=len(ParticipantStatus)),
    )


def _by_language(longest: int) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(validate=validate.Length(max=10)),
        values=Words(longest, blank=True),
        required=True,
        validate=validate.Length(max=20),
    )


class AnnouncementInput(Strict):
    title = _by_language(LONGEST_TITLE)
    text = _by_language(LONGEST_TEXT)
    audience = fields.Nested(AudienceInput, required=True)


class AnnouncementPreview(Schema):
    """For whom it is, and what the lock screen and the mail will say, by language."""

    recipients = fields.Integer(required=True)
    by_language = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    languages = fields.List(fields.String(), required=True)
    missing = fields.List(fields.String(), required=True)
    lock_screen = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    mail = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class NewAnnouncement(AnnouncementInput):
    id = fields.UUID(required=True)
    expected = fields.Integer(required=True, validate=validate.Range(0, 10**7))


class AnnouncementRow(Schema):
    """`reached` and `read`: at the caller's sites."""

    id = fields.UUID(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    phases = fields.List(fields.String(), required=True)
    reached = fields.Integer(required=True)
    read = fields.Integer(required=True)


class AudienceSite(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class AudiencePhase(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)


class AudienceStudy(Schema):
    """A study to whose participants the caller may announce."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    sites = fields.List(fields.Nested(AudienceSite), required=True)
    phases = fields.List(fields.Nested(AudiencePhase), required=True)


class Announcements(Schema):
    """`studies`: where the caller may announce; empty where she only reads."""

    rows = fields.List(fields.Nested(AnnouncementRow), required=True)
    studies = fields.List(fields.Nested(AudienceStudy), required=True)
