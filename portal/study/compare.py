"""What a new version of a study file changes, in sentences for the person who loads it.

Only the files are compared. What it means for each participant comes from
:func:`portal.schedule.plan.changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from portal.study.definition import Activity, Phase, Site, Study, Visit
from portal.study.describe import (
    activities_of,
    amount,
    consent_of,
    days_off_of,
    hours_of,
    limits_of,
    place_of,
    rhythms_of,
    rules_of,
    schedule_of,
    span_of,
    texts_of,
    window_of,
)
from portal.study.messages import describe as messages_in_words
from portal.study.travel.describe import Paid, paid_for, traits_of


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `about` is the part of the file it is in: "visits", "sites", "texts", …"""

    about: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


class Trait(NamedTuple):
    """Something that can differ between two things of the same key, and how to say it."""

    name: str
    words: Callable[[Any], str]


_PHASE = (Trait("the time is", span_of),)
_ACTIVITY = (
    Trait("the kind is", lambda activity: str(activity.kind)),
    Trait("the length is", lambda activity: amount(activity.minutes, "minute")),
    Trait("fasting is", lambda activity: amount(activity.stop_eating_hours, "hour")),
)
_VISIT = (
    Trait("the phase is", lambda visit: visit.phase),
    Trait("the time is", schedule_of),
    Trait("the window is", window_of),
    Trait("the activities are", activities_of),
    Trait("the condition is", lambda visit: f'only with "{visit.when}"' if visit.when else "none"),
    Trait(
        "the length is",
        lambda visit: amount(visit.minutes, "minute", none="that of its activities"),
    ),
    Trait("the place is", lambda visit: visit.place or "the site's first"),
)
_SITE = (
    Trait("the name is", lambda site: site.name),
    Trait("the time zone is", lambda site: site.time_zone),
    Trait("the telephone is", lambda site: site.phone),
    Trait("the telephone after hours is", lambda site: site.after_hours_phone or "none"),
    Trait("the e-mail address is", lambda site: site.email or "none"),
    Trait("the emergency number is", lambda site: site.emergency_number),
    Trait("office hours are", hours_of),
    Trait("days off are", days_off_of),
    Trait("the places are", lambda site: "; ".join(map(place_of, site.places))),
)
_CHECK_IN = (
    Trait("the version of the questions is", lambda check_in: check_in.instrument.version),
    Trait("the length is", lambda check_in: amount(check_in.minutes, "minute")),
    Trait("it is due", rhythms_of),
    Trait("the rules are", rules_of),
    Trait("the time limits are", limits_of),
)
_PAID = (Trait("it pays", lambda category: category.words),)


def compare(old: Study, new: Study) -> list[Difference]:
    """Every difference between two versions, in the order of the file; empty where there is none.

    Moving an entry to another line of the file is no difference, except among the activities of a
    visit, which are shown in that order.
    """
    found = [
        *_whole(old, new),
        *_languages(old, new),
        *_keyed("anchors", "Anchor", old.anchors, new.anchors),
        *_keyed("flags", "Flag", old.flags, new.flags),
        *_keyed("phases", "Phase", old.phases, new.phases, _PHASE, _new_phase),
        *_keyed(
            "activities",
            "Activity",
            old.activities.values(),
            new.activities.values(),
            _ACTIVITY,
            _new_activity,
        ),
        *_keyed("visits", "Visit", old.visits, new.visits, _VISIT, _new_visit),
        *_keyed("sites", "Site", old.sites, new.sites, _SITE, _new_site),
        *_keyed("check_ins", "Check-in", old.check_ins, new.check_ins, _CHECK_IN),
        *_travel(old, new),
        *_messages(old, new),
        *_texts(old, new),
    ]
    return [*_version(old, new, changed=bool(found)), *found]


def _version(old: Study, new: Study, *, changed: bool) -> Iterator[Difference]:
    if old.key != new.key:
        yield Difference("study", f'This is another study: "{new.key}", not "{old.key}".')
    if old.version != new.version:
        yield Difference("version", f'The version is "{new.version}" (until now: "{old.version}").')
    elif changed:
        yield Difference("version", f'The version is still "{new.version}": give it a new name.')


