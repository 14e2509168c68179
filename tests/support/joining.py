"""Inviting at the desk, and joining with the code on a new phone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from portal.participants.models import Participant
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser


class Inviter:
    """The coordinator, and what she does about one participant's way in."""

    def __init__(
        self, portal: Portal, participant: Participant, browser: Browser | None = None
    ) -> None:
        self.portal = portal
        self.path = f"/api/staff/participants/{participant.id}"
        self.browser = browser or portal.at_desk().browser

    def try_invite(self, way: str = "letter", **more: Any) -> TestResponse:
        body = {"id": str(uuid4()), "way": way} | more
        return self.browser.post(f"{self.path}/invitations", body)

    def invite(self, way: str = "letter", **more: Any) -> Any:
        return done(self.try_invite(way, **more), 201)

    def confirmed(self) -> str:
        """A step-up for a recovery."""
        return self.confirmed_for("recover_participant")

    def confirmed_for(self, purpose: str) -> str:
        """A step-up, by the code that she gets by mail."""
        wanted = {"purpose": purpose}
        asked = self.browser.post("/api/step-up", wanted)
        if asked.status_code == 429:
            self.portal.clock.turn(minutes=2)
            asked = self.browser.post("/api/step-up", wanted)
        made = done(asked, 202)["id"]
        done(self.browser.post(f"/api/step-up/{made}", {"code": self.portal.mailer.last_code()}))
        return str(made)

    def try_reset(self, way: str = "letter", **more: Any) -> TestResponse:
        if "step_up" not in more:
            more["step_up"] = self.confirmed()
        body = {
            "id": str(uuid4()),
            "way": way,
            "identity": "in_person",
            "reason": "Lost her phone",
            "version": self.joining()["version"],
        }
        return self.browser.post(f"{self.path}/recovery", body | more)

    def reset(self, way: str = "letter", **more: Any) -> Any:
        return done(self.try_reset(way, **more), 201)

    def joining(self) -> Any:
        return done(self.browser.get(f"{self.path}/joining"))

    def revoke(self, invitation: dict[str, Any]) -> TestResponse:
        return self.browser.post(f"{self.path}/invitations/{invitation['id']}/revoke")

    def letter(self, made: dict[str, Any], code: str | None = None) -> TestResponse:
        path = f"{self.path}/invitations/{made['invitation']['id']}/letter"
        return self.browser.post(path, {"code": code or made["code"]})


class Newcomer:
    """Somebody with a code and a phone on which nobody is signed in."""

    def __init__(self, portal: Portal, code: str, *, language: str = "en") -> None:
        self.portal, self.code = portal, code
        self.phone = Browser(portal.app, language)

    def look(self) -> TestResponse:
        return self.phone.post("/api/join/look", {"code": self.code})

    def ask(self, email: str | None = None) -> TestResponse:
        return self.phone.post("/api/join/email", {"code": self.code, "email": email})

    def proof(self, email: str | None) -> dict[str, str]:
        """What proves the address: the code from the mail."""
        ticket = done(self.ask(email), 202)["ticket"]
        return {"ticket": ticket, "mail_code": self.portal.mailer.last_code()}

    def send(self, proof: dict[str, str], **more: Any) -> TestResponse:
        return self.phone.post("/api/join", {"code": self.code, "language": "en"} | proof | more)

    def join(self, email: str | None, **more: Any) -> Any:
        return done(self.send(self.proof(email), **more))
