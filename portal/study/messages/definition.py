"""What a study file says about messages, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass

from portal.study.check_ins.definition import TeamRole
from portal.study.definition import Text

PLACEHOLDERS = frozenset({"name", "visit", "visit_day", "team", "phone", "me"})
"""What a prepared reply may leave to be filled in: the participant's name, her next visit and its
day, the team's name and telephone, the name of whoever answers."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a message can be about."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class PreparedReply:
    """A reply that the team sends often. Its `text` may hold placeholders: ``{name}``."""

    key: str
    label: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Messages:
    """How people write to the team and by when it answers.

    `answer_within`: minutes of the site's hours from the first unanswered message. `tell`: who gets
    a mail that something waits; `escalate_to`: who is told when nobody answered in time.
    """

    answer_within: int
    topics: tuple[Topic, ...]
    replies: tuple[PreparedReply, ...]
    tell: tuple[TeamRole, ...]
    escalate_to: tuple[TeamRole, ...]

    def topic(self, key: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.key == key), None)
