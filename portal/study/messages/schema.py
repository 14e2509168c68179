"""The shape of messages in the study file."""

from __future__ import annotations

from portal.study.check_ins.definition import TeamRole
from portal.study.fields import Key, OneOf, Whole, Words
from portal.study.shape import Group, Items

MOST_MINUTES = 10_080
"""A week of office hours around the clock: a longer limit is a slip of the pen."""


class Topic(Group):
    key = Key()
    label = Words(longest=60)


class PreparedReply(Group):
    key = Key()
    label = Words(longest=60)
    text = Words(longest=2000)


class Messages(Group):
    answer_within = Whole(least=5, most=MOST_MINUTES, unit="minutes", example=480)
    topics = Items(Topic, example='at least one topic: "key" and "label"')
    replies = Items(PreparedReply, required=False, example='replies: "key", "label" and "text"')
    tell = Items(
        OneOf(TeamRole, thing="a role that is told"), required=False, example='"[coordinator]"'
    )
    escalate_to = Items(
        OneOf(TeamRole, thing="a role that is told"), required=False, example='"[investigator]"'
    )
