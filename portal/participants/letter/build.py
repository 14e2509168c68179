"""From facts to the letter as PDF (PDF/UA-1, PDF/A-2a). Its words are those of
:mod:`portal.language`, its shape template.typ's.

Everything goes into the template as data, never as source: a name that somebody typed stays text.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import segno
import typst

from portal.accounts.invitation_models import InvitationKind
from portal.consent.pdf.letters import Letters
from portal.language import day, say

TEMPLATE = Path(__file__).with_name("template.typ").read_bytes()
STEPS = ("open", "email", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """`study`: its short title, None where the study wants none in a letter; `sender`: the team, or
    then the site. `link` opens the app with the code, `page` is where the code is typed. `phone` is as
    it is read."""

    language: str
    name: str
    study: str | None
    sender: str
    phone: str
    kind: InvitationKind
    code: str
    link: str
    page: str
    until: date
    made_at: datetime


def letter_pdf(facts: LetterFacts) -> bytes:
    """The letter. The same facts give the same bytes."""
    data = Letters().fit(_shown(facts)) | {"qr": qr_svg(facts.link)}
    return typst.compile(
        TEMPLATE,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=facts.made_at.replace(microsecond=0),
    )


def qr_svg(text: str) -> str:
    """A QR code with its quiet zone, which half of a fold or a stain does not make unreadable."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="svg", xmldecl=False, border=4)
    return out.getvalue().decode()


def _shown(facts: LetterFacts) -> dict[str, Any]:
    kind = "recovery" if facts.kind is InvitationKind.RECOVERY else "joining"

    def words(key: str, **more: str) -> str:
        return say(f"letter.{key}", facts.language, **more)

    address = facts.page.removeprefix("https://").removeprefix("http://")
    until = day(facts.until, facts.language)
    return {
        "language": facts.language,
        "sender": facts.sender,
        "phone": words("phone", phone=facts.phone),
        "date": day(facts.made_at.date(), facts.language),
        "title": words(f"{kind}_title"),
        "greeting": words("greeting", name=facts.name),
        "what": [
            words(f"{kind}_what"),
            *([words("study", study=facts.study)] if facts.study else []),
        ],
        "how": words("how"),
        "steps": [words(f"step_{step}", address=address) for step in STEPS],
        "qr_alt": words("qr_alt", address=address, code=facts.code),
        "code_label": words("code"),
        "code": facts.code,
        "until": words("until", until=until),
        "notes": [words("private"), words("iphone"), words("no_phone", address=address)],
        "help_title": words("help_title"),
        "help": words("help", phone=facts.phone),
    }
