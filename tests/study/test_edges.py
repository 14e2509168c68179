"""What is just within the rules is fine, what is odd is told, and no slip breaks the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.study.file import Severity, check, read
from portal.study.yaml_lines import LARGEST

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")

SAME_DAY = """\
  - key: twin
    phase: monitoring
    anchor: {anchor}
    name: {{en: Twin, es: Gemela}}
    label: {{en: Twin, es: Gemela}}
    at: {at}
    window: {{before: 7 days, after: 7 days}}
    activities: [talk]
sites:
"""


@pytest.mark.parametrize(
    ("anchor", "at", "met"),
    [
        ("last_dose", "6 months", "visits[1]"),
        ("last_dose", "7 months", None),
        ("last_dose", "3 weeks", None),
        ("last_dose", "1 week", None),
        ("consent", "1 week", "visits[0]"),
        ("consent", "7 days", "visits[0]"),
        ("consent", "8 days", None),
        ("consent", "6 months", None),
    ],
)
def test_two_visits_on_one_day_are_worth_a_second_look(
    anchor: str, at: str, met: str | None
) -> None:
    text = SMALL.replace("sites:\n", SAME_DAY.format(anchor=anchor, at=at))

    faults = check(text, "study.yaml")

    assert [fault.where for fault in faults] == (["visits[2].at"] if met else [])
    for fault in faults:
        assert fault.severity is Severity.WARNING
        assert f"has the same day as {met}" in fault.problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    repeat:\n      every: 3 months\n      until: 12 months", "    minutes: 30"),
        ("at: 1 week", "at: 0 days"),
        ("at: 1 week", "at: 4 weeks"),
        ("minutes: 15", "minutes: 5"),
        ("minutes: 15", "minutes: 600"),
        ("stop_eating_hours: 4", "stop_eating_hours: 1"),
        ("stop_eating_hours: 4", "stop_eating_hours: 24"),
        ("before: 7 days\n      after: 7 days", "before: 44 days\n      after: 44 days"),
        ("before: 7 days\n      after: 7 days", "before: 0 days\n      after: 0 days"),
        ("key: small", "key: " + "a" * 40),
        ("key: small", "key: free-her_2"),
        ("    ends: 12 months", "    ends: 600 months"),
        ("    ends: 4 weeks", "    ends: 2609 weeks"),
        ("    ends: 4 weeks", "    ends: 18262 days"),
        ("[mon, tue, wed, thu, fri]", "[mon]"),
    ],
)
def test_what_is_just_within_the_rules_is_fine(old: str, new: str) -> None:
    text = SMALL.replace(old, new, 1)
    if "repeat" in old:
        text = text.replace("    minutes: 90\n", "").replace("        every: 6 months\n", "")

    assert check(text, "study.yaml") == []


LINES = SMALL.splitlines()


@pytest.mark.parametrize("value", [None, "", " []", " {}", " [[]]", " 1", " 1 day", " {en: a}"])
def test_a_slip_in_any_line_is_told_without_a_failure(value: str | None) -> None:
    """Every line in turn is lost, or has this value."""
    for index, line in enumerate(LINES):
        name = line.partition(":")[0]
        slip = [] if value is None else [f"{name}:{value}"]

        for fault in check("\n".join([*LINES[:index], *slip, *LINES[index + 1 :]]), "s"):
            assert 1 <= fault.line <= len(LINES)
            assert fault.problem
            assert fault.remedy


OPTIONAL = (
    "registry: NCT00000000\n",
    "enrolment_anchor: last_dose\n",
    "flags:\n  - key: pacemaker\n    label: {en: Pacemaker, es: Marcapasos}\n",
    "    stop_eating_hours: 4\n",
    "    prepare: {en: Leave jewelry at home., es: Deje las joyas en casa.}\n",
    "    minutes: 90\n",
    "        every: 6 months\n",
    "      - activity: talk\n        when: pacemaker\n",
    '    after_hours_phone: "+1 305 555 0101"\n',
    "    email: team@example.org\n",
    "        map_url: https://maps.example.org/clinic\n",
)


def test_everything_optional_can_be_left_out() -> None:
    text = SMALL
    for entry in OPTIONAL:
        assert entry in text
        text = text.replace(entry, "")

    assert check(text, "study.yaml") == []

    study = read(text, name="study.yaml")
    assert (study.registry, study.flags, study.enrolment_anchor) == (None, (), "last_dose")
    assert (study.sites[0].email, study.sites[0].after_hours_phone) == (None, None)


def test_without_an_anchor_named_last_dose_the_one_of_enrolment_must_be_named() -> None:
    text = SMALL.replace("enrolment_anchor: last_dose\n", "").replace("last_dose", "day_0")

    (fault,) = check(text, "study.yaml")

    assert (fault.line, fault.where) == (1, "enrolment_anchor")
    assert "one of: consent, day_0." in fault.remedy


def test_a_flag_is_unknown_even_where_there_is_none_at_all() -> None:
    (fault,) = check(SMALL.replace(OPTIONAL[2], ""), "study.yaml")

    assert str(fault).endswith('"pacemaker" is not a flag of this study. None is defined yet.')


def test_a_list_that_is_missing_is_one_fault_and_not_one_for_each_reference_to_it() -> None:
    head, _, rest = SMALL.partition("phases:\n")
    text = head + rest[rest.index("activities:\n") :]

    assert [fault.where for fault in check(text, "study.yaml")] == ["phases"]


LONGEST = [
    ("title: {en: A small study", "title: {en: ", 300),
    ("short_title: {en: Small", "short_title: {en: ", 40),
    ("registry: NCT00000000", "registry: ", 40),
    ('version: "1"', "version: ", 60),
    ("label: {en: Consent", "label: {en: ", 100),
    ("name: {en: Screening", "name: {en: ", 60),
    ("name: {en: Blood draw", "name: {en: ", 60),
    ("explain: {en: We talk. You ask.", "explain: {en: ", 1000),
    ("name: {en: First talk", "name: {en: ", 60),
    ("label: {en: Screening", "label: {en: ", 40),
    ("name: Example site", "name: ", 200),
    ("team_name: {en: The team", "team_name: {en: ", 100),
    ("name: {en: Clinic", "name: {en: ", 100),
    ("address: 1 Example Street", "address: ", 300),
]


@pytest.mark.parametrize(("old", "new", "longest"), LONGEST)
def test_a_text_may_be_as_long_as_there_is_room_for(old: str, new: str, longest: int) -> None:
    assert SMALL.count(old) == 1

    assert check(SMALL.replace(old, new + "x" * longest), "study.yaml") == []
    (fault,) = check(SMALL.replace(old, new + "x" * (longest + 1)), "study.yaml")
    assert f"has {longest + 1} characters. Write {longest} characters at most." in str(fault)


def test_a_file_may_be_as_large_as_one_megabyte() -> None:
    full = SMALL + "#" * (LARGEST - len(SMALL.encode()))

    assert check(full, "study.yaml") == []
    assert "larger than 1 MB" in check(full + "#", "study.yaml")[0].problem


HOURS = """\
    hours:
      - {days: [mon, tue], opens: "08:00", closes: "12:00"}
      - {days: [tue, wed], opens: "OPENS", closes: "CLOSES"}
