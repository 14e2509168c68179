"""What is unread is counted exactly, whatever several people do in whatever order."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from portal.accounts import people
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.messages.threads import Own
from portal.participants.models import Participant
from tests.messages.unread_model import Model, Someone
from tests.support.messages import ELEANOR
from tests.support.portal import Portal
from tests.support.world import TESTER, helps

ACTIONS = {True: 10_000, False: 2_000}
"""On SQLite, and on PostgreSQL, where each takes several times as long."""
CHECK_EVERY = 250


@pytest.mark.parametrize("seed", [20261125])
def test_unread_counts_are_exact_after_thousands_of_random_actions(
    portal: Portal, seed: int
) -> None:
    portal.enrol(email=ELEANOR, code="M-1")
    portal.enrol(email="ruth@example.org", code="M-2")
    with portal.database.session() as session:
        acting(session, TESTER, portal.clock.now)
        persons = []
        for participant in session.scalars(sa.select(Participant).order_by(Participant.code)):
            account = people.participants_account(session, participant.id)
            if account is None:
                continue
            persons.append(
                Someone(account.id, account.name, Own(participant.id, None), participant)
            )
            email = f"partner.{participant.code}@example.org"
            partner = helps(session, participant, email, now=portal.clock.now).account
            whose = Own(participant.id, partner.id)
            persons.append(Someone(partner.id, partner.name, whose, participant))
        team = [
            Someone(account.id, account.name)
            for role in (Role.COORDINATOR, Role.INVESTIGATOR)
            for account in [session.get_one(Account, portal.world.staff[role].id)]
        ]
        model = Model(session, persons, team, seed)
        for number in range(1, ACTIONS[portal.database.is_sqlite] + 1):
            model.act()
            if number % CHECK_EVERY == 0:
                model.check()
        model.check()
        assert len(model.talks) > 4
