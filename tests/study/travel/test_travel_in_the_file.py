"""Travel money in a study file that is broken in one place, and what is said of it.

The mark § in a new piece shows where the fault is expected, and is taken out before the check.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from portal.study.file import Severity, StudyFileFaults, check, read
from tests.study.travel.policy import SMALL, WITHOUT


class Broken(NamedTuple):
    case: str
    old: str
    new: str
    where: str
    says: str


VALUES = [
    Broken("a currency in small letters", "currency: USD", "currency: §usd",
           "currency", '"usd" is not a currency. Did you mean "USD"?'),
    Broken("a currency of the past", "currency: USD", "currency: §DEM",
           "currency", "Write the three letters"),
    Broken("an amount with the sign of the currency", '"300.00"', '§"$300"',
           "two_people_above", 'without the currency and without commas: "12.50"'),
    Broken("an amount with a comma", '"5000.00"', '§"5,000.00"',
           "most_a_line", '"5,000.00" is not an amount'),
    Broken("an amount below zero", '"300.00"', '§"-300.00"',
           "two_people_above", "is not an amount"),
    Broken("an amount of nothing", '"300.00"', '§"0.00"',
           "two_people_above", '"0.00" is not more than zero'),
    Broken("an amount beyond reason", '"5000.00"', '§"1234567890"',
           "most_a_line", "is not an amount"),
    Broken("an amount finer than a cent", '"0.01"', '§"0.015"',
           "categories[1].receipt_from", "has 2 digits after the point. Write 2 at most"),
    Broken("a rate in words", '"0.70"', '§70 cents',
           "mileage_rates[0].rate", 'for example "0.725"'),
    Broken("a rate of nothing", '"0.70"', '§"0"', "mileage_rates[0].rate", "not more than zero"),
    Broken("a day as Americans write it", "2026-01-01, rate", "§01/01/2026, rate",
           "mileage_rates[1].since", "Write year, month and day"),
    Broken("a day that no year has", "2026-01-01, rate", "§2026-02-30, rate",
           "mileage_rates[1].since", "is not in the calendar"),
    Broken("a day of payment that is none", "[tue, fri]", "[tue, §friday]",
           "payment_days[1]", '"friday" is not a day of the week. Write one of: mon'),
    Broken("neither yes nor no", 'care_partner: "yes"', 'care_partner: §true',
           "categories[1].care_partner", 'Write "yes" or "no"'),
    Broken("a deadline of no days", "claim_within: 90 days", "claim_within: §0 days",
           "claim_within", 'Write "1 day" or more'),
    Broken("a deadline without a unit", "claim_within: 90 days", "claim_within: §90",
           "claim_within", 'for example "90 days"'),
    Broken("a check in words", "check_within: 1440", "check_within: §two days",
           "check_within", "Write a whole number of minutes"),
    Broken("a unit of distance that is misspelt", "unit: mile", "unit: §miles",
           "distance.unit", '"miles" is not a unit of distance. Did you mean "mile"?'),
    Broken("a distance in parts", "unusual_from: 400", "unusual_from: §400.5",
           "distance.unusual_from", "Write a whole number of miles"),
    Broken("a kind that is misspelt", "kind: flat", "kind: §flatt",
           "categories[3].kind", 'is not a kind of category. Did you mean "flat"?'),
    Broken("a role that is not told", "tell: [coordinator]", "tell: [§finance]",
           "tell[0]", "is not a role that is told"),
]  # fmt: skip

SHAPE = [
    Broken("no amount in a flat category", '      amount: "50.00"\n', "",
           "categories[3].amount", 'Write the flat amount, for example "50.00"'),
    Broken("an amount of what has a receipt", "    - key: snack\n",
           '    - key: snack\n      §amount: "5.00"\n',
           "categories[2].amount", 'is for the kind "flat", and this is "receipt"'),
    Broken("a receipt for a distance", "    - key: driving\n",
           '    - key: driving\n      §receipt_from: "5.00"\n',
           "categories[0].receipt_from", "Delete it, or change the kind"),
    Broken("mileage without a unit", "  distance: {unit: mile, unusual_from: 400}\n", "",
           "distance", 'there is a category of mileage. Write the unit: "mile" or "km"'),
    Broken("mileage without a rate",
           '  mileage_rates:\n    - {since: 2025-01-01, rate: "0.70"}\n'
           '    - {since: 2026-01-01, rate: "0.725"}\n', "  §mileage_rates: []\n",
           "mileage_rates", 'Write at least one rate: "since" and "rate"'),
    Broken("a cap of everything over a day", '{visit: "600.00", month', '{§day: "600.00", month',
           "caps.day", "Write one of: month, visit"),
    Broken("a cap over a week", '{item: "30.00"', '{§week: "30.00"',
           "categories[1].caps.week", "Write one of: day, item, month, visit"),
    Broken("nothing that is covered", "visits: [first_talk, check]", "§visits: []",
           "visits", "Write the keys of the visits"),
    Broken("no day of payment", "  payment_days: [tue, fri]\n", "",
           "payment_days", "is missing. Write the days of payment"),
    Broken("a deadline that is misspelt", "  pay_after: 3 days\n",
           "  pay_after: 3 days\n  §claims_within: 3 days\n",
           "claims_within", 'Did you mean "claim_within"?'),
]  # fmt: skip

MEANING = [
    Broken("a visit that is not there", "[first_talk, check]", "[first_talk, §chek]",
           "visits[1]", '"chek" is not a visit of this study. Did you mean "check"?'),
    Broken("a visit named twice", "[first_talk, check]", "[check, §check]",
           "visits[1]", "Keep one of the two"),
    Broken("a day of payment named twice", "[tue, fri]", "[fri, §fri]",
           "payment_days[1]", '"fri" is listed twice'),
    Broken("a role told twice", "[coordinator]", "[coordinator, §coordinator]",
           "tell[1]", '"coordinator" is listed twice'),
    Broken("a deadline in months", "claim_within: 90 days", "claim_within: §3 months",
           "claim_within", "Write it in days or weeks"),
    Broken("a wait in months", "pay_after: 3 days", "pay_after: §1 month",
           "pay_after", "Write it in days or weeks"),
    Broken("rates that do not rise", "2026-01-01, rate", "§2025-01-01, rate",
           "mileage_rates[1].since", '"2025-01-01" is not after "2025-01-01"'),
    Broken("amounts told in the wrong order", "2026-01-01, amount", "§2024-01-01, amount",
           "reportable_flat[1].since", "Write the oldest first"),
    Broken("an amount told from within a year", "2026-01-01, amount", "§2026-07-01, amount",
           "reportable_flat[1].since", 'Write "2026-01-01"'),
    Broken("two categories of mileage", "    - key: snack\n      kind: receipt",
           "    - key: snack\n      kind: §mileage",
           "categories[2].kind", 'Keep one, or make this one a "receipt"'),
    Broken("two categories of one key", "key: snack", "key: §parking",
           "categories[2].key", "is the key of categories[1] already"),
    Broken("a flat sum above its own cap", "      kind: flat\n",
           '      kind: flat\n      caps: {visit: §"49.99"}\n',
           "categories[3].caps.visit", 'Write "50.00" or more'),
    Broken("a flat sum above the cap of everything", '"50.00"', '§"600.01"',
           "categories[3].amount", '"600.01" is never paid in full: travel.caps.visit is "600.00"'),
    Broken("a text without Spanish", ", es: A su tarjeta.", "",
           "paid_how", 'has no text in "es"'),
]  # fmt: skip

LINE_WITHOUT_MARK = {
    "no amount in a flat category": "    - key: time",
    "mileage without a unit": "travel:",
    "no day of payment": "travel:",
    "a text without Spanish": "  paid_how:",
}


def line_of(broken: Broken, text: str) -> int:
    start = LINE_WITHOUT_MARK.get(broken.case)
    lines = text.split("\n")
    return 1 + next(
        number
        for number, line in enumerate(lines)
        if (line.startswith(start) if start else "§" in line)
    )


@pytest.mark.parametrize("broken", [*VALUES, *SHAPE, *MEANING], ids=lambda broken: broken.case)
def test_a_broken_policy_names_line_place_and_remedy(broken: Broken) -> None:
    assert SMALL.count(broken.old) == 1, f"{broken.old!r} is there {SMALL.count(broken.old)} times"
    marked = SMALL.replace(broken.old, broken.new)
    text = marked.replace("§", "")

    faults = [fault for fault in check(text, "study.yaml") if fault.severity is Severity.ERROR]

    assert len(faults) == 1, [str(fault) for fault in faults]
    assert (faults[0].line, faults[0].where) == (line_of(broken, marked), f"travel.{broken.where}")
    assert broken.says in str(faults[0])
    assert faults[0].remedy.endswith((".", "?", '".'))
    with pytest.raises(StudyFileFaults):
        read(text, name="study.yaml")


DRIVING = SMALL[SMALL.index("    - key: driving") : SMALL.index("    - key: parking")]
TIME = SMALL[SMALL.index("    - key: time") :]

WARNINGS = [
    Broken("a line above its day", 'item: "30.00"', 'item: §"41.00"',
           "categories[1].caps.item",
           '"41.00" is never reached: travel.categories[1].caps.day is "40.00"'),
    Broken("a day above its month", 'month: "350.00"', 'month: "39.00"',
           "categories[1].caps.day",
           '"40.00" is never reached: travel.categories[1].caps.month is "39.00"'),
    Broken("a visit above the month of everything", 'caps: {visit: "600.00"',
           'caps: {visit: §"901.00"', "caps.visit",
           '"901.00" is never reached: travel.caps.month is "900.00"'),
    Broken("a category above everything", 'visit: "200.00"', 'visit: §"601.00"',
           "categories[0].caps.visit",
           '"601.00" is never reached: travel.caps.visit is "600.00"'),
    Broken("a line above the longest line", 'most_a_line: "5000.00"', 'most_a_line: "29.00"',
           "categories[1].caps.item", '"30.00" is never reached: travel.most_a_line is "29.00"'),
    Broken("two people who are never asked", '"300.00"', '§"600.00"',
           "two_people_above", '"600.00" is never passed'),
    Broken("a rate in cents", '"0.70"', '§"70"',
           "mileage_rates[0].rate", '"70" makes 28000 of 400 miles'),
    Broken("amounts told of nothing", TIME, "", "reportable_flat", "is not used"),
]  # fmt: skip


@pytest.mark.parametrize("broken", WARNINGS, ids=lambda broken: broken.case)
def test_a_limit_that_does_nothing_is_a_warning_that_names_what_hides_it(broken: Broken) -> None:
    text = SMALL.replace(broken.old, broken.new).replace("§", "")

    found = {fault.where: fault for fault in check(text, "study.yaml")}

    fault = found[f"travel.{broken.where}"]
    assert fault.severity is Severity.WARNING
    assert broken.says in fault.problem
    read(text, name="study.yaml")


def test_rates_without_a_category_of_mileage_are_two_warnings() -> None:
    text = SMALL.replace(DRIVING, "")
    places = [fault.where for fault in check(text, "study.yaml")]
    assert places == ["travel.distance", "travel.mileage_rates"]


def test_a_broken_kind_does_not_make_the_rates_look_unused() -> None:
    text = SMALL.replace("kind: mileage", "kind: milage")
    assert [fault.where for fault in check(text, "study.yaml")] == ["travel.categories[0].kind"]


def test_a_broken_group_is_not_called_missing_as_well() -> None:
    text = SMALL.replace("{unit: mile, unusual_from: 400}", "{unit: furlong}")
    assert [fault.where for fault in check(text, "study.yaml")] == ["travel.distance.unit"]
    text = SMALL.replace('amount: "50.00"', 'amount: "fifty"')
    assert [fault.where for fault in check(text, "study.yaml")] == ["travel.categories[3].amount"]


def test_what_is_no_list_or_no_group_is_told_and_nothing_breaks() -> None:
    head = SMALL[: SMALL.index("  categories:")]
    for rest in ("  categories: none\n", "  categories: [parking]\n", "  categories:\n    - [a]\n"):
        faults = check(head + rest, "study.yaml")
        assert any(fault.where.startswith("travel.categories") for fault in faults), rest
    assert [fault.where for fault in check(f"{WITHOUT}travel: yes\n", "s")] == ["travel"]
    assert [fault.where for fault in check(f"{WITHOUT}travel:\n", "s")] == ["travel"]
