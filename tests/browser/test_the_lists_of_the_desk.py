"""A coordinator at her desk: finding her people, keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"


def rows_of(page: Page) -> Locator:
    """The links that open the rows of the list."""
    return page.get_by_role("main").locator("tbody a[data-row]")


def expect_codes(page: Page, *wanted: str) -> None:
    expect(rows_of(page)).to_have_text(wanted)


def test_a_link_to_a_filtered_list_opens_it_filtered(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(
        "daniel.reyes@example.org", "/staff/participants?status=ineligible"
    )
    expect_codes(page, "FH-012")
    page.get_by_role("button", name="Clear filters").click()
    expect_codes(page, "FH-011", "FH-012")
    expect(page.get_by_role("link", name="Daniel Reyes")).to_be_visible()


def test_the_list_says_where_each_stands_what_comes_and_what_is_late(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/participants")
    expect(page.get_by_role("heading", level=1, name="Participants")).to_be_visible()
    expect(page.get_by_text("11 participants")).to_be_visible()
    eleanor = page.get_by_role("row", name=re.compile("FH-001"))
    expect(eleanor).to_contain_text("Monitoring, month 7 of 36")
    expect(eleanor).to_contain_text("9:30 am")
    expect(page.get_by_role("row", name=re.compile("FH-004"))).to_contain_text("between")
    late = page.get_by_role("row", name=re.compile("FH-010"))
    expect(late).to_contain_text("Month 15 not booked")
    expect(late).to_contain_text("Spanish")
    expect(page.get_by_role("row", name=re.compile("FH-006"))).to_contain_text(
        "asks for another time"
    )


def test_filters_stand_in_the_address_and_survive_reload_and_back(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/participants")
    page.get_by_label("Status").select_option("enrolled")
    page.get_by_label("Late only").check()
    expect_codes(page, "FH-006", "FH-010")
    expect(page).to_have_url(re.compile(r"late=true&status=enrolled"))
    expect(page.get_by_text("2 found")).to_be_visible()
    page.reload()
    expect_codes(page, "FH-006", "FH-010")
    expect(page.get_by_label("Late only")).to_be_checked()
    page.get_by_role("link", name="FH-010").click()
    expect(panel(page)).to_contain_text("Beatriz Andrade")
    page.get_by_role("link", name="Study", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Study")).to_be_visible()
    page.go_back()
    expect(panel(page)).to_contain_text("Beatriz Andrade")
    expect_codes(page, "FH-006", "FH-010")
    page.go_back()
    expect(panel(page)).to_be_hidden()
    expect_codes(page, "FH-006", "FH-010")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_text("11 participants")).to_be_visible()


def test_a_name_searched_for_reaches_no_log(screen: OpenScreen) -> None:
    opened = screen(DESK)
    asked: list[str] = []
    opened.context.on("request", lambda request: asked.append(request.url))
    page = opened.enter_as(GRACE, "/staff/participants")
    page.get_by_label("Code or name").fill("delgado")
    expect_codes(page, "FH-002")
    page.reload()
    expect_codes(page, "FH-002")
    expect(page.get_by_label("Code or name")).to_have_value("delgado")
    assert page.url.endswith("#q=delgado")
    assert not [url for url in asked if "delgado" in url.split("#")[0]]
    page.get_by_label("Code or name").fill("nobody of that name")
    expect(page.get_by_text("Nobody matches these filters")).to_be_visible()


def test_the_list_can_be_put_in_another_order(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/participants")
    rows = rows_of(page)
    page.get_by_role("link", name="Name").click()
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(rows.nth(0)).to_have_text("FH-010")
    page.reload()
    expect(rows.nth(0)).to_have_text("FH-010")
    page.get_by_role("link", name="Late").click()
    expect(page.get_by_role("columnheader", name="Late")).to_have_attribute(
        "aria-sort", "ascending"
    )
    for at in (0, 1):
        expect(rows.nth(at)).to_have_text(re.compile("FH-006|FH-010"))


def test_keys_walk_the_list_open_search_and_list_themselves(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/participants")
    expect(page.get_by_role("link", name="FH-001")).to_be_visible()
    for key in "jjjk":
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="FH-002")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text("Rosa Delgado Fuentes")
    expect(panel(page).get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("e")
    expect(panel(page)).to_be_hidden()
    expect(page.get_by_role("link", name="FH-002")).to_be_focused()
    page.keyboard.press("/")
    search = page.get_by_label("Code or name")
    expect(search).to_be_focused()
    search.press_sequentially("jake")
    expect(search).to_have_value("jake")
    search.fill("")
    search.blur()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    for words in ("Next row", "Previous row", "Open the row", "Search", "This list"):
        expect(dialog).to_contain_text(words)
    dialog.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(search).not_to_be_focused()
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_label("Use single keys").check()


def test_visits_are_listed_by_what_they_wait_for(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/visits")
    expect_codes(page, "Month 36 FH-004")
    page.get_by_role("link", name="Late", exact=True).click()
    expect_codes(page, "Month 15 FH-010")
    page.get_by_role("link", name="Outcome missing").click()
    expect(page.get_by_text("Every past visit has its outcome")).to_be_visible()
    page.get_by_role("link", name="All", exact=True).click()
    expect(page.get_by_text(re.compile(r"^1 to 50 of \d+"))).to_be_visible()
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.get_by_text(re.compile(r"^51 to 100 of \d+"))).to_be_visible()
    page.go_back()
    expect(page.get_by_text(re.compile(r"^1 to 50 of \d+"))).to_be_visible()
    page.get_by_label("From").fill("2099-01-01")
    expect(page.get_by_text("No visit matches these filters")).to_be_visible()


def test_an_ended_session_is_renewed_where_one_is_and_nothing_typed_is_lost(
    screen: OpenScreen,
) -> None:
    opened = screen(DESK)
    opened.expects("401")
    page = opened.enter_as(GRACE, "/staff/participants/new")
    form = panel(page)
    form.get_by_label("Code").fill("FH-077")
    form.get_by_label("Name").fill("Alma Reyes")
    form.get_by_label("E-mail").fill("alma@example.org")
    opened.context.clear_cookies()
    form.get_by_role("button", name="Add a participant").click()
    ended = page.get_by_role("dialog", name="Sign in again")
    expect(ended.get_by_role("button", name="Grace Okafor")).to_be_visible()
    axe.check(page)
    ended.get_by_role("button", name="Grace Okafor").click()
    expect(ended).to_be_hidden()
    expect(form.get_by_label("Name")).to_have_value("Alma Reyes")
    form.get_by_role("button", name="Add a participant").click()
    expect(page.get_by_text("FH-077 is added.")).to_be_visible()
