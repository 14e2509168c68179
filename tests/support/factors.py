"""Setting up and using a password and an app, as staff do."""

from __future__ import annotations

import base64
from typing import Any

from werkzeug.test import TestResponse

from portal.accounts import people, sessions, totp
from portal.accounts.models import SessionStrength
from portal.audit.recorder import acting
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import TESTER

PASSWORD = "four purple herons at noon"
OTHER_PASSWORD = "seven slow trams in the rain"


def invited(portal: Portal, email: str, *, sets_up: bool = True) -> Browser:
    """A device in whose session of one factor this person may set up her sign-in."""
    browser = Browser(portal.app)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        person = people.account_of(session, email)
        assert person is not None
        _, token = sessions.open_session(
            session,
            person,
            label="Device",
            strength=SessionStrength.ONE_FACTOR,
            sets_up=sets_up,
            now=portal.clock.now,
            settings=portal.settings,
        )
    browser.client.set_cookie("portal", token)
    return browser


class App:
    """An authenticator app that holds one secret and looks at the portal's clock."""

    def __init__(self, portal: Portal, secret: str) -> None:
        self.portal = portal
        self.secret = base64.b32decode(secret.replace(" ", ""))

    def code(self, steps: int = 0) -> str:
        now = int(self.portal.clock.now.timestamp()) // totp.STEP_SECONDS
        return totp.code_at(self.secret, now + steps)

    def next_code(self) -> str:
        """A code that was not shown before."""
        self.portal.clock.turn(seconds=totp.STEP_SECONDS)
        return self.code()


def choose_password(browser: Browser, password: str = PASSWORD, **proof: Any) -> TestResponse:
    return browser.put("/api/account/password", {"password": password, **proof})


def add_app(portal: Portal, browser: Browser, **proof: Any) -> tuple[App, list[str]]:
    """Scan the picture and type a code: the app, and the recovery codes."""
    app = App(portal, done(browser.post("/api/account/app", proof))["secret"])
    told = done(browser.post("/api/account/app/confirmation", {"code": app.code()}))
    return app, told["recovery_codes"]


def set_up(portal: Portal, email: str) -> tuple[Browser, App, list[str]]:
    """Somebody on staff sets up a password and an app after her invitation."""
    browser = invited(portal, email)
    done(choose_password(browser))
    app, codes = add_app(portal, browser)
    return browser, app, codes


def first_step(browser: Browser, email: str, password: str = PASSWORD) -> TestResponse:
    return browser.post("/api/sign-in/password", {"email": email, "password": password})


def second_step(browser: Browser, ticket: str, code: str) -> TestResponse:
    return browser.post("/api/sign-in/second", {"ticket": ticket, "code": code})


def sign_in(browser: Browser, email: str, code: str) -> TestResponse:
    return second_step(browser, done(first_step(browser, email))["ticket"], code)


def confirm(browser: Browser, purpose: str = "change_sign_in", **proof: str) -> str:
    """A step-up confirmed with `proof`: password=… or code=…"""
    asked = done(browser.post("/api/step-up", {"purpose": purpose}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", proof))
    return str(asked)
