"""What each role is offered, and what it is not."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, OpenScreen
from tests.browser.desk_screens import panel, participant_path

pytestmark = pytest.mark.browser

WRITES = re.compile(r"^(Add|Book|Change|Set|Record|Remove|Save|Open again|Send|Answer$)")


def rail(page: Page) -> list[str]:
    items = page.get_by_role("navigation", name="Desk").get_by_role("link")
    expect(items.first).to_be_visible()
    return [text.split("\n")[0] for text in items.all_inner_texts()]


def expect_nothing_to_write(page: Page) -> None:
    for role in ("button", "link"):
        assert page.get_by_role(role, name=WRITES).all_inner_texts() == []


def test_a_monitor_reads_everything_and_is_offered_no_change(screen: OpenScreen) -> None:
    opened = screen(DESK)
    page = opened.enter_as("ingrid.solberg@example.org", "/staff/participants")
    expect(page.get_by_text("13 participants")).to_be_visible()
    assert rail(page)[:11] == [
        "Queue",
        "Participants",
        "Messages",
        "Reminders",
        "Alerts",
        "Visits",
        "Requests",
        "Claims",
        "Consent",
        "Study",
        "How we do",
    ]
    expect_nothing_to_write(page)
    page.goto(opened.demo.address + participant_path(page, opened.demo.address, "FH-006"))
    panel(page).get_by_role("button", name=re.compile("^Month 9 ")).click()
    expect(panel(page).get_by_text("asks for another time.")).to_be_visible()
    expect_nothing_to_write(page)
    panel(page).get_by_role("link", name="Facts and dates").click()
    expect(panel(page).get_by_role("heading", name="Contacts")).to_be_visible()
    expect(panel(page).get_by_role("checkbox")).to_be_disabled()
    expect_nothing_to_write(page)
    panel(page).get_by_role("link", name="History").click()
    expect(panel(page).get_by_role("table", name="History")).to_be_visible()
    page.goto(f"{opened.demo.address}/staff/consent")
    page.get_by_role("link", name="FH-004").click()
    expect(panel(page).get_by_text("Ruth Lindqvist").first).to_be_visible()
    expect_nothing_to_write(page)
    assert panel(page).get_by_role("button", name=re.compile("^Sign")).count() == 0
    page.goto(f"{opened.demo.address}/staff/reminders")
    expect(page.get_by_role("heading", name="Nothing reaches these people")).to_be_visible()
    expect_nothing_to_write(page)
    page.goto(f"{opened.demo.address}/staff/requests")
    page.get_by_role("link", name="FH-006").click()
    expect(panel(page).get_by_text("In their words")).to_be_visible()
    expect_nothing_to_write(page)


def test_who_has_no_business_with_participants_sees_only_the_study_and_its_team(
    screen: OpenScreen,
) -> None:
    opened = screen(DESK)
    page = opened.enter_as("amy.tran@example.org", "/staff/")
    expect(page.get_by_role("heading", level=1, name="Study")).to_be_visible()
    assert rail(page)[:-1] == ["Consent texts", "Study", "How we do", "Team"]
    page.goto(f"{opened.demo.address}/staff/participants")
    expect(page.get_by_role("heading", level=1, name="Not found")).to_be_visible()
    page.get_by_role("link", name="Go to the start of the desk").click()
    expect(page.get_by_role("heading", level=1, name="Study")).to_be_visible()


def test_who_pays_sees_claims_and_no_participant_s_page(screen: OpenScreen) -> None:
    opened = screen(DESK)
    page = opened.enter_as("omar.haddad@example.org", "/staff/")
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    assert rail(page)[:-1] == ["Queue", "Claims", "Consent texts", "Study", "How we do"]
    page.goto(f"{opened.demo.address}/staff/participants")
    expect(page.get_by_role("heading", level=1, name="Not found")).to_be_visible()
    page.get_by_role("link", name="Go to the start of the desk").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()


def test_a_coordinator_sees_nobody_of_another_site(screen: OpenScreen) -> None:
    miami, chicago = screen(DESK), screen(DESK)
    chicago.expects("404")
    miami.enter_as("grace.okafor@example.org", "/staff/participants")
    path = participant_path(miami.page, miami.demo.address, "FH-001")
    page = chicago.enter_as("daniel.reyes@example.org", path)
    expect(panel(page).get_by_role("alert")).to_contain_text("not yours to see")
    expect(page.get_by_text("Eleanor")).to_be_hidden()
    expect(page.get_by_text("2 participants")).to_be_visible()


def test_a_participant_who_opens_the_desk_is_led_to_her_app(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as("eleanor@example.org", "/staff/participants")
    expect(page.get_by_role("heading", level=1, name="Hello Eleanor Whitfield")).to_be_visible()
    page.get_by_role("link", name="Go to my app").click()
    expect(page.get_by_role("heading", level=1, name="Hello, Eleanor")).to_be_visible()


def test_staff_who_open_the_phone_s_page_come_to_the_desk(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as("grace.okafor@example.org", "/schedule")
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()


def test_the_study_page_says_that_its_intervals_are_examples(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as("grace.okafor@example.org", "/staff/study")
    expect(page.get_by_text("The intervals are examples")).to_be_visible()
    expect(page.get_by_text("the study's real schedule is not public")).to_be_visible()
    expect(page.get_by_text("NCT05959291")).to_be_visible()
    visits = page.get_by_role("table", name="Visits")
    expect(visits).to_contain_text("then every 3 months until 36 months")
    expect(visits).to_contain_text("Brain MRI (every 6 months, only: Treated brain metastases)")


def test_signing_out_at_the_desk_ends_there(screen: OpenScreen) -> None:
    opened = screen(DESK)
    page = opened.enter_as("grace.okafor@example.org", "/staff/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Sign in at the desk")).to_be_visible()
    # The mark of a known device stays: strangers' tries elsewhere do not make her wait on this one.
    assert [cookie["name"] for cookie in opened.context.cookies()] == ["portal-device"]
    page.goto(f"{opened.demo.address}/staff/participants")
    expect(page.get_by_role("heading", level=1, name="Sign in at the desk")).to_be_visible()
