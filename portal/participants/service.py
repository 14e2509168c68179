"""Adding participants, and changing what the team knows of them.

Every function starts from `sites`, the ids of the sites at which the caller may do this; a
participant elsewhere does not exist for her.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts import people
from portal.accounts.sign_in import normalise
from portal.audit.recorder import because
from portal.errors import Conflict, NotFound, RuleBroken, StaleEdit
from portal.participants import consenting
from portal.participants.models import TAKING_PART, Participant, ParticipantStatus
from portal.schedule import planning
from portal.study.models import Site
from portal.study.service import Catalog

EARLIEST = timedelta(days=365 * 20)
LATEST = timedelta(days=365)
"""How far back and ahead of today an anchor date can be; past that it is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParticipant:
    """`id` is made by the sender: the same one twice is one participant."""

    id: UUID
    site_id: UUID
    code: str
    name: str
    email: str
    phone: str | None
    language: str


def get(session: Session, participant_id: UUID, *, sites: Collection[UUID]) -> Participant:
    """The participant with her site and study. Raises NotFound outside `sites`."""
    found = session.scalar(
        sa.select(Participant)
        .where(Participant.id == participant_id, Participant.site_id.in_(sites))
        .options(joinedload(Participant.site), joinedload(Participant.study))
    )
    if found is None:
        raise NotFound("participant")
    return found


def site_of(session: Session, participant_id: UUID) -> frozenset[UUID]:
    """The one site of this participant; empty where there is no such participant."""
    found = session.scalars(sa.select(Participant.site_id).where(Participant.id == participant_id))
    return frozenset(found)


def hold(session: Session, participant_id: UUID) -> None:
    """Until the commit nobody else invites her, or joins as her."""
    row = sa.select(Participant.id).where(Participant.id == participant_id)
    session.execute(row.with_for_update(key_share=True))


def check_version(participant: Participant, version: int) -> None:
    """Raises StaleEdit when somebody changed the participant since `version` was read."""
    if participant.version != version:
        raise StaleEdit("participant", current=participant.version)


def add(
    session: Session,
    new: NewParticipant,
    *,
    sites: Collection[UUID],
    catalog: Catalog,
    now: datetime,
) -> Participant:
    """Add a participant, who joins the portal when she is invited to. `email` may be empty: she says
    herself which is hers when she joins."""
    existing = session.get(Participant, new.id)
    if existing is not None:
        return _same_again(existing, new, sites)
    site = session.scalar(
        sa.select(Site)
        .where(Site.id == new.site_id, Site.id.in_(sites))
        .options(joinedload(Site.study))
    )
    if site is None:
        raise RuleBroken("unknown_site", field="site_id")
    study = catalog.get(session, site.study_id, site.study.version)
    if new.language not in study.languages:
        raise RuleBroken("unknown_language", field="language", known=", ".join(study.languages))
    _code_is_free(session, site.study_id, new.code, of=new.id)
    participant = Participant(
        id=new.id,
        study_id=site.study_id,
        site_id=site.id,
        code=new.code,
        name=new.name,
        email=normalise(new.email),
        phone=new.phone,
        language=new.language,
        status=ParticipantStatus.INVITED,
        anchors={},
        flags=[],
        made_at=now,
    )
    participant.study, participant.site = site.study, site
    session.add(participant)
    session.flush()
    return participant


def _same_again(existing: Participant, new: NewParticipant, sites: Collection[UUID]) -> Participant:
    same = existing.site_id in sites and (
        existing.site_id,
        existing.code,
        existing.name,
        existing.email,
        existing.phone,
        existing.language,
    ) == (new.site_id, new.code, new.name, normalise(new.email), new.phone, new.language)
    if not same:
        raise Conflict("id_in_use", field="id")
    return existing


def _code_is_free(session: Session, study_id: UUID, code: str, *, of: UUID) -> None:
    """Free for `of`, who may have it already: the same sent at the same moment was stored first."""
    taken = session.scalar(
        sa.select(Participant.id).where(
            Participant.study_id == study_id, Participant.code == code, Participant.id != of
        )
    )
    if taken is not None:
        raise Conflict("code_in_use", field="code", code_text=code)


