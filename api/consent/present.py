"""A person's own consent as the app shows it."""

from __future__ import annotations

from typing import Any

from flask import request

from api.context import db, language, now, parts
from portal.consent import copies, situation, standing, withdrawing
from portal.consent.library import Library
from portal.consent.models import Consent, ConsentCopy, ConsentQuestion, ConsentSignature
from portal.consent.situation import Situation, progress_of
from portal.consent.standing import Progress
from portal.consent.text.compare import compare
from portal.consent.text.definition import ConsentText, reading_minutes
from portal.language import say
from portal.participants.models import Participant
from portal.study.definition import SignerRole


def library() -> Library:
    return parts().library


def of(participant: Participant) -> Situation:
    return situation.of(db(), participant, catalog=parts().catalog, now=now())


def spoken(participant: Participant, wanted: str | None = None) -> list[str]:
    """Languages to show a text in, the most wanted first."""
    asked = [tag.split("-")[0] for tag, _ in request.accept_languages]
    return [*([wanted] if wanted else []), *asked, participant.language]


def text(found: ConsentText, who: Situation) -> dict[str, Any]:
    """The text in force, with what changed since the version she signed."""
    if who.version is None:
        raise RuntimeError("a text in force has a version")
    return {
        **plain_text(found),
        "version_id": who.version.id,
        "version": who.version.label,
        "languages": library().languages(db(), who.version),
        "changes": _changes(found, who),
    }


def plain_text(found: ConsentText) -> dict[str, Any]:
    """A text without its version; :class:`schemas.Text` leaves out the right answers."""
    shown: dict[str, Any] = found.as_json()
    shown["meaning"] = found.meaning(SignerRole.PARTICIPANT)
    return shown


def _changes(found: ConsentText, who: Situation) -> list[dict[str, Any]]:
    signed = who.counting
    if signed is None or not who.again:
        return []
    old = library().in_language(db(), signed.consent_version, [found.language])
    return [change.as_json() for change in compare(old, found)]


def own(who: Situation) -> dict[str, Any]:
    """Where she stands, for :class:`schemas.Standing`."""
    current, counts, version = who.current, who.counting, who.version
    shown = current if who.to_sign else counts
    way = who.progress(db(), library())
    again = who.again
    found = None
    if version is not None:
        found = library().in_language(db(), version, [_language(who)])
    participant = who.participant
    site = who.study.site(participant.site.key)
    return {
        "standing": participant.consent,
        "to_sign": who.to_sign,
        "again": again,
        "sign_by": version.sign_again_by if version and again else None,
        "visits_wait": bool(version and again and version.visits_wait),
        "version_id": version.id if version else None,
        "version": version.label if version else None,
        "minutes": reading_minutes(found.all_sections) if found else 0,
        "state": shown.state if shown else None,
        "decision": shown.decision if shown else None,
        "progress": progress(way),
        "questions": [question(asked, found) for asked in who.questions],
        "held": who.to_sign and who.held,
        "signatures": [signature(line) for line in counts.signatures] if counts else [],
        "awaited": list(who.awaited),
        "choices": dict(counts.choices) if counts else {},
        "copies": [copy(row) for row in copies.of_participant(db(), participant.id)],
        "withdrawals": withdrawals(who),
        "name": participant.name,
        "team_name": site.team_name.in_language(language(), who.study.languages[0]),
    }


def _language(who: Situation) -> str:
    return who.current.language if who.current else who.participant.language


def progress(way: Progress | None) -> dict[str, Any]:
    if way is None:
        return {
            "sections_read": [],
            "place": None,
            "quiz_right": [],
            "choices": {},
            "ready": False,
        }
    return {
        "sections_read": list(way.sections_read),
        "place": way.place,
        "quiz_right": list(way.quiz_right),
        "choices": dict(way.choices),
        "ready": way.ready,
    }


def question(asked: ConsentQuestion, found: ConsentText | None) -> dict[str, Any]:
    title = None
    if found is not None and asked.section is not None:
        title = next((part.title for part in found.all_sections if part.key == asked.section), None)
    return {
        "id": asked.id,
        "section": asked.section,
        "section_title": title,
        "text": asked.text,
        "holds": asked.holds,
        "asked_at": asked.asked_at,
        "answer": asked.answer,
        "answered_by": asked.answered_by,
        "answered_at": asked.answered_at,
    }


def signature(line: ConsentSignature) -> dict[str, Any]:
    return {
        "role": line.role,
        "printed_name": line.printed_name,
        "meaning": line.meaning,
        "signed_at": line.signed_at,
        "time_zone": line.time_zone,
        "method": say(f"consent.method_{line.method}", language()),
        "digest": line.digest,
    }


def copy(row: ConsentCopy) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "version": row.consent.consent_version.label,
        "language": row.language,
        "at": row.asked_at,
        "ready": row.file_id is not None,
        "name": row.file.name if row.file else "",
        "media_type": row.file.media_type if row.file else "",
    }


def withdrawals(who: Situation) -> list[dict[str, Any]]:
    asks: dict[str, str] = {}
    for consent in who.consents:
        found = library().in_language(db(), consent.consent_version, [language()])
        asks |= {choice.key: choice.ask for choice in found.choices}
    return [
        {
            "scope": row.scope,
            "choice": row.choice,
            "choice_ask": asks.get(row.choice) if row.choice else None,
            "reason": row.reason,
            "at": row.at,
        }
        for row in withdrawing.of_participant(db(), who.participant.id)
    ]


def counting_text(who: Situation, wanted: list[str]) -> ConsentText | None:
    """The text of the consent that counts, in the first of the wanted languages."""
    consent = who.counting
    if consent is None:
        return None
    return library().in_language(db(), consent.consent_version, wanted)


def menu(who: Situation, wanted: list[str]) -> list[dict[str, Any]]:
    """What she can take back, for :class:`schemas.WithdrawalMenu`."""
    options = withdrawing.menu(db(), who, counting_text(who, wanted))
    return [
        {
            "scope": line.option.scope,
            "choice": line.choice,
            "title": line.choice_ask or line.option.title,
            "explain": line.option.explain,
            "data": line.option.data,
            "ends": line.ends,
        }
        for line in options
    ]


def signed(consent: Consent, who: Situation) -> dict[str, Any]:
    """What she signed, word for word in the language she signed it in."""
    version = consent.consent_version
    found = library().text(db(), version, consent.language)
    return {
        "text": {
            **plain_text(found),
            "version_id": version.id,
            "version": version.label,
            "languages": library().languages(db(), version),
            "changes": [],
        },
        "choices": dict(consent.choices),
        "signatures": [signature(line) for line in consent.signatures],
        "awaited": list(standing.awaited(consent, who.study.consent)),
        "copies": [
            copy(row)
            for row in copies.of_participant(db(), who.participant.id)
            if row.consent_id == consent.id
        ],
    }


def today(participant: Participant) -> dict[str, Any] | None:
    """What Today says about the consent; None where nothing waits for her."""
    who = situation.brief(db(), participant, catalog=parts().catalog, now=now())
    if not who.to_sign or who.version is None:
        return None
    current = who.current
    found = library().in_language(db(), who.version, spoken(participant))
    way = progress_of(found, current)
    left = [part for part in found.all_sections if part.key in way.sections_left]
    return {
        "kind": "sign_again" if who.again else "sign",
        "begun": bool(way.sections_read),
        "minutes": reading_minutes(left),
        "sign_by": who.version.sign_again_by if who.again else None,
        "answered": any(asked.answered_at for asked in who.questions),
    }
