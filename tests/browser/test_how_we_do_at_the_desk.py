"""How long people wait: read at the desk, and followed to what is late."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe, layout
from tests.browser.conftest import DESK, OpenScreen
from tests.browser.desk_screens import settle

pytestmark = pytest.mark.browser

SMALL_DESK = {"width": 1024, "height": 768}


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_a_monitor_reads_how_long_people_wait_at_each_site(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as("ingrid.solberg@example.org", "/staff/participants")
    page.get_by_role("link", name="How we do").click()
    settle(page)
    for name in ("First answer to a message", "Closing an alert", "Paying a claim"):
        expect(card(page, name)).to_contain_text("Nine of ten within")
        expect(page.get_by_role("img", name=re.compile(f"^{name}, by month"))).to_be_visible()
        expect(page.get_by_role("table", name=f"{name}, by month")).to_be_visible()
    for viewport in (SMALL_DESK, DESK):
        page.set_viewport_size(viewport)
        layout.check_fits(page)
        layout.check_headings(page)
        axe.check(page)
    page.get_by_label("Months").select_option("24")
    expect(page.get_by_role("table", name="Paying a claim, by month")).to_contain_text("2024")
    page.get_by_label("Site").select_option(label="Lakeside Clinic, Chicago (example)")
    expect(card(page, "Paying a claim")).to_contain_text("No claim was paid in the last 24 months")
    assert re.search(r"\?months=24&site=[0-9a-f-]{36}$", page.url)


def test_each_number_leads_to_what_it_counts(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as("omar.haddad@example.org", "/staff/timeliness")
    claims = card(page, "Paying a claim")
    claims.get_by_role("link", name="claims paid").click()
    expect(page.get_by_role("heading", name="Paying a claim, by month")).to_be_in_viewport(ratio=1)
    late = claims.get_by_role("link", name="waiting too long to be checked")
    count = late.locator("strong").inner_text()
    late.click()
    expect(page.get_by_role("heading", level=1, name="Claims")).to_be_visible()
    expect(page.locator("tbody a[data-row]")).to_have_count(int(count))


def test_on_paper_it_is_light_whole_and_without_the_desk(screen: OpenScreen) -> None:
    page = screen(DESK, scheme="dark").enter_as("ingrid.solberg@example.org", "/staff/timeliness")
    settle(page)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation", name="Desk")).to_be_hidden()
    expect(page.get_by_label("Months")).to_be_hidden()
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("one => getComputedStyle(one).color") == "rgb(32, 36, 43)"
    last = page.get_by_role("table", name="Paying a claim, by month")
    below = last.evaluate("one => one.getBoundingClientRect().bottom + scrollY")
    assert page.evaluate("document.documentElement.scrollHeight") >= below
