"""The shape of a check-in in the study file."""

from __future__ import annotations

from portal.study.check_ins.definition import Attribute, TeamRole, Urgency
from portal.study.fields import Key, Length, Line, OneOf, Reference, Whole, Words
from portal.study.shape import Group, Items, one

MOST_MINUTES = 10_080
"""A week of office hours around the clock: a longer limit is a slip of the pen."""


def _minutes(example: int) -> Whole:
    return Whole(least=5, most=MOST_MINUTES, unit="minutes", example=example)


def _step(name: str, *, required: bool = False) -> Whole:
    return Whole(least=1, most=10, unit=name, required=required, example=3)


class Scale(Group):
    key = Key()
    attribute = OneOf(Attribute, thing="an attribute")
    labels = Items(Words(longest=100), example="the answers in order, the least first")


class Question(Group):
    scale = Reference(remedy="Write the key of a scale.")
    ask = Words(longest=500)


class Item(Group):
    key = Key()
    name = Words(longest=60)
    questions = Items(Question, example='one to three questions: "scale" and "ask"')


class Rhythm(Group):
    anchor = Reference(remedy="Write the key of an anchor.")
    starts = Length(remedy='Write a length counted from the anchor, for example "1 week".')
    every = Length(least=1)
    until = Length(remedy='Write the last due day, for example "12 weeks".')


class Window(Group):
    before = Length(least=0)
    after = Length(least=0)


class RulePart(Group):
    question = Line(remedy='Write symptom and attribute, for example "pain.severity".')
    at_least = _step("label", required=True)


class Rule(Group):
    key = Key()
    urgency = OneOf(Urgency, thing="an urgency")
    at_least = _step("label")
    worse_by = _step("labels")
    grade = Whole(least=1, most=3, unit="grade", required=False, example=3)
    all_of = Items(RulePart, required=False, example='parts: "question" and "at_least"')
    items = Items(
        Reference(remedy="Write the key of a symptom."),
        required=False,
        example='the symptoms it looks at, for example "[pain]"',
    )


class TakeWithin(Group):
    call_now = _minutes(60)
    urgent = _minutes(240)
    routine = _minutes(480)


class CheckIn(Group):
    key = Key()
    version = Line(remedy='Write the version\'s name, for example "1".', longest=60)
    name = Words(longest=60)
    recall = Words(longest=60)
    minutes = Whole(least=1, most=120, unit="minutes", example=2)
    scales = Items(Scale, example='at least one scale: "key", "attribute" and "labels"')
    items = Items(Item, example='at least one symptom: "key", "name" and "questions"')
    note = Words(required=False, longest=500)
    credit = Words(required=False, longest=1000)
    due = Items(Rhythm, required=False, example='when it is due: "anchor", "starts", "every"')
    window = one(Window, example='"before" and "after", for example 0 days and 6 days')
    missed_after = Length(least=0)
    rules = Items(Rule, required=False, example='rules: "key", "urgency" and one condition')
    take_within = one(TakeWithin, example='"call_now", "urgent" and "routine", in minutes')
    read_within = _minutes(960)
    tell = Items(
        OneOf(TeamRole, thing="a role that is told"), required=False, example='"[coordinator]"'
    )
    escalate_to = Items(
        OneOf(TeamRole, thing="a role that is told"), required=False, example='"[investigator]"'
    )
