"""Which invitations wait for the team: those that nobody took up, and those that nobody made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from portal.accounts.invitation_models import Invitation
from portal.accounts.roles import May, Role
from portal.participants.listing import has_joined
from portal.participants.models import TAKING_PART, Participant, ParticipantStatus
from portal.queue.source import Context, Source, columns

INVITATION = "invitation"
PATIENCE = timedelta(days=7)
"""So long after the invitation the team asks whether she got it."""


def _not_taken_up(context: Context) -> sa.Select[Any]:
    """Who was sent an invitation, to join or for a new way in, some days ago and has not used it;
    and who was added as invited and never was.

    `state`: "not_invited", "expired", or "not_taken_up".
    """
    waits = sa.and_(
        Invitation.participant_id == Participant.id,
        Invitation.role == Role.PARTICIPANT,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    never = sa.and_(Participant.status == ParticipantStatus.INVITED, ~has_joined())
    since = sa.func.coalesce(Invitation.made_at, Participant.made_at)
    state = sa.case(
        (Invitation.id.is_(None), _word("not_invited")),
        (Invitation.expires_at <= context.now, _word("expired")),
        else_=_word("not_taken_up"),
    )
    return (
        sa.select(
            *columns(
                context,
                object_id=Participant.id,
                participant_id=Participant.id,
                site_id=Participant.site_id,
                since=since,
                version=Participant.version,
                state=state,
            )
        )
        .outerjoin(Invitation, waits)
        .where(
            Participant.site_id.in_(context.sites),
            Participant.status.in_(TAKING_PART),
            sa.or_(Invitation.id.is_not(None), never),
            since < context.ago(PATIENCE),
        )
    )


def _word(state: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{state}'", sa.String())


SOURCES = (
    Source(
        kind=INVITATION,
        may_read=May.PARTICIPANTS_READ,
        may_act=May.PARTICIPANTS_WRITE,
        model=Participant,
        waiting=_not_taken_up,
    ),
)
