"""The documents: what they say, to eyes and to a screen reader, whatever was typed into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject

from portal.consent.pdf.build import consent_pdf, moment, withdrawal_pdf
from portal.consent.text.definition import BlockKind, WithdrawalScope
from portal.language import say
from portal.study.definition import SignerRole
from tests.consent.papers import (
    DIGEST,
    NAME,
    STUDY,
    line,
    on_paper,
    opened,
    signed,
    text,
    withdrawn,
    words,
)
from tests.support.fakes import START

LANGUAGES = ("en", "es")
KINDS: dict[str, Callable[[str], bytes]] = {
    "consent": lambda language: consent_pdf(signed(language)),
    "withdrawal": lambda language: withdrawal_pdf(withdrawn(language)),
    "paper": on_paper,
}
each_document = pytest.mark.parametrize("language", LANGUAGES)
each_kind = pytest.mark.parametrize("kind", KINDS)


def tags(pdf: bytes) -> list[str]:
    """The names of the structure's elements as a screen reader meets them, from the first on."""
    found: list[str] = []

    def walk(element: Any) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if not isinstance(element, DictionaryObject):
            return
        if "/S" in element:
            found.append(str(element["/S"]).removeprefix("/"))
        children = element.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            walk(child)

    walk(opened(pdf).root_object["/StructTreeRoot"])
    return found


# for everybody


@each_kind
@each_document
def test_a_document_names_its_language_and_title_and_is_tagged(kind: str, language: str) -> None:
    reader = opened(KINDS[kind](language))
    root = reader.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    expected = say("pdf.withdrawal", language) if kind == "withdrawal" else text(language).title
    assert reader.metadata is not None
    assert reader.metadata.title == expected
    assert reader.metadata.author == "University of Miami"


@each_kind
@each_document
def test_a_document_says_that_it_keeps_to_pdf_ua_and_pdf_a(kind: str, language: str) -> None:
    metadata = opened(KINDS[kind](language)).root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


@each_document
def test_its_chapters_lists_and_paragraphs_are_such_for_a_screen_reader(language: str) -> None:
    found = text(language)
    structure = tags(consent_pdf(signed(language)))
    boxes = len(found.choices) + 3  # a heading for each choice and each signature
    assert structure.count("Title") == 1
    assert structure.count("H1") == 5  # key information, chapters, words, choices, signatures
    assert structure.count("H2") == len(found.all_sections) + boxes
    lists = [
        block
        for section in found.all_sections
        for block in section.blocks
        if block.kind is BlockKind.LIST
    ]
    items = sum(len(block.items) for block in lists) + len(found.glossary)
    assert structure.count("L") == len(lists) + 1
    assert structure.count("LI") == items
    assert structure.index("H1") < structure.index("H2") < structure.index("L")


@each_kind
@each_document
def test_every_page_shows_the_notice_the_version_and_its_number(kind: str, language: str) -> None:
    reader = opened(KINDS[kind](language))
    notice = text(language).notice
    assert notice
    for number, page in enumerate(reader.pages, start=1):
        shown = " ".join(page.extract_text().split())
        assert shown.count(notice) == 1
        assert say("pdf.page", language, page=number, pages=len(reader.pages)) in shown
        assert f"{say('pdf.version', language)} 1" in shown
        if kind != "paper":
            assert "FH-007" in shown
        if kind != "withdrawal":
            assert DIGEST[:16] in shown


def test_a_text_that_is_approved_carries_no_notice() -> None:
    plain = replace(text("en"), notice=None)
    assert "Sample" not in words(consent_pdf(signed(text=plain)))
    assert "Sample" in words(consent_pdf(signed()))


@each_kind
def test_a_document_is_as_long_as_a_person_expects(kind: str) -> None:
    most = {"consent": 30, "withdrawal": 1, "paper": 30}[kind]
    assert 1 <= len(opened(KINDS[kind]("en")).pages) <= most


@each_kind
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    assert KINDS[kind]("es") == KINDS[kind]("es")


def test_another_moment_gives_other_bytes() -> None:
    later = START + timedelta(seconds=1)
    assert consent_pdf(signed(made_at=later)) != consent_pdf(signed())


# what a signed consent says


@each_document
def test_the_whole_text_stands_in_it(language: str) -> None:
    shown = words(consent_pdf(signed(language)))
    found = text(language)
    for section in found.all_sections:
        assert section.title in shown
        for block in section.blocks:
            for item in block.items:
                said = "".join(span.text for span in item)
                assert " ".join(said.split()) in shown
    for term in found.glossary:
        assert term.meaning in shown


