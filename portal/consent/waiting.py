"""What of the consents waits for the team: signatures, answers, people who must sign again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.types import JSON

from portal.accounts.roles import May
from portal.consent import standing
from portal.consent.models import Consent, ConsentQuestion, ConsentState
from portal.consent.version_models import ConsentVersion, VersionState
from portal.participants.models import ConsentStanding, Participant, ParticipantStatus
from portal.queue.source import Context, Rank, Source, columns

COUNTERSIGN = "countersign"
QUESTION = "question"
AGAIN = "sign_again"
DUE_DAYS = 7
"""So long before the last day somebody who must sign again is somebody to call."""


def _to_countersign(context: Context) -> sa.Select[Any]:
    return sa.select(
        *columns(
            context,
            object_id=Consent.id,
            participant_id=Consent.participant_id,
            site_id=Consent.site_id,
            since=Consent.changed_at,
            rank=Rank.PRESSING,
            version=Consent.version,
        )
    ).where(Consent.site_id.in_(context.sites), Consent.state == ConsentState.SIGNED)


def _questions(context: Context) -> sa.Select[Any]:
    """One that holds the signature is more pressing: she cannot go on without the answer."""
    return (
        sa.select(
            *columns(
                context,
                object_id=ConsentQuestion.id,
                participant_id=ConsentQuestion.participant_id,
                site_id=ConsentQuestion.site_id,
                since=ConsentQuestion.asked_at,
                rank=sa.case((ConsentQuestion.holds, int(Rank.PRESSING)), else_=int(Rank.USUAL)),
                state=sa.case((ConsentQuestion.holds, "holds"), else_="open"),
                words=sa.func.substr(ConsentQuestion.text, 1, 200),
            )
        )
        .join(Participant, Participant.id == ConsentQuestion.participant_id)
        .where(
            ConsentQuestion.site_id.in_(context.sites),
            ConsentQuestion.answered_at.is_(None),
            Participant.status != ParticipantStatus.INELIGIBLE,
        )
    )


def _to_sign_again(context: Context) -> sa.Select[Any]:
    """As :func:`portal.consent.versions.must_sign_again` finds them, near the last day or past it.

    Found from the other end: consents in force to a text that no longer is, which are few.
    """
    earlier = orm.aliased(ConsentVersion)
    today = context.day(Consent.site_id)
    return (
        sa.select(
            *columns(
                context,
                object_id=Consent.id,
                participant_id=Consent.participant_id,
                site_id=Consent.site_id,
                since=ConsentVersion.in_force_at,
                due_on=ConsentVersion.sign_again_by,
            )
        )
        .select_from(ConsentVersion)
        .join(earlier, earlier.study_id == ConsentVersion.study_id)
        .join(Consent, Consent.version_id == earlier.id)
        .where(
            ConsentVersion.state == VersionState.IN_FORCE,
            ConsentVersion.sign_again_by <= context.latest_day(DUE_DAYS),
            earlier.number < ConsentVersion.number,
            Consent.state == ConsentState.IN_FORCE,
            Consent.site_id.in_(context.sites),
            ConsentVersion.sign_again_by <= context.day(Consent.site_id, DUE_DAYS),
            sa.or_(ConsentVersion.valid_until.is_(None), ConsentVersion.valid_until >= today),
            _is_asked(),
            ~_has_signed(),
        )
    )


def _is_asked() -> sa.ColumnElement[bool]:
    """Whether the version asks people of her status to sign again, and her consent stands."""
    who = sa.cast(sa.type_coerce(ConsentVersion.sign_again, JSON), sa.String())
    status = sa.literal('%"') + sa.type_coerce(Participant.status, sa.String()) + '"%'
    return sa.exists().where(
        Participant.id == Consent.participant_id,
        Participant.consent == ConsentStanding.IN_FORCE,
        who.like(status),
    )


def _has_signed() -> sa.ColumnElement[bool]:
    newer = orm.aliased(Consent)
    return sa.exists().where(
        newer.participant_id == Consent.participant_id,
        newer.version_id == ConsentVersion.id,
        newer.state.in_(standing.COUNTS),
    )


SOURCES = (
    Source(
        kind=COUNTERSIGN,
        may_read=May.CONSENT_READ,
        may_act=May.CONSENT_WRITE,
        model=Consent,
        waiting=_to_countersign,
    ),
    Source(
        kind=QUESTION,
        may_read=May.CONSENT_READ,
        may_act=May.CONSENT_WRITE,
        model=ConsentQuestion,
        waiting=_questions,
    ),
    Source(
        kind=AGAIN,
        may_read=May.CONSENT_READ,
        may_act=May.CONSENT_WRITE,
        model=Consent,
        waiting=_to_sign_again,
    ),
)
