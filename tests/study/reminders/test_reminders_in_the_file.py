"""Reminders in a study file that is broken in one place, and what is said of it.

The mark § in a new piece shows where the fault is expected, and is taken out before the check.
"""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

import pytest

from portal.study.file import Severity, StudyFileFaults, check, read
from portal.study.reminders.definition import About, Channel, Quiet
from tests.study.reminders.notices import SMALL, WITHOUT


class Broken(NamedTuple):
    case: str
    old: str
    new: str
    where: str
    says: str


VALUES = [
    Broken("an hour in words", 'hour: "09:00"', "hour: §nine",
           "hour", '"nine" is not a time of day. Write when reminders go out, for example "09:00"'),
    Broken("quiet hours without an end", 'quiet: {from: "21:00", until: "08:00"}',
           'quiet: §{from: "21:00"}', "quiet.until", "is missing"),
    Broken("quiet hours of another name", '{from: "21:00", until', '{§to: "08:00", from: "21:00", until',
           "quiet.to", "is not an entry here. Write one of: from, until"),
    Broken("no reminder in a day", "most_a_day: 4", "most_a_day: §0",
           "most_a_day", "Write a whole number of reminders from 1 to 20"),
    Broken("a push confirmed within two days", "confirm_within: 120", "confirm_within: §2880",
           "confirm_within", "Write a whole number of minutes from 1 to 1440"),
    Broken("something that no reminder is about", "about: check_in", "about: §chekin",
           "rules[2].about", "is not something that a reminder is about. Did you mean \"check_in\"?"),
    Broken("a week in words", "days: -7", "days: §a week", "rules[0].days", "for a week before"),
    Broken("a channel that is misspelt", "[mail]", "[§mial]",
           "rules[2].channels[0]", 'is not a way to reach people. Did you mean "mail"?'),
    Broken("no channel", "[mail]", "§[]", "rules[2].channels", 'for example "[push, mail]"'),
    Broken("a channel twice", "[push, sms]", "[push, §push]",
           "rules[1].channels[1]", '"push" is listed twice. Keep one of the two'),
    Broken("too late before the hour is out", "last_hours: 3", "last_hours: §0",
           "rules[0].last_hours", "hours from 1 to 72"),
    Broken("too late for four days", "last_hours: 3", "last_hours: §73",
           "rules[0].last_hours", "hours from 1 to 72"),
    Broken("kept for longer than 30 days", "keep_hours: 24", "keep_hours: §721",
           "rules[1].keep_hours", "hours from 1 to 720"),
    Broken("safety as yes", "safety: true", "safety: §yes",
           "rules[1].safety", '"yes" is neither true nor false. Write true or false'),
    Broken("a title longer than a lock screen", "{en: Ready,", "{en: §" + "x" * 51 + ",",
           "rules[2].title.en", "has 51 characters. Write 50 characters at most"),
    Broken("a text longer than a lock screen", "es: Hay algo que leer.", "es: §" + "x" * 121,
           "rules[3].text.es", "has 121 characters. Write 120 characters at most"),
    Broken("a title in one language", "{en: Ready, es: Listo}", "§{en: Ready}",
           "rules[2].title", 'has no text in "es"'),
    Broken("a text in one language", "{en: Something to read waits., es: Hay algo que leer.}",
           "§{es: Hay algo que leer.}", "rules[3].text", 'has no text in "en"'),
    Broken("a placeholder", "Hoy hay algo para usted.", '§"Hoy hay algo para {name}."',
           "rules[2].text.es", '"{name}" is not filled in'),
    Broken("a lone brace", "{en: To read,", '{en: §"To read }",',
           "rules[3].title.en", '"}" is not filled in'),
]  # fmt: skip

