"""The rules that hold for a study: those of its file, or, without any, the usual words at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from portal.language import say
from portal.study.definition import Study, Text
from portal.study.reminders.definition import BY_DAY, About, Channel, Quiet, Reminders, Rule

NO_WORDS = Text({})
"""Of a rule that no study file wrote: the portal's own words are used."""


def _usual(about: About) -> Rule:
    return Rule(
        key=about.value,
        about=about,
        title=NO_WORDS,
        text=NO_WORDS,
        channels=(Channel.PUSH, Channel.MAIL),
        safety=about is About.VISIT_CHANGE,
    )


USUAL = Reminders(
    hour=time(9),
    quiet=Quiet(time(0), time(0)),
    most_a_day=50,
    confirm_within=120,
    rules=tuple(_usual(about) for about in About if about not in BY_DAY),
)
"""Where a study file says nothing of reminders: what happens is told at once, nothing by the calendar."""


def rules_of(study: Study) -> Reminders:
    return study.reminders or USUAL


def rule_at_once(reminders: Reminders, about: About) -> Rule:
    """The rule of something that happens: the study's, or the usual one.

    Of a kind that goes by the calendar nothing but its ways and its safety counts: the words of
    its rules speak of a day ("in a week") that is not this one.
    """
    written = reminders.about(about)
    if not written:
        return _usual(about)
    if about not in BY_DAY:
        return written[0]
    safety = any(rule.safety for rule in written)
    key = f"now.{about}"  # no rule of a study file can be called so
    return replace(_usual(about), key=key, channels=written[0].channels, safety=safety)


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says, in one language."""

    title: str
    text: str


def words_of(study: Study | None, rule_key: str, about: About, language: str) -> Words:
    """The words of a notice: the study's for that rule, else the portal's own."""
    rule = rules_of(study).rule(rule_key) if study is not None else None
    if study is None or rule is None or not rule.title.by_language:
        kind = "test" if about is About.TEST else "waits"
        return Words(say(f"notice.{kind}_title", language), say(f"notice.{kind}_text", language))
    first = study.languages[0]
    return Words(rule.title.in_language(language, first), rule.text.in_language(language, first))
