"""From facts to a PDF. The words are those of :mod:`portal.language`, the shape template.typ's.

Everything goes into the template as data, never as source: what a person typed stays text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_datetime

from portal.consent.text.definition import ConsentText, Section
from portal.language import say
from portal.study.definition import SignerRole

TEMPLATE = Path(__file__).with_name("template.typ").read_bytes()
STANDARDS = ["a-2a", "ua-1"]
LOCALES = {"en": "en_US", "es": "es_US"}
DIGEST_SHOWN = 16
MISSING_GLYPH = "\ufffd"

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature as it is printed (21 CFR 11.50): who, when, what it means, and how."""

    role: SignerRole
    printed_name: str
    meaning: str
    signed_at: datetime
    time_zone: str
    method: str
    digest: str
    identity: str | None


@dataclass(frozen=True, slots=True)
class ConsentDocument:
    """A consent with the signatures it has. `awaited`: the roles whose signatures are missing."""

    study_title: str
    registry: str | None
    site_name: str
    participant_code: str
    participant_name: str
    text: ConsentText
    version_label: str
    text_digest: str
    choices: Mapping[str, bool]
    signatures: tuple[SignatureLine, ...]
    awaited: tuple[SignerRole, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalDocument:
    """The confirmation of a withdrawal. `choice`: the question whose yes was taken back."""

    study_title: str
    site_name: str
    participant_code: str
    participant_name: str
    language: str
    title: str
    explain: str
    data: str
    choice: str | None
    reason: str | None
    at: datetime
    time_zone: str
    recorded_by: str | None
    version_label: str
    notice: str | None


def consent_pdf(document: ConsentDocument) -> bytes:
    """The whole text, what she chose, and every signature."""
    text, language = document.text, document.text.language
    shown = _text_parts(text, language) | {
        "lead": document.study_title,
        "author": document.site_name,
        "footer": _footer(document.version_label, document.text_digest, language)
        + f"  ·  {document.participant_code}",
        "facts": _facts(
            language,
            participant=f"{document.participant_name} ({document.participant_code})",
            site=document.site_name,
            registry=document.registry,
            version=document.version_label,
        ),
        "choices": _choices(text, document.choices),
        "signatures": {
            "title": say("pdf.signatures", language),
            "rows": [_signature(line, language) for line in document.signatures]
            + [_awaited(role, text) for role in document.awaited],
            "note": say("pdf.seal_note", language, digest=document.text_digest),
        },
    }
    return _compile(shown, document.made_at)


def withdrawal_pdf(document: WithdrawalDocument) -> bytes:
    """What was taken back, when, and what happens to the data."""
    language = document.language
    blocks = [document.explain, document.data]
    shown = _empty(language, document.notice) | {
        "title": say("pdf.withdrawal", language),
        "lead": document.study_title,
        "author": document.site_name,
        "footer": f"{say('pdf.version', language)} {document.version_label}"
        f"  ·  {document.participant_code}",
        "facts": _facts(
            language,
            participant=f"{document.participant_name} ({document.participant_code})",
            site=document.site_name,
            at=moment(document.at, document.time_zone, language),
            recorded_by=document.recorded_by,
            reason=document.reason,
        ),
        "parts": [
            {
                "title": document.choice or document.title,
                "lead": None,
                "sections": [
                    {"title": say(f"pdf.{name}", language), "blocks": [_paragraph(words)]}
                    for name, words in zip(("what_it_means", "your_data"), blocks, strict=True)
                ],
            }
        ],
    }
    return _compile(shown, document.at)


def print_pdf(
    text: ConsentText,
    *,
    study_title: str,
    registry: str | None,
    site_name: str | None,
    version_label: str,
    text_digest: str,
    made_at: datetime,
) -> bytes:
    """The text to read and sign on paper, with boxes to tick and lines to sign on."""
    language = text.language
    labels = [say(f"pdf.line_{name}", language) for name in ("name", "signature", "date")]
    shown = _text_parts(text, language) | {
        "lead": study_title,
        "author": site_name or study_title,
        "footer": _footer(version_label, text_digest, language),
        "facts": _facts(language, site=site_name, registry=registry, version=version_label),
        "choices": _choices(text, None),
        "signatures": {
            "title": say("pdf.signatures", language),
            "rows": [
                {
                    "title": say(f"pdf.role_{found.role.value}", language),
                    "meaning": found.text,
                    "facts": [],
                    "lines": labels,
                }
                for found in text.signatures
            ],
            "note": None,
        },
    }
    return _compile(shown, made_at)


def moment(at: datetime, time_zone: str, language: str) -> str:
    """An instant as it is printed: local date and time, the zone, and its distance from UTC."""
    local = at.astimezone(ZoneInfo(time_zone))
    locale = LOCALES.get(language, "en_US")
    written = format_datetime(local, "EEEE, d MMMM y, HH:mm:ss", locale=locale)
    if language == "en":
        written = format_datetime(local, "EEEE, MMMM d, y, h:mm:ss a", locale=locale)
    return f"{written} ({time_zone}, UTC{local:%z})"


def _empty(language: str, notice: str | None) -> dict[str, Any]:
    return {
        "language": language,
        "notice": notice,
        "page": say("pdf.page", language, page="{page}", pages="{pages}"),
        "lead": None,
        "glossary": None,
        "choices": None,
        "signatures": None,
    }


def _text_parts(text: ConsentText, language: str) -> dict[str, Any]:
    return _empty(language, text.notice) | {
        "title": text.title,
        "parts": [
            {
                "title": say("pdf.key_information", language),
                "lead": None,
                "sections": [_section(part) for part in text.key_information],
            },
            {
                "title": say("pdf.chapters", language),
                "lead": None,
                "sections": [_section(part) for part in text.sections],
            },
        ],
        "glossary": {
            "title": say("pdf.glossary", language),
            "rows": [(term.term, term.meaning) for term in text.glossary],
        }
        if text.glossary
        else None,
    }


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "blocks": [block.as_json() for block in section.blocks]}