KINDS = [
    Broken("what only a person sends herself", "about: check_in", "about: §test",
           "rules[2].about", "is not something that a reminder is about."),
    Broken("no day for a kind that goes by day", "    - key: ready\n      about: check_in\n      days: 0\n",
           "    - §key: ready\n      about: check_in\n",
           "rules[2].days", 'is missing, and a rule about "check_in" goes out on a day'),
    Broken("a day for a kind that happens", "about: message\n", "about: message\n      §days: 0\n",
           "rules[4].days", 'which goes out when it happens. Delete it'),
    Broken("a reminder after the visit", "days: -7", "days: §1",
           "rules[0].days", "Write a whole number of days from -60 to 0"),
    Broken("a reminder long before the visit", "days: -7", "days: §-61",
           "rules[0].days", '-61 is out of range for a rule about "visit"'),
    Broken("a reminder before the check-in", "days: 0\n", "days: §-1\n",
           "rules[2].days", "from 0 to 30"),
    Broken("a reminder a month after the check-in", "days: 0\n", "days: §31\n",
           "rules[2].days", "from 0 to 30"),
    Broken("a reminder two months after a consent", "days: 2\n", "days: §61\n",
           "rules[3].days", "from 0 to 60"),
    Broken("a claim after half a year", "about: message\n",
           "about: claimable\n      days: §181\n", "rules[4].days", "from 0 to 180"),
    Broken("visits of a message", "about: message\n", "about: message\n      §visits: [check]\n",
           "rules[4].visits", "is for rules about visit, visit_change, claimable, and this"),
    Broken("check-ins of a visit", "visits: [check]", "§check_ins: [feeling]",
           "rules[0].check_ins", "is for rules about check_in, and this is about \"visit\". Delete it"),
    Broken("a visit that is not there", "visits: [check]", "visits: [§chek]",
           "rules[0].visits[0]", '"chek" is not a visit of this study. Did you mean "check"?'),
    Broken("a check-in that is not there", "check_ins: [feeling]", "check_ins: [§feelin]",
           "rules[2].check_ins[0]", 'is not a check-in of this study. Did you mean "feeling"?'),
    Broken("a visit twice", "visits: [check]", "visits: [check, §check]",
           "rules[0].visits[1]", '"check" is listed twice'),
    Broken("no visit at all", "visits: [check]", "visits: §[]",
           "rules[0].visits", "leave the line out"),
    Broken("no check-in at all", "check_ins: [feeling]", "check_ins: §[]",
           "rules[2].check_ins", "leave the line out"),
    Broken("a key twice", "key: to_read", "key: §ready",
           "rules[3].key", "is the key of rules[2] already"),
    Broken("no rule", SMALL[SMALL.index("rules:\n    - key: week_before"):], "§rules: []\n",
           "rules", "Write at least one rule"),
    Broken("an hour within the quiet hours", 'hour: "09:00"', 'hour: §"22:30"', "hour",
           ('"22:30" is within the quiet hours, from "21:00" to "08:00". '
            'Write an hour outside them, for example "08:00".')),
    Broken("an hour of a rule after midnight", 'at: "08:00"', 'at: §"07:59"', "rules[0].at",
           '"07:59" is within the quiet hours, from "21:00" to "08:00"'),
    Broken("the first quiet minute", 'at: "08:00"', 'at: §"21:00"', "rules[0].at",
           '"21:00" is within the quiet hours'),
]  # fmt: skip


@pytest.mark.parametrize("broken", [*VALUES, *KINDS], ids=lambda broken: broken.case)
def test_a_broken_entry_is_one_fault_with_its_line_place_and_remedy(broken: Broken) -> None:
    assert SMALL.count(broken.old) == 1, broken.old
    marked = SMALL.replace(broken.old, broken.new)
    text = marked.replace("§", "")

    (fault,) = check(text, "study.yaml")

    assert (fault.severity, fault.where) == (Severity.ERROR, f"reminders.{broken.where}")
    assert fault.line == marked[: marked.index("§")].count("\n") + 1
    assert broken.says in f"{fault.problem} {fault.remedy}"
    with pytest.raises(StudyFileFaults):
        read(text, name="study.yaml")


SECOND = """\
    - key: second
      about: ABOUT
MORE
      channels: [mail]
      title: {en: Second, es: Segundo}
      text: {en: Something waits., es: Algo espera.}
"""


def with_second(about: str, *more: str) -> str:
    lines = "".join(f"      {line}\n" for line in more)
    return SMALL + SECOND.replace("ABOUT", about).replace("MORE\n", lines)


