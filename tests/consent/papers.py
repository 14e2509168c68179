"""Sample documents: the study's own text, signed by people with accents in their names."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from portal.consent.pdf.build import print_pdf
from portal.consent.pdf.facts import ConsentDocument, SignatureLine, WithdrawalDocument
from portal.consent.text.definition import ConsentText, WithdrawalScope
from portal.consent.text.file import read
from portal.study.definition import SignerRole
from tests.support.fakes import START
from tests.support.world import SAMPLE_STUDY

NAME = "María José Núñez-O'Brien"
STUDY = "Stopping a drug (Free-HER)"
DIGEST = "0123456789abcdef" * 4
FOLDER = SAMPLE_STUDY.parent / "consent" / "1"


@cache
def text(language: str = "en") -> ConsentText:
    file = Path(FOLDER / f"{language}.yaml")
    return read(file.read_bytes(), name=str(file))


def line(role: SignerRole, language: str = "en", **changed: Any) -> SignatureLine:
    made = SignatureLine(
        role=role,
        printed_name=NAME,
        meaning=text(language).meaning(role),
        signed_at=START,
        time_zone="America/New_York",
        method="email_code",
        digest="f" * 64,
        identity=None if role is SignerRole.PARTICIPANT else "photo_id",
    )
    return replace(made, **changed)


def signed(language: str = "en", **changed: Any) -> ConsentDocument:
    """Signed by the participant and the one who talked with her; the investigator is awaited."""
    leader = line(
        SignerRole.DISCUSSION_LEADER,
        language,
        printed_name="Rosa Díaz",
        signed_at=START + timedelta(days=1),
    )
    found = text(language)
    made = ConsentDocument(
        study_title=STUDY,
        registry="NCT05959291",
        site_name="University of Miami",
        participant_code="FH-007",
        participant_name=NAME,
        text=found,
        version_label="1",
        text_digest=DIGEST,
        choices={choice.key: number != 1 for number, choice in enumerate(found.choices)},
        signatures=(line(SignerRole.PARTICIPANT, language), leader),
        awaited=(SignerRole.INVESTIGATOR,),
        made_at=START,
    )
    return replace(made, **changed)


def withdrawn(language: str = "en", **changed: Any) -> WithdrawalDocument:
    found = text(language)
    option = next(one for one in found.withdrawal if one.scope is WithdrawalScope.EVERYTHING)
    made = WithdrawalDocument(
        study_title=STUDY,
        site_name="University of Miami",
        participant_code="FH-007",
        participant_name=NAME,
        language=language,
        title=option.title,
        explain=option.explain,
        data=option.data,
        choice=None,
        reason="I live too far away.",
        at=START,
        time_zone="America/New_York",
        recorded_by="Rosa Díaz",
        version_label="1",
        notice=found.notice,
    )
    return replace(made, **changed)


def on_paper(language: str = "en", found: ConsentText | None = None) -> bytes:
    return print_pdf(
        found or text(language),
        study_title=STUDY,
        registry="NCT05959291",
        site_name="University of Miami",
        version_label="1",
        text_digest=DIGEST,
        made_at=START,
    )


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def words(pdf: bytes) -> str:
    """All that it says, with every space one space."""
    pages = (page.extract_text() for page in opened(pdf).pages)
    return " ".join(" ".join(pages).replace("\u200b", "").split())