"""


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("12:00", "17:00", []),
        ("06:00", "08:00", []),
        ("11:59", "17:00", [("days[0]", '"tue" has hours at that time already.')]),
        ("06:00", "08:01", [("days[0]", '"tue" has hours at that time already.')]),
        ("09:00", "10:00", [("days[0]", '"tue" has hours at that time already.')]),
        ("09:00", "09:00", [("closes", '"09:00" is not after opening, at "09:00".')]),
        ("13:00", "09:00", [("closes", '"09:00" is not after opening, at "13:00".')]),
    ],
)
def test_office_hours_do_not_overlap_and_end_after_they_begin(
    opens: str, closes: str, said: list[tuple[str, str]]
) -> None:
    head, _, rest = SMALL.partition("    hours:\n")
    hours = HOURS.replace("OPENS", opens).replace("CLOSES", closes)
    text = head + hours + rest[rest.index("    places:") :]

    faults = check(text, "study.yaml")

    assert [(fault.where, fault.problem) for fault in faults] == [
        (f"sites[0].hours[1].{where}", problem) for where, problem in said
    ]


def test_a_fault_of_yaml_itself_has_line_and_column() -> None:
    text = SMALL.replace("name: Example site", "name: Example: site")

    (fault,) = check(text, "study.yaml")

    assert (fault.line, fault.column, fault.where) == (77, 18, "")