@each_document
def test_who_signed_when_what_it_means_and_how_stands_beside_each_signature(language: str) -> None:
    shown = words(consent_pdf(signed(language)))
    for role in (SignerRole.PARTICIPANT, SignerRole.DISCUSSION_LEADER):
        assert say(f"pdf.role_{role.value}", language) in shown
        assert text(language).meaning(role) in shown
    assert f"{say('pdf.signed_by', language)} {NAME}" in shown
    assert "Rosa Díaz" in shown
    assert shown.count(say("consent.method_email_code", language)) == 2
    assert shown.count(say("pdf.identity_photo_id", language)) == 1
    assert shown.count("f" * 64) == 2
    assert DIGEST in shown


@pytest.mark.parametrize(
    ("language", "at", "zone", "said"),
    [
        ("en", START, "America/New_York", "Monday, March 2, 2026, 10:00:00 AM (America/New_York, UTC-05:00)"),
        ("en", START, "America/Chicago", "Monday, March 2, 2026, 9:00:00 AM (America/Chicago, UTC-06:00)"),
        ("es", START, "America/New_York", "lunes, 2 de marzo de 2026, 10:00:00 a.m. (America/New_York, UTC-05:00)"),
        ("en", datetime(2026, 7, 1, 3, 4, 5, tzinfo=UTC), "America/New_York", "Tuesday, June 30, 2026, 11:04:05 PM (America/New_York, UTC-04:00)"),
        ("en", START, "Asia/Kolkata", "Monday, March 2, 2026, 8:30:00 PM (Asia/Kolkata, UTC+05:30)"),
    ],
)  # fmt: skip
def test_a_moment_is_local_with_its_zone_and_its_distance_from_utc(
    language: str, at: datetime, zone: str, said: str
) -> None:
    assert moment(at, zone, language).replace("\u00a0", " ") == said
    document = signed(language, signatures=(line(SignerRole.PARTICIPANT, language, signed_at=at, time_zone=zone),))  # fmt: skip
    assert said in words(consent_pdf(document))


@each_document
def test_who_has_not_signed_yet_is_said(language: str) -> None:
    waits = say("pdf.awaited", language)
    assert words(consent_pdf(signed(language))).count(waits) == 1
    assert waits not in words(consent_pdf(signed(language, awaited=())))


@each_document
def test_each_choice_shows_what_she_chose(language: str) -> None:
    found = text(language)
    for chosen in (True, False):
        choices = {choice.key: chosen for choice in found.choices}
        shown = words(consent_pdf(signed(language, choices=choices)))
        for choice in found.choices:
            ticked, empty = (choice.yes, choice.no) if chosen else (choice.no, choice.yes)
            assert f"☒ {ticked}" in shown
            assert f"☐ {empty}" in shown


def test_a_choice_that_was_not_made_shows_neither() -> None:
    shown = words(consent_pdf(signed(choices={})))
    assert "☒" not in shown
    assert shown.count("☐") == 2 * len(text().choices)


def test_a_study_without_choices_glossary_or_registry_has_a_document_too() -> None:
    bare = replace(text(), choices=(), glossary=())
    shown = words(consent_pdf(signed(text=bare, registry=None)))
    assert say("pdf.choices", "en") not in shown
    assert say("pdf.glossary", "en") not in shown
    assert say("pdf.registry", "en") not in shown


# on paper


@each_document
def test_on_paper_there_is_a_box_for_each_answer_and_a_line_for_each_signer(language: str) -> None:
    found = text(language)
    shown = words(on_paper(language))
    assert shown.count("☐") == 2 * len(found.choices)
    assert "☒" not in shown
    for name in ("line_name", "line_signature", "line_date"):
        assert shown.count(say(f"pdf.{name}", language)) >= len(found.signatures)
    for meaning in found.signatures:
        assert meaning.text in shown
    assert say("pdf.sealed", language) not in shown


# withdrawal


@each_document
def test_a_withdrawal_says_what_it_means_and_what_happens_to_the_data(language: str) -> None:
    document = withdrawn(language)
    shown = words(withdrawal_pdf(document))
    for said in (STUDY, NAME, document.title, document.explain, document.data, "Rosa Díaz"):
        assert said in shown
    assert moment(document.at, document.time_zone, language).replace("\u00a0", " ") in shown
    assert "I live too far away." in shown


