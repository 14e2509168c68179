"""A table of study files that are broken in one place, and what the person who wrote them reads.

Each case replaces a piece of `small.yaml`. The mark § in the new piece shows where the fault is
expected, and is taken out before the check.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from portal.study.file import Severity, StudyFileFaults, check, read

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


class Broken(NamedTuple):
    case: str
    old: str
    new: str
    where: str
    says: str


def replaced(old: str, new: str) -> tuple[str, int]:
    """The broken file and the line of the mark."""
    assert SMALL.count(old) == 1, f"{old!r} is there {SMALL.count(old)} times"
    marked = SMALL.replace(old, new)
    return marked.replace("§", ""), marked[: marked.index("§")].count("\n") + 1


VALUES = [
    Broken("a unit is misspelt", "before: 7 days\n", "before: §2 moths\n",
           "visits[1].window.before", '"2 moths" is not a length of time. Write a number and a'),
    Broken("a length has no unit", "ends: 4 weeks", "ends: §4",
           "phases[0].ends", 'for example "36 months"'),
    Broken("a length is a fraction", "at: 3 months", "at: §1.5 months",
           "visits[1].at", 'for example "6 weeks"'),
    Broken("a length is 50 years and a month", "at: 1 week", "at: §601 months",
           "visits[0].at", "is more than 50 years"),
    Broken("a length is 50 years and a week", "at: 1 week", "at: §2610 weeks",
           "visits[0].at", "is more than 50 years"),
    Broken("a length is 50 years and a day", "at: 1 week", "at: §-18263 days",
           "visits[0].at", "is more than 50 years"),
    Broken("a window opens after its target", "before: 7 days\n", "before: §-7 days\n",
           "visits[1].window.before", 'Write "0 days" or more'),
    Broken("a series stands still", "every: 3 months\n", "every: §0 months\n",
           "visits[1].repeat.every", 'Write "1 month" or more'),
    Broken("a key has capitals and spaces", "key: small", "key: §Small Study",
           "key", 'for example "small_study"'),
    Broken("a key is too long", "key: small", "key: §" + "a" * 41,
           "key", "Write at most 40 small"),
    Broken("a key ends in a hyphen", "key: small", "key: §small-", "key", 'for example "small"'),
    Broken("a kind of activity is misspelt", "kind: blood_draw", "kind: §blod_draw",
           "activities[1].kind", 'Did you mean "blood_draw"?'),
    Broken("minutes are words", "minutes: 15", "minutes: §a quarter",
           "activities[1].minutes", "Write a whole number of minutes from 5 to 600"),
    Broken("minutes are too few", "minutes: 15", "minutes: §4",
           "activities[1].minutes", "from 5 to 600"),
    Broken("minutes are too many", "minutes: 90", "minutes: §601",
           "visits[1].minutes", "from 5 to 600"),
    Broken("fasting lasts two days", "stop_eating_hours: 4", "stop_eating_hours: §48",
           "activities[1].stop_eating_hours", "from 1 to 24"),
    Broken("fasting lasts no time", "stop_eating_hours: 4", "stop_eating_hours: §0",
           "activities[1].stop_eating_hours", "from 1 to 24"),
    Broken("a telephone number has no country", '"+1 305 555 0100"', '§"305 555 0100"',
           "sites[0].phone", 'Write + and the country code, then the number'),
    Broken("a telephone number has letters", '"+1 305 555 0101"', '§"+1 305 555 CALL"',
           "sites[0].after_hours_phone", "+1 305 555 0100"),
    Broken("an emergency number is a sentence", 'number: "911"', 'number: §"call 911"',
           "sites[0].emergency_number", 'for example "911"'),
    Broken("an e-mail address has no domain", "team@example.org", "§team@example",
           "sites[0].email", "team@example.org"),
    Broken("a map is not https", "https://maps", "§http://maps",
           "sites[0].places[0].map_url", 'begins with "https://"'),
    Broken("a map has no host", "https://maps.example.org/clinic", "§https:///clinic",
           "sites[0].places[0].map_url", 'begins with "https://"'),
    Broken("a time zone has the wrong city", "America/New_York", "§America/New_Yrok",
           "sites[0].time_zone", 'Did you mean "America/New_York"?'),
    Broken("a time zone is a path", "America/New_York", "§../../etc/passwd",
           "sites[0].time_zone", "Write the IANA name"),
    Broken("a clock shows 25 hours", 'opens: "08:00"', 'opens: §"25:00"',
           "sites[0].hours[0].opens", "from 00:00 to 23:59"),
    Broken("a day is written out", "[mon, tue, wed, thu, fri]", "[mon, §tuesday]",
           "sites[0].hours[0].days[1]", "Write one of: mon, tue"),
    Broken("a language is written out", "languages: [en, es]", "languages: [en, es, §French]",
           "languages[2]", 'Write the code of a language'),
    Broken("a name is a list", "name: Example site", "name: §[Example, site]",
           "sites[0].name", "is a list, and one value is expected"),
    Broken("a version is very long", 'version: "1"', "version: §" + "9" * 61,
           "version", "Write 60 characters at most"),
]  # fmt: skip

SHAPE = [
    Broken("an entry is misspelt", "stop_eating_hours: 4", "§stop_eating_hour: 4",
           "activities[1].stop_eating_hour", 'Did you mean "stop_eating_hours"?'),
    Broken("an entry of the whole file is unknown", "registry: NCT", "§registri: x\nregistry: NCT",
           "registri", 'Did you mean "registry"?'),
    Broken("an entry is empty", "time_zone: America/New_York", "§time_zone:",
           "sites[0].time_zone", "is empty. Write the IANA name"),
    Broken("an optional entry is empty", "registry: NCT00000000", "§registry: null",
           "registry", "Or leave the line out"),
    Broken("an entry is missing", "    minutes: 30\n", "",
           "activities[0].minutes", "is missing. Write a whole number of minutes"),
    Broken("a group is one value",
           "    window: {before: 7 days, after: 7 days}", "    §window: 7 days",
           "visits[0].window", 'Write its entries below it'),
    Broken("a list is one value", "languages: [en, es]", "§languages: en",
           "languages", 'Begin each item with "- "'),
    Broken("a list is empty", "activities: [talk]", "§activities: []",
           "visits[0].activities", "Write at least one activity"),
    Broken("a text has no languages", "label: {en: Consent, es: Consentimiento}",
           "label: §Consent", "anchors[0].label", "Write the text once for each language"),
    Broken("a text is blank in one language", "es: Consentimiento", 'es: §" "',
           "anchors[0].label.es", "Write the text in this language"),
    Broken("a text is far too long for a label", "{en: Screening, es: Evaluación}\n    at",
           "{en: §" + "x" * 41 + ", es: x}\n    at",
           "visits[0].label.en", "40 characters at most"),
]  # fmt: skip

MEANING = [
    Broken("a text lacks a language", "label: {en: Consent, es: Consentimiento}",
           "§label: {en: Consent}", "anchors[0].label", 'has no text in "es".'),
    Broken("a text has a language too many", "es: Consentimiento}", "es: C, §fr: C}",
           "anchors[0].label.fr", "Or add it to languages"),
    Broken("a language is listed twice", "[en, es]", "[en, es, §en]",
           "languages[2]", "Keep one of the two"),
    Broken("a phase is unknown", "phase: monitoring", "phase: §monitorng",
           "visits[1].phase", 'is not a phase of this study. Did you mean "monitoring"?'),
    Broken("an anchor of a phase is unknown", "anchor: consent\n    starts",
           "anchor: §consnt\n    starts", "phases[0].anchor", 'Did you mean "consent"?'),
    Broken("an anchor of a visit is unknown",
           "anchor: consent\n    name", "anchor: §start\n    name",
           "visits[0].anchor", "Write one of: consent, last_dose."),
    Broken("the anchor of enrolment is unknown", "enrolment_anchor: last_dose",
           "enrolment_anchor: §lastdose", "enrolment_anchor", 'Did you mean "last_dose"?'),
    Broken("an activity is unknown", "activity: scan", "activity: §scam",
           "visits[1].activities[1].activity", 'not an activity of this study. Did you mean "sc'),
    Broken("a flag is unknown", "when: pacemaker", "when: §pacemakr",
           "visits[1].activities[2].when", 'Did you mean "pacemaker"?'),
    Broken("a place is unknown at a site", "place: lab", "place: §labs",
           "visits[1].place", 'is not a place of the site "miami". Did you mean "lab"?'),
    Broken("two visits have one key", "key: check", "key: §first_talk",
           "visits[1].key", "is the key of visits[0] already"),
    Broken("two places have one key", "key: lab\n", "key: §clinic\n",
           "sites[0].places[1].key", "is the key of places[0] already"),
    Broken("an activity is twice in a visit", "      - blood\n", "      - blood\n      - §blood\n",
           "visits[1].activities[1]", '"blood" is listed twice in this visit. Keep one of the two'),
    Broken("a label has an unknown placeholder", '"Month {number}"', '§"Month {num}"',
           "visits[1].label.en", 'Write "{number}"'),
    Broken("a label has a brace too many", '"Mes {number}"', '§"Mes {number}}"',
           "visits[1].label.es", 'Write "{number}"'),
    Broken("every occurrence has the same label", '"Mes {number}"', '§"Mes"',
           "visits[1].label.es", 'for example "Month {number}"'),
    Broken("a window reaches the next occurrence", "before: 7 days\n      after: 7 days",
           "before: 45 days\n      after: 44 days",
           "visits[1].window", 'less than 89 days together, for example "44 days" each'),
    Broken("a visit is before its phase", "at: 1 week", "at: §-1 weeks",
           "visits[0].at", 'Write "0 days" or more, or another phase'),
    Broken("a visit is past its phase", "at: 1 week", "at: §29 days",
           "visits[0].at", '"29 days" is past the end of its phase "screening", at "4 weeks".'),
    Broken("a series goes past its phase", "until: 12 months", "until: §15 months",
           "visits[1].repeat.until", 'Write "12 months" or less'),
    Broken("a series ends before it begins", "until: 12 months", "until: §2 months",
           "visits[1].repeat.until", 'Write "3 months" or more'),
    Broken("a series is in weeks and months", "every: 3 months\n", "every: §12 weeks\n",
           "visits[1].repeat.every", "Write it in months"),
    Broken("an activity never comes", "every: 6 months", "every: §7 months",
           "visits[1].activities[1].every", 'for example "3 months"'),
    Broken("an activity never comes in the only occurrence", "until: 12 months", "until: 3 months",
           "visits[1].activities[1].every", 'for example "3 months"'),
    Broken("an activity never comes at a visit without series", "activities: [talk]",
           "activities: [{activity: talk, every: §2 weeks}]",
           "visits[0].activities[0].every", 'for example "1 week"'),
    Broken("an activity comes in another unit", "every: 6 months", "every: §26 weeks",
           "visits[1].activities[1].every", "Write it in months"),
    Broken("a phase ends before it starts", "starts: 0 months", "starts: 12 months",
           "phases[1].ends", 'Write more than "12 months"'),
    Broken("a phase has no day", "starts: 0 days\n    ends: 4 weeks",
           "starts: 4 weeks\n    ends: §4 weeks", "phases[0].ends", 'Write more than "4 weeks"'),
    Broken("two phases overlap", "anchor: consent\n    starts: 0 days",
           "anchor: last_dose\n    starts: 0 days", "phases[1].starts", 'Write "4 weeks" or more'),
    Broken("hours end before they begin", 'closes: "17:00"', 'closes: §"07:00"',
           "sites[0].hours[0].closes", "Write a later time"),
    Broken("a day has hours twice", "thu, fri]", "thu, fri, §mon]",
           "sites[0].hours[0].days[5]", "Keep one of the two"),
    Broken("a place cannot be found", "        address: 2 Example Street\n", "",
           "sites[0].places[1]", 'Write "address", or "directions"'),
    Broken("a series never ends", "at: 1 week\n",
           "at: 0 days\n    repeat: {every: 1 day, until: §200 days}\n",
           "visits[0].repeat.until", "makes 201 visits"),
]  # fmt: skip

YAML = [
    Broken("a key is written twice", "minutes: 15\n", "minutes: 15\n    §minutes: 20\n",
           "activities[1].minutes", "is written twice, first in line 38"),
    Broken("a value is marked for reuse", "anchor: consent\n    starts",
           "anchor: §&day consent\n    starts",
           "phases[0].anchor", "Remove it and write the value"),
    Broken("a value has a tag", "minutes: 15", "minutes: §!!int 15",
           "activities[1].minutes", "Write the value without a tag"),
    Broken("a value would build an object", "name: Example site",
           "name: §!!python/object/apply:os.system [ls]",
           "sites[0].name", "python/object/apply:os.system. Write the value without a tag"),
    Broken("a line begins with a tab", "    minutes: 15", "§\tminutes: 15",
           "", "Use spaces, two for each level"),
    Broken("a text has a colon", "name: Example site", "name: Example§: site",
           "", "Put quotation marks around a text that has a colon"),
    Broken("a bracket is not closed", "activities: [talk]\n  - key", "activities: [talk\n  - §key",
           "", "Close the bracket"),
    Broken("a second document begins", "visits:\n", "§---\nvisits:\n",
           "", "a second document begins"),
    Broken("there is a control character", "Example site", "Example §\x07site",
           "", "U+0007"),
    Broken("a key is a list", "    minutes: 15\n", "    §[minutes]: 15\n",
           "activities[1]", 'Write "name: value"'),
]  # fmt: skip

LINE_WITHOUT_MARK = {
    "an entry is missing": 29,
    "a window reaches the next occurrence": 64,
    "a phase ends before it starts": 27,
    "two phases overlap": 26,
    "a place cannot be found": 94,
    "an activity never comes in the only occurrence": 72,
}
MORE_THAN_ONE = {
    "a phase ends before it starts",  # and its visits are outside it
    "a phase has no day",  # and its visit is outside it
    "a series never ends",  # and its label and window do not fit a series
    "a value would build an object",  # it is a list as well
    "two places have one key",  # and the visit's place is gone
    "two phases overlap",  # and the visit's anchor is another than its phase's
}


@pytest.mark.parametrize(
    "broken", [*VALUES, *SHAPE, *MEANING, *YAML], ids=lambda broken: broken.case
)
def test_a_broken_file_names_line_place_and_remedy(broken: Broken) -> None:
    if "§" in broken.new:
        text, line = replaced(broken.old, broken.new)
    else:
        text, line = SMALL.replace(broken.old, broken.new), LINE_WITHOUT_MARK[broken.case]

    faults = [fault for fault in check(text, "study.yaml") if fault.severity is Severity.ERROR]

    fault = next(fault for fault in faults if broken.says in str(fault))
    assert (fault.line, fault.where) == (line, broken.where), str(fault)
    assert fault.remedy
    assert fault.remedy.endswith((".", "?", '".'))
    if broken.case not in MORE_THAN_ONE:
        assert faults == [fault], "one mistake makes one fault"
    with pytest.raises(StudyFileFaults):
        read(text, name="study.yaml")


WARNINGS = [
    Broken("an activity is not used", "      - activity: scan\n        every: 6 months\n", "",
           "activities[2].key", "delete it"),
    Broken("a flag is not used", "        when: pacemaker\n", "", "flags[0].key", "delete it"),
    Broken("a place is not used", "    place: lab\n", "", "sites[0].places[1].key", "delete it"),
    Broken("a series ends between two steps", "until: 12 months", "until: §11 months",
           "visits[1].repeat.until", 'Write "9 months", or "12 months" for one more'),
]  # fmt: skip


@pytest.mark.parametrize("broken", WARNINGS, ids=lambda broken: broken.case)
def test_what_is_only_odd_is_a_warning_and_the_file_can_be_read(broken: Broken) -> None:
    text = SMALL.replace(broken.old, broken.new).replace("§", "")

    (fault,) = check(text, "study.yaml")

    assert (fault.severity, fault.where) == (Severity.WARNING, broken.where)
    assert broken.says in fault.remedy
    assert f"study.yaml:{fault.line}: warning: {broken.where}: " in str(fault)
    read(text, name="study.yaml")
