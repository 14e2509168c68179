"""A consent signed on paper: what the paper says, with its scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.consent.models import (
    Consent,
    ConsentCopy,
    ConsentSource,
    ConsentState,
    CopyKind,
    EventKind,
)
from portal.consent.reading import begin
from portal.consent.signing import same_name
from portal.consent.situation import Situation
from portal.consent.standing import COUNTS
from portal.consent.text.definition import ConsentText
from portal.consent.trail import PORTAL, Doer, note
from portal.errors import Conflict, RuleBroken
from portal.files import service as files
from portal.files.check import Checked
from portal.files.store import FileStore
from portal.participants import consenting
from portal.study.definition import SignerRole


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A signature on the paper, with the date written beside it."""

    role: SignerRole
    name: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`id` is made by the sender: the same one twice is one record."""

    id: UUID
    version_id: UUID
    language: str
    choices: Mapping[str, bool]
    signatures: Sequence[PaperSignature]


def record(
    session: Session,
    situation: Situation,
    text: ConsentText,
    paper: Paper,
    scan: Checked,
    *,
    store: FileStore,
    doer: Doer,
    now: datetime,
) -> Consent | None:
    """Record the paper: the consent is in force. None where the same record came before.

    Raises RuleBroken: paper_signers, paper_twice, paper_ahead, name_differs, choices_left,
    unknown_choice, nothing_to_sign; Conflict where the version is another, or signed already.
    """
    if session.get(ConsentCopy, paper.id) is not None:
        return None
    _check(situation, text, paper)
    consent = begin(session, situation, paper.version_id, language=paper.language, now=now)
    if consent.signatures:
        raise Conflict("already_signed")
    first = situation.counting is None
    consent.source = ConsentSource.PAPER
    consent.language = paper.language
    consent.choices = dict(paper.choices)
    consent.decision, consent.decision_note = None, ""
    if consent.state is ConsentState.DECLINED:
        consent.move_to(ConsentState.READING, at=now)
    row = files.keep(
        session,
        store,
        scan,
        site_id=consent.site_id,
        participant_id=consent.participant_id,
        by=doer.account_id,
        now=now,
    )
    _add_copy(session, consent, paper, row.id, now)
    note(
        session,
        consent,
        EventKind.PAPER,
        doer,
        now=now,
        language=paper.language,
        scan=row.sha256,
        signatures=[
            {"role": line.role.value, "name": line.name, "date": line.day.isoformat()}
            for line in paper.signatures
        ],
    )
    _put_in_force(session, situation, consent, paper, first, doer, now)
    return consent


def _check(situation: Situation, text: ConsentText, paper: Paper) -> None:
    roles = [line.role for line in paper.signatures]
    rules = situation.study.consent
    needed = {SignerRole.PARTICIPANT, *(rules.countersigned_by if rules else ())}
    if len(set(roles)) < len(roles):
        raise RuleBroken("paper_twice", field="signatures")
    if set(roles) != needed:
        raise RuleBroken("paper_signers", field="signatures")
    for index, line in enumerate(paper.signatures):
        if line.day > situation.today:
            raise RuleBroken("paper_ahead", field=f"signatures.{index}.date")
        if line.role is SignerRole.PARTICIPANT and not same_name(
            line.name, situation.participant.name
        ):
            name = situation.participant.name
            raise RuleBroken("name_differs", field=f"signatures.{index}.name", name=name)
    known = {choice.key for choice in text.choices}
    if set(paper.choices) - known:
        raise RuleBroken("unknown_choice", field="choices")
    if known - set(paper.choices):
        raise RuleBroken("choices_left", field="choices", count=len(known - set(paper.choices)))


def _add_copy(
    session: Session, consent: Consent, paper: Paper, file_id: UUID, now: datetime
) -> None:
    copy = ConsentCopy(
        id=paper.id,
        consent_id=consent.id,
        participant_id=consent.participant_id,
        site_id=consent.site_id,
        kind=CopyKind.PAPER,
        subject_id=consent.id,
        language=paper.language,
        asked_at=now,
        made_at=now,
        file_id=file_id,
    )
    session.add(copy)


def _put_in_force(
    session: Session,
    situation: Situation,
    consent: Consent,
    paper: Paper,
    first: bool,
    doer: Doer,
    now: datetime,
) -> None:
    for earlier in situation.consents:
        if earlier is not consent and earlier.state in COUNTS:
            earlier.move_to(ConsentState.REPLACED, at=now)
            note(session, earlier, EventKind.REPLACED, PORTAL, now=now)
    consent.move_to(ConsentState.IN_FORCE, at=now)
    note(session, consent, EventKind.IN_FORCE, PORTAL, now=now)
    day = next(line.day for line in paper.signatures if line.role is SignerRole.PARTICIPANT)
    consenting.signed(
        session,
        situation.participant,
        situation.study,
        day=day,
        first=first,
        by=doer.name,
        now=now,
    )
    consenting.in_force(session, situation.participant, situation.study, now=now)
