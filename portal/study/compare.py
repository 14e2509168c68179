"""What a new version of a study file changes, in sentences for the person who loads it.

Only the files are compared. What it means for each participant comes from
:func:`portal.schedule.plan.changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
from portal.study.differences import Difference, Trait, keyed, section, traits
from portal.study.joining import describe as joining_in_words
from portal.study.joining.definition import Joining, joining_of
from portal.study.messages import describe as messages_in_words
from portal.study.reminders import describe as reminders_in_words
from portal.study.reminders.definition import Rule
from portal.study.travel.describe import Paid, paid_for, traits_of

__all__ = ["Difference", "compare"]


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
_REMINDER = (
    Trait("it is about", reminders_in_words.about_of),
    Trait("it goes out", reminders_in_words.when_of),
    Trait("it goes by", reminders_in_words.channels_of),
    Trait("it is too late from", reminders_in_words.last_of),
    Trait("it waits for at most", reminders_in_words.kept_of),
    Trait("people can turn it off:", reminders_in_words.choice_of),
)


def compare(old: Study, new: Study) -> list[Difference]:
    """Every difference between two versions, in the order of the file; empty where there is none.

    Moving an entry to another line of the file is no difference, except among the activities of a
    visit, which are shown in that order.
    """
    found = [
        *_whole(old, new),
        *_languages(old, new),
        *keyed("anchors", "Anchor", old.anchors, new.anchors),
        *keyed("flags", "Flag", old.flags, new.flags),
        *keyed("phases", "Phase", old.phases, new.phases, _PHASE, _new_phase),
        *keyed(
            "activities",
            "Activity",
            old.activities.values(),
            new.activities.values(),
            _ACTIVITY,
            _new_activity,
        ),
        *keyed("visits", "Visit", old.visits, new.visits, _VISIT, _new_visit),
        *keyed("sites", "Site", old.sites, new.sites, _SITE, _new_site),
        *keyed("check_ins", "Check-in", old.check_ins, new.check_ins, _CHECK_IN),
        *_travel(old, new),
        *_messages(old, new),
        *_reminders(old, new),
        *traits("joining", "Joining", *map(joining_in_words.traits_of, _joining(old, new))),
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


def _new_phase(phase: Phase) -> str:
    return f": {span_of(phase)}"


def _new_activity(activity: Activity) -> str:
    return f": {activity.kind}, {amount(activity.minutes, 'minute')}"


def _new_visit(visit: Visit) -> str:
    return f": {schedule_of(visit)}; {window_of(visit)}; {activities_of(visit)}"


def _new_site(site: Site) -> str:
    return f": {site.name}, {site.time_zone}"


def _travel(old: Study, new: Study) -> Iterator[Difference]:
    before, after = old.travel, new.travel
    yield from section("travel", "Travel money is", before, after)
    if before and after:
        yield from traits("travel", "Travel money", traits_of(before), traits_of(after))
        paid = paid_for(before), paid_for(after)
        yield from keyed("travel", "Travel category", *paid, _PAID, _newly_paid)


def _messages(old: Study, new: Study) -> Iterator[Difference]:
    before, after, words = old.messages, new.messages, messages_in_words.traits_of
    yield from section("messages", "Writing to the team is", before, after)
    if before and after:
        yield from traits("messages", "Messages", words(before), words(after))
        yield from keyed("messages", "Topic", before.topics, after.topics)
        yield from keyed("messages", "Prepared reply", before.replies, after.replies)


def _reminders(old: Study, new: Study) -> Iterator[Difference]:
    before, after, words = old.reminders, new.reminders, reminders_in_words.traits_of
    yield from section("reminders", "Sending reminders is", before, after)
    if before and after:
        yield from traits("reminders", "Reminders", words(before), words(after))
        yield from keyed(
            "reminders", "Reminder", before.rules, after.rules, _REMINDER, _new_reminder
        )


def _joining(old: Study, new: Study) -> tuple[Joining, Joining]:
    return joining_of(old), joining_of(new)


def _new_reminder(rule: Rule) -> str:
    parts = (
        reminders_in_words.about_of,
        reminders_in_words.when_of,
        reminders_in_words.channels_of,
    )
    return f": {', '.join(words(rule) for words in parts)}"


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
