"""The reminders of the sample study: there is one for everything, and none gives anything away."""

from __future__ import annotations

import re

import pytest

from portal.study.file import read
from portal.study.reminders.definition import About, Channel, Rule
from tests.support.world import SAMPLE_STUDY

SOURCE = SAMPLE_STUDY.read_text(encoding="utf-8")
STUDY = read(SOURCE, name="study.yaml")
assert STUDY.reminders is not None
REMINDERS = STUDY.reminders

TELLING = re.compile(
    r"stud|trial|estudio|ensayo|cancer|cáncer|tumor|her-?2|drug|medic|blood|sangre|scan|imagen"
    r"|symptom|síntoma|feel|siente|visit|clinic|clínica|hospital|doctor|nurse|enfermer|consent"
    r"|money|dinero|paid|pag[ou]|travel|viaje|claim|team|equipo",
    re.IGNORECASE,
)


def test_people_are_reminded_of_everything_on_these_days() -> None:
    assert REMINDERS.about(About.TEST) == ()
    ruled = set(About) - {About.TEST}
    assert {about: [rule.days for rule in REMINDERS.about(about)] for about in ruled} == {
        About.VISIT: [-7, -1, 0],
        About.VISIT_CHANGE: [None],
        About.CHECK_IN: [0, 2],
        About.MESSAGE: [None],
        About.CLAIM: [None],
        About.CLAIMABLE: [3],
        About.CONSENT: [0, 3],
        About.NEWS: [None],
    }


def test_only_a_moved_visit_and_a_consent_cannot_be_turned_off() -> None:
    safe = {rule.about for rule in REMINDERS.rules if rule.safety}
    assert safe == {About.VISIT_CHANGE, About.CONSENT}
    assert all(rule.safety == (rule.about in safe) for rule in REMINDERS.rules)


def test_everything_arrives_by_mail_where_no_push_does() -> None:
    assert {rule.channels for rule in REMINDERS.rules} == {(Channel.PUSH, Channel.MAIL)}


@pytest.mark.parametrize("rule", REMINDERS.rules, ids=lambda rule: rule.key)
def test_a_reminder_tells_of_no_illness_trial_person_or_money(rule: Rule) -> None:
    for words in (*rule.title.by_language.values(), *rule.text.by_language.values()):
        assert not TELLING.search(words), words


@pytest.mark.parametrize("rule", REMINDERS.rules, ids=lambda rule: rule.key)
def test_a_reminder_is_one_or_two_short_sentences(rule: Rule) -> None:
    for words in rule.text.by_language.values():
        assert words.count(".") in {1, 2}
        assert words.endswith(".")


def test_a_check_in_takes_as_long_as_its_reminder_says() -> None:
    assert {check_in.minutes for check_in in STUDY.check_ins} == {2}
    for rule in REMINDERS.about(About.CHECK_IN):
        assert "about 2 minutes" in rule.text["en"]
        assert "unos 2 minutos" in rule.text["es"]


def test_every_number_is_marked_as_an_example() -> None:
    section = SOURCE[SOURCE.index("\nreminders:\n") : SOURCE.index("# Two made-up sites")]
    numbers = re.compile(r"^ +(- )?(hour|quiet|most_a_day|confirm_within|days|at): ")
    lines = [line for line in section.splitlines() if numbers.match(line)]
    assert len(lines) == 4 + 8 + 1
    assert all("# example" in line for line in lines)
    assert "EXAMPLE RULES. When people are reminded" in SOURCE