def _paragraph(words: str) -> dict[str, Any]:
    return {
        "kind": "paragraph",
        "items": [[{"text": words, "strong": False, "term": None}]],
    }


def _footer(version: str, digest: str, language: str) -> str:
    name = say("pdf.version", language)
    return f"{name} {version}  ·  {digest[:DIGEST_SHOWN]}"


def _facts(language: str, **values: str | None) -> list[Row]:
    return [(say(f"pdf.{name}", language), value) for name, value in values.items() if value]


def _choices(text: ConsentText, made: Mapping[str, bool] | None) -> dict[str, Any] | None:
    if not text.choices:
        return None
    rows = []
    for choice in text.choices:
        chosen = None if made is None else made.get(choice.key)
        answers = [
            {"mark": _mark(chosen is yes), "text": words}
            for yes, words in ((True, choice.yes), (False, choice.no))
        ]
        rows.append({"ask": choice.ask, "explain": choice.explain, "answers": answers})
    return {"title": say("pdf.choices", text.language), "rows": rows}


def _mark(chosen: bool) -> str:
    return "[x]" if chosen else "[  ]"


def _signature(line: SignatureLine, language: str) -> dict[str, Any]:
    identity = say(f"pdf.identity_{line.identity}", language) if line.identity else None
    return {
        "title": say(f"pdf.role_{line.role.value}", language),
        "meaning": line.meaning,
        "facts": _facts(
            language,
            signed_by=line.printed_name,
            at=moment(line.signed_at, line.time_zone, language),
            method=say(f"consent.method_{line.method}", language),
            identity=identity,
            record=line.digest,
        ),
        "lines": [],
    }


def _awaited(role: SignerRole, text: ConsentText) -> dict[str, Any]:
    return {
        "title": say(f"pdf.role_{role.value}", text.language),
        "meaning": say("pdf.awaited", text.language),
        "facts": [],
        "lines": [],
    }


def _compile(shown: dict[str, Any], at: datetime) -> bytes:
    """The PDF of `shown`. The same facts at the same time give the same bytes."""
    return bytes(
        typst.compile(
            TEMPLATE,
            format="pdf",
            pdf_standards=STANDARDS,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(_printable(shown), ensure_ascii=False)},
            timestamp=at.replace(microsecond=0),
        )
    )


def _printable(value: Any) -> Any:
    """`value` with what the font cannot draw shown as a mark, so that nothing drops out unseen."""
    if isinstance(value, str):
        return "".join(letter if _drawn(letter) else "\u25a1" for letter in value)
    if isinstance(value, Mapping):
        return {name: _printable(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [_printable(item) for item in value]
    return value


def _drawn(letter: str) -> bool:
    """Latin, Greek and Cyrillic letters, digits, and the signs of ordinary writing."""
    code = ord(letter)
    return letter in "\n\t" or 0x20 <= code < 0x0530 or 0x1E00 <= code < 0x2070 or code in _SIGNS


_SIGNS = {0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x2264, 0x2265, 0x25A1}
