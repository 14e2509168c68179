"""Reading a consent text: what is sound is read, what is not is named with its line and remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import portal
from portal.consent.text import file, markup, structure
from portal.consent.text.definition import BlockKind, ConsentText, Span, reading_minutes
from portal.consent.text.elements import CLINICAL_TRIALS_GOV, ELEMENTS, found, report
from portal.study.definition import SignerRole
from portal.study.faults import Fault, Severity
from portal.study.file import read as read_study

STUDY = Path(portal.__file__).parent / "studies" / "free-her" / "study.yaml"
TEXTS = STUDY.parent / "consent"


def source(version: str = "1", language: str = "en") -> str:
    return (TEXTS / version / f"{language}.yaml").read_text(encoding="utf-8")


def text(version: str = "1", language: str = "en") -> ConsentText:
    return file.read(source(version, language), name=f"{language}.yaml")


@pytest.mark.parametrize("version", ["1", "2"])
def test_the_sample_texts_have_no_fault_and_no_warning(version: str) -> None:
    for language in ("en", "es"):
        assert file.check(source(version, language), "x.yaml") == []
    both = {language: text(version, language) for language in ("en", "es")}
    assert file.check_version(both, study=read_study(STUDY.read_text("utf-8"), name="s")) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sample_says_on_every_page_that_it_is_one(language: str) -> None:
    notice = text(language=language).notice
    assert notice in {
        "Sample. Not approved by an ethics board.",
        "Muestra. No aprobado por un comité de ética.",
    }


def test_a_text_becomes_paragraphs_lists_and_explained_words() -> None:
    blocks = markup.blocks("Say **this** of [ctDNA](ctdna)\nnow.\n\n- one\n- two\n  lines\n")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.LIST]
    assert blocks[0].items[0] == (
        Span("Say "),
        Span("this", strong=True),
        Span(" of "),
        Span("ctDNA", term="ctdna"),
        Span(" "),
        Span("now."),
    )
    assert markup.plain(blocks[1:]) == "one\ntwo lines"


@pytest.mark.parametrize(
    "written",
    [
        "<b>bold</b>",
        "a < b",
        "# Heading",
        "![picture](x)",
        "1. first\n2. second",
        "- one\n  - inner",
        "*slanted*",
        "[away](http://example.org)",
        "[away](javascript:alert)",
    ],
)
def test_what_is_more_than_text_is_a_fault(written: str) -> None:
    with pytest.raises(markup.MarkupFault):
        markup.blocks(written)


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "no title": (lambda s: s.replace("title: Consent to take part", "titel: Consent"), "titel"),
    "no key information": (lambda s: s.replace("key_information:", "key_informations:"), "key_inf"),
    "an empty text": (lambda s: "", "empty"),
    "not YAML": (lambda s: s.replace("version:", "version: ["), ""),
    "a tab": (lambda s: s.replace("  - key: key_what", "\t- key: key_what"), ""),
    "an unknown element": (lambda s: s.replace('"50.25(b)(6)"', '"50.25(b)(9)"'), "50.25(b)(9)"),
    "a section twice": (lambda s: s.replace("- key: people", "- key: purpose"), "twice"),
    "an unknown word": (lambda s: s.replace("[ctDNA](ctdna)", "[ctDNA](ctdno)"), "ctdno"),
    "a right answer that is none": (
        lambda s: s.replace("right: stop\n", "right: stopp\n"),
        "stopp",
    ),
    "a passage that is not there": (
        lambda s: s.replace("section: steps", "section: stepps"),
        "stepp",
    ),
    "an answer twice": (lambda s: s.replace("{key: more,", "{key: stop,"), "twice"),
    "two answers only": (
        lambda s: s.replace("      - {key: swap, text: I get another drug.}\n", ""),
        "too few",
    ),
    "HTML": (
        lambda s: s.replace("You choose\n", "You choose\n").replace("No one knows", "<i>No"),
        "<",
    ),
    "a scope missing": (lambda s: s.replace("scope: visits", "scope: everything"), "visits"),
    "a scope unknown": (lambda s: s.replace("scope: visits", "scope: half"), "half"),
    "a role unknown": (lambda s: s.replace("role: investigator", "role: neighbor"), "neighbor"),
    "nobody signs": (lambda s: s.replace("role: participant", "role: investigator"), "participant"),
    "a control character": (lambda s: s.replace("You choose", "You \u202e choose"), ""),
    "a choice without no": (
        lambda s: s.replace('    "no": "No, do not keep it"\n', ""),
        "choices[0].no",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_names_its_place_and_its_remedy(name: str) -> None:
    change, said = BROKEN[name]
    changed = change(source())
    assert changed != source()
    faults = file.check(changed, "1/en.yaml")
    assert faults
    assert any(said in str(fault) for fault in faults), [str(fault) for fault in faults]
    for fault in faults:
        assert fault.line >= 1
        assert fault.remedy
        assert str(fault).startswith("1/en.yaml:")
    with pytest.raises(file.TextFaults):
        file.read(changed, name="1/en.yaml")


def test_a_fault_stands_at_its_line() -> None:
    lines = source().splitlines()
    at = next(n for n, line in enumerate(lines, 1) if "right: stop" in line)
    (fault,) = file.check(source().replace("right: stop\n", "right: stopp\n"), "en.yaml")
    assert (fault.line, fault.where) == (at, "quiz[0].right")


ELEMENTS_BY_HAND = {
    *(f"50.25(a)({n})" for n in range(1, 9)),
    *(f"50.25(b)({n})" for n in range(1, 7)),
    "50.25(c)",
    "46.116(a)(5)(i)",
    *(f"164.508(c)(1)({n})" for n in ("i", "ii", "iii", "iv", "v", "vi")),
    *(f"164.508(c)(2)({n})" for n in ("i", "ii", "iii")),
}


def test_every_element_of_the_regulations_is_asked_for() -> None:
    assert {element.key for element in ELEMENTS} == ELEMENTS_BY_HAND
    optional = {element.key for element in ELEMENTS if not element.required}
    assert optional == {f"50.25(b)({n})" for n in range(1, 7)}


def without(text: ConsentText, element: str) -> ConsentText:
    def cut(sections: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(
            replace(part, elements=tuple(name for name in part.elements if name != element))
            for part in sections
        )

    return replace(text, key_information=cut(text.key_information), sections=cut(text.sections))


@pytest.mark.parametrize("element", sorted(ELEMENTS_BY_HAND))
def test_a_missing_element_is_named(element: str) -> None:
    faults = structure.check_version({"en": without(text(), element)}, languages=["en"])
    named = [fault for fault in faults if element in fault.problem]
    assert named
    optional = element.startswith("50.25(b)")
    assert {fault.severity for fault in named} == {Severity.WARNING if optional else Severity.ERROR}
    report_row = next(row for row in found(without(text(), element)) if row.element == element)
    assert report_row.sections == ()


def test_the_fixed_sentence_is_wanted_word_for_word() -> None:
    changed = source().replace("At\n      most, the Web site", "At\n      best, the Web site")
    assert changed != source()
    faults = structure.check_version({"en": file.read(changed, name="en")}, languages=["en"])
    assert [CLINICAL_TRIALS_GOV["en"] in fault.remedy for fault in faults] == [True]


SHAPES: dict[str, Callable[[str], str]] = {
    "a section less": lambda s: s.replace("  - key: ending\n", "  - key: endings\n"),
    "a paragraph more": lambda s: s.replace(
        "      Participan unas", "      Nuevo.\n\n      Participan unas"
    ),
    "an item less": lambda s: s.replace("      - el estudio se detiene\n", ""),
    "another right answer": lambda s: s.replace("right: stop", "right: more"),
    "a word less": lambda s: s.replace("{key: placebo,", "{key: placebos,").replace(
        "(placebo)", "(placebos)"
    ),
    "another choice": lambda s: s.replace("- key: share_data", "- key: share_date"),
    "other elements": lambda s: s.replace('elements: ["50.25(b)(6)"]', "elements: []"),
    "no notice": lambda s: s.replace("notice: Muestra. No aprobado por un comité de ética.\n", ""),
    "another version": lambda s: s.replace('version: "1"', 'version: "3"'),
}


@pytest.mark.parametrize("name", SHAPES)
def test_languages_that_differ_in_structure_are_refused(name: str) -> None:
    changed = SHAPES[name](source(language="es"))
    assert changed != source(language="es")
    other = file.read(changed, name="es.yaml")
    faults = structure.check_version({"en": text(), "es": other}, languages=["en", "es"])
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    assert errors
    assert {fault.file for fault in errors} == {"es.yaml"}


def test_a_language_of_the_study_must_be_there_and_no_other() -> None:
    def said(texts: dict[str, ConsentText], languages: list[str]) -> list[Fault]:
        return structure.check_version(texts, languages=languages)

    assert [fault.file for fault in said({"en": text()}, ["en", "es"])] == ["es.yaml"]
    both = {"en": text(), "es": text(language="es")}
    assert [fault.file for fault in said(both, ["en"])] == ["es.yaml"]


def test_everyone_who_signs_has_a_meaning() -> None:
    some = replace(text(), signatures=text().signatures[:1])
    faults = structure.check_version(
        {"en": some}, languages=["en"], signers=[SignerRole.INVESTIGATOR]
    )
    assert ["investigator" in fault.problem for fault in faults] == [True]


def test_a_hard_section_is_a_warning_with_its_number() -> None:
    hard = (
        "Notwithstanding the aforementioned considerations regarding individualized therapeutic "
        "discontinuation, participants acknowledge that unanticipated complications necessitating "
        "hospitalization or additional pharmacological intervention may materialize subsequently."
    )
    blocks = markup.blocks(hard)
    first = replace(text().sections[0], blocks=blocks)
    changed = replace(text(), sections=(first, *text().sections[1:]))
    faults = structure.check_version({"en": changed}, languages=["en"])
    assert [(fault.where, fault.severity) for fault in faults] == [("purpose", Severity.WARNING)]
    value = next(grade.value for grade in report({"en": changed}).grades if not grade.ok)
    assert str(value) in faults[0].problem


def test_the_digest_stands_for_every_letter_of_every_language() -> None:
    sources = {"en": source(), "es": source(language="es")}
    digest = file.digest(sources)
    assert digest == file.digest(dict(reversed(sources.items())))
    for language, words in sources.items():
        assert file.digest(sources | {language: words + " "}) != digest
    assert file.digest({"en": sources["es"], "es": sources["en"]}) != digest


def test_reading_takes_the_time_of_its_words() -> None:
    assert reading_minutes([]) == 1
    assert 5 <= reading_minutes(text().all_sections) <= 12
