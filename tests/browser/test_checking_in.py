"""A check-in on the phone, with and without a connection, and what the team makes of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel
from tests.browser.phone_screens import answer_rest

pytestmark = pytest.mark.browser

ELEANOR = "eleanor@example.org"
GRACE = "grace.okafor@example.org"


def begin(page: Page, address: str) -> None:
    """The check-in that is due, open at its first question."""
    page.goto(f"{address}/check-in")
    page.get_by_role("button", name=re.compile("Start check-in|Go on with it")).click()
    expect(page.get_by_text("1 of 15")).to_be_visible()


def to_the_review(page: Page, first: str = "None") -> None:
    """`first` is the answer to the first question; all that follow are the least."""
    page.get_by_role("radio", name=first, exact=True).check()
    answer_rest(page, "en")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Look at your answers")).to_be_visible()


def reports_of(opened: Screen) -> list[dict[str, object]]:
    asked = opened.context.request.get(f"{opened.demo.address}/api/me/check-ins/reports")
    found: list[dict[str, object]] = asked.json()["reports"]
    return found


def sent_today(opened: Screen, before: int) -> int:
    return len(reports_of(opened)) - before


def test_she_answers_what_is_due_and_is_told_who_reads_it_by_when(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as(ELEANOR)
    before = len(reports_of(opened))
    page.get_by_role("link", name=re.compile("Check-in.*minutes")).click()
    begin(page, opened.demo.address)
    to_the_review(page)
    page.get_by_role("button", name="Send check-in").click()
    expect(page.get_by_role("heading", level=1, name="Sent to your study team")).to_be_visible()
    expect(page.get_by_text(re.compile("The team reads it by"))).to_be_visible()
    axe.check(page)
    assert sent_today(opened, before) == 1
    page.goto(opened.demo.address + "/")
    expect(page.get_by_role("heading", level=1, name=re.compile("Hello"))).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=re.compile("Check-in"))).to_have_count(
        0
    )


def test_going_back_and_coming_back_later_loses_nothing(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as(ELEANOR)
    begin(page, opened.demo.address)
    page.get_by_role("radio", name="Strong", exact=True).check()
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_text("1 of 15")).to_be_visible()
    page.get_by_role("radio", name="Partly in the way").check()
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_text("2 of 15")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 of 15")).to_be_visible()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("radio", name="Partly in the way")).to_be_checked()
    page.goto(opened.demo.address + "/check-in")
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("radio", name="Strong", exact=True)).not_to_be_checked()


def test_in_a_basement_without_signal_it_is_kept_and_sent_once_afterwards(
    screen: OpenScreen,
) -> None:
    opened = screen()
    opened.expects("ERR_INTERNET_DISCONNECTED", "Failed to load")
    page = opened.enter_as(ELEANOR)
    before = len(reports_of(opened))
    begin(page, opened.demo.address)
    page.evaluate("navigator.serviceWorker.ready")
    opened.context.set_offline(True)
    to_the_review(page, "Very strong")
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("radio", name="No, it cannot wait").check()
    page.get_by_role("button", name="Send check-in").click()
    expect(page.get_by_role("heading", name="Call now")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=re.compile("911"))).to_be_visible()
    expect(page.get_by_text("Not sent yet").first).to_be_visible()
    axe.check(page)
    other = opened.context.new_page()
    opened.context.set_offline(False)
    other.goto(opened.demo.address + "/check-in")
    expect(page.get_by_role("heading", level=1, name="Sent to your study team")).to_be_visible(
        timeout=20_000
    )
    page.reload()
    assert sent_today(opened, before) == 1
    [alert] = [row for row in reports_of(opened) if row["can_wait"] is False]
    assert alert["urgency"] == "call_now"


def test_a_severe_answer_is_taken_contacted_and_closed_at_the_desk_and_she_sees_it(
    screen: OpenScreen,
) -> None:
    phone, desk = screen(), screen(DESK)
    told = phone.enter_as(ELEANOR)
    begin(told, phone.demo.address)
    to_the_review(told, "Very strong")
    told.get_by_role("button", name="Next", exact=True).click()
    told.get_by_role("radio", name="Yes, it can wait").check()
    told.get_by_role("button", name="Send check-in").click()
    expect(told.get_by_role("heading", name="Call now")).to_be_visible()
    page = desk.enter_as(GRACE, "/staff/alerts")
    page.get_by_role("link", name=re.compile("FH-001")).first.click()
    opened = panel(page)
    expect(opened.get_by_text("Very strong").first).to_be_visible()
    opened.get_by_role("button", name="Take", exact=True).click()
    opened.get_by_role("button", name="Note a contact").click()
    opened.get_by_role("radio", name="By phone").check()
    opened.get_by_role("radio", name="Yes", exact=True).check()
    opened.get_by_role("button", name="Save contact").click()
    opened.get_by_role("button", name="Close", exact=True).last.click()
    opened.get_by_role("radio", name="Advice given").check()
    opened.get_by_role("button", name="Close alert").click()
    expect(opened.get_by_text(re.compile("Closed.*Grace Okafor")).first).to_be_visible()
    told.goto(phone.demo.address + "/check-in/reports")
    expect(told.get_by_text(re.compile("The team reached you on .* Closed")).first).to_be_visible()
