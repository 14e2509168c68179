"""Check-ins in a study file: each fault is named with its place and remedy; versions keep words."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from api.study.commands import study
from portal.audit.recorder import acting
from portal.db import Database
from portal.study import service
from portal.study.check_ins.definition import Urgency
from portal.study.compare import compare
from portal.study.file import StudyFileFaults, check, read
from tests.support.fakes import START
from tests.support.world import SAMPLE_STUDY, TESTER

SAMPLE = SAMPLE_STUDY.read_text(encoding="utf-8")


class Broken(NamedTuple):
    old: str
    new: str
    where: str
    says: str


BROKEN = {
    "an unknown attribute": Broken(
        "attribute: frequency", "attribute: often",
        "check_ins[0].scales[1].attribute", '"often" is not an attribute. Did you mean "other"? Write one of',
    ),
    "a key that is a page of the app": Broken(
        "  - key: symptoms\n", "  - key: reports\n",
        "check_ins[0].key", "Write another key",
    ),
    "a misspelt scale": Broken(
        "          - scale: there\n", "          - scale: their\n",
        "check_ins[0].items[6].questions[0].scale", 'Did you mean "there"',
    ),
    "a presence with three answers": Broken(
        '          - {en: "Yes", es: Sí}\n',
        '          - {en: "Yes", es: Sí}\n          - {en: Perhaps, es: Tal vez}\n',
        "check_ins[0].scales[3].labels", 'Write 2 labels, for "no" and for "yes"',
    ),
    "an answer without Spanish": Broken(
        "{en: Very strong, es: Muy fuerte}", "{en: Very strong}",
        "check_ins[0].scales[0].labels[4]", 'has no text in "es"',
    ),
    "two symptoms of one key": Broken(
        "      - key: cough\n", "      - key: breath\n",
        "check_ins[0].items[4].key", "Write a key that no other has",
    ),
    "an anchor that is not there": Broken(
        "{anchor: last_dose, starts: 1 week,", "{anchor: last_does, starts: 1 week,",
        "check_ins[0].due[0].anchor", 'Did you mean "last_dose"',
    ),
    "weeks and months mixed": Broken(
        "every: 1 week, until: 12 weeks", "every: 1 week, until: 3 months",
        "check_ins[0].due[0].until", "Write it in weeks",
    ),
    "an end before the start": Broken(
        "every: 1 week, until: 12 weeks", "every: 1 week, until: 0 weeks",
        "check_ins[0].due[0].until", 'Write "1 week" or more',
    ),
    "a window that reaches the next one": Broken(
        "window: {before: 0 days, after: 6 days}", "window: {before: 1 day, after: 6 days}",
        "check_ins[0].due[0].every", "two would be due at once",
    ),
    "a window in months": Broken(
        "window: {before: 0 days, after: 6 days}", "window: {before: 0 days, after: 1 month}",
        "check_ins[0].window.after", "Write it in days or weeks",
    ),
    "a rule without a condition": Broken(
        "{key: strong, urgency: urgent, at_least: 3}", "{key: strong, urgency: urgent}",
        "check_ins[0].rules[1]", "Write exactly one of: at_least",
    ),
    "a rule with two conditions": Broken(
        "urgency: urgent, worse_by: 2", "urgency: urgent, worse_by: 2, at_least: 3",
        "check_ins[0].rules[2]", "has 2 conditions",
    ),
    "a rule that nothing can meet": Broken(
        "at_least: 1, items: [lump]", "at_least: 2, items: [lump]",
        "check_ins[0].rules[3].at_least", "Write 1 or less; the first label counts 0",
    ),
    "a rule about no symptom": Broken(
        "items: [lump]", "items: [lumps]",
        "check_ins[0].rules[3].items[0]", 'Did you mean "lump"',
    ),
    "a part about no question": Broken(
        "question: headache.severity", "question: headache.frequency",
        "check_ins[0].rules[4].all_of[0].question", "is not a question of this check-in",
    ),
    "an unknown urgency": Broken(
        "urgency: call_now", "urgency: call_later",
        "check_ins[0].rules[0].urgency", "is not an urgency",
    ),
    "a limit in words": Broken(
        "call_now: 60", "call_now: an hour",
        "check_ins[0].take_within.call_now", "Write a whole number of minutes",
    ),
    "a limit left out": Broken(
        ", routine: 480", "", "check_ins[0].take_within.routine", "is missing",
    ),
    "a role that is not told": Broken(
        "escalate_to: [investigator]", "escalate_to: [doctor]",
        "check_ins[0].escalate_to[0]", "is not a role that is told",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_check_in_is_named_with_its_place_and_remedy(name: str) -> None:
    broken = BROKEN[name]
    assert SAMPLE.count(broken.old) >= 1, "the sample has changed"
    source = SAMPLE.replace(broken.old, broken.new, 1)
    faults = {fault.where: str(fault) for fault in check(source, "study.yaml")}
    assert broken.where in faults, faults
    assert broken.says in faults[broken.where]
    line = int(faults[broken.where].split(":")[1])
    assert line > SAMPLE[: SAMPLE.index("check_ins:")].count("\n")


def test_the_sample_asks_fifteen_symptoms_in_both_languages() -> None:
    check_in = read(SAMPLE, name="study.yaml").check_ins[0]
    assert len(check_in.instrument.items) == 15
    assert check_in.take_within[Urgency.CALL_NOW] == 60
    for question in check_in.instrument.questions:
        assert set(question.ask.by_language) == {"en", "es"}
        assert len(question.labels) in {2, 5}


def test_other_rules_are_told_and_need_no_new_version() -> None:
    changed = SAMPLE.replace("worse_by: 2", "worse_by: 3")
    told = [str(one) for one in compare(read(SAMPLE, name="a"), read(changed, name="b"))]
    assert any('Check-in "symptoms": the rules are' in sentence for sentence in told)


def test_other_words_under_a_loaded_version_are_refused_with_the_line(
    database: Database,
) -> None:
    changed = SAMPLE.replace("{en: Light, es: Leve}", "{en: Mild, es: Leve}")
    renewed = changed.replace(
        '  - key: symptoms\n    version: "1"', '  - key: symptoms\n    version: "2"'
    )
    with database.transaction() as session:
        acting(session, TESTER, START)
        service.put_in_force(session, SAMPLE, name="study.yaml", now=START)
        with pytest.raises(StudyFileFaults) as refused:
            service.put_in_force(session, changed, name="study.yaml", now=START)
        [fault] = refused.value.faults
        assert "Give the changed questions a new version" in str(fault)
        assert changed.splitlines()[fault.line - 1] == '    version: "1"'
        service.put_in_force(session, renewed, name="study.yaml", now=START)
        with pytest.raises(StudyFileFaults):  # not even later, under the name that was used first
            service.put_in_force(session, changed, name="study.yaml", now=START)


DICTIONARY = """Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"Choices, Calculations, OR Slider Labels",Field Note,Text Validation Type OR Show Slider Number,Branching Logic (Show field only if...),Field Annotation
ache_severity,week,Ache,radio,{ask},"0, {none} | 1, {some} | 2, {much}",,,,
"""


def test_a_dictionary_of_redcap_becomes_an_entry_that_the_file_takes(tmp_path: Path) -> None:
    english, spanish = tmp_path / "en.csv", tmp_path / "es.csv"
    english.write_text(DICTIONARY.format(ask="How bad?", none="None", some="Some", much="Much"))
    spanish.write_text(DICTIONARY.format(ask="¿Cuánto?", none="Nada", some="Algo", much="Mucho"))
    asked = [
        *("instrument", f"en={english}", f"es={spanish}", "--key", "week", "--version", "1"),
        *("--name", "en=Week", "--name", "es=Semana"),
        *("--recall", "en=the last 7 days", "--recall", "es=los últimos 7 días"),
    ]
    done = CliRunner().invoke(study, asked)
    assert done.exit_code == 0, done.output
    entry = "\n".join(f"    {line}" for line in done.stdout.splitlines())
    rest = """
    minutes: 2
    window: {before: 0 days, after: 6 days}
    missed_after: 3 days
    take_within: {call_now: 60, urgent: 240, routine: 480}
    read_within: 960
"""
    source = SAMPLE.replace("check_ins:\n", f"check_ins:\n  -{entry[3:]}\n{rest}", 1)
    found = read(source, name="study.yaml").check_in("week")
    assert found is not None
    assert [question.key for question in found.instrument.questions] == ["ache.severity"]


def test_a_broken_dictionary_is_told_by_row_and_column_and_nothing_is_printed(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "en.csv"
    broken.write_text(DICTIONARY.format(ask="", none="None", some="Some", much="Much"))
    asked = ["instrument", f"en={broken}", "--key", "w", "--version", "1", "--name", "en=W"]
    done = CliRunner().invoke(study, [*asked, "--recall", "en=the last 7 days"])
    assert done.exit_code == 1
    assert "row 2" in done.stderr
    assert "Field Label" in done.stderr
    assert done.stdout == ""
