"""Two people change the same thing: the second is told, nothing is overwritten or lost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"
HELEN = "helen.marsh@example.org"
TOLD = "Helen Marsh, MD changed this meanwhile"


def at(desk: Screen, email: str, code: str, part: str = "") -> Locator:
    """This participant's panel, at this desk."""
    desk.enter_as(email, "/staff/participants")
    desk.page.get_by_role("link", name=code).click()
    if part:
        panel(desk.page).get_by_role("link", name=part).click()
    return panel(desk.page)


def test_the_second_booking_is_told_of_the_first_and_decides(screen: OpenScreen) -> None:
    one, two = screen(DESK), screen(DESK)
    two.expects("409")
    forms = []
    for desk, email, clock in ((one, HELEN, "08:15"), (two, GRACE, "11:45")):
        opened = at(desk, email, "FH-001")
        opened.get_by_role("button", name=re.compile("^Month 6 ")).click()
        opened.get_by_role("button", name="Change booking").click()
        opened.get_by_label("Time", exact=True).fill(clock)
        opened.get_by_label("Note on the place").fill(f"From {clock}")
        forms.append(opened)
    first, second = forms
    first.get_by_role("button", name="Change booking").click()
    expect(one.page.get_by_text("Month 6 is booked")).to_be_visible()

    second.get_by_role("button", name="Change booking").click()
    told = second.get_by_role("alert")
    expect(told).to_contain_text(TOLD)
    expect(told).to_contain_text("8:15 am")
    expect(told).to_contain_text("11:45 am")
    axe.check(two.page)
    expect(second.get_by_label("Time", exact=True)).to_have_value("11:45")
    expect(second.get_by_label("Note on the place")).to_have_value("From 11:45")
    one.page.reload()
    expect(first.get_by_text("8:15 am").first).to_be_visible()

    second.get_by_role("button", name="Apply mine again").click()
    expect(two.page.get_by_text(re.compile(r"Month 6 is booked: .*11:45\sam"))).to_be_visible()
    second.get_by_role("link", name="History").click()
    history = second.get_by_role("table", name="History")
    expect(history).to_contain_text("8:15 am")
    expect(history).to_contain_text("11:45 am")


def test_what_the_other_saved_stays_when_mine_is_discarded(screen: OpenScreen) -> None:
    one, two = screen(DESK), screen(DESK)
    two.expects("409")
    forms = []
    for desk, email, name in ((one, HELEN, "Joan P. Petrovic"), (two, GRACE, "Joanna Petrovic")):
        opened = at(desk, email, "FH-005", "Facts and dates")
        opened.get_by_role("button", name="Change", exact=True).last.click()
        opened.get_by_label("Name").fill(name)
        forms.append(opened)
    first, second = forms
    first.get_by_role("button", name="Save", exact=True).click()
    expect(one.page.get_by_text("FH-005: contacts saved.")).to_be_visible()
    second.get_by_role("button", name="Save", exact=True).click()
    told = second.get_by_role("alert")
    expect(told).to_contain_text(TOLD)
    expect(told.get_by_role("row", name=re.compile("^Name"))).to_contain_text("Joan P. Petrovic")
    expect(second.get_by_label("Name")).to_have_value("Joanna Petrovic")
    second.get_by_role("button", name="Discard mine").click()
    expect(second).to_contain_text("Joan P. Petrovic")
    expect(second).not_to_contain_text("Joanna Petrovic")


def test_a_date_set_twice_is_set_once(screen: OpenScreen) -> None:
    one, two = screen(DESK), screen(DESK)
    two.expects("409", "422")
    forms = []
    for desk, email, days in ((one, HELEN, 4), (two, GRACE, 5)):
        opened = at(desk, email, "FH-008", "Facts and dates")
        opened.get_by_role("button", name="Set: Day of consent").click()
        day = date.today() - timedelta(days=days)  # noqa: DTZ011 - as at the desk
        opened.get_by_label("Date").fill(day.isoformat())
        forms.append(opened)
    first, second = forms
    first.get_by_role("button", name="Save and plan visits").click()
    expect(one.page.get_by_text("The visits are planned.")).to_be_visible()
    second.get_by_role("button", name="Save and plan visits").click()
    expect(second.get_by_role("alert")).to_contain_text(TOLD)
    second.get_by_role("button", name="Apply mine again").click()
    expect(second.get_by_text("Say why in a few words.").first).to_be_visible()
    second.get_by_label("Reason").fill("The talk was a day earlier")
    second.get_by_role("button", name="Apply mine again").click()
    expect(two.page.get_by_text("The visits are planned.")).to_be_visible()


def test_an_answer_to_a_request_that_was_taken_back_is_not_sent(screen: OpenScreen) -> None:
    phone, desk = screen(), screen(DESK)
    desk.expects("409", "422", "404")
    desk.enter_as(GRACE, "/staff/requests")
    desk.page.get_by_role("link", name="FH-006").click()
    opened = panel(desk.page)
    opened.get_by_role("radio", name="No other time is possible").check()
    opened.get_by_label("Words to the participant").fill("Not possible, sorry.")
    phone.enter_as("denise@example.org")
    phone.page.get_by_role("region", name="Next visit").get_by_role("link").first.click()
    phone.page.get_by_role("button", name="Take back my request").click()
    expect(phone.page.get_by_text("You took back your request.")).to_be_visible()
    opened.get_by_role("button", name="Send answer").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    expect(opened.get_by_label("Words to the participant")).to_have_value("Not possible, sorry.")
    phone.page.reload()
    expect(phone.page.get_by_text("Not possible, sorry.")).to_be_hidden()
