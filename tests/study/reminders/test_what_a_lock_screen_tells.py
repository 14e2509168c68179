"""A reminder that tells of illness, trial or money is a warning, and so is a kind nobody hears of."""

from __future__ import annotations

import pytest

from portal.study.file import Severity, check, read
from tests.study.reminders.notices import SMALL

TEXT = "text: {en: Something is ready today., es: Hoy hay algo para usted.}"

TELLING = [
    ("The key is small.", '"Small", the short title of the study'),
    ("See nct00000000 today.", '"NCT00000000", the registry of the study'),
    ("Write to Example  Site today.", '"Example site", the name of a site'),
    ("THE TEAM wrote.", '"The team", the team name of a site'),
    ("Pregunte al equipo, él equipo.", None),
    ("Escriba a El Equipo.", '"El equipo", the team name of a site'),
    ("Your scan is near.", '"Scan", the name of an activity'),
    ("Una tomografía, pronto.", '"Tomografía", the name of an activity'),
    ("Time for (how I feel)!", '"How I feel", the name of a check-in'),
    ("You get $5.", '"$", which tells of money'),
    ("You get 5 €.", '"€", which tells of money'),
    ("You get £5.", '"£", which tells of money'),
    ("You scanned something smaller.", None),
    ("Talking is fine, we talked.", None),
]


@pytest.mark.parametrize(("words", "told"), TELLING)
@pytest.mark.parametrize("name", ["title", "text"])
def test_what_gives_something_away_is_a_warning(name: str, words: str, told: str | None) -> None:
    line = TEXT if name == "text" else "title: {en: Ready, es: Listo}"
    assert SMALL.count(line) == 1
    text = SMALL.replace(line, f'{name}: {{en: "{words}", es: Hola}}')

    faults = check(text, "study.yaml")

    assert [one.where for one in faults] == ([f"reminders.rules[2].{name}.en"] if told else [])
    for fault in faults:
        assert fault.severity is Severity.WARNING
        assert fault.line == SMALL[: SMALL.index(line)].count("\n") + 1
        assert f"has {told}, and the lock screen shows it to everybody." in str(fault)
    read(text, name="study.yaml")


@pytest.mark.parametrize(
    ("about", "instead"),
    [("visit_change", "about: news"), ("consent", "about: claimable")],
)
def test_a_change_or_a_consent_that_nobody_hears_of_is_a_warning(about: str, instead: str) -> None:
    text = SMALL.replace(f"about: {about}\n", f"{instead}\n")

    (fault,) = check(text, "study.yaml")

    assert (fault.severity, fault.where) == (Severity.WARNING, "reminders.rules")
    assert f'have none about "{about}": nobody is told of it.' in fault.problem
    read(text, name="study.yaml")


def test_a_kind_that_cannot_be_read_is_no_lacking_one() -> None:
    (fault,) = check(SMALL.replace("about: consent", "about: consnt"), "study.yaml")
    assert fault.where == "reminders.rules[3].about"
