"""From facts to a PDF. The words are those of :mod:`portal.language`, the shape template.typ's.

Everything goes into the template as data, never as source: what a person typed stays text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_time

from portal.consent.pdf.facts import ConsentDocument, SignatureLine, WithdrawalDocument
from portal.consent.pdf.letters import SQUARE, Letters
from portal.consent.text.definition import ConsentText, Section
from portal.language import day, say
from portal.study.definition import SignerRole

TEMPLATE = Path(__file__).with_name("template.typ").read_bytes()
LOCALES = {"en": "en_US", "es": "es_US"}
DIGEST_SHOWN = 16

Row = dict[str, Any]


def consent_pdf(document: ConsentDocument) -> bytes:
    """The whole text, what she chose, and every signature."""
    text, language = document.text, document.text.language
    shown = _text_parts(text, language) | {
        "lead": document.study_title,
        "author": document.site_name,
        "footer": _footer(
            language,
            text.title,
            document.version_label,
            document.participant_code,
            document.text_digest,
        ),
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
        },
        "notes": [say("pdf.sealed", language)],
        "fingerprint": _row("fingerprint", language, document.text_digest),
    }
    return _compile(shown, document.made_at)


def withdrawal_pdf(document: WithdrawalDocument) -> bytes:
    """What was taken back, when, and what happens to the data."""
    language = document.language
    title = say("pdf.withdrawal", language)
    shown = _empty(language, document.notice) | {
        "title": title,
        "lead": document.study_title,
        "author": document.site_name,
        "footer": _footer(language, title, document.version_label, document.participant_code),
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
                "sections": [
                    _plain_section(say("pdf.what_it_means", language), document.explain),
                    _plain_section(say("pdf.your_data", language), document.data),
                ],
            }
        ],
        "notes": [say("pdf.sealed", language)],
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
    lines = [say(f"pdf.line_{name}", language) for name in ("name", "signature", "date")]
    shown = _text_parts(text, language) | {
        "lead": study_title,
        "author": site_name or study_title,
        "footer": _footer(language, text.title, version_label, None, text_digest),
        "facts": _facts(language, site=site_name, registry=registry, version=version_label),
        "choices": _choices(text, {}),
        "signatures": {
            "title": say("pdf.signatures", language),
            "rows": [
                _box(f"role_{found.role.value}", language, found.text, lines=lines)
                for found in text.signatures
            ],
        },
    }
    return _compile(shown, made_at)


def moment(at: datetime, time_zone: str, language: str) -> str:
    """An instant as it is printed: local date and time, the zone, and its distance from UTC."""
    local = at.astimezone(ZoneInfo(time_zone))
    time = format_time(local, "medium", locale=LOCALES.get(language, language))
    distance = f"{local:%z}"
    return (
        f"{day(local.date(), language)}, {time} "
        f"({time_zone}, UTC{distance[:3]}:{distance[3:5]})".replace("\u202f", " ")
    )


def _empty(language: str, notice: str | None) -> dict[str, Any]:
    return {
        "language": language,
        "notice": notice,
        "page": say("pdf.page", language, page="{page}", pages="{pages}"),
        "lead": None,
        "glossary": None,
        "choices": None,
        "signatures": None,
        "notes": [],
        "fingerprint": None,
    }


def _text_parts(text: ConsentText, language: str) -> dict[str, Any]:
    halves = {"key_information": text.key_information, "chapters": text.sections}
    return _empty(language, text.notice) | {
        "title": text.title,
        "parts": [
            {
                "title": say(f"pdf.{name}", language),
                "sections": [_section(section) for section in sections],
            }
            for name, sections in halves.items()
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


def _plain_section(title: str, words: str) -> dict[str, Any]:
    span = {"text": words, "strong": False, "term": None}
    return {"title": title, "blocks": [{"kind": "paragraph", "items": [[span]]}]}


def _footer(
    language: str, title: str, version: str, participant_code: str | None, digest: str = ""
) -> str:
    name = say("pdf.version", language)
    parts = (title, f"{name} {version}", participant_code, digest[:DIGEST_SHOWN])
    return "  ·  ".join(part for part in parts if part)


def _facts(language: str, **values: str | None) -> list[Row]:
    return [_row(name, language, value) for name, value in values.items() if value]


def _row(name: str, language: str, value: str) -> Row:
    """A label with its value. Digests are set so that they can be compared sign by sign."""
    code = name in {"record", "fingerprint"}
    return {"label": say(f"pdf.{name}", language), "value": value, "code": code}


def _choices(text: ConsentText, made: Mapping[str, bool]) -> dict[str, Any] | None:
    if not text.choices:
        return None
    rows = []
    for choice in text.choices:
        answers = [
            {"chosen": made.get(choice.key) is yes, "text": words}
            for yes, words in ((True, choice.yes), (False, choice.no))
        ]
        rows.append({"ask": choice.ask, "explain": choice.explain, "answers": answers})
    return {"title": say("pdf.choices", text.language), "rows": rows}


def _signature(line: SignatureLine, language: str) -> dict[str, Any]:
    identity = say(f"pdf.identity_{line.identity}", language) if line.identity else None
    facts = _facts(
        language,
        signed_by=line.printed_name,
        at=moment(line.signed_at, line.time_zone, language),
        method=say(f"consent.method_{line.method}", language),
        identity=identity,
        record=line.digest,
    )
    return _box(f"role_{line.role.value}", language, line.meaning, facts=facts)


def _awaited(role: SignerRole, text: ConsentText) -> dict[str, Any]:
    return _box(f"role_{role.value}", text.language, say("pdf.awaited", text.language))


def _box(
    name: str, language: str, meaning: str, *, facts: list[Row] | None = None, lines: Any = ()
) -> dict[str, Any]:
    title = say(f"pdf.{name}", language)
    return {"title": title, "meaning": meaning, "facts": facts or [], "lines": lines}


def _compile(shown: dict[str, Any], at: datetime) -> bytes:
    """The PDF of `shown`. The same facts at the same time give the same bytes."""
    letters = Letters()
    data = letters.fit(shown)
    if letters.left_out:
        data["notes"].append(say("pdf.not_drawn", shown["language"], square=SQUARE))
    return typst.compile(
        TEMPLATE,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=at.replace(microsecond=0),
    )
