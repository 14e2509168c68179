"""Which invitations wait for the team: those that nobody took up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from portal.accounts.models import DeviceSession, Membership
from portal.accounts.roles import May, Role
from portal.participants.models import Participant, ParticipantStatus
from portal.queue.source import Context, Source, columns

INVITATION = "invitation"
PATIENCE = timedelta(days=7)
"""So long after the invitation the team asks whether she got it."""


def _not_taken_up(context: Context) -> sa.Select[Any]:
    """Invited some days ago, and never signed in."""
    signed_in = sa.exists().where(
        Membership.participant_id == Participant.id,
        Membership.role == Role.PARTICIPANT,
        DeviceSession.account_id == Membership.account_id,
    )
    return sa.select(
        *columns(
            context,
            object_id=Participant.id,
            participant_id=Participant.id,
            site_id=Participant.site_id,
            since=Participant.made_at,
            version=Participant.version,
        )
    ).where(
        Participant.site_id.in_(context.sites),
        Participant.status == ParticipantStatus.INVITED,
        Participant.made_at < context.ago(PATIENCE),
        ~signed_in,
    )


SOURCES = (
    Source(
        kind=INVITATION,
        may_read=May.PARTICIPANTS_READ,
        may_act=May.PARTICIPANTS_WRITE,
        model=Participant,
        waiting=_not_taken_up,
    ),
)
