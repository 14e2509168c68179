"""Inviting colleagues, and taking the invitation up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.study.models import Site
from portal.team.inviting import Colleague, Seat, invite
from tests.support.joining import Newcomer
from tests.support.portal import Portal
from tests.support.problems import done
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


ADMIN = "admin@example.org"


class Administrator:
    """An admin of the whole study at the desk, and what she does about the team."""

    def __init__(
        self, portal: Portal, email: str = ADMIN, *, site: Site | None = None, joins: bool = True
    ) -> None:
        self.portal, self.email = portal, email
        if joins:
            portal.join(email, Role.ADMIN, site)
        self.browser = portal.browser(email)
        self.study = str(portal.world.study.id)

    def confirmed(self) -> str:
        """A step-up by the code that she gets by mail."""
        asked = done(self.browser.post("/api/step-up", {"purpose": "manage_team"}), 202)["id"]
        code = {"code": self.portal.mailer.last_code()}
        done(self.browser.post(f"/api/step-up/{asked}", code))
        self.portal.clock.turn(minutes=2)
        return str(asked)

    def post(self, path: str, **body: Any) -> TestResponse:
        body.setdefault("step_up", self.confirmed())
        return self.browser.post(f"/api/staff/team/{path}", body)

    def team(self) -> Any:
        return done(self.browser.get("/api/staff/team"))

    def person(self, email: str) -> Any:
        """That colleague as the list shows her."""
        [found] = [one for one in self.team()["people"] if one["email"] == email]
        return found

    def try_invite(
        self, email: str, role: str, site: Site | None = None, **more: Any
    ) -> TestResponse:
        body = {"id": str(uuid4()), "name": "Ana Ruiz", "email": email, "role": role}
        seat = {"study_id": self.study, "site_id": str(site.id) if site else None}
        return self.post("invitations", **(body | seat | more))

    def try_give(self, email: str, role: str, site: Site | None = None) -> TestResponse:
        seat = {"role": role, "study_id": self.study, "site_id": str(site.id) if site else None}
        return self.post(f"{self.person(email)['id']}/roles", **seat)

    def try_end(self, email: str, role: str, **more: Any) -> TestResponse:
        person = self.person(email)
        [one] = [one for one in person["roles"] if one["role"] == role]
        path = f"{person['id']}/roles/{one['id']}/end"
        return self.post(path, **({"reason": "Left the team"} | more))

    def try_reset(self, email: str, **more: Any) -> TestResponse:
        body = {"id": str(uuid4()), "reason": "Lost her phone"} | more
        return self.post(f"{self.person(email)['id']}/reset", **body)
