"""Booking, and what became of a visit: each step with its rules and its reasons."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"
MIAMI = ZoneInfo("America/New_York")


def today() -> date:
    return datetime.now(MIAMI).date()


def next_gap() -> date:
    """The next day on which the clocks in Miami jump from 2:00 to 3:00."""
    days = (today() + timedelta(days=ahead) for ahead in range(1, 400))

    def offset(day: date, hour: int) -> timedelta | None:
        return datetime.combine(day, time(hour), MIAMI).utcoffset()

    return next(day for day in days if (offset(day, 0) or day) < (offset(day, 5) or day))


def open_visit(page: Page, code: str, label: str) -> Locator:
    """The visit of this participant, opened in her panel."""
    page.get_by_role("link", name=code).click()
    opened = panel(page)
    opened.get_by_role("button", name=re.compile(f"^{label} ")).click()
    expect(opened.get_by_text("Window", exact=True)).to_be_visible()
    return opened


def window_end(opened: Screen, code: str, label: str) -> date:
    address = f"{opened.demo.address}/api/staff/participants"
    rows = opened.context.request.get(address).json()["rows"]
    found = next(row["id"] for row in rows if row["code"] == code)
    visits = opened.context.request.get(f"{address}/{found}").json()["visits"]
    return date.fromisoformat(
        next(visit["window"]["end"] for visit in visits if visit["label"] == label)
    )


def test_inside_the_window_a_visit_is_booked_without_a_reason(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/visits")
    page.get_by_role("link", name="Month 36 FH-004").click()
    opened = panel(page)
    opened.get_by_role("button", name="Book", exact=True).click()
    opened.get_by_role("button", name="Book", exact=True).click()
    expect(opened.get_by_role("alert")).to_contain_text("Enter the time, for example 9:30.")
    expect(opened.get_by_label("Date")).not_to_have_value("")
    opened.get_by_label("Time", exact=True).fill("10:30")
    opened.get_by_label("Note on the place").fill("Use the north door")
    opened.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Month 36 is booked: .*10:30\sam"))).to_be_visible()
    expect(opened.get_by_text("Use the north door")).to_be_visible()
    expect(page.get_by_text("No visit waits to be booked")).to_be_visible()


def test_outside_the_window_a_booking_needs_a_reason(screen: OpenScreen) -> None:
    desk = screen(DESK)
    page = desk.enter_as(GRACE, "/staff/participants")
    end = window_end(desk, "FH-005", "Month 48")
    opened = open_visit(page, "FH-005", "Month 48")
    opened.get_by_role("button", name="Book", exact=True).click()
    opened.get_by_label("Date").fill((end + timedelta(days=3)).isoformat())
    opened.get_by_label("Time", exact=True).fill("14:00")
    expect(opened.get_by_text("This is 3 days after the window closes. Say why.")).to_be_visible()
    opened.get_by_role("button", name="Book", exact=True).click()
    opened.get_by_role("alert").get_by_role("link", name="Say why it is outside").click()
    reason = opened.get_by_label("Why outside the window")
    expect(reason).to_be_focused()
    reason.fill("She is away until then")
    opened.get_by_role("button", name="Book", exact=True).click()
    expect(opened.get_by_text("Outside the window.")).to_be_visible()
    expect(opened.get_by_text("She is away until then").first).to_be_visible()

    opened.get_by_role("button", name="Remove booking").click()
    opened.get_by_role("button", name="Remove booking").click()
    expect(opened.get_by_text("Say why.", exact=True)).to_be_visible()
    opened.get_by_label("Reason").fill("Booked by mistake")
    opened.get_by_role("button", name="Remove booking").click()
    expect(page.get_by_text("Month 48 is no longer booked.")).to_be_visible()
    expect(opened.get_by_text("Not booked yet; takes 15 min")).to_be_visible()


def test_a_time_that_the_clock_jumps_over_or_that_is_past_is_refused(screen: OpenScreen) -> None:
    desk = screen(DESK)
    desk.expects("422")
    page = desk.enter_as(GRACE, "/staff/participants")
    opened = open_visit(page, "FH-005", "Month 54")
    opened.get_by_role("button", name="Book", exact=True).click()
    opened.get_by_label("Date").fill(next_gap().isoformat())
    opened.get_by_label("Time", exact=True).fill("02:30")
    opened.get_by_label("Why outside the window").fill("A night visit")
    opened.get_by_role("button", name="Book", exact=True).click()
    expect(opened.get_by_role("alert")).to_contain_text("jump over")
    expect(opened.get_by_label("Time", exact=True)).to_have_value("02:30")
    opened.get_by_label("Date").fill((today() - timedelta(days=1)).isoformat())
    opened.get_by_role("button", name="Book", exact=True).click()
    expect(opened.get_by_role("alert")).to_contain_text("still to come")
    expect(opened.get_by_label("Why outside the window")).to_have_value("A night visit")
    opened.get_by_role("button", name="Cancel").click()
    expect(opened.get_by_text("Not booked yet")).to_be_visible()


def test_an_outcome_is_recorded_opened_again_and_recorded_anew(screen: OpenScreen) -> None:
    desk, phone = screen(DESK), screen()
    page = desk.enter_as(GRACE, "/staff/visits?state=late")
    page.get_by_role("link", name="Month 15 FH-010").click()
    opened = panel(page)
    opened.get_by_role("button", name="Record outcome").click()
    opened.get_by_role("button", name="Save outcome").click()
    expect(opened.get_by_role("alert")).to_contain_text("Choose how it went.")
    opened.get_by_role("radio", name="Partly done").check()
    opened.get_by_role("button", name="Save outcome").click()
    expect(opened.get_by_role("alert")).to_contain_text("Tick what was done")
    opened.get_by_role("checkbox", name="Blood draw for ctDNA").check()
    opened.get_by_label("Reason").fill("The lab closed early")
    opened.get_by_role("button", name="Save outcome").click()
    expect(page.get_by_text("Month 15: Partly done.")).to_be_visible()
    done = opened.get_by_role("listitem")
    expect(done.filter(has_text="Blood draw for ctDNA")).to_have_text("Blood draw for ctDNAdone")
    expect(done.filter(has_text="Routine blood work")).to_contain_text("not done")

    opened.get_by_role("button", name="Open again").click()
    opened.get_by_label("Reason").fill("The other participant was meant")
    opened.get_by_role("button", name="Open again").click()
    expect(page.get_by_text("Month 15 is open again.")).to_be_visible()
    opened.get_by_role("button", name="Record outcome").click()
    opened.get_by_role("radio", name="Missed").check()
    opened.get_by_role("button", name="Save outcome").click()
    expect(opened.get_by_role("alert")).to_contain_text("Say why.")
    opened.get_by_label("Reason").fill("She was ill")
    opened.get_by_role("button", name="Save outcome").click()
    expect(page.get_by_text("Month 15: Missed.")).to_be_visible()
    opened.get_by_text("3 steps so far").click()
    for reason in ("The lab closed early", "The other participant was meant", "She was ill"):
        expect(opened.get_by_text(reason).last).to_be_visible()

    phone.enter_as("beatriz@example.org", "/schedule", language="en")
    phone.page.get_by_text(re.compile(r"^\d+ past visits")).last.click()
    missed = phone.page.get_by_role("link", name=re.compile("Month 15:"))
    expect(missed.get_by_text("Missed")).to_be_visible()


def test_a_visit_to_come_can_only_be_cancelled(screen: OpenScreen) -> None:
    desk, phone = screen(DESK), screen()
    page = desk.enter_as(GRACE, "/staff/participants")
    opened = open_visit(page, "FH-003", "Week 6")
    opened.get_by_role("button", name="Record outcome").click()
    expect(opened.get_by_text("so it can only be cancelled")).to_be_visible()
    expect(opened.get_by_role("radio")).to_have_count(1)
    opened.get_by_role("radio", name="Cancelled").check()
    opened.get_by_label("Reason").fill("The clinic is closed")
    opened.get_by_role("button", name="Save outcome").click()
    expect(page.get_by_text("Week 6: Cancelled.")).to_be_visible()
    phone.enter_as("margaret@example.org", "/schedule")
    row = phone.page.get_by_role("link", name=re.compile("Week 6:"))
    expect(row.get_by_text("Cancelled")).to_be_visible()
    phone.page.goto(phone.demo.address)
    expect(phone.page.get_by_role("region", name="Next visit")).to_contain_text("Month 3")
