"""Inviting colleagues, and taking the invitation up."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.team.inviting import Colleague, Seat, invite
from tests.support.joining import Newcomer
from tests.support.portal import Portal
from tests.support.world import TESTER


def invited(
    portal: Portal, email: str, role: Role = Role.COORDINATOR, site_id: UUID | None = None
) -> Newcomer:
    """Somebody with an invitation to work at that site, or at all, and a device of her own."""
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        made = invite(
            session,
            Colleague(
                id=uuid4(),
                name="Ana Ruiz",
                email=email,
                seat=Seat(role, portal.world.study.id, site_id),
            ),
            expires_at=portal.clock.now + timedelta(days=14),
            by=portal.world.staff[Role.ADMIN].id,
            now=portal.clock.now,
            secret=portal.settings.secret_key,
        )
    assert made.code
    return Newcomer(portal, made.code)
