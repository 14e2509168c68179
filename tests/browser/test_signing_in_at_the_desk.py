"""Staff sign in at the desk: a passkey, a password and an app, and setting them up."""

from __future__ import annotations

import base64
import re
import time
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from portal.accounts import people, sessions, totp
from portal.accounts.models import SessionStrength
from portal.audit.recorder import Actor, acting
from portal.db import Database
from portal.settings import load
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.passkeys import Device, enter, with_a_name

pytestmark = pytest.mark.browser
GRACE, HELEN, DANIEL = (
    "grace.okafor@example.org",
    "helen.marsh@example.org",
    "daniel.reyes@example.org",
)
PASSWORD = "four purple herons at noon"


def invite(opened: Screen, email: str) -> None:
    """What an invitation opens: a session in which she sets up her sign-in."""
    folder, now = opened.demo.folder, datetime.now(UTC)
    key = (folder / "this-is-a-demo").read_text(encoding="utf-8").strip()
    settings = load({"PORTAL_DATA_DIR": str(folder), "PORTAL_SECRET_KEY": key, "PORTAL_DEMO": "1"})
    database = Database(settings.database_url)
    with database.transaction() as session:
        acting(session, Actor("portal: test"), now)
        person = people.account_of(session, email)
        assert person is not None
        _, token = sessions.open_session(
            session,
            person,
            label="Desk",
            strength=SessionStrength.ONE_FACTOR,
            sets_up=True,
            now=now,
            settings=settings,
        )
    database.dispose()
    cookie = {"name": "portal", "value": token, "url": with_a_name(opened)}
    opened.context.add_cookies([cookie])  # type: ignore[list-item]


def code(secret: str, steps: int = 0) -> str:
    """What the app shows, or will show in so many steps."""
    now = int(time.time()) // totp.STEP_SECONDS
    return totp.code_at(base64.b32decode(secret.replace(" ", "")), now + steps)


def sign_out(opened: Screen) -> None:
    opened.expects("401")  # what the page was still asking comes after its session
    page = opened.page
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Sign in at the desk")).to_be_visible()


def test_after_an_invitation_one_press_sets_up_a_passkey_and_the_next_time_it_opens_the_desk(
    screen: OpenScreen,
) -> None:
    opened = screen(DESK)
    device, page = Device(opened.page), opened.page
    invite(opened, GRACE)
    page.goto(f"{with_a_name(opened)}/staff/participants?status=ineligible")
    expect(page.get_by_role("heading", level=1, name="Set up your sign-in")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("link", name="Grace Okafor")).to_be_visible()
    assert len(device.keys()) == 1
    page.get_by_role("link", name="Grace Okafor").click()
    sign_out(opened)
    page.goto(f"{with_a_name(opened)}/staff/participants?status=ineligible")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("combobox", name="Status")).to_have_value("ineligible")


def test_without_her_face_the_passkey_opens_nothing(screen: OpenScreen) -> None:
    opened = screen(DESK)
    device, page = Device(opened.page), enter(opened, DANIEL, "/staff/account")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Not used yet")).to_be_visible()
    sign_out(opened)
    device.says_no()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("No passkey was used.")).to_be_visible(timeout=30_000)


def test_a_password_and_an_app_are_set_up_and_open_the_desk(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.expects("422")
    page = opened.page
    invite(opened, HELEN)
    page.goto(f"{with_a_name(opened)}/staff/")
    page.get_by_label("New password").fill("Password123456")
    page.get_by_role("button", name="Save the password").click()
    expect(page.get_by_text("Many people use this password").first).to_be_visible()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.get_by_role("button", name="Set up the app").click()
    secret = page.locator("code").inner_text()
    expect(page.get_by_role("img", name=re.compile("Picture to scan"))).to_be_visible()
    page.get_by_label("Code that the app shows now").fill(code(secret, -1))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_focused()
    recovery = page.locator("ol code").all_inner_texts()
    assert len(recovery) == 10
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("link", name="Helen Marsh").click()
    sign_out(opened)

    for typed in (code(secret), None):
        page.get_by_label("Your work e-mail").fill(HELEN)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        if typed is None:
            page.get_by_role("button", name="I do not have my phone").click()
            page.get_by_label("Recovery code").fill(recovery[0].lower())
        else:
            page.get_by_label("Code from your app").fill(f"{typed[:3]} {typed[3:]}")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="Helen Marsh").click()
        expect(page.get_by_text("9 left" if typed is None else "10 left")).to_be_visible()
        sign_out(opened)


def test_the_passkey_confirms_what_changes_her_sign_in(screen: OpenScreen) -> None:
    opened = screen(DESK)
    Device(opened.page)
    page = enter(opened, "luis.ferrer@example.org", "/staff/account")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Not used yet")).to_be_visible()
    page.get_by_role("button", name="Choose a password").click()
    form = page.get_by_role("form", name="Choose a password")
    form.get_by_label("New password").fill(PASSWORD)
    form.get_by_role("button", name="Confirm that it is you").click()
    expect(form.get_by_text("You will be asked for your passkey")).to_be_visible()
    form.get_by_role("button", name="Save the password").click()
    expect(page.get_by_role("button", name="Change the password")).to_be_visible()
    expect(page.get_by_text("Last used").first).to_be_visible()
