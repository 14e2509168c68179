"""One participant, her phone and the desk: where every writing route of the API is tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from portal.accounts.roles import Role
from tests.support.check_ins import STRONG, Reporter, Team
from tests.support.claims import Reviewer, Traveller
from tests.support.consenting import Reader, Signer, put_in_force
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"


class Scene:
    """One participant with a planned visit, seen from her phone and from the desk."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.participant = portal.enrol(email=ELEANOR)
        self.visit = portal.visit_id(self.participant, "month-3")
        self.desk: Desk = portal.at_desk()
        self.phone: Browser = portal.browser(ELEANOR)
        self.request = uuid4()
        self.signed_in = [self.phone, self.desk.browser]

    def reads(self) -> None:
        """A text is in force, and she has her phone in hand."""
        self.version = str(put_in_force(self.portal))
        self.reader = Reader(self.portal, ELEANOR)
        self.reader.phone = self.phone

    def asked_the_team(self) -> None:
        self.reads()
        done(self.reader.ask(id=self.request, holds=True))

    def may_sign(self) -> None:
        self.reads()
        self.reader.prepare()
        self.signing = self.reader.signing()

    def signed(self) -> None:
        self.reads()
        self.reader.consent()
        self.signer = Signer(self.portal)
        self.signer.browser = self.desk.browser
        self.code = self.signer.step_up()

    def step_up_asked(self) -> None:
        self.reads()
        asked = self.reader.phone.post("/api/step-up", {"purpose": "sign_consent"})
        self.step_up = done(asked, 202)["id"]
        self.code = self.portal.mailer.last_code()

    def alerted(self) -> None:
        """She has reported something that alerts the team."""
        self.reporter = Reporter(self.portal, phone=self.phone)
        self.report = self.reporter.report(STRONG)
        self.team = Team(self.portal, browser=self.desk.browser)
        [self.alert] = self.team.alerts()

    def taken(self) -> None:
        self.alerted()
        self.alert = done(self.team.act(self.alert, "take"))

    def late(self) -> None:
        """Her check-in did not come."""
        self.reporter = Reporter(self.portal, phone=self.phone)
        self.sent = self.reporter.body()
        self.team = Team(self.portal, browser=self.desk.browser)
        [self.missed] = self.team.missed()

    def booked(self) -> None:
        done(self.desk.book(self.visit, "2026-03-12"))

    def asked(self) -> Any:
        body = {"proposals": [{"date": "2026-03-13", "part": "morning"}], "note": "I work"}
        path = f"/api/me/visits/{self.visit}/time-requests/{self.request}"
        return self.phone.put(path, body)

    def wished(self) -> None:
        self.booked()
        done(self.asked(), 201)

    def confirmed(self) -> None:
        self.booked()
        done(self.phone.put(f"/api/me/visits/{self.visit}/confirmation"))

    def travelled(self) -> None:
        """She was at her visit of week 6."""
        done(self.desk.outcome(self.portal.visit_id(self.participant, "week_6"), "done"))
        self.traveller = Traveller(self.portal, phone=self.phone)

    def may_claim(self) -> None:
        self.travelled()
        self.money_back = self.traveller.body()

    def claimed(self) -> None:
        self.may_claim()
        self.claim: str = done(self.traveller.send(self.money_back))["id"]
        self.reviewer = Reviewer(self.portal, browser=self.desk.browser)

    def checked(self) -> None:
        self.claimed()
        done(self.reviewer.take(self.claim))

    def approved(self) -> None:
        """Her claim is to be paid, and finance has come in."""
        self.checked()
        done(self.reviewer.decide(self.claim))
        self.finance = Reviewer(self.portal, Role.FINANCE)
        self.signed_in.append(self.finance.browser)

    def on_its_way(self) -> None:
        self.approved()
        self.batch = done(self.finance.batch(self.claim))


Act = Callable[[Scene], Any]
Case = tuple[Act, Act, str, str, dict[str, Any] | None, dict[str, Any], str]
"""What comes before, the act itself, and the newest entry of that kind that it must leave: kind,
action, part of before, part of after, reason."""
NOTHING: Act = lambda scene: None  # noqa: E731
