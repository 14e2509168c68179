"""A participant lets somebody in to help her, who sees what she may until it ends."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import OpenScreen, Screen
from tests.browser.mail import newest_code

pytestmark = pytest.mark.browser

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
ELEANOR, NORA = "eleanor@example.org", "nora.whitfield@example.org"


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def confirm(opened: Screen, action: str) -> None:
    """The fresh code from her mail, then what it was for."""
    page = opened.page
    page.get_by_role("button", name="Send me a code").click()
    field = page.get_by_label("Code from the mail")
    expect(field).to_be_visible()
    field.fill(newest_code(opened.context, opened.demo.address, ELEANOR))
    axe.check(page)
    page.get_by_role("button", name=action).click()


def invite(opened: Screen) -> str:
    page = opened.page
    page.get_by_role("link", name="Invite someone").click()
    heading(page, "Who is to help you?")
    axe.check(page)
    page.get_by_label("Name").fill("Nora")
    go_on(page)
    page.get_by_label("Email address").fill(NORA)
    axe.check(page)
    go_on(page)
    heading(page, "May Nora read your check-ins?")
    axe.check(page)
    go_on(page)
    heading(page, "Invite Nora?")
    axe.check(page)
    confirm(opened, "Send the invitation")
    heading(page, "Nora is invited")
    axe.check(page)
    found = CODE.search(page.get_by_role("main").inner_text())
    assert found
    return found[0]


def join(opened: Screen, code: str) -> None:
    page = opened.page
    page.goto(f"{opened.demo.address}/join#{code}")
    heading(page, "You are asked to help someone")
    expect(page.get_by_text("Eleanor Whitfield")).to_be_visible()
    axe.check(page)
    go_on(page)
    page.get_by_label("Your name").fill("Nora Whitfield")
    axe.check(page)
    go_on(page)
    page.get_by_role("button", name=re.compile("^Send the code to")).click()
    expect(page.get_by_label("Code")).to_be_focused()
    page.get_by_label("Code").fill(newest_code(opened.context, opened.demo.address, NORA))
    page.get_by_role("button", name="Join").click()
    heading(page, "You are in")
    page.get_by_role("link", name="Go to Today").click()
    expect(page.get_by_text("You see the visits of Eleanor Whitfield.")).to_be_visible()


def test_she_invites_allows_and_ends_and_her_helper_sees_no_more_than_that(
    screen: OpenScreen,
) -> None:
    hers = screen()
    page = hers.enter_as(ELEANOR, "/more/helpers")
    heading(page, "People who help me")
    code = invite(hers)

    helper = screen()
    join(helper, code)
    phone = helper.page
    axe.check(phone)
    phone.get_by_role("link", name="Schedule", exact=True).click()
    heading(phone, "Schedule")
    expect(phone.get_by_role("link", name="Check-in", exact=True)).to_have_count(0)
    sent = phone.context.request.post(
        f"{helper.demo.address}/api/me/check-ins/reports",
        headers={"X-Portal-Request": "1"},
        data={},
    )
    assert sent.status == 403

    page.get_by_role("link", name="Done").click()
    page.get_by_role("link", name=re.compile("Nora Whitfield")).click()
    heading(page, "Nora Whitfield")
    axe.check(page)
    page.get_by_role("button", name="Allow reading my check-ins").click()
    confirm(hers, "Allow reading my check-ins")
    expect(page.get_by_text("Nora Whitfield may now read your check-ins.")).to_be_visible()

    phone.goto(f"{helper.demo.address}/check-in")
    expect(phone.get_by_text("What Eleanor Whitfield told the team")).to_be_visible()
    expect(phone.get_by_role("button", name=re.compile("Start"))).to_have_count(0)
    axe.check(phone)
    phone.goto(f"{helper.demo.address}/more/helping")
    heading(phone, "People I help")
    axe.check(phone)

    page.get_by_role("button", name="End this help").click()
    confirm(hers, "End it now")
    heading(page, "People who help me")
    expect(page.get_by_text("Helped you before")).to_be_visible()
    axe.check(page)

    helper.expects("401")
    phone.goto(f"{helper.demo.address}/schedule")
    expect(phone.get_by_text("The help in the portal has ended")).to_be_visible()
    axe.check(phone)