def _languages(old: Study, new: Study) -> Iterator[Difference]:
    for language in new.languages:
        if language not in old.languages:
            yield Difference("languages", f'The language "{language}" is new.')
    for language in old.languages:
        if language not in new.languages:
            yield Difference("languages", f'The language "{language}" is gone.')
    if old.languages != new.languages and set(old.languages) == set(new.languages):
        order = ", ".join(new.languages)
        yield Difference("languages", f"The order of the languages is {order}.")


def _whole(old: Study, new: Study) -> Iterator[Difference]:
    for name, before, after in (
        ("registry", old.registry or "none", new.registry or "none"),
        ("anchor of enrolment", old.enrolment_anchor, new.enrolment_anchor),
        ("way of taking consent", consent_of(old), consent_of(new)),
    ):
        if before != after:
            yield Difference("study", f"The {name} is {after} (until now: {before}).")
    if old.illustrative and not new.illustrative:
        yield Difference("study", "The file no longer says that its intervals are examples.")
    if new.illustrative and not old.illustrative:
        yield Difference("study", "The file now says that its intervals are examples.")


def _keyed(
    about: str,
    kind: str,
    old: Iterable[K],
    new: Iterable[K],
    traits: Iterable[Trait] = (),
    describe: Callable[[K], str] = lambda _: "",
) -> Iterator[Difference]:
    """Differences between two lists of things that have a `key`."""
    before = {thing.key: thing for thing in old}
    after = {thing.key: thing for thing in new}
    for key, thing in after.items():
        if key not in before:
            yield Difference(about, f'{kind} "{key}" is new{describe(thing)}.')
            continue
        for name, words in traits:
            is_now, was = words(thing), words(before[key])
            if is_now != was:
                yield Difference(about, f'{kind} "{key}": {name} {is_now} (until now: {was}).')
    for key in before:
        if key not in after:
            yield Difference(about, f'{kind} "{key}" is gone.')


def _new_phase(phase: Phase) -> str:
    return f": {span_of(phase)}"


def _new_activity(activity: Activity) -> str:
    return f": {activity.kind}, {amount(activity.minutes, 'minute')}"


def _new_visit(visit: Visit) -> str:
    return f": {schedule_of(visit)}; {window_of(visit)}; {activities_of(visit)}"


def _new_site(site: Site) -> str:
    return f": {site.name}, {site.time_zone}"


def _travel(old: Study, new: Study) -> Iterator[Difference]:
    if old.travel is None or new.travel is None:
        if old.travel != new.travel:
            said = "gone" if new.travel is None else "new"
            yield Difference("travel", f"Travel money is {said}.")
        return
    for (name, was), (_, is_now) in zip(traits_of(old.travel), traits_of(new.travel), strict=True):
        if is_now != was:
            yield Difference("travel", f"Travel money: {name} {is_now} (until now: {was}).")
    before, after = paid_for(old.travel), paid_for(new.travel)
    yield from _keyed("travel", "Travel category", before, after, _PAID, _newly_paid)


def _messages(old: Study, new: Study) -> Iterator[Difference]:
    if old.messages is None or new.messages is None:
        if old.messages != new.messages:
            said = "gone" if new.messages is None else "new"
            yield Difference("messages", f"Writing to the team is {said}.")
        return
    before = messages_in_words.traits_of(old.messages)
    after = messages_in_words.traits_of(new.messages)
    for (name, was), (_, is_now) in zip(before, after, strict=True):
        if is_now != was:
            yield Difference("messages", f"Messages: {name} {is_now} (until now: {was}).")
    yield from _keyed("messages", "Topic", old.messages.topics, new.messages.topics)
    yield from _keyed("messages", "Prepared reply", old.messages.replies, new.messages.replies)


def _newly_paid(category: Paid) -> str:
    return f": it pays {category.words}"


def _texts(old: Study, new: Study) -> Iterator[Difference]:
    """How many texts that both versions have are worded differently, by language."""
    before, after = texts_of(old), texts_of(new)
    changed = Counter(
        language
        for place in before.keys() & after.keys()
        for language in before[place].by_language.keys() & after[place].by_language.keys()
        if before[place][language] != after[place][language]
    )
    for language in new.languages:
        if count := changed[language]:
            texts = "1 text is" if count == 1 else f"{count} texts are"
            yield Difference("texts", f'{texts} worded differently in "{language}".')
