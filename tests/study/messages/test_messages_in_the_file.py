"""Messages and days off in a study file: broken in one place, and what is said of it; compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from portal.study.compare import compare
from portal.study.file import check, read

WITHOUT = (Path(__file__).parents[1] / "small.yaml").read_text(encoding="utf-8")
MESSAGES = """\
messages:
  answer_within: 540
  tell: [coordinator]
  escalate_to: [investigator]
  topics:
    - {key: visit, label: {en: A visit, es: Una visita}}
    - {key: other, label: {en: Something else, es: Otra cosa}}
  replies:
    - key: thanks
      label: {en: Thank you, es: Gracias}
      text: {en: "Dear {name}, thank you. {me}", es: "{name}, gracias. {me}"}
"""
OFF = """\
    holidays: {country: US, subdivision: FL}
    closed_on: [2026-12-24, 2026-12-31]
    places:
"""
SMALL = WITHOUT.replace("    places:\n", OFF, 1) + MESSAGES
# fmt: off


class Broken(NamedTuple):
    case: str
    old: str
    new: str
    where: str
    says: str


BROKEN = [
    Broken("a limit in words", "answer_within: 540", "answer_within: §one day",
           "messages.answer_within", "Write a whole number of minutes"),
    Broken("no limit", "  answer_within: 540\n", "  §\n", "messages.answer_within", "is missing"),
    Broken("no topic", """    - {key: visit, label: {en: A visit, es: Una visita}}
    - {key: other, label: {en: Something else, es: Otra cosa}}
""", "    §[]\n", "messages.topics", "is empty"),
    Broken("a topic twice", "key: other, label", "key: §visit, label",
           "messages.topics[1].key", "visit"),
    Broken("a topic in one language", "{en: A visit, es: Una visita}", "§{en: A visit}",
           "messages.topics[0].label", 'has no text in "es"'),
    Broken("a role that is not of the team", "tell: [coordinator]", "tell: [§participant]",
           "messages.tell[0]", "is not a role that is told"),
    Broken("a role twice", "tell: [coordinator]", "tell: [coordinator, §coordinator]",
           "messages.tell[1]", "is listed twice"),
    Broken("a placeholder that is misspelt", "Dear {name}", "§Dear {nmae}",
           "messages.replies[0].text.en", 'Did you mean "name"?'),
    Broken("a lone brace", "Dear {name}, thank", "§Dear {name}, { thank",
           "messages.replies[0].text.en", "is not a placeholder"),
    Broken("a placeholder in one language alone", "gracias. {me}\"", "§gracias.\"",
           "messages.replies[0].text.es", 'lacks the placeholder "{me}"'),
    Broken("an entry that is not one", "  answer_within: 540", "  §answer_in: 5\n  answer_within: 540",
           "messages.answer_in", "is not an entry here"),
    Broken("a country that is not one", "country: US,", "country: §USA,",
           "sites[0].holidays.country", "is not a country whose holidays are known"),
    Broken("a state of another country", "subdivision: FL", "subdivision: §BY",
           "sites[0].holidays.subdivision", "is not a part of US"),
    Broken("a day off as Americans write it", "[2026-12-24,", "[§12/24/2026,",
           "sites[0].closed_on[0]", "Write year, month and day"),
]
# fmt: on


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.case)
def test_a_broken_entry_is_named_with_its_place_and_remedy(broken: Broken) -> None:
    assert SMALL.count(broken.old) == 1, broken.old
    text = SMALL.replace(broken.old, broken.new).replace("§", "")
    [fault, *_more] = [one for one in check(text, "study.yaml") if one.where == broken.where]
    assert broken.says in f"{fault.problem} {fault.remedy}"


def test_the_file_without_a_fault_is_read() -> None:
    study = read(SMALL, name="study.yaml")
    assert study.messages is not None
    assert [topic.key for topic in study.messages.topics] == ["visit", "other"]
    assert study.sites[0].closed_on == {date(2026, 12, 24), date(2026, 12, 31)}
    assert read(WITHOUT, name="study.yaml").messages is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "answer_within: 540",
            "answer_within: 60",
            "Messages: the team answers within 60 minutes (until now: 540 minutes).",
        ),
        (
            "tell: [coordinator]",
            "tell: [coordinator, investigator]",
            "Messages: a new message is told to coordinator, investigator (until now: coordinator).",
        ),
        ("key: other", "key: travel", 'Topic "travel" is new.'),
        ("key: thanks", "key: thank_you", 'Prepared reply "thanks" is gone.'),
        ("country: US, subdivision: FL", "country: US", "days off are US, 2026-12-24"),
    ],
)
def test_a_change_is_told_in_a_sentence(old: str, new: str, said: str) -> None:
    before = read(SMALL, name="old")
    after = read(SMALL.replace(old, new).replace('version: "1"', 'version: "2"'), name="new")
    assert any(said in one.sentence for one in compare(before, after))


def test_messages_as_a_whole_come_and_go() -> None:
    old, new = read(WITHOUT, name="old"), read(WITHOUT + MESSAGES, name="new")
    assert any("Writing to the team is new." in str(one) for one in compare(old, new))
    assert any("Writing to the team is gone." in str(one) for one in compare(new, old))
