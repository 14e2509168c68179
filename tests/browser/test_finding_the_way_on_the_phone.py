"""Moving about in the phone's app: bar, back button, addresses that lead nowhere, keyboard."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenScreen

pytestmark = pytest.mark.browser


def expect_page(page: Page, name: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_the_back_button_goes_back_to_where_she_was(screen: OpenScreen) -> None:
    page = screen().enter_as("eleanor@example.org")
    page.get_by_role("navigation").get_by_role("link", name="Schedule").click()
    expect_page(page, "Schedule")
    far = page.get_by_role("link", name=re.compile("Month 30"))
    far.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    far.click()
    expect_page(page, "Monitoring visit")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect_page(page, "Schedule")
    page.wait_for_function("before => Math.abs(scrollY - before) < 2", arg=before)
    page.go_back()
    expect_page(page, "Hello, Eleanor")
    page.go_forward()
    expect_page(page, "Schedule")


def test_back_at_the_top_left_does_the_same_and_after_a_link_leads_on(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org", "/more")
    page.get_by_role("link", name="Devices").click()
    expect_page(page, "Devices and sign-in")
    page.get_by_role("link", name="Back").click()
    expect_page(page, "More")
    page.goto(f"{opened.demo.address}/more/devices")
    expect_page(page, "Devices and sign-in")
    page.get_by_role("link", name="Back").click()
    expect_page(page, "More")


def test_a_new_page_tells_a_screen_reader_its_heading(screen: OpenScreen) -> None:
    page = screen().enter_as("eleanor@example.org")
    expect_page(page, "Hello, Eleanor")
    page.get_by_role("banner").get_by_role("link", name="More").click()
    expect(page.get_by_role("heading", level=1, name="More")).to_be_focused()
    expect(page).to_have_title(re.compile("^More"))
    expect(page.get_by_role("link", name="More")).to_have_attribute("aria-current", "page")


def test_the_keyboard_alone_reaches_the_page_and_help(screen: OpenScreen) -> None:
    page = screen().enter_as("eleanor@example.org")
    expect_page(page, "Hello, Eleanor")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Help")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog.get_by_role("link", name=re.compile("Call Free-HER"))).to_have_attribute(
        "href", "tel:+13055550100"
    )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Help")).to_be_focused()


def test_an_address_that_leads_nowhere_says_so_and_leads_on(screen: OpenScreen) -> None:
    page = screen().enter_as("eleanor@example.org", "/no/such/page")
    expect_page(page, "There is no page here")
    page.get_by_role("link", name="Go to Today").click()
    expect_page(page, "Hello, Eleanor")


def test_the_visit_of_somebody_else_does_not_exist(screen: OpenScreen) -> None:
    others = screen()
    others.enter_as("denise@example.org")
    visit = others.context.request.get(f"{others.demo.address}/api/me/today").json()["next_visit"]
    opened = screen()
    opened.expects("404")
    page = opened.enter_as("eleanor@example.org", f"/visits/{visit['id']}")
    expect(page.get_by_role("alert")).to_contain_text("This visit does not exist")
    page.goto(f"{opened.demo.address}/visits/{uuid4()}")
    expect(page.get_by_role("alert")).to_contain_text("This visit does not exist")


def test_the_page_prints_without_bars_and_buttons(screen: OpenScreen) -> None:
    page = screen().enter_as("eleanor@example.org")
    page.get_by_role("link", name=re.compile("Month 6")).first.click()
    expect_page(page, "Monitoring visit")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("button", name="Help")).to_be_hidden()
    expect(page.get_by_role("button", name="I'll be there")).to_be_hidden()
    expect(page.get_by_text("How to prepare")).to_be_visible()
