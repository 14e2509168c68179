"""Signatures: hers, and those of the team after it.

A signature binds what was signed by a hash over everything it is about (21 CFR 11.70). It is
written with what it moves in one transaction: the state of the consent, the participation, and
the copy that is to be made of it.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import step_up
from portal.accounts.models import StepUpPurpose
from portal.accounts.sessions import Caller
from portal.consent import copies
from portal.consent.models import (
    Consent,
    ConsentSignature,
    ConsentState,
    CopyKind,
    EventKind,
    IdentityCheck,
)
from portal.consent.situation import Situation, progress_of
from portal.consent.standing import OPEN, awaited
from portal.consent.text.definition import ConsentText
from portal.consent.trail import PORTAL, Doer, note
from portal.errors import Conflict, NotAllowed, RuleBroken, StaleEdit
from portal.participants import consenting
from portal.schedule.planning import local_today
from portal.study.definition import SignerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignature:
    """`id` is made by the sender: the same one twice is one signature."""

    id: UUID
    name: str
    step_up: UUID
    identity: IdentityCheck | None = None
    identity_note: str = ""


def same_name(typed: str, known: str) -> bool:
    """Whether two ways of writing a name are one: case, accents and extra space do not matter."""

    def plain(name: str) -> str:
        letters = unicodedata.normalize("NFKD", name.replace("\u2019", "'").casefold())
        kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return " ".join(kept.split())

    return plain(typed) == plain(known)


def sign(
    session: Session,
    situation: Situation,
    consent: Consent,
    text: ConsentText,
    new: NewSignature,
    *,
    caller: Caller,
    now: datetime,
) -> ConsentSignature:
    """The participant's own signature.

    Raises Conflict("already_signed"), RuleBroken: consent_held, reading_left, quiz_left,
    choices_left, name_differs, step_up_needed, step_up_expired.
    """
    if consent.state not in OPEN:
        raise Conflict("already_signed")
    if situation.held:
        raise RuleBroken("consent_held")
    _check_complete(consent, text)
    if not same_name(new.name, situation.participant.name):
        raise RuleBroken("name_differs", field="name", name=situation.participant.name)
    spent = step_up.spend(session, caller, new.step_up, StepUpPurpose.SIGN_CONSENT, now=now)
    if consent.state is ConsentState.DECLINED:
        consent.move_to(ConsentState.READING, at=now)
    consent.language = text.language
    consent.decision, consent.decision_note = None, ""
    first = situation.counting is None
    signature = _signature(consent, text, SignerRole.PARTICIPANT, new, caller, spent.way, now)
    _add(session, consent, signature, caller, now)
    consent.move_to(ConsentState.SIGNED, at=now)
    consenting.signed(
        session,
        situation.participant,
        situation.study,
        day=local_today(now, signature.time_zone),
        first=first,
        by=caller.name,
        now=now,
    )
    copies.ask_for(session, consent, CopyKind.SIGNED, consent.id, consent.language, now=now)
    _complete_if_all_signed(session, situation, consent, now)
    return signature


def _check_complete(consent: Consent, text: ConsentText) -> None:
    way = progress_of(text, consent)
    if way.sections_left:
        raise RuleBroken("reading_left", count=len(way.sections_left))
    if way.quiz_left:
        raise RuleBroken("quiz_left", count=len(way.quiz_left))
    if way.choices_left:
        raise RuleBroken("choices_left", count=len(way.choices_left))


def countersign(
    session: Session,
    situation: Situation,
    consent: Consent,
    text: ConsentText,
    role: SignerRole,
    new: NewSignature,
    *,
    edit: int,
    caller: Caller,
    now: datetime,
) -> ConsentSignature:
    """The signature of somebody of the team in `role`. What the role may is the caller's to check.

    Raises Conflict("already_signed"), NotAllowed("own_consent") for the participant herself,
    RuleBroken: not_awaited, identity_needed, name_differs and what step_up.spend raises.
    """
    if any(place.participant_id == consent.participant_id for place in caller.places):
        raise NotAllowed("own_consent")
    if consent.signature(role) is not None:
        raise Conflict("already_signed")
    if role not in awaited(consent, situation.study.consent):
        raise RuleBroken("not_awaited", field="role")
    if consent.version != edit:
        raise StaleEdit("consent", current=consent.version)
    if role is SignerRole.DISCUSSION_LEADER and new.identity is None:
        raise RuleBroken("identity_needed", field="identity")
    if new.identity is IdentityCheck.OTHER and not new.identity_note:
        raise RuleBroken("identity_note_needed", field="identity_note")
    if not same_name(new.name, caller.name):
        raise RuleBroken("name_differs", field="name", name=caller.name)
    spent = step_up.spend(session, caller, new.step_up, StepUpPurpose.COUNTERSIGN_CONSENT, now=now)
    signature = _signature(consent, text, role, new, caller, spent.way, now)
    _add(session, consent, signature, caller, now)
    consent.changed_at = now
    _complete_if_all_signed(session, situation, consent, now)
    return signature


def _signature(
    consent: Consent,
    text: ConsentText,
    role: SignerRole,
    new: NewSignature,
    caller: Caller,
    method: str,
    now: datetime,
) -> ConsentSignature:
    signature = ConsentSignature(
        id=new.id,
        consent_id=consent.id,
        participant_id=consent.participant_id,
        site_id=consent.site_id,
        role=role,
        account_id=caller.account_id,
        printed_name=" ".join(new.name.split()),
        meaning=text.meaning(role),
        signed_at=now,
        time_zone=consent.participant.site.time_zone,
        language=text.language,
        method=method,
        identity=new.identity,
        identity_note=new.identity_note,
    )
    before = [found.digest for found in consent.signatures]
    signature.record = canonical(bound(signature, consent, before))
    signature.digest = hashlib.sha256(signature.record.encode()).hexdigest()
    return signature


def bound(
    signature: ConsentSignature, consent: Consent, before: list[str], choices: Any = None
) -> dict[str, Any]:
    """Everything that a signature is about, and is bound to, as plain values.

    `before`: the digests of the signatures that stood when it was made. `choices`: the optional
    uses as they stood then; left out: as they stand.
    """
    version = consent.consent_version
    return {
        "signature": str(signature.id),
        "consent": str(consent.id),
        "participant": str(consent.participant_id),
        "role": signature.role.value,
        "account": str(signature.account_id),
        "printed_name": signature.printed_name,
        "meaning": signature.meaning,
        "signed_at": signature.signed_at.isoformat(),
        "time_zone": signature.time_zone,
        "method": signature.method,
        "identity": signature.identity.value if signature.identity else None,
        "identity_note": signature.identity_note,
        "language": signature.language,
        "text_version": version.label,
        "text_digest": version.digest,
        "choices": dict(sorted((consent.choices if choices is None else choices).items())),
        "before": before,
    }


def canonical(values: dict[str, Any]) -> str:
    """One and the same text for the same values."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _add(
    session: Session, consent: Consent, signature: ConsentSignature, caller: Caller, now: datetime
) -> None:
    signature.consent = consent
    session.add(signature)
    note(
        session,
        consent,
        EventKind.SIGNED,
        Doer(caller.name, caller.account_id),
        now=now,
        language=signature.language,
        role=signature.role.value,
        digest=signature.digest,
    )


def _complete_if_all_signed(
    session: Session, situation: Situation, consent: Consent, now: datetime
) -> None:
    """With the last signature the consent is in force: it replaces the one before."""
    if awaited(consent, situation.study.consent):
        return
    for earlier in situation.consents:
        if earlier is not consent and earlier.state in {ConsentState.SIGNED, ConsentState.IN_FORCE}:
            earlier.move_to(ConsentState.REPLACED, at=now)
            note(session, earlier, EventKind.REPLACED, PORTAL, now=now)
    consent.move_to(ConsentState.IN_FORCE, at=now)
    note(session, consent, EventKind.IN_FORCE, PORTAL, now=now)
    consenting.in_force(session, situation.participant, situation.study, now=now)
    if len(consent.signatures) > 1:
        copies.ask_for(session, consent, CopyKind.COMPLETE, consent.id, consent.language, now=now)
