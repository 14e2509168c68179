"""An admin invites a colleague, who joins, sees what is hers, and is out when her role ends."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel
from tests.browser.desk_team import ADMIN, confirm
from tests.browser.mail import newest_code
from tests.browser.passkeys import Device, enter, with_a_name

pytestmark = pytest.mark.browser
ANA = "ana.ruiz@example.org"


def an_admin(opened: Screen) -> Page:
    """The admin before her team; a passkey of hers confirms what she does."""
    Device(opened.page)
    page = enter(opened, ADMIN, "/staff/account")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Not used yet")).to_be_visible()
    page.get_by_role("link", name="Team", exact=True).click()
    expect(page.get_by_role("table", name="Team")).to_be_visible()
    return page


def invite(page: Page) -> str:
    """The link that the admin gets for the new coordinator of the first site."""
    page.get_by_role("link", name="Invite a person").click()
    form = panel(page).get_by_role("form", name="Invite a person")
    form.get_by_label("Name").fill("Ana Ruiz")
    form.get_by_label("E-mail").fill(ANA)
    form.get_by_label(re.compile("^Coordinator")).check()
    form.get_by_label("Where").select_option(label="Bayside Cancer Center, Miami (example)")
    confirm(form, "Send the invitation")
    expect(panel(page).get_by_role("heading", name="The code, shown this once")).to_be_focused()
    axe.check(page)
    return panel(page).get_by_text(re.compile("/staff/join#")).inner_text()


def join(page: Page, address: str, link: str) -> None:
    page.goto(f"{address}/staff/join#{link.split('#')[1]}")
    page.get_by_role("button", name="Send me a code").click()
    code = page.get_by_label("Code from the mail")
    expect(code).to_be_visible()
    code.fill(newest_code(page.context, address, ANA))
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Set up your sign-in")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("link", name="Ana Ruiz")).to_be_visible()


def end_role(page: Page, name: str, reason: str) -> Locator:
    """The form in which the admin ends the only role of that person, once it was sent."""
    page.get_by_role("row", name=re.compile(name)).get_by_role("link").click()
    panel(page).get_by_role("button", name=re.compile("^End this role: ")).click()
    form = panel(page).get_by_role("form", name=re.compile("^End this role"))
    expect(form.get_by_label("Reason")).to_be_focused()
    form.get_by_label("Reason").fill(reason)
    confirm(form, "End this role")
    return form


def test_a_colleague_is_invited_joins_and_is_out_as_soon_as_her_role_ends(
    screen: OpenScreen,
) -> None:
    amy, ana = screen(DESK), screen(DESK)
    desk, page, address = an_admin(amy), ana.page, with_a_name(ana)
    link = invite(desk)
    expect(desk.get_by_role("row", name=re.compile("Ana Ruiz"))).to_contain_text("Invited")

    Device(page)
    join(page, address, link)
    page.goto(f"{address}/staff/participants")
    expect(page.get_by_role("link", name="FH-001")).to_be_visible()
    expect(page.get_by_role("link", name="Team", exact=True)).to_have_count(0)

    desk.goto(f"{address}/staff/team")
    row = desk.get_by_role("row", name=re.compile("Ana Ruiz"))
    expect(row).to_contain_text("On the team")
    expect(row).to_contain_text("passkey")
    end_role(desk, "Ana Ruiz", "Her contract ended")
    expect(panel(desk).get_by_role("heading", name="Has left the team")).to_be_visible()
    axe.check(desk)
    ana.expects("401")
    page.get_by_role("link", name="FH-001").click()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()

    amy.expects("422")
    desk.goto(f"{address}/staff/team")
    form = end_role(desk, "Amy Tran", "Leaving")
    expect(form.get_by_role("alert")).to_contain_text("This is the last admin there")
    expect(form.get_by_label("Reason")).to_have_value("Leaving")