def test_what_was_not_said_has_no_line() -> None:
    shown = words(withdrawal_pdf(withdrawn(reason=None, recorded_by=None)))
    assert say("pdf.reason", "en") not in shown
    assert say("pdf.recorded_by", "en") not in shown


def test_a_choice_that_was_taken_back_is_named_by_its_question() -> None:
    option = next(one for one in text().withdrawal if one.scope is WithdrawalScope.CHOICE)
    document = withdrawn(title=option.title, choice=text().choices[0].ask)
    shown = words(withdrawal_pdf(document))
    assert text().choices[0].ask in shown


# whatever was typed

HOSTILE = [
    '#import "@preview/evil:0.1.0": *',
    '#read("/etc/passwd")',
    "#panic()",
    "*bold* _italic_ = heading",
    "$ integral $ @ref <label> `raw` \\ \\u{41}",
    "<script>alert(1)</script>",
    '"; data = none; "',
    "{page} {pages} {digest}",
    "%s %d ${x}",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_was_typed_is_text_and_nothing_else(typed: str) -> None:
    said = " ".join(typed.split())
    assert said in words(withdrawal_pdf(withdrawn(reason=typed, participant_name=typed)))
    signature = line(SignerRole.PARTICIPANT, printed_name=typed)
    assert said in words(consent_pdf(signed(signatures=(signature,), site_name=typed)))


@pytest.mark.parametrize(
    "name",
    ["Ñusta Güemes Pingüino", "Đặng Thị Hương", "Łucja Żółć", "Ольга Щукина", "Αθηνά Παππά"],
)
def test_names_of_many_languages_are_printed_as_they_are(name: str) -> None:
    shown = words(withdrawal_pdf(withdrawn(participant_name=name)))
    assert name in shown
    assert "□" not in shown


def test_a_name_typed_with_accents_apart_is_printed_like_any_other() -> None:
    apart = "Jose\u0301 Nun\u0303ez"
    assert "José Nuñez" in words(withdrawal_pdf(withdrawn(participant_name=apart)))


@each_document
@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ana 😀 Ruiz", "Ana □ Ruiz"),
        ("王小明", "□□□"),
        ("Ana\u202egpj.exe", "Ana□gpj.exe"),
        ("Ana\x00Ruiz\x07", "Ana□Ruiz□"),
        ("Ana\ue000", "Ana□"),
    ],
)
def test_what_cannot_be_drawn_is_a_square_and_the_document_says_so(
    language: str, typed: str, printed: str
) -> None:
    shown = words(withdrawal_pdf(withdrawn(language, participant_name=typed)))
    assert f"{printed} (FH-007)" in shown
    assert say("pdf.not_drawn", language, square="□") in shown


def test_without_such_a_letter_nothing_is_said_of_squares() -> None:
    assert "□" not in words(withdrawal_pdf(withdrawn()))


def test_a_very_long_word_stays_on_the_page() -> None:
    long = "W" * 2000
    pdf = withdrawal_pdf(withdrawn(reason=long, participant_name=long[:200], title=long[:400]))
    assert words(pdf).replace(" ", "").count("W") >= 2600
    for page in opened(pdf).pages:
        ends: list[float] = []
        page.extract_text(visitor_text=lambda said, _cm, tm, *_: ends.append(tm[4]))  # noqa: B023
        assert max(ends) < float(page.mediabox.right)


def test_a_very_long_reason_runs_over_pages_and_none_of_it_is_lost() -> None:
    reason = " ".join(f"word{number}" for number in range(3000))
    pdf = withdrawal_pdf(withdrawn(reason=reason))
    assert len(opened(pdf).pages) > 1
    assert "word0 word1 " in words(pdf)
    assert words(pdf).count("word") >= 3000


def test_a_title_of_which_nothing_can_be_seen_stops_no_document() -> None:
    pdf = withdrawal_pdf(withdrawn(reason="\u00ad", participant_name="\u00ad", title=" \u00ad"))
    assert "\u25a1" in words(pdf)


LETTERS_AND_MARKS = st.one_of(
    st.characters(), st.characters(max_codepoint=0x24FF), st.characters(categories=["Mn", "Lm"])
)


@given(st.text(LETTERS_AND_MARKS, min_size=1, max_size=60))
def test_whatever_was_typed_there_is_a_document(typed: str) -> None:
    pdf = withdrawal_pdf(
        withdrawn(reason=typed, participant_name=typed, title=typed, explain=typed)
    )
    assert len(opened(pdf).pages) >= 1
