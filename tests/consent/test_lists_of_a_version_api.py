"""Each count of a version leads to the list of those who are counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.consent import versions
from portal.consent.version_models import ConsentVersion
from tests.support.consenting import EVERYONE, Reader, Signer, amend, approval, load, put_in_force
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.world import TESTER


class Person:
    """A participant on her phone, whose signatures are followed by the team's."""

    def __init__(self, team: Team, name: str, code: str) -> None:
        self.team = team
        email = f"{name.lower()}@example.org"
        self.id = team.portal.add(email=email, code=code, name=name).id
        self.phone = Reader(team.portal, email)

    def consent(self) -> None:
        self.phone.consent()
        for signer in self.team.signers:
            done(signer.sign(self.id))


class Team:
    """Who countersigns, and what the desk then lists and counts."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.signers = (Signer(portal), Signer(portal, Role.INVESTIGATOR))
        self.desk = self.signers[0].browser

    def listed(self, query: str) -> list[str]:
        rows = done(self.desk.get(f"/api/staff/consents?{query}"))["rows"]
        return [row["code"] for row in rows]

    def counted(self, version_id: UUID) -> tuple[int, int]:
        """Who signed the version, and who still must."""
        row: Any = done(self.desk.get(f"/api/staff/consent-versions/{version_id}"))["row"]
        return row["signed"], row["to_sign"]


def test_who_signed_and_who_must_again_are_listed_as_they_are_counted(portal: Portal) -> None:
    first = put_in_force(portal)
    team = Team(portal)
    eleanor, ruth = Person(team, "Eleanor", "FH-001"), Person(team, "Ruth", "FH-002")
    eleanor.consent()
    ruth.consent()
    portal.add(email="late@example.org", code="FH-003")
    second = amend(portal)
    assert team.listed(f"again={second}") == ["FH-001", "FH-002"]
    assert team.counted(second) == (0, 2)
    portal.clock.turn(minutes=5)
    ruth.consent()
    assert team.listed(f"again={second}") == ["FH-001"]
    assert team.listed(f"signed={second}") == ["FH-002"]
    assert team.listed(f"signed={first}") == ["FH-001"]
    assert [team.counted(first), team.counted(second)] == [(1, 0), (1, 1)]


def test_an_approved_version_tells_who_will_sign_again_once_it_is_in_force(portal: Portal) -> None:
    put_in_force(portal)
    team = Team(portal)
    Person(team, "Eleanor", "FH-001").consent()
    second = load(portal, "2")
    assert team.counted(second) == (0, 0)
    by = portal.today + timedelta(days=9)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        version = session.get_one(ConsentVersion, second)
        asked = approval(portal, sign_again=EVERYONE, sign_again_by=by)
        versions.approve(version, asked, edit=version.version, now=portal.clock.now)
    assert team.counted(second) == (0, 1)
    assert team.listed(f"again={second}") == []
