"""A participant who lets people in to help her, and the people who come."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from tests.support.consenting import step_up
from tests.support.joining import Newcomer
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser

ELEANOR, ANNA = "eleanor@example.org", "anna@example.org"
ALL = "/api/me/care-partners"


class Helped:
    """A participant with her phone, and what she does about who helps her."""

    def __init__(
        self, portal: Portal, email: str = ELEANOR, *, phone: Browser | None = None
    ) -> None:
        self.portal = portal
        self.phone: Browser = phone or portal.browser(email)

    def confirmed(self) -> str:
        """A step-up, by the code that she gets by mail."""
        self.portal.clock.turn(minutes=2)
        return step_up(self.phone, self.portal.mailer, "care_partners")

    def list(self) -> Any:
        return done(self.phone.get(ALL))

    def new(self, email: str = ANNA, **more: Any) -> dict[str, Any]:
        """What she types to invite somebody."""
        return {
            "id": str(uuid4()),
            "name": "Anna",
            "email": email,
            "may_read_check_ins": False,
            "step_up": more.pop("step_up", None) or self.confirmed(),
        } | more

    def try_invite(self, email: str = ANNA, **more: Any) -> TestResponse:
        return self.phone.post(f"{ALL}/invitations", self.new(email, **more))

    def invite(self, email: str = ANNA, **more: Any) -> Any:
        return done(self.try_invite(email, **more), 201)

    def invited(self, email: str = ANNA) -> str:
        """The id of the open invitation to that address."""
        [found] = [one["id"] for one in self.list()["invited"] if one["email"] == email]
        return str(found)

    def try_renew(self, invitation: str, **more: Any) -> TestResponse:
        body = {"id": str(uuid4()), "step_up": more.pop("step_up", None) or self.confirmed()}
        return self.phone.post(f"{ALL}/invitations/{invitation}/renewal", body | more)

    def take_back(self, invitation: str) -> TestResponse:
        return self.phone.post(f"{ALL}/invitations/{invitation}/revoke")

    def let_in(self, email: str = ANNA, name: str = "Anna Lindqvist", **more: Any) -> Newcomer:
        """Somebody whom she invites, who joins at once on a phone of her own."""
        newcomer = Newcomer(self.portal, self.invite(email, **more)["code"])
        newcomer.join(email, name=name)
        return newcomer

    def partner(self) -> Any:
        """The one who helps her."""
        [found] = [one for one in self.list()["partners"] if one["ended_at"] is None]
        return found

    def try_allow(self, allowed: bool = True, **more: Any) -> TestResponse:
        partner = more.pop("partner", None) or self.partner()["id"]
        body = {"may_read_check_ins": allowed, "step_up": more.pop("step_up", None)}
        body["step_up"] = body["step_up"] or self.confirmed()
        return self.phone.put(f"{ALL}/{partner}/check-ins", body)

    def try_end(self, partner: str = "", **more: Any) -> TestResponse:
        body = {"step_up": more.pop("step_up", None) or self.confirmed()}
        return self.phone.post(f"{ALL}/{partner or self.partner()['id']}/end", body)