def update(
    session: Session,
    participant: Participant,
    changes: dict[str, Any],
    *,
    version: int,
    reason: str,
    sites: Collection[UUID],
    catalog: Catalog,
    now: datetime,
) -> None:
    """Change facts: any of name, code, phone, language, email, flags.

    Flags plan the visits anew. A new e-mail of somebody who has joined needs a reason: it decides who
    can sign in.
    """
    check_version(participant, version)
    because(session, reason)
    study = catalog.get(session, participant.study_id, participant.study.version)
    if "code" in changes and changes["code"] != participant.code:
        _code_is_free(session, participant.study_id, changes["code"], of=participant.id)
    if "language" in changes and changes["language"] not in study.languages:
        raise RuleBroken("unknown_language", field="language", known=", ".join(study.languages))
    if "email" in changes:
        _change_email(session, participant, changes["email"], reason, sites, now)
    for key in ("name", "code", "phone", "language"):
        if key in changes:
            setattr(participant, key, changes[key])
    if "flags" in changes:
        known = {flag.key for flag in study.flags}
        unknown = sorted(set(changes["flags"]) - known)
        if unknown:
            raise RuleBroken("unknown_flag", field="flags", flag=unknown[0])
        participant.flags = sorted(set(changes["flags"]))
        planning.plan_participant(session, participant, study, now=now)


def _change_email(
    session: Session,
    participant: Participant,
    email: str,
    reason: str,
    sites: Collection[UUID],
    now: datetime,
) -> None:
    email = normalise(email)
    if email == participant.email:
        return
    person = people.participants_account(session, participant.id)
    if person is not None:
        if not email:
            raise RuleBroken("email_of_sign_in", field="email")
        if not reason:
            raise RuleBroken("reason_needed", field="reason")
        if people.is_elsewhere(session, person, sites=sites, now=now):
            raise RuleBroken("account_elsewhere", field="email")
        people.change_email(session, person, email, now=now)
    participant.email = email


def set_anchor(
    session: Session,
    participant: Participant,
    key: str,
    day: date,
    *,
    version: int,
    reason: str,
    by: str,
    catalog: Catalog,
    now: datetime,
) -> None:
    """Set or change a date that the schedule counts from, and plan the visits by it.

    The anchor of the first phase starts screening, the anchor of enrolment enrols: it needs a
    consent in force where the study has one.
    """
    check_version(participant, version)
    study = catalog.get(session, participant.study_id, participant.study.version)
    if key not in {anchor.key for anchor in study.anchors}:
        raise NotFound("anchor")
    if participant.status not in TAKING_PART:
        raise RuleBroken("not_taking_part", status=participant.status)
    before = participant.anchors.get(key)
    if before == day:
        return
    if before is not None and not reason:
        raise RuleBroken("reason_needed", field="reason")
    _check_day(day, now.date())
    if key == study.enrolment_anchor:
        consenting.check_consent(study, participant, field="date")
    because(session, reason)
    participant.anchors = {**participant.anchors, key: day}
    if key == study.phases[0].anchor and participant.status is ParticipantStatus.INVITED:
        participant.move_to(ParticipantStatus.SCREENING, by=by, at=now, reason=reason)
    if key == study.enrolment_anchor and participant.status is ParticipantStatus.SCREENING:
        participant.move_to(ParticipantStatus.ENROLLED, by=by, at=now, reason=reason)
    planning.plan_participant(session, participant, study, now=now, correct_past=before is not None)


def _check_day(day: date, today: date) -> None:
    first, last = today - EARLIEST, today + LATEST
    if not first <= day <= last:
        raise RuleBroken("anchor_out_of_range", field="date", day=day, first=first, last=last)


NEEDS_REASON = frozenset({ParticipantStatus.WITHDRAWN, ParticipantStatus.INELIGIBLE})


def change_status(
    session: Session,
    participant: Participant,
    new: ParticipantStatus,
    *,
    version: int,
    reason: str,
    by: str,
    catalog: Catalog,
    now: datetime,
) -> None:
    """Move to another status; leaving the study takes the visits ahead away.

    Who comes back signs a new consent before anything is planned.
    """
    check_version(participant, version)
    back = new is ParticipantStatus.SCREENING and participant.status not in TAKING_PART
    if (new in NEEDS_REASON or back) and not reason:
        raise RuleBroken("reason_needed", field="reason")
    study = catalog.get(session, participant.study_id, participant.study.version)
    because(session, reason)
    participant.move_to(new, by=by, at=now, reason=reason)
    if new is ParticipantStatus.ENROLLED:
        consenting.check_consent(study, participant, field="status")
    if back:
        consenting.came_back(participant)
    if new not in TAKING_PART:
        planning.cancel_ahead(session, participant, by=by, reason=reason, now=now)
    planning.plan_participant(session, participant, study, now=now)
