"""Whether texts, signatures and documents are what they were: for `portal consent verify`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.consent import sealing
from portal.consent.models import Consent, ConsentCopy, ConsentSignature, ConsentSource, CopyKind
from portal.consent.sealing import SiteKeys
from portal.consent.signing import bound, canonical
from portal.consent.standing import COUNTS
from portal.consent.text.file import digest, file_digest
from portal.consent.version_models import ConsentVersion, VersionState
from portal.errors import PortalError
from portal.files import service as files
from portal.files.store import FileStore
from portal.participants.models import Participant
from portal.study.definition import SignerRole


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was. `what` names it by kind and id, never a person."""

    what: str
    problem: str

    def __str__(self) -> str:
        return f"{self.what}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Result:
    versions: int
    signatures: int
    documents: int
    problems: tuple[Problem, ...]


def verify(session: Session, store: FileStore, keys: SiteKeys) -> Result:
    """Check everything there is. Reads only."""
    versions = session.scalars(
        sa.select(ConsentVersion).options(selectinload(ConsentVersion.files))
    ).all()
    consents = session.scalars(
        sa.select(Consent)
        .options(joinedload(Consent.consent_version), selectinload(Consent.signatures))
        .order_by(Consent.started_at)
    ).all()
    copies = session.scalars(
        sa.select(ConsentCopy)
        .where(ConsentCopy.file_id.is_not(None))
        .options(
            joinedload(ConsentCopy.file),
            joinedload(ConsentCopy.consent)
            .joinedload(Consent.participant)
            .options(joinedload(Participant.site), joinedload(Participant.study)),
        )
    ).all()
    problems = [
        *(problem for version in versions for problem in _version(version)),
        *(problem for consent in consents for problem in _consent(consent)),
        *(problem for copy in copies for problem in _copy(copy, store, keys)),
    ]
    signed = sum(len(consent.signatures) for consent in consents)
    return Result(len(versions), signed, len(copies), tuple(problems))


def _version(version: ConsentVersion) -> Iterator[Problem]:
    what = f"text version {version.label} ({version.id})"
    for file in version.files:
        if file_digest(file.source) != file.sha256:
            yield Problem(what, f"the text in {file.language} is not the one that was loaded.")
    if digest({file.language: file.source for file in version.files}) != version.digest:
        yield Problem(what, "its texts are not those that its digest stands for.")
    if version.state is not VersionState.DRAFT and not version.files:
        yield Problem(what, "it has no text.")


def _consent(consent: Consent) -> Iterator[Problem]:
    before: list[str] = []
    for signature in consent.signatures:
        yield from _signature(signature, consent, before)
        before.append(signature.digest)
    signed = consent.signature(SignerRole.PARTICIPANT) is not None
    if consent.state in COUNTS and consent.source is ConsentSource.ELECTRONIC and not signed:
        yield Problem(f"consent {consent.id}", "it counts without the participant's signature.")


def _signature(
    signature: ConsentSignature, consent: Consent, before: list[str]
) -> Iterator[Problem]:
    what = f"signature {signature.id}"
    if hashlib.sha256(signature.record.encode()).hexdigest() != signature.digest:
        yield Problem(what, "its record was changed.")
        return
    record = json.loads(signature.record)
    now_bound = canonical(bound(signature, consent, before, record.get("choices", {})))
    if now_bound == signature.record:
        return
    here = json.loads(now_bound)
    names = sorted(name for name in here if here[name] != record.get(name))
    yield Problem(what, f"what is stored differs from what was signed: {', '.join(names)}.")


def _copy(copy: ConsentCopy, store: FileStore, keys: SiteKeys) -> Iterator[Problem]:
    what = f"document {copy.id}"
    if copy.file is None:
        yield Problem(what, "its file is not on record.")
        return
    try:
        content = files.read(store, copy.file)
    except PortalError as error:
        yield Problem(what, f"its file cannot be used ({error.code}).")
        return
    if copy.kind is CopyKind.PAPER:
        return
    participant = copy.consent.participant
    report = sealing.examine(
        content, keys=keys, study=participant.study.key, site=participant.site.key
    )
    if not (report.intact and report.whole and report.trusted):
        yield Problem(what, f"its seal does not hold: {report.problem}")
