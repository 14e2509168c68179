"""The work queue at the desk: seen in one look, worked by the keyboard, shared by two desks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"
HELEN = "helen.marsh@example.org"
POLL_MS = 15_000


def row(page: Page, kind: str) -> Locator:
    return page.get_by_role("row").filter(has_text=kind).first


def walk_to(page: Page, kind: str) -> None:
    """With j, as whoever never touches a mouse, until the row has the focus."""
    link = row(page, kind).get_by_role("link")
    expect(link).to_be_visible()
    for _ in range(page.get_by_role("row").count()):
        if link.evaluate("link => link === document.activeElement"):
            return
        page.keyboard.press("j")
    raise AssertionError(f"j does not lead to {kind}")


def test_the_desk_opens_at_what_waits_the_most_urgent_first(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/")
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    expect(page).to_have_url(re.compile("/staff/queue$"))
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Call now")
    expect(rows.nth(2)).to_contain_text("Overdue")
    expect(rows.nth(3)).to_contain_text("Urgent")
    expect(row(page, "Question about the consent")).to_contain_text("Signing waits for it")
    expect(page.get_by_role("link", name=re.compile("^Queue"))).to_contain_text(
        str(rows.count() - 1)
    )
    axe.check(page)


def test_enter_opens_what_the_row_is_about_and_back_leads_to_the_list(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/queue?kind=time_request")
    walk_to(page, "Asks for another time")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("In their words")
    expect(page).to_have_url(re.compile("/staff/requests/"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/staff/queue\?kind=time_request"))
    expect(page.get_by_role("row")).to_have_count(2)


def test_what_one_takes_the_other_desk_shows_without_reloading(screen: OpenScreen) -> None:
    one, two = screen(DESK), screen(DESK)
    grace = one.enter_as(GRACE, "/staff/queue")
    helen = two.enter_as(HELEN, "/staff/queue")
    kind = "Question about the consent"
    walk_to(helen, kind)
    walk_to(grace, kind)
    grace.keyboard.press("t")
    expect(row(grace, kind)).to_contain_text("You")
    expect(grace.get_by_text(f"You have it: {kind}")).to_be_visible()
    expect(row(helen, kind)).to_contain_text("Grace Okafor", timeout=POLL_MS)
    focused = row(helen, kind).get_by_role("link")
    assert focused.evaluate("link => link === document.activeElement")
    axe.check(helen)
    helen.keyboard.press("t")  # she takes it over
    expect(row(helen, kind)).to_contain_text("You")
    expect(row(grace, kind)).to_contain_text("Helen Marsh", timeout=POLL_MS)


def test_what_is_handed_over_is_the_colleague_s(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/queue")
    kind = "Consent to countersign"
    walk_to(page, kind)
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog", name=re.compile("^Hand over"))
    expect(dialog.get_by_role("radio").first).to_be_visible()
    axe.check(page)
    for _ in range(10):
        page.keyboard.press("Tab")
        if dialog.get_by_role("radio", name=re.compile("Helen")).evaluate(
            "radio => radio === document.activeElement"
        ):
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(row(page, kind)).to_contain_text("Helen Marsh")
    expect(dialog).to_be_hidden()
    assert row(page, kind).get_by_role("link").evaluate("link => link === document.activeElement")


def test_what_is_snoozed_is_out_of_sight_and_can_be_brought_back(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/queue")
    kind = "Check-in missing"
    walk_to(page, kind)
    before = page.get_by_role("row").count()
    page.keyboard.press("s")
    page.get_by_role("button", name="In 3 days").click()
    page.get_by_label("Why").fill("She is with her sister until then")
    axe.check(page)
    page.get_by_role("dialog").get_by_role("button", name="Snooze", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(before - 1)
    page.get_by_label("Snoozed (2)").check()
    expect(row(page, kind)).to_contain_text("Snoozed by Grace Okafor: She is with her sister")
    axe.check(page)
    walk_to(page, kind)
    page.keyboard.press("s")
    expect(page.get_by_label("Snoozed (1)")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("row")).to_have_count(before)


def test_the_keys_of_the_queue_are_listed(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/queue")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    for words in ("Take, or give back", "Hand over", "Snooze, or bring back", "Next row"):
        expect(keys).to_contain_text(words)


def test_who_only_reads_is_offered_nothing_to_do(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as("ingrid.solberg@example.org", "/staff/queue")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^(Take|Hand over|Snooze)")).count() == 0
