"""What comes next: Today, Schedule, a visit, and saying that one will be there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser


def api(opened: Screen, path: str) -> dict[str, object]:
    answer = opened.context.request.get(opened.demo.address + path)
    assert answer.ok, answer.text()
    found: dict[str, object] = answer.json()
    return found


def spoken(day: str, time: str) -> re.Pattern[str]:
    """ "Tuesday 10 March, 9:30 am"; in another year than this one with the year."""
    at = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
    words = [f"{at:%A}", str(at.day), rf"{at:%B}(\s{at.year})?,", *time.split()]
    return re.compile(r"\s".join(words))


def open_visit(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("region", name="Next visit").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name="How to prepare")).to_be_visible()


def test_today_says_what_comes_when_where_and_how_to_prepare(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org")
    visit = api(opened, "/api/me/today")["next_visit"]
    card = page.get_by_role("region", name="Next visit")
    expect(card).to_contain_text(spoken(visit["local_date"], "9:30 am"))
    expect(card).to_contain_text("Research clinic, floor 2")
    expect(card.get_by_role("listitem")).to_have_text(
        ["Blood draw for ctDNA", "Routine blood work", "CT or PET-CT scan"]
    )
    expect(card).to_contain_text("Nothing to eat after 5:30 in the morning; water is fine.")
    expect(page.get_by_text("Monitoring, month 7 of 36")).to_be_visible()
    expect(page.get_by_role("region", name="After that").get_by_role("listitem")).to_have_count(3)


def test_saying_she_will_be_there_can_be_undone_and_is_seen_at_the_desk(
    screen: OpenScreen,
) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org")
    to_do = page.get_by_role("region", name="To do")
    expect(to_do.get_by_role("link", name=re.compile("Say if you can come"))).to_be_visible()
    page.get_by_role("button", name="I'll be there").click()
    expect(page.get_by_text("You said you will be there.")).to_be_visible()
    expect(to_do.get_by_role("link", name=re.compile("Say if you can come"))).to_have_count(0)
    expect(to_do.get_by_role("link", name=re.compile("Check-in"))).to_be_visible()
    axe.check(page)

    desk = screen(DESK)
    desk.enter_as("grace.okafor@example.org", "/staff/participants")
    desk.page.get_by_role("link", name="FH-001").click()
    panel(desk.page).get_by_role("button", name=re.compile("^Month 6 ")).click()
    expect(panel(desk.page)).to_contain_text("Will be there")

    page.reload()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()
    expect(to_do.get_by_role("link", name=re.compile("Say if you can come"))).to_be_visible()
    desk.page.reload()
    expect(panel(desk.page)).to_contain_text("Has not answered yet")


def test_a_visit_explains_each_activity_and_the_way_there(screen: OpenScreen) -> None:
    page = screen().enter_as("rosa@example.org", language="en")
    open_visit(page, re.compile("Month 12"))
    for words in (
        "You lie on a table that moves through a wide ring",
        "A nurse puts a small amount of tracer into a vein",
        "Wear a top with sleeves that roll up easily.",
        "Enter at the main door and take the elevator to floor 2.",
    ):
        expect(page.get_by_text(words)).to_be_visible()
    link = page.get_by_role("link", name="Open the map")
    expect(link).to_have_attribute("href", re.compile("^https://www.openstreetmap.org/"))
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_a_visit_can_be_added_to_the_calendar(screen: OpenScreen, tmp_path: Path) -> None:
    opened = screen()
    page = opened.enter_as("carol@example.org")
    visit = api(opened, "/api/me/today")["next_visit"]
    open_visit(page, re.compile("Blood tests"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to my calendar").click()
    download.value.save_as(tmp_path / "visit.ics")
    assert download.value.suggested_filename.endswith(".ics")
    calendar = icalendar.Calendar.from_ical((tmp_path / "visit.ics").read_bytes())
    (event,) = calendar.events
    assert event.start.astimezone(UTC) == datetime.fromisoformat(visit["starts_at"])
    assert str(event.start.tzinfo) == "America/New_York"
    assert event["UID"]


def test_the_schedule_runs_from_the_past_through_today_to_the_end(screen: OpenScreen) -> None:
    page = screen().enter_as("eleanor@example.org", "/schedule")
    for phase in ("Screening", "Monitoring, month 7 of 36", "Follow-up"):
        expect(page.get_by_role("heading", level=2, name=phase)).to_be_visible()
    today = page.get_by_text(re.compile("^Today, "))
    expect(today).to_be_in_viewport()
    expect(page.get_by_text("Consent talk")).to_be_hidden()
    page.get_by_text("3 past visits").click()
    expect(
        page.get_by_role("link", name=re.compile("Consent talk")).get_by_text("Done")
    ).to_be_visible()
    last = page.get_by_role("link", name=re.compile("Month 72"))
    expect(last).to_contain_text(re.compile("^Between"))
    last.scroll_into_view_if_needed()
    page.get_by_role("button", name="Go to today").click()
    expect(today).to_be_in_viewport()
    expect(page.get_by_role("button", name="Go to today")).to_be_hidden()


def test_what_was_missed_and_what_is_overdue_is_said(screen: OpenScreen) -> None:
    page = screen().enter_as("beatriz@example.org", "/schedule", language="en")
    overdue = page.get_by_role("link", name=re.compile("Month 15"))
    expect(overdue).to_contain_text("Overdue. If no one has called you yet, call the team.")
    page.get_by_role("heading", name=re.compile("Monitoring")).locator(
        "xpath=ancestor::section"
    ).get_by_text(re.compile("past visits")).click()
    expect(
        page.get_by_role("link", name=re.compile("Month 12")).get_by_text("Missed")
    ).to_be_visible()


def test_far_from_the_clinic_both_clocks_are_named(screen: OpenScreen) -> None:
    page = screen(timezone_id="America/Los_Angeles").enter_as("eleanor@example.org")
    card = page.get_by_role("region", name="Next visit")
    expect(card).to_contain_text("Clinic time (New York)")
    expect(card).to_contain_text("6:30 am where you are (Los Angeles)")
    expect(card).to_contain_text("Nothing to eat after 5:30 in the morning, clinic time;")


def test_help_names_the_team_of_her_own_site(screen: OpenScreen) -> None:
    page = screen().enter_as("sylvia@example.org")
    page.get_by_role("button", name="Help").click()
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog).to_contain_text("Free-HER study team in Chicago")
    expect(dialog.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(dialog).to_contain_text("Clinic time (Chicago).")
    expect(dialog).to_contain_text("Monday to Thursday, 8:30 am to 4:30 pm")


def test_an_answer_given_while_the_page_still_loads_is_not_overtaken(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("margaret@example.org")
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()
    page.wait_for_function("async () => (await indexedDB.databases()).length > 0")
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/api/me/today", hold)
    page.reload()
    page.get_by_role("button", name="I'll be there").click()
    expect(page.get_by_text("You said you will be there.")).to_be_visible()
    (route, from_before) = held[0]
    route.fulfill(response=from_before)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You said you will be there.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()
