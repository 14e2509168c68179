"""The study that ships with the portal: sound, honest about its examples, and readable."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import portal
from portal.schedule.plan import Facts, PlannedVisit, desired
from portal.study.definition import ActivityKind, Text
from portal.study.describe import texts_of
from portal.study.file import check, read

FILE = Path(portal.__file__).parent / "studies" / "free-her" / "study.yaml"
SOURCE = FILE.read_bytes()
STUDY = read(SOURCE, name="study.yaml")
FACTS = Facts({"consent": date(2026, 2, 2), "last_dose": date(2026, 3, 2)})
WITH_FLAG = Facts(FACTS.anchors, frozenset({"treated_brain_metastases"}))


def test_the_sample_has_neither_errors_nor_warnings() -> None:
    assert [str(fault) for fault in check(SOURCE, "study.yaml")] == []


def test_the_first_year_is_this_table() -> None:
    year = [
        (planned.visit_key, planned.occurrence, *map(str, days(planned)), *planned.activities)
        for planned in desired(STUDY, FACTS)
        if planned.target <= date(2027, 3, 2)
    ]

    draws = ("blood_draw", "blood_work")
    assert year == [
        ("consent_talk", "", "2026-02-02", "2026-02-02", "2026-02-02", "consent_talk"),
        ("screening_blood", "", "2026-02-03", "2026-02-09", "2026-02-16", *draws),
        ("screening_scans", "", "2026-02-09", "2026-02-16", "2026-03-01", "ct", "bone_scan"),
        ("week_6", "", "2026-04-06", "2026-04-13", "2026-04-20", *draws),
        ("monitoring", "month-3", "2026-05-26", "2026-06-02", "2026-06-09", *draws),
        ("monitoring", "month-6", "2026-08-26", "2026-09-02", "2026-09-09", *draws, "ct"),
        ("monitoring", "month-9", "2026-11-25", "2026-12-02", "2026-12-09", *draws),
        ("monitoring", "month-12", "2027-02-23", "2027-03-02", "2027-03-09", *draws, "ct",
         "bone_scan"),
    ]  # fmt: skip


def days(planned: PlannedVisit) -> tuple[date, date, date]:
    return planned.window.start, planned.target, planned.window.end


def months(activity: str, facts: Facts) -> list[int]:
    return [
        planned.number
        for planned in desired(STUDY, facts)
        if planned.visit_key in {"monitoring", "follow_up_call"} and activity in planned.activities
    ]


def test_the_six_years_have_the_published_order_of_intervals() -> None:
    assert months("blood_draw", FACTS) == months("blood_work", FACTS) == list(range(3, 37, 3))
    assert months("ct", FACTS) == [6, 12, 18, 24, 30, 36]
    assert months("bone_scan", FACTS) == [12, 24, 36]
    assert months("follow_up_call", FACTS) == [42, 48, 54, 60, 66, 72]
    assert max(planned.target for planned in desired(STUDY, FACTS)) == date(2032, 3, 2)


def test_brain_mri_is_only_for_those_with_the_flag() -> None:
    assert months("brain_mri", FACTS) == []
    assert months("brain_mri", WITH_FLAG) == [6, 12, 18, 24, 30, 36]


def test_it_says_that_it_is_a_sample_in_the_file_and_in_every_language() -> None:
    assert STUDY.registry == "NCT05959291"
    assert STUDY.illustrative
    assert STUDY.illustrative_note is not None
    assert STUDY.illustrative_note["en"].startswith("Sample.")
    assert STUDY.illustrative_note["es"].startswith("Muestra.")
    assert b"EXAMPLE INTERVALS" in SOURCE


def test_its_contacts_are_fictional() -> None:
    phones = [phone for site in STUDY.sites for phone in (site.phone, site.after_hours_phone)]

    assert all(re.fullmatch(r"\+1(305|312)55501\d\d", phone or "") for phone in phones)
    assert len(set(phones)) == len(phones)
    assert all((site.email or "").endswith("@example.org") for site in STUDY.sites)
    assert b"689-6500" not in SOURCE
    assert {site.time_zone for site in STUDY.sites} == {"America/New_York", "America/Chicago"}


def test_every_kind_of_activity_is_shown() -> None:
    assert {activity.kind for activity in STUDY.activities.values()} == set(ActivityKind)


EXPLAINED = {
    key: text
    for key, text in texts_of(STUDY).items()
    if key.endswith((".explain", ".prepare", ".covered", ".paid_how"))
}
ACTIVITIES = [f"activities.{key}.explain" for key in STUDY.activities]
TRAVEL = [key for key in EXPLAINED if key.startswith("travel.categories.")]


@pytest.mark.parametrize("key", ACTIVITIES)
@pytest.mark.parametrize("language", STUDY.languages)
def test_an_activity_is_explained_in_two_sentences(key: str, language: str) -> None:
    assert len(sentences(EXPLAINED[key], language)) == 2


@pytest.mark.parametrize("key", TRAVEL)
@pytest.mark.parametrize("language", STUDY.languages)
def test_what_is_covered_is_explained_in_one_short_line(key: str, language: str) -> None:
    assert len(EXPLAINED[key][language]) <= 90
    assert len(sentences(EXPLAINED[key], language)) <= 2


def test_travel_money_is_explained_in_three_sentences_at_most() -> None:
    assert STUDY.travel is not None
    for text in (STUDY.travel.covered, STUDY.travel.paid_how):
        assert all(len(sentences(text, language)) <= 3 for language in STUDY.languages)


def test_travel_money_is_paid_for_every_visit_that_a_person_travels_to_after_consent() -> None:
    assert STUDY.travel is not None
    assert STUDY.consent is not None
    travelled = {visit.key for visit in STUDY.visits if visit.place != "phone"}
    assert STUDY.travel.visits == travelled - set(STUDY.consent.visits_before)


def test_the_rates_are_those_of_the_tax_office_and_the_rest_is_an_example() -> None:
    assert STUDY.travel is not None
    in_2025, in_2026 = date(2025, 6, 1), date(2026, 6, 1)
    assert STUDY.travel.rate_on(in_2025) == Decimal("0.70")
    assert STUDY.travel.rate_on(in_2026) == Decimal("0.725")
    assert STUDY.travel.reportable_in(2025) == 60_000
    assert STUDY.travel.reportable_in(2026) == 200_000
    assert b"EXAMPLE POLICY" in SOURCE


def sentences(text: Text, language: str) -> list[str]:
    return [sentence for sentence in re.split(r"[.!?]\s*", text[language]) if sentence]


def test_the_english_is_for_grade_eight_at_most() -> None:
    """Flesch-Kincaid over all explanations and preparations, with syllables roughly counted."""
    said = [sentence for text in EXPLAINED.values() for sentence in sentences(text, "en")]
    words = re.findall(r"[a-z]+", " ".join(said).lower())
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.removesuffix("e")))) for word in words)

    grade = 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59

    assert grade <= 8


def test_the_spanish_is_easy_to_read() -> None:
    """Szigriszt-Pazos over the same texts: 55 and more is normal, 65 and more fairly easy."""
    said = [sentence for text in EXPLAINED.values() for sentence in sentences(text, "es")]
    words = re.findall(r"[a-záéíóúüñ]+", " ".join(said).lower())
    vowel = r"[aeoáéíóú]|[iuü]+(?![aeoáéó])"
    syllables = sum(max(1, len(re.findall(vowel, word))) for word in words)

    score = 206.835 - 62.3 * syllables / len(words) - len(words) / len(said)

    assert score >= 55


def test_the_spanish_speaks_to_usted() -> None:
    spanish = " ".join(text["es"] for text in texts_of(STUDY).values())

    assert not re.search(r"\b(tú|tu|tus|te|ti|vosotros|os|vuestr\w+)\b", spanish, re.IGNORECASE)
