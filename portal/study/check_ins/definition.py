"""What a study file says about check-ins, as immutable values.

A check-in asks for symptoms in the structure of PRO-CTCAE: an item (a symptom) has up to three
questions, each about one attribute, answered by one of its labels; 0 is the first label. The
later questions of an item are asked only where the first was not answered with 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.study.definition import Offset, Text


class Attribute(StrEnum):
    """What a question asks about a symptom. OTHER: an answer that has no place in a grade."""

    FREQUENCY = "frequency"
    SEVERITY = "severity"
    INTERFERENCE = "interference"
    AMOUNT = "amount"
    PRESENCE = "presence"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon somebody looks at an alert, the most urgent first."""

    CALL_NOW = "call_now"
    URGENT = "urgent"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """Higher is more urgent."""
        return len(Urgency) - list(Urgency).index(self)


class TeamRole(StrEnum):
    """Whom of the team an alert is told."""

    COORDINATOR = "coordinator"
    INVESTIGATOR = "investigator"


@dataclass(frozen=True, slots=True)
class Question:
    """`labels`: the answers in order; an answer is the place of its label, 0 first."""

    item: str
    attribute: Attribute
    ask: Text
    labels: tuple[Text, ...]

    @property
    def key(self) -> str:
        """Its name within the check-in, for example "pain.severity"."""
        return f"{self.item}.{self.attribute}"

    @property
    def most(self) -> int:
        return len(self.labels) - 1


@dataclass(frozen=True, slots=True)
class Item:
    """A symptom. `questions`: one to three, each of another attribute."""

    key: str
    name: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is asked, in one version. Other words or another order are another version.

    `recall` is the time that the questions are about ("the last 7 days"). `note`: the question
    that may be answered in free words, None where the instrument has none. `credit`: what the
    owner of a licensed instrument wants to be shown with it.
    """

    key: str
    version: str
    name: Text
    recall: Text
    items: tuple[Item, ...]
    note: Text | None = None
    credit: Text | None = None

    @property
    def questions(self) -> Iterator[Question]:
        for item in self.items:
            yield from item.questions

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A stretch of due days: from `starts` on, each `every`, to `until`, counted from `anchor`."""

    anchor: str
    starts: Offset
    every: Offset
    until: Offset


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a combination: an answer to `question` of `at_least` or more."""

    question: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Rule:
    """When a report makes an alert. Exactly one of the four conditions is set.

    `at_least`: an answer that high. `worse_by`: an answer higher by that much than in the report
    before. `grade`: a composite grade that high. `all_of`: all parts together. `items`: the
    symptoms it looks at, all where it is empty.
    """

    key: str
    urgency: Urgency
    at_least: int | None = None
    worse_by: int | None = None
    grade: int | None = None
    all_of: tuple[Part, ...] = ()
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in of the study.

    `minutes`: how long it takes, for the participant. A due check-in can be sent from `before`
    days before to `after` days after its day. `missed_after`: days past the due day after which
    the team calls. `take_within`: by when somebody of the team takes an alert, in minutes of the
    site's hours; `read_within`: by when a report without an alert is read. `tell`: who gets a mail
    on an alert; `escalate_to`: who gets one when nobody took it in time.
    """

    instrument: Instrument
    minutes: int
    rhythms: tuple[Rhythm, ...]
    before: int
    after: int
    missed_after: int
    rules: tuple[Rule, ...]
    take_within: Mapping[Urgency, int]
    read_within: int
    tell: tuple[TeamRole, ...]
    escalate_to: tuple[TeamRole, ...]

    @property
    def key(self) -> str:
        return self.instrument.key
