"""What people type is shown as they typed it, and nothing of it runs."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel
from tests.browser.mail import newest_code
from tests.browser.paper import consent_on_paper

pytestmark = pytest.mark.browser

NAME = "<img src=x onerror=alert(1)>"
NOTE = "</p><script>alert(2)</script> & <b>bold</b> {{7*7}}"
PLACE = "\"><svg onload=alert(3)> north 'door'"


def day(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 - as people see it


def nothing_ran(page: Page) -> None:
    assert page.locator("img[src=x], script:not([src]), svg[onload], main b").count() == 0


def add(desk: Screen) -> None:
    """A participant with that name, consented days ago, her first blood tests booked."""
    page = desk.page
    page.get_by_role("link", name="Add a participant").click()
    form = panel(page)
    form.get_by_label("Code").fill("FH-<i>")
    form.get_by_label("Name").fill(NAME)
    form.get_by_label("E-mail").fill("tag@example.org")
    form.get_by_role("button", name="Add a participant").click()
    opened = panel(page)
    expect(opened.get_by_role("link", name=re.compile("^Visits"))).to_be_visible()
    consent_on_paper(desk, "FH-<i>", day(-3))
    page.reload()
    opened.get_by_role("button", name=re.compile("^Blood tests ")).click()
    opened.get_by_role("button", name="Book", exact=True).click()
    opened.get_by_label("Date").fill(day(4))
    opened.get_by_label("Time", exact=True).fill("09:00")
    opened.get_by_label("Note on the place").fill(PLACE)
    opened.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_text("Blood tests is booked")).to_be_visible()


def invite(desk: Screen) -> str:
    """The code of her invitation, as it is read out on the telephone."""
    opened = panel(desk.page)
    opened.get_by_role("link", name="Facts and dates").click()
    opened.get_by_role("button", name="Invite").click()
    opened.get_by_label(re.compile("^By phone")).check()
    opened.get_by_role("button", name="Make the code").click()
    code = opened.get_by_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")).first
    return code.inner_text()


def test_markup_in_names_and_notes_is_shown_as_text_in_both_apps(screen: OpenScreen) -> None:
    desk, phone = screen(DESK), screen()
    asked: list[str] = []
    for opened in (desk, phone):
        opened.context.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    desk.enter_as("grace.okafor@example.org", "/staff/participants")
    add(desk)
    expect(panel(desk.page).get_by_role("heading", level=2)).to_contain_text(NAME)
    expect(desk.page.get_by_role("row", name=re.compile(re.escape("FH-<i>")))).to_contain_text(NAME)
    expect(panel(desk.page)).to_contain_text(PLACE)
    nothing_ran(desk.page)

    page = phone.page
    page.goto(f"{phone.demo.address}/join#{invite(desk)}")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1, name="Which language")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=re.compile("^Send the code to")).click()
    page.get_by_label("Code").fill(
        newest_code(phone.context, phone.demo.address, "tag@example.org")
    )
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("link", name="Go to Today").click()
    expect(page.get_by_role("heading", level=1, name="Hello, <img")).to_be_visible()
    page.get_by_role("region", name="Next visit").get_by_role("link").first.click()
    expect(page.get_by_text(PLACE)).to_be_visible()
    page.get_by_role("link", name="I need another time").click()
    page.get_by_label("Day", exact=True).fill(day(6))
    page.get_by_role("radio", name="Morning").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Leave this out").click()
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("button", name="Send my request").click()
    page.get_by_role("link", name="Back to the visit").click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    nothing_ran(page)

    desk.page.goto(f"{desk.demo.address}/staff/requests")
    desk.page.get_by_role("link", name="FH-<i>").click()
    expect(panel(desk.page)).to_contain_text(NOTE)
    nothing_ran(desk.page)
    panel(desk.page).get_by_role("link", name=re.compile("FH-<i>")).click()
    panel(desk.page).get_by_role("link", name="History").click()
    expect(panel(desk.page).get_by_role("table", name="History")).to_contain_text(NOTE)
    nothing_ran(desk.page)
    assert asked == []
