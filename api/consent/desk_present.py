"""Consent as the desk shows it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from api.access import caller, sites
from api.consent import present
from api.context import db, language, now, parts
from portal.accounts.roles import May
from portal.consent import copies, desk, versions
from portal.consent.desk import Row
from portal.consent.models import Consent, ConsentEvent
from portal.consent.situation import Situation, progress_of
from portal.consent.standing import awaited, can_be_signed
from portal.consent.text.compare import compare
from portal.consent.text.elements import report
from portal.consent.version_models import ConsentVersion, VersionState
from portal.participants import service as participants
from portal.participants.models import Participant, ParticipantStatus
from portal.schedule.planning import local_today
from portal.study.definition import SignerRole
from portal.study.models import Study

SIGNS_AS = {
    SignerRole.DISCUSSION_LEADER: May.CONSENT_WRITE,
    SignerRole.INVESTIGATOR: May.CONSENT_COUNTERSIGN,
}


def roles(participant: Participant) -> frozenset[SignerRole]:
    """In which roles the caller may sign for this participant: what she is at that very site."""
    return frozenset(
        role
        for role, may in SIGNS_AS.items()
        if any(
            place.site_id == participant.site_id
            or (place.site_id is None and place.study_id == participant.study_id)
            for place in caller().places_for(may)
        )
    )


def row(found: Row) -> dict[str, Any]:
    """A line of the list, for :class:`desk_schemas.ConsentRow`."""
    participant = found.participant
    who = found.situation
    shown = who.current if who.to_sign else who.counting
    version = shown.consent_version if shown else who.version
    return {
        "participant_id": participant.id,
        "code": participant.code,
        "name": participant.name,
        "site": participant.site,
        "language": participant.language,
        "status": participant.status,
        "standing": participant.consent,
        "stage": found.stage,
        "since": found.since,
        "version": version.label if version else None,
        "open_questions": found.open_questions,
        "held": found.held,
        "awaited": list(found.awaited),
        "sign_by": found.sign_by,
        "overdue": found.overdue,
    }


def detail(participant: Participant) -> dict[str, Any]:
    """Everything about one participant's consent, for :class:`desk_schemas.ConsentDetail`."""
    db().flush()
    db().expire(participant)
    participant = participants.get(db(), participant.id, sites=sites())
    who = present.of(participant)
    paper = _paper_text(who)
    return {
        "row": row(desk.row(db(), who, parts().library)),
        "consents": [_consent(consent, who) for consent in who.consents],
        "questions": [
            _question(asked, consent) for consent in who.consents for asked in consent.questions
        ],
        "withdrawals": present.withdrawals(who),
        "withdrawal_options": present.menu(who, [language()]),
        "trail": trail(who),
        "paper_choices": paper.as_json()["choices"] if paper else [],
        "paper_version_id": who.version.id if paper and who.version else None,
        "paper_signers": _paper_signers(who) if paper else [],
    }


def _paper_text(who: Situation) -> Any:
    if who.version is None or not who.to_sign or not can_be_signed(who.version, who.today):
        return None
    return parts().library.in_language(db(), who.version, [language()])


def _paper_signers(who: Situation) -> list[SignerRole]:
    rules = who.study.consent
    return [SignerRole.PARTICIPANT, *(rules.countersigned_by if rules else ())]


