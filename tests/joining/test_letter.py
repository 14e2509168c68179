"""The letter: one page, in her language, with a code that a phone reads."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pypdfium2
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.accounts.invitation_models import InvitationKind
from portal.participants.letter.build import LetterFacts, letter_pdf
from tests.support.joining import Inviter, Newcomer
from tests.support.portal import Portal
from tests.support.problems import done, problem

FACTS = LetterFacts(
    language="en",
    name="Rosa Álvarez",
    study="Free-HER",
    sender="Free-HER study team in Miami",
    phone="305-555-0100",
    kind=InvitationKind.PARTICIPANT,
    code="7K3M-9QXT-4B2D",
    link="https://portal.example.org/join#7K3M-9QXT-4B2D",
    page="https://portal.example.org/join",
    until=date(2026, 3, 23),
    made_at=datetime(2026, 3, 2, 15, tzinfo=UTC),
)


def pages(pdf: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.mark.parametrize(
    ("language", "kind", "says"),
    [
        ("en", InvitationKind.PARTICIPANT, "Your way into the portal"),
        ("en", InvitationKind.RECOVERY, "Your new way into the portal"),
        ("es", InvitationKind.PARTICIPANT, "Su entrada al portal"),
        ("es", InvitationKind.RECOVERY, "Su nueva entrada al portal"),
    ],
)
def test_one_page_says_how_to_get_in_and_whom_to_call(
    language: str, kind: InvitationKind, says: str
) -> None:
    [text] = pages(letter_pdf(replace(FACTS, language=language, kind=kind)))
    until = {"en": "Monday, March 23, 2026", "es": "lunes, 23 de marzo de 2026"}[language]
    for part in (says, until, FACTS.code, FACTS.phone, "portal.example.org/join", "Rosa Álvarez"):
        assert part in text
    assert "https://" not in text


def test_without_the_study_s_leave_the_letter_does_not_name_it() -> None:
    [text] = pages(letter_pdf(replace(FACTS, study=None, sender="Bayside Center")))
    assert "Free-HER" not in text
    assert "study" not in text


def test_the_pdf_is_tagged_in_its_language() -> None:
    root = pypdf.PdfReader(io.BytesIO(letter_pdf(replace(FACTS, language="es")))).root_object
    assert root["/Lang"] == "es"
    assert bool(root["/MarkInfo"]["/Marked"])


@settings(max_examples=12)
@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=100))
def test_whatever_somebody_is_called_the_letter_is_made(name: str, sender: str) -> None:
    assert len(pages(letter_pdf(replace(FACTS, name=name, sender=sender)))) == 1


def test_the_desk_prints_it_with_the_code_that_it_was_told(portal: Portal) -> None:
    rosa = portal.add(name="Rosa Álvarez", language="es", joined=False)
    inviter = Inviter(portal, rosa)
    made = inviter.invite()
    answer = inviter.letter(made, made["code"].lower().replace("-", " "))
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    [text] = pages(answer.data)
    for part in (made["code"], "Su entrada al portal", "Rosa Álvarez", "127.0.0.1:8000/join"):
        assert part in text


def test_another_code_or_one_that_is_over_makes_no_letter(portal: Portal) -> None:
    inviter = Inviter(portal, portal.add(joined=False))
    made = inviter.invite()
    problem(inviter.letter(made, "7K3M-9QXT-4B2D"), 422, "invitation_code_differs")
    problem(inviter.letter(made, "nothing"), 422, "invitation_code_differs")
    Newcomer(portal, made["code"]).join("r@example.org")
    problem(inviter.letter(made), 422, "invitation_code_differs")
    assert done(inviter.browser.get(inviter.path))["joined"] is True


def test_a_phone_reads_the_link_from_the_square() -> None:
    """Each module of the square on the page is as the code of the link says."""
    [page] = pypdfium2.PdfDocument(letter_pdf(FACTS))
    shown = page.render(scale=4).to_pil().convert("L")
    wanted = [[bool(dark) for dark in row] for row in segno.make(FACTS.link, error="q").matrix]
    assert read_square(shown, len(wanted)) == wanted


def read_square(shown: Image.Image, modules: int) -> list[list[bool]]:
    """The square with so many modules a side: it is the page's only black that is not text."""
    black = shown.point(lambda level: 255 if level < 16 else 0)
    left, top, _, _ = black.getbbox() or (0, 0, 0, 0)
    height = next(y for y in range(top, shown.height) if not black.getpixel((left, y))) - top
    step = height / 7  # a corner mark is seven modules high
    return [
        [
            bool(black.getpixel((int(left + step * (x + 0.5)), int(top + step * (y + 0.5)))))
            for x in range(modules)
        ]
        for y in range(modules)
    ]
