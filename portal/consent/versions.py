"""Versions of the consent text: loaded as a draft, approved, put in force by a person.

Loading and saving change nothing for anyone. From its approval on, a version's content is fixed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.consent import standing
from portal.consent.models import Consent, ConsentState, EventKind
from portal.consent.text.file import check_version, digest, file_digest, read, refuse_faults
from portal.consent.trail import PORTAL, note
from portal.consent.version_models import ConsentTextFile, ConsentVersion, VersionState
from portal.errors import NotFound, RuleBroken, StaleEdit
from portal.participants.models import (
    TAKING_PART,
    ConsentStanding,
    Participant,
    ParticipantStatus,
)
from portal.schedule.planning import local_today
from portal.study import definition
from portal.study.models import Study
from portal.study.service import Catalog, sites


class Keys(Protocol):
    """What is asked of the sites' signing keys here."""

    def has(self, study: str, site: str) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What the ethics board and the site decided about a version."""

    approved_on: date
    approval_reference: str
    valid_from: date
    valid_until: date | None
    sign_again: Collection[ParticipantStatus]
    sign_again_by: date | None
    visits_wait: bool


def get(session: Session, version_id: UUID, *, studies: Collection[UUID]) -> ConsentVersion:
    """The version. Raises NotFound outside `studies`."""
    found = session.scalar(
        sa.select(ConsentVersion).where(
            ConsentVersion.id == version_id, ConsentVersion.study_id.in_(studies)
        )
    )
    if found is None:
        raise NotFound("consent_version")
    return found


def of_studies(session: Session, studies: Collection[UUID]) -> list[ConsentVersion]:
    """All versions of these studies, the newest first."""
    return list(
        session.scalars(
            sa.select(ConsentVersion)
            .where(ConsentVersion.study_id.in_(studies))
            .order_by(ConsentVersion.study_id, ConsentVersion.number.desc())
        )
    )


def before(session: Session, version: ConsentVersion) -> ConsentVersion | None:
    """The version that was approved before this one."""
    return session.scalar(
        sa.select(ConsentVersion)
        .where(
            ConsentVersion.study_id == version.study_id,
            ConsentVersion.number < version.number,
            ConsentVersion.state != VersionState.DRAFT,
        )
        .order_by(ConsentVersion.number.desc())
        .limit(1)
    )


def load(
    session: Session,
    study: Study,
    parsed: definition.Study,
    label: str,
    sources: Mapping[str, str],
    *,
    now: datetime,
) -> ConsentVersion:
    """Store the files of a version, by language, as a draft; a draft of that label is replaced.

    Raises TextFaults where a file, or the version as a whole, has a fault, and
    RuleBroken("version_fixed") where that label was approved with another content.
    """
    texts = {
        language: read(source, name=f"{label}/{language}.yaml")
        for language, source in sources.items()
    }
    refuse_faults(check_version(texts, study=parsed), name=label)
    content = digest(sources)
    known = session.scalar(
        sa.select(ConsentVersion).where(
            ConsentVersion.study_id == study.id, ConsentVersion.label == label
        )
    )
    if known is not None and known.digest == content:
        return known
    if known is not None and known.state is not VersionState.DRAFT:
        raise RuleBroken("version_fixed", label=label)
    version = known or _new(session, study, label)
    version.digest, version.loaded_at = content, now
    session.add(version)
    for file in version.files:
        session.delete(file)
    session.flush()
    version.files = [
        ConsentTextFile(
            version_id=version.id, language=language, source=source, sha256=file_digest(source)
        )
        for language, source in sorted(sources.items())
    ]
    session.flush()
    return version


def _new(session: Session, study: Study, label: str) -> ConsentVersion:
    latest = session.scalar(
        sa.select(sa.func.max(ConsentVersion.number)).where(ConsentVersion.study_id == study.id)
    )
    return ConsentVersion(
        study_id=study.id, number=(latest or 0) + 1, label=label, sign_again=[], files=[]
    )


def approve(version: ConsentVersion, approval: Approval, *, edit: int, now: datetime) -> None:
    """Write down what was decided; the content is fixed from here on. Nothing goes live."""
    _check_edit(version, edit)
    _check_approval(approval, now)
    version.move_to(VersionState.APPROVED)
    version.approved_on = approval.approved_on
    version.approval_reference = approval.approval_reference
    version.valid_from, version.valid_until = approval.valid_from, approval.valid_until
    version.sign_again = sorted(status.value for status in set(approval.sign_again))
    version.sign_again_by = approval.sign_again_by
    version.visits_wait = approval.visits_wait


def _check_edit(version: ConsentVersion, edit: int) -> None:
    if version.version != edit:
        raise StaleEdit("consent_version", current=version.version)


def _check_approval(approval: Approval, now: datetime) -> None:
    tomorrow_at_most = now.date().toordinal() + 1  # a site's day may be ahead of UTC's
    if approval.approved_on.toordinal() > tomorrow_at_most:
        raise RuleBroken("approved_ahead", field="approved_on")
    if approval.valid_from < approval.approved_on:
        raise RuleBroken("valid_before_approved", field="valid_from", day=approval.approved_on)
    if approval.valid_until is not None and approval.valid_until < approval.valid_from:
        raise RuleBroken("valid_until_first", field="valid_until")
    if not set(approval.sign_again) <= TAKING_PART:
        raise RuleBroken("sign_again_who", field="sign_again")
    if approval.sign_again and approval.sign_again_by is None:
        raise RuleBroken("sign_again_when", field="sign_again_by")
    if approval.sign_again_by is not None and approval.sign_again_by < approval.valid_from:
        raise RuleBroken("sign_again_early", field="sign_again_by", day=approval.valid_from)


def put_in_force(
    session: Session,
    version: ConsentVersion,
    *,
    edit: int,
    catalog: Catalog,
    keys: Keys,
    now: datetime,
) -> None:
    """From now on this version is the one that is read and signed.

    The version before is superseded; who was reading it is told, and begins anew with this one.
    """
    _check_edit(version, edit)
    study = session.get_one(Study, version.study_id)
    parsed = catalog.get(session, study.id, study.version)
    today = local_today(now, parsed.sites[0].time_zone)
    if version.state is VersionState.APPROVED:
        _check_time(version, today)
        _check_keys(keys, study.key, sites(session, study.id))
    for earlier in of_studies(session, {study.id}):
        if earlier.state is VersionState.IN_FORCE and earlier.id != version.id:
            earlier.move_to(VersionState.SUPERSEDED)
    session.flush()
    version.move_to(VersionState.IN_FORCE)
    version.in_force_at = now
    session.flush()
    _overtake(session, version, now)
    if version.visits_wait and version.sign_again:
        for participant in must_sign_again(session, version):
            participant.visits_wait_after = version.sign_again_by


def _check_time(version: ConsentVersion, today: date) -> None:
    if version.valid_from is None or version.valid_from > today:
        raise RuleBroken("valid_later", field="valid_from", day=version.valid_from or today)
    if version.expired(today):
        raise RuleBroken("valid_over", field="valid_until", day=version.valid_until)


def _check_keys(keys: Keys, study: str, sites_of_study: Iterable[str]) -> None:
    """What is signed can be sealed at every site."""
    for site in sites_of_study:
        if not keys.has(study, site):
            raise RuleBroken("no_signing_key", study=study, site=site)


def _overtake(session: Session, version: ConsentVersion, now: datetime) -> None:
    """Who was on the way through another version of the study is so no more."""
    open_ways = session.scalars(
        sa.select(Consent)
        .join(Consent.consent_version)
        .where(
            ConsentVersion.study_id == version.study_id,
            Consent.version_id != version.id,
            Consent.state.in_(standing.OPEN),
        )
    )
    for consent in open_ways.all():
        consent.move_to(ConsentState.OVERTAKEN, at=now)
        note(session, consent, EventKind.OVERTAKEN, PORTAL, now=now, version=version.label)


def must_sign_again(session: Session, version: ConsentVersion) -> list[Participant]:
    """Those of all sites who signed an earlier version and must sign this one."""
    return list(
        session.scalars(
            sa.select(Participant)
            .where(
                Participant.study_id == version.study_id,
                Participant.consent == ConsentStanding.IN_FORCE,
                Participant.status.in_([ParticipantStatus(name) for name in version.sign_again]),
                ~sa.exists().where(
                    Consent.participant_id == Participant.id,
                    Consent.version_id == version.id,
                    Consent.state.in_(standing.COUNTS),
                ),
            )
            .options(joinedload(Participant.site))
            .order_by(Participant.code)
        )
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many signed a version, and how many must who have not: of one approved, once in force."""

    signed: int
    to_sign: int


def counts(
    session: Session, versions: Collection[ConsentVersion], sites_seen: Collection[UUID]
) -> dict[UUID, Count]:
    """The counts of each version over the participants of these sites."""
    rows = session.execute(
        sa.select(Consent.version_id, sa.func.count())
        .where(
            Consent.version_id.in_([version.id for version in versions]),
            Consent.site_id.in_(sites_seen),
            Consent.state.in_(standing.COUNTS),
        )
        .group_by(Consent.version_id)
    )
    signed: dict[UUID, int] = {row[0]: row[1] for row in rows}
    return {
        version.id: Count(
            signed.get(version.id, 0),
            sum(
                participant.site_id in sites_seen
                for participant in must_sign_again(session, version)
            )
            if version.state in {VersionState.APPROVED, VersionState.IN_FORCE}
            else 0,
        )
        for version in versions
    }