def _consent(consent: Consent, who: Situation) -> dict[str, Any]:
    library = parts().library
    signed_in = library.in_language(db(), consent.consent_version, [consent.language])
    read_in = library.in_language(db(), consent.consent_version, [language()])
    missing = awaited(consent, who.study.consent)
    mine = any(place.participant_id == consent.participant_id for place in caller().places)
    own_copies = copies.of_participant(db(), consent.participant_id)
    return {
        "id": consent.id,
        "version_id": consent.version_id,
        "version_label": consent.consent_version.label,
        "state": consent.state,
        "source": consent.source,
        "decision": consent.decision,
        "decision_note": consent.decision_note,
        "language": consent.language,
        "started_at": consent.started_at,
        "progress": present.progress(progress_of(signed_in, consent)),
        "sections": len(signed_in.all_sections),
        "quiz": len(signed_in.quiz),
        "choices": consent.choices,
        "choice_texts": read_in.as_json()["choices"],
        "signatures": [
            {
                **present.signature(line),
                "id": line.id,
                "identity": line.identity,
                "identity_note": line.identity_note,
            }
            for line in consent.signatures
        ],
        "awaited": list(missing),
        "may_sign": [] if mine else [role for role in missing if role in roles(who.participant)],
        "meanings": {role.value: signed_in.meaning(role) for role in missing},
        "copies": [present.copy(item) for item in own_copies if item.consent_id == consent.id],
        "version": consent.version,
    }


def _question(asked: Any, consent: Consent) -> dict[str, Any]:
    found = parts().library.in_language(db(), consent.consent_version, [language()])
    return {
        **present.question(asked, found),
        "version": consent.consent_version.label,
        "way": asked.way,
    }


def trail(who: Situation) -> list[dict[str, Any]]:
    """The timeline over all her consents, the newest first."""
    events = [(event, consent) for consent in who.consents for event in consent.events]
    events.sort(key=lambda pair: (pair[0].at, pair[0].id), reverse=True)
    return [_entry(event, consent) for event, consent in events]


def _entry(event: ConsentEvent, consent: Consent) -> dict[str, Any]:
    return {
        "id": event.id,
        "at": event.at,
        "kind": event.kind.value,
        "who": event.who,
        "language": event.language,
        "facts": {"version": consent.consent_version.label, **event.facts},
    }


def version_rows(found: list[ConsentVersion]) -> list[dict[str, Any]]:
    """Versions of the text, for :class:`desk_schemas.VersionRows`."""
    counted = versions.counts(db(), found, sites())
    studies = {study.id: study for study in db().scalars(sa.select(Study))}
    shown = []
    for version in found:
        study = studies[version.study_id]
        texts = parts().catalog.get(db(), study.id, study.version)
        today = local_today(now(), texts.sites[0].time_zone)
        shown.append(
            {
                **{
                    name: getattr(version, name)
                    for name in (
                        "id",
                        "label",
                        "number",
                        "state",
                        "digest",
                        "approved_on",
                        "approval_reference",
                        "valid_from",
                        "valid_until",
                        "sign_again_by",
                        "visits_wait",
                        "loaded_at",
                        "in_force_at",
                        "version",
                    )
                },
                "study": study.key,
                "expired": version.state is VersionState.IN_FORCE and version.expired(today),
                "languages": parts().library.languages(db(), version),
                "sign_again": [ParticipantStatus(name) for name in version.sign_again],
                "signed": counted[version.id].signed,
                "to_sign": counted[version.id].to_sign,
            }
        )
    return shown


def version_detail(version: ConsentVersion) -> dict[str, Any]:
    """One version with what the check says of it, for :class:`desk_schemas.VersionDetail`."""
    db().flush()
    library = parts().library
    spoken = library.languages(db(), version)
    texts = {tongue: library.text(db(), version, tongue) for tongue in spoken}
    earlier = versions.before(db(), version)
    checked = report(texts)
    shown = []
    for tongue, found in texts.items():
        old = library.in_language(db(), earlier, [tongue]) if earlier else None
        plain = found.as_json()
        shown.append(
            {
                "language": tongue,
                "title": found.title,
                "notice": found.notice,
                "key_information": plain["key_information"],
                "sections": plain["sections"],
                "choices": plain["choices"],
                "changes": [change.as_json() for change in compare(old, found)] if old else [],
            }
        )
    return {
        "row": version_rows([version])[0],
        "elements": checked.elements,
        "grades": checked.grades,
        "texts": shown,
    }
