"""Who is told of what happens to a participant: she herself, and her care partners of some of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.models import Account, Membership
from portal.accounts.roles import OWN_ROLES, Role
from portal.participants.models import Participant
from portal.study.reminders.definition import About

PARTNERS = frozenset(About) - {About.CHECK_IN, About.CONSENT}
"""What a care partner may hear of. Check-ins and the consent are the participant's own."""


@dataclass(frozen=True, slots=True)
class Recipient:
    account: Account
    participant: Participant
    role: Role

    def hears_of(self, about: About) -> bool:
        return self.role is Role.PARTICIPANT or about in PARTNERS


def of(session: Session, people: Iterable[Participant]) -> Sequence[Recipient]:
    """Everyone who may be told something about these participants. One statement."""
    by_id = {one.id: one for one in people}
    rows = session.scalars(
        sa.select(Membership)
        .where(
            Membership.participant_id.in_(by_id),
            Membership.role.in_(OWN_ROLES),
            Membership.ended_at.is_(None),
        )
        .options(joinedload(Membership.account))
        .order_by(Membership.id)
    )
    return [
        Recipient(row.account, by_id[row.participant_id], row.role)
        for row in rows
        if row.participant_id is not None
    ]