@pytest.mark.parametrize(
    ("about", "more", "where", "says"),
    [
        ("visit", ["days: -7"], "days", 'is -7, as in rules[0], which is about "visit" too.'),
        ("visit", ["days: -7", "visits: [first_talk, check]"], "days", "is -7, as in rules[0]"),
        ("visit", ["days: -7", "visits: [first_talk]"], None, ""),
        ("visit", ["days: -6"], None, ""),
        ("check_in", ["days: 0"], "days", "is 0, as in rules[2]"),
        ("consent", ["days: 2"], "days", "is 2, as in rules[3]"),
        ("consent", ["days: 0"], None, ""),
        ("claimable", ["days: 2"], None, ""),
        ("message", [], "about", 'is "message", as in rules[4] already'),
        ("visit_change", ["visits: [check]"], "about", 'is "visit_change", as in rules[1] already'),
        ("news", [], None, ""),
    ],
)
def test_two_rules_do_not_go_out_at_once_for_the_same_thing(
    about: str, more: list[str], where: str | None, says: str
) -> None:
    faults = check(with_second(about, *more), "study.yaml")

    assert [one.where for one in faults] == ([f"reminders.rules[5].{where}"] if where else [])
    assert all(says in one.problem and "one of the two" in one.remedy for one in faults)


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "is_quiet"),
    [
        ("21:00", "08:00", "20:59", False),
        ("21:00", "08:00", "08:00", False),
        ("21:00", "08:00", "00:00", True),
        ("00:00", "06:00", "00:00", True),
        ("00:00", "06:00", "06:00", False),
        ("12:00", "14:00", "13:59", True),
        ("12:00", "14:00", "14:00", False),
        ("12:00", "14:00", "11:59", False),
        ("09:00", "09:00", "09:00", False),
    ],
)
def test_quiet_hours_begin_on_their_first_minute_and_may_reach_over_midnight(
    begins: str, ends: str, hour: str, *, is_quiet: bool
) -> None:
    text = SMALL.replace('      at: "08:00"\n', "").replace('"09:00"', f'"{hour}"')
    text = text.replace('from: "21:00", until: "08:00"', f'from: "{begins}", until: "{ends}"')

    assert [one.where for one in check(text, "s")] == (["reminders.hour"] if is_quiet else [])


def test_the_file_without_a_fault_is_read() -> None:
    assert check(SMALL, "study.yaml") == []

    reminders = read(SMALL, name="study.yaml").reminders

    assert reminders is not None
    assert (reminders.hour, reminders.quiet) == (time(9), Quiet(time(21), time(8)))
    assert (reminders.most_a_day, reminders.confirm_within) == (4, 120)
    visit, moved, ready, *_ = reminders.rules
    assert (visit.about, visit.days, visit.at) == (About.VISIT, -7, time(8))
    assert (visit.last_hours, visit.visits) == (3, ("check",))
    assert visit.text["es"] == "Tiene algo en una semana."
    assert (moved.keep_hours, moved.safety, moved.days) == (24, True, None)
    assert moved.channels == (Channel.PUSH, Channel.SMS)
    assert ready.check_ins == ("feeling",)


def test_what_a_rule_leaves_out_has_its_usual_value() -> None:
    reminders = read(SMALL, name="study.yaml").reminders
    assert reminders is not None
    rule = reminders.rule("written")
    assert rule is not None
    assert (rule.days, rule.at, rule.last_hours, rule.keep_hours) == (None, None, 1, 72)
    assert (rule.safety, rule.visits, rule.check_ins) == (False, (), ())
    spelt_out = SMALL.replace("about: message\n", "about: message\n      safety: false\n")
    assert read(spelt_out, name="s").reminders == reminders


LINES = SMALL.splitlines()
REMINDERS = range(LINES.index("reminders:"), len(LINES))


@pytest.mark.parametrize("value", [None, "", " []", " {}", " [[]]", " 1", " {en: a}"])
def test_a_slip_in_any_line_is_told_without_a_failure(value: str | None) -> None:
    """Every line in turn is lost, or has this value."""
    for index in REMINDERS:
        name = LINES[index].partition(":")[0]
        slip = [] if value is None else [f"{name}:{value}"]

        for fault in check("\n".join([*LINES[:index], *slip, *LINES[index + 1 :]]), "s"):
            assert 1 <= fault.line <= len(LINES)
            assert fault.problem
            assert fault.remedy


def test_a_study_need_not_send_reminders() -> None:
    assert read(WITHOUT, name="study.yaml").reminders is None
