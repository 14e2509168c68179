"""A participant's page at the desk: the line of what happened, and who she is beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe, layout
from tests.browser.conftest import DESK, TABLET, OpenScreen, Screen
from tests.browser.desk_screens import go, panel, participant_path, settle

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"


def open_line(desk: Screen, code: str, query: str = "", email: str = GRACE) -> Page:
    page = desk.enter_as(email, "/staff/account")
    go(page, desk.demo.address, participant_path(page, desk.demo.address, code) + "/timeline")
    if query:
        page.goto(page.url + query)
        settle(page)
    expect(entries(page).first).to_be_visible()
    return page


def entries(page: Page) -> Locator:
    """The sentences of the line, the newest first."""
    return page.get_by_role("main").get_by_role("listitem").filter(has=page.locator("time"))


def about(page: Page) -> Locator:
    return page.get_by_role("complementary", name="About the participant")


def test_who_she_is_stands_beside_the_line_on_a_wide_screen_and_above_it_on_a_tablet(
    screen: OpenScreen,
) -> None:
    page = open_line(screen(DESK), "FH-006")
    for viewport in (DESK, TABLET):
        page.set_viewport_size(viewport)
        layout.check_fits(page)
        layout.check_headings(page)
        axe.check(page)
        beside, first = about(page).bounding_box(), entries(page).first.bounding_box()
        assert beside is not None
        assert first is not None
        if viewport == DESK:
            assert beside["x"] > first["x"] + first["width"]
        else:
            assert beside["y"] + beside["height"] < first["y"]
    phone = about(page).get_by_role("link", name="+1 305 555 0146")
    expect(phone).to_have_attribute("href", "tel:+13055550146")
    expect(about(page)).to_contain_text("Monitoring, month 9 of 36")
    about(page).get_by_role("link", name=re.compile("asks for another time")).click()
    expect(page.get_by_text("The participant asks for another time.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/visits\?visit="))


def test_the_line_is_narrowed_by_its_address_and_each_entry_leads_to_its_thing(
    screen: OpenScreen,
) -> None:
    page = open_line(screen(DESK), "FH-004", "?kinds=alerts")
    expect(page.get_by_role("button", name="Alerts", pressed=True)).to_be_visible()
    closed = page.get_by_role("link", name="Grace Okafor closed the alert: advice given")
    expect(closed).to_be_visible()
    expect(entries(page).filter(has_text="claim")).to_have_count(0)
    page.get_by_role("button", name="Travel money").click()
    expect(entries(page).filter(has_text="claim").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?kinds=alerts%2Cclaims$"))
    layout.check_fits(page)
    axe.check(page)
    page.reload()
    closed.click()
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text("FH-004")
    expect(page).to_have_url(re.compile("/staff/alerts/"))
    page.go_back()
    page.get_by_role("link", name=re.compile("^Anna Lindqvist sent claim")).click()
    expect(page).to_have_url(re.compile("/staff/claims/"))


def test_what_is_done_on_the_page_is_in_the_line_at_once(screen: OpenScreen) -> None:
    page = open_line(screen(DESK), "FH-005")
    page.get_by_role("link", name=re.compile(r"^Visits \d")).click()
    page.get_by_role("button", name=re.compile("^Month 48")).click()
    page.get_by_role("button", name="Book", exact=True).click()
    page.get_by_label("Date").fill((date.today() + timedelta(days=30)).isoformat())  # noqa: DTZ011
    page.get_by_label("Time", exact=True).fill("10:30")
    page.get_by_label("Why outside the window").fill("She travels")
    page.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Month 48 is booked"))).to_be_visible()
    page.get_by_role("link", name="Timeline").click()
    # That she is told of it may stand above it already.
    newest = entries(page).filter(has_text="Month 48").first
    expect(newest).to_contain_text(re.compile(r"Grace Okafor booked Month 48 for .*10:30\sam"))
    expect(newest).to_contain_text("She travels")
    expect(page.get_by_role("heading", level=3).first).to_contain_text("Today")


def test_the_page_keeps_what_the_panel_can_do(screen: OpenScreen) -> None:
    opened = screen(DESK)
    page = opened.enter_as(GRACE, "/staff/participants")
    page.get_by_role("link", name="FH-003").click()
    panel(page).get_by_role("link", name="Open the whole page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("FH-003")
    for part, seen in (
        ("Facts and dates", "Contacts"),
        ("Check-ins", "Reports"),
        ("Travel money", "From home to the site"),
    ):
        page.get_by_role("link", name=part, exact=True).click()
        expect(page.get_by_role("main")).to_contain_text(seen)
        layout.check_fits(page)
        layout.check_headings(page)
        axe.check(page)
    about(page).get_by_role("link", name="Change facts and dates").click()
    page.get_by_role("button", name="Change", exact=True).last.click()
    page.get_by_label("Name").fill("Margaret A. Ansah")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Margaret A. Ansah")
    page.get_by_role("link", name="Timeline").click()
    changed = entries(page).filter(has_text="changed name")
    expect(changed.first).to_contain_text("changed name from Margaret Ansah to")
    parts = page.get_by_role("navigation", name="Parts of this participant")
    parts.get_by_role("link", name="History").click()
    expect(page.get_by_role("table", name="History")).to_contain_text("Margaret A. Ansah")
    page.get_by_role("link", name="All participants").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Participants")


def test_older_entries_come_when_they_are_asked_for(screen: OpenScreen) -> None:
    page = open_line(screen(DESK), "FH-005")
    before = entries(page).count()
    older = page.get_by_role("button", name="Show older")
    while older.is_visible():
        older.click()
        expect(entries(page)).not_to_have_count(before)
        before = entries(page).count()
    expect(page.get_by_text("The record begins here.")).to_be_visible()
    expect(entries(page).filter(has_text="added FH-005")).to_have_count(1)


def test_a_monitor_reads_the_line_and_is_offered_no_change(screen: OpenScreen) -> None:
    page = open_line(screen(DESK), "FH-006", email="ingrid.solberg@example.org")
    expect(about(page)).to_contain_text("denise@example.org")
    expect(about(page).get_by_role("link", name="Change facts and dates")).to_have_count(0)
