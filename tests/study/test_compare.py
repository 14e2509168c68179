"""What `portal study diff` says about two versions of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.study.compare import compare
from portal.study.file import read

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
NEW = SMALL.replace('version: "1"', 'version: "2"')
VERSION = 'The version is "2" (until now: "1").'

GUIDE = """\
  - key: guide
    phase: monitoring
    anchor: last_dose
    name: {en: Guide, es: Guía}
    label: {en: Guide, es: Guía}
    at: 2 weeks
    window: {before: 1 day, after: 3 days}
    activities: [blood, {activity: talk, when: pacemaker}]
"""

CASES = [
    ("at: 3 months", "at: 6 months", [
        ('Visit "check": the time is 6 months after "last_dose", then every 3 months until '
        '12 months (until now: 3 months after "last_dose", then every 3 months until '
        '12 months).')]),
    ("before: 7 days\n", "before: 10 days\n", [
        ('Visit "check": the window is from 10 days before to 7 days after '
        "(until now: from 7 days before to 7 days after).")]),
    ("every: 6 months", "every: 12 months", [
        ('Visit "check": the activities are blood, scan (every 12 months), talk (with "pacemaker") '
        '(until now: blood, scan (every 6 months), talk (with "pacemaker")).')]),
    ("    minutes: 90\n", "", [
        'Visit "check": the length is that of its activities (until now: 90 minutes).']),
    ("    place: lab\n", "    place: clinic\n", [
        'Visit "check": the place is clinic (until now: lab).']),
    ("sites:\n", GUIDE + "sites:\n", [
        ('Visit "guide" is new: 2 weeks after "last_dose"; from 1 day before to 3 days after; '
        'blood, talk (with "pacemaker").')]),
    ("  - key: first_talk\n", "  - key: opening\n", [
        ('Visit "opening" is new: 1 week after "consent"; from 7 days before to 7 days after; '
        "talk."),
        'Visit "first_talk" is gone.']),
    ("    ends: 12 months", "    ends: 13 months", [
        ('Phase "monitoring": the time is from 0 months to 13 months after "last_dose" '
        '(until now: from 0 months to 12 months after "last_dose").')]),
    ("stop_eating_hours: 4", "stop_eating_hours: 1", [
        'Activity "blood": fasting is 1 hour (until now: 4 hours).']),
    ("    stop_eating_hours: 4\n", "", [
        'Activity "blood": fasting is none (until now: 4 hours).']),
    ("kind: ct", "kind: bone_scan", [
        'Activity "scan": the kind is bone_scan (until now: ct).']),
    ("America/New_York", "America/Chicago", [
        'Site "miami": the time zone is America/Chicago (until now: America/New_York).']),
    ("555 0100", "555 0150", [
        'Site "miami": the telephone is +13055550150 (until now: +13055550100).']),
    ('closes: "17:00"', 'closes: "16:30"', [
        ('Site "miami": office hours are mon, tue, wed, thu, fri 08:00 to 16:30 '
        "(until now: mon, tue, wed, thu, fri 08:00 to 17:00).")]),
    ("2 Example Street", "3 Example Street", [
        ('Site "miami": the places are clinic, 1 Example Street, https://maps.example.org/clinic; '
        "lab, 3 Example Street (until now: clinic, 1 Example Street, "
        "https://maps.example.org/clinic; lab, 2 Example Street).")]),
    ("[en, es]", "[es, en]", ["The order of the languages is es, en."]),
    ("registry: NCT00000000", "registry: NCT11111111", [
        "The registry is NCT11111111 (until now: NCT00000000)."]),
    ("enrolment_anchor: last_dose", "enrolment_anchor: consent", [
        "The anchor of enrolment is consent (until now: last_dose)."]),
    ("registry:", "illustrative_note: {en: Sample., es: Muestra.}\nregistry:", [
        "The file now says that its intervals are examples."]),
    ("Le sacamos sangre.", "Le tomamos sangre.", ['1 text is worded differently in "es".']),
    ("{en: Talk, es: Conversación}", "{en: A talk, es: Una conversación}", [
        '1 text is worded differently in "en".', '1 text is worded differently in "es".']),
    ("key: pacemaker", "key: pacemaker\n    label: {en: P, es: P}\n  - key: other", [
        'Flag "other" is new.',
        '1 text is worded differently in "en".', '1 text is worded differently in "es".']),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), CASES)
def test_a_change_is_told_in_sentences_and_nothing_else_is(
    old: str, new: str, said: list[str]
) -> None:
    assert SMALL.count(old) == 1
    text = NEW.replace(old, new)

    found = compare(read(SMALL, name="old"), read(text, name="new"))

    assert list(map(str, found)) == [VERSION, *said]


def test_a_file_differs_in_nothing_from_itself() -> None:
    assert compare(read(SMALL, name="a"), read(SMALL, name="b")) == []


def test_a_changed_file_under_the_same_version_is_told() -> None:
    text = SMALL.replace("stop_eating_hours: 4", "stop_eating_hours: 6")

    found = compare(read(SMALL, name="a"), read(text, name="b"))

    assert str(found[0]) == 'The version is still "1": give it a new name.'


def test_a_language_that_is_dropped_is_told_once() -> None:
    english = "\n".join(
        line.partition(", es:")[0] + "}" if ", es:" in line else line
        for line in NEW.replace("[en, es]", "[en]").splitlines()
    )
    small, only_english = read(SMALL, name="a"), read(english, name="b")

    assert list(map(str, compare(small, only_english))) == [
        VERSION,
        'The language "es" is gone.',
    ]
    back = list(map(str, compare(only_english, small)))
    assert back == ['The version is "1" (until now: "2").', 'The language "es" is new.']


def test_another_study_is_told_first() -> None:
    text = SMALL.replace("key: small", "key: large")

    first = compare(read(SMALL, name="a"), read(text, name="b"))[0]

    assert str(first) == 'This is another study: "large", not "small".'


@given(st.permutations(range(3)))
def test_the_order_of_activities_in_the_file_is_no_difference(order: list[int]) -> None:
    head, _, rest = SMALL.partition("activities:\n")
    block, _, tail = rest.partition("visits:\n")
    items = ["  - key: " + item for item in block.split("  - key: ")[1:]]
    text = f"{head}activities:\n{''.join(items[i] for i in order)}visits:\n{tail}"

    assert compare(read(SMALL, name="a"), read(text, name="b")) == []
