"""One journey across both apps: she asks for another time, the coordinator answers, she sees it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

NOTE = "My son can drive me on these days."
NEXT = "Next visit"


def ahead(days: int) -> date:
    return date.today() + timedelta(days=days)  # noqa: DTZ011 - as on the person's calendar


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def begin(page: Page) -> None:
    page.get_by_role("link", name="I need another time").click()
    heading(page, "Which day would suit you best?")


def propose(page: Page, day: date, part: str) -> None:
    page.get_by_label("Day", exact=True).fill(day.isoformat())
    page.get_by_role("radio", name=part).check()
    page.get_by_role("button", name="Continue").click()


def ask(opened: Screen, *days: int, note: str = NOTE) -> None:
    """Ask for these days, in the morning, and send it."""
    page = opened.page
    begin(page)
    for day in days:
        propose(page, ahead(day), "Morning")
    if len(days) < 3:
        page.get_by_role("button", name="Leave this out").click()
    page.get_by_label("Your note").fill(note)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my request").click()
    heading(page, "Your request was sent")


def open_request(desk: Screen, code: str) -> None:
    desk.enter_as("grace.okafor@example.org", "/staff/requests")
    desk.page.get_by_role("link", name=code).click()
    expect(panel(desk.page).get_by_text("In their words")).to_be_visible()


def test_three_days_and_a_note_are_reviewed_changed_sent_and_taken_back(
    screen: OpenScreen,
) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org")
    begin(page)
    expect(page.get_by_text("1 of 5")).to_be_visible()
    propose(page, ahead(10), "Morning")
    heading(page, "Is there a second day that suits you?")
    propose(page, ahead(11), "Midday")
    heading(page, "And a third day?")
    propose(page, ahead(12), "Afternoon")
    heading(page, "Do you want to tell the team anything?")
    page.get_by_label("Your note").fill("My sun can drive me on these days.")
    page.get_by_role("button", name="Continue").click()
    heading(page, "Check and send")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_text(
        [re.compile("morning$"), re.compile("midday$"), re.compile("afternoon$")]
    )

    page.get_by_role("link", name="Change Your note").click()
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_role("button", name="Continue").click()
    heading(page, "Check and send")
    page.get_by_role("button", name="Send my request").click()
    heading(page, "Your request was sent")
    axe.check(page)
    page.get_by_role("link", name="Back to the visit").click()

    expect(page.get_by_text("You asked for another time on")).to_be_visible()
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.get_by_role("button", name="I'll be there")).to_be_hidden()
    page.get_by_role("button", name="Take back my request").click()
    expect(page.get_by_text("You took back your request.")).to_be_visible()
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()


def test_a_day_that_is_missing_past_or_named_twice_is_refused_and_nothing_is_lost(
    screen: OpenScreen,
) -> None:
    page = screen().enter_as("margaret@example.org")
    begin(page)
    page.get_by_role("button", name="Continue").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Choose a day.").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    propose(page, ahead(-1), "Morning")
    expect(summary.get_by_role("link", name="Choose a day after today.")).to_be_visible()
    expect(page.get_by_role("radio", name="Morning")).to_be_checked()

    propose(page, ahead(80), "Morning")
    heading(page, "Is there a second day that suits you?")
    propose(page, ahead(80), "Morning")
    expect(summary).to_contain_text("You chose this day and time already.")
    page.go_back()
    heading(page, "Which day would suit you best?")
    expect(page.get_by_label("Day", exact=True)).to_have_value(ahead(80).isoformat())
    expect(page.get_by_text("This day is outside the time that the study plans")).to_be_visible()


def test_a_step_opened_by_its_address_begins_with_the_first_question(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("margaret@example.org")
    begin(page)
    page.goto(f"{page.url}?step=5")
    heading(page, "Which day would suit you best?")


def test_the_coordinator_books_one_of_her_days_and_she_sees_the_new_time(
    screen: OpenScreen,
) -> None:
    opened, desk = screen(), screen(DESK)
    opened.enter_as("eleanor@example.org")
    visit = opened.page.get_by_role("region", name=NEXT).get_by_role("link").first
    ask(opened, 10, 11, 12)
    open_request(desk, "FH-001")
    answer = panel(desk.page)
    expect(answer).to_contain_text(NOTE)
    answer.get_by_role("radio").nth(1).check()
    expect(answer.get_by_label("Date")).to_have_value(ahead(11).isoformat())
    answer.get_by_label("Time", exact=True).fill("10:15")
    why = answer.get_by_label("Why outside the window")
    if why.is_visible():
        why.fill("The participant asked for it")
    answer.get_by_label("Words to the participant, if you like").fill("See you then, Eleanor.")
    answer.get_by_role("button", name="Book and answer").click()
    expect(desk.page.get_by_text("Eleanor Whitfield is booked")).to_be_visible()
    expect(desk.page.get_by_role("link", name="FH-001")).to_be_hidden()

    page = opened.page
    page.goto(opened.demo.address)
    card = page.get_by_role("region", name=NEXT)
    expect(card).to_contain_text("10:15 am")
    expect(card).to_contain_text("The time above is the new one.")
    visit.click()
    expect(page.get_by_text("The team says: See you then, Eleanor.")).to_be_visible()
    axe.check(page)
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()


def test_the_coordinator_declines_with_words_that_she_reads(screen: OpenScreen) -> None:
    opened, desk = screen(), screen(DESK)
    opened.enter_as("carol@example.org")
    before = opened.page.get_by_role("region", name=NEXT).get_by_text("9:30 am").inner_text()
    ask(opened, 9)
    open_request(desk, "FH-007")
    answer = panel(desk.page)
    answer.get_by_role("button", name="Send answer").or_(
        answer.get_by_role("button", name="Book and answer")
    ).click()
    expect(answer.get_by_role("alert")).to_contain_text("Choose an answer.")
    answer.get_by_role("radio", name="No other time is possible").check()
    answer.get_by_role("button", name="Send answer").click()
    expect(answer.get_by_role("alert")).to_contain_text("Say why no other time is possible.")
    answer.get_by_label("Words to the participant").fill("The lab is closed that week.")
    answer.get_by_role("button", name="Send answer").click()
    expect(desk.page.get_by_text("Carol Nakamura has your answer.")).to_be_visible()
    desk.page.get_by_role("link", name="Declined").click()
    expect(desk.page.get_by_role("link", name="FH-007")).to_be_visible()

    page = opened.page
    page.goto(opened.demo.address)
    card = page.get_by_role("region", name=NEXT)
    expect(card).to_contain_text(before)
    expect(card).to_contain_text("They could not offer another time.")
    expect(card).to_contain_text("The lab is closed that week.")
