"""Shapes of messages as a participant or care partner writes and reads them."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import Instant, ShortList, Strict, Words
from portal.messages.models import ThreadStatus
from portal.messages.search import LONGEST_QUERY
from portal.messages.writing import LONGEST_TEXT, MOST_FILES


class MessageTopic(Schema):
    key = fields.String(required=True)
    label = fields.String(required=True)


class AnswerTime(Schema):
    """When an answer to something sent now usually comes. `day_off`: a holiday of the site."""

    by = Instant(required=True)
    open_now = fields.Boolean(required=True)
    opens_at = Instant(required=True, allow_none=True)
    day_off = fields.Boolean(required=True)
    time_zone = fields.String(required=True)


class MessageFile(Schema):
    """A picture or PDF. `pages`: how many pages can be looked at (1 for a picture)."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    pages = fields.Integer(required=True)


class OwnThreadRow(Schema):
    """`waits_since`: the team has not answered yet, and is to by `answer_by`. `last_text` is cut."""

    id = fields.UUID(required=True)
    topic = fields.String(required=True)
    topic_label = fields.String(required=True)
    status = fields.Enum(ThreadStatus, by_value=True, required=True)
    about_visit = fields.String(required=True, allow_none=True)
    about_claim = fields.String(required=True, allow_none=True)
    opened_at = Instant(required=True)
    last_at = Instant(required=True)
    last_from_team = fields.Boolean(required=True)
    last_author = fields.String(required=True)
    last_text = fields.String(required=True)
    last_has_files = fields.Boolean(required=True)
    unread = fields.Integer(required=True)
    waits_since = Instant(required=True, allow_none=True)
    answer_by = Instant(required=True, allow_none=True)


class OwnAnnouncement(Schema):
    """Something the study told many at once; nobody answers to it."""

    id = fields.UUID(required=True)
    at = Instant(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    read = fields.Boolean(required=True)


class OwnMessages(Schema):
    """`taken`: whether this study takes messages at all; if not, the lists are empty."""

    taken = fields.Boolean(required=True)
    topics = fields.List(fields.Nested(MessageTopic), required=True)
    answer = fields.Nested(AnswerTime, required=True, allow_none=True)
    threads = fields.List(fields.Nested(OwnThreadRow), required=True)
    announcements = fields.List(fields.Nested(OwnAnnouncement), required=True)
    unread = fields.Integer(required=True)
    most_files = fields.Integer(required=True)
    longest_text = fields.Integer(required=True)


class OwnUnread(Schema):
    unread = fields.Integer(required=True)


class OwnMessage(Schema):
    """`read`: of one's own, that somebody of the team has seen it. `corrects`: an earlier message."""

    id = fields.UUID(required=True)
    at = Instant(required=True)
    mine = fields.Boolean(required=True)
    from_team = fields.Boolean(required=True)
    author = fields.String(required=True)
    text = fields.String(required=True)
    language = fields.String(required=True)
    files = fields.List(fields.Nested(MessageFile), required=True)
    corrects = fields.UUID(required=True, allow_none=True)
    read = fields.Boolean(required=True)
    unread = fields.Boolean(required=True, metadata={"description": "Of the team's: not seen yet"})


class OwnThread(OwnThreadRow):
    """`id` is that of the thread it goes on in. `more`: there are older messages."""

    visit_id = fields.UUID(required=True, allow_none=True)
    claim_id = fields.UUID(required=True, allow_none=True)
    messages = fields.List(fields.Nested(OwnMessage), required=True)
    more = fields.Boolean(required=True)
    answer = fields.Nested(AnswerTime, required=True)


class NewOwnMessage(Strict):
    """Ids are made by the sender. The topic, visit and claim count only for a new thread."""

    id = fields.UUID(required=True)
    thread_id = fields.UUID(required=True)
    topic = fields.String(required=True, validate=validate.Length(max=64))
    visit_id = fields.UUID(load_default=None, allow_none=True)
    claim_id = fields.UUID(load_default=None, allow_none=True)
    text = Words(LONGEST_TEXT, blank=True, required=True)
    files = ShortList(fields.UUID(), load_default=list, validate=validate.Length(max=MOST_FILES))
    corrects = fields.UUID(load_default=None, allow_none=True)


class Before(Strict):
    """Messages before that one; without it the newest."""

    before = fields.UUID(load_default=None)


class ReadThrough(Strict):
    """Everything up to and with this message was read."""

    through = fields.UUID(required=True)


class FindMessages(Strict):
    """The words are in the body: an address ends up in logs."""

    text = Words(LONGEST_QUERY, required=True)


class Found(Schema):
    message_id = fields.UUID(required=True)
    thread_id = fields.UUID(required=True)
    at = Instant(required=True)
    author = fields.String(required=True)
    from_team = fields.Boolean(required=True)
    topic_label = fields.String(required=True)
    excerpt = fields.String(required=True)


class FoundMessages(Schema):
    rows = fields.List(fields.Nested(Found), required=True)
