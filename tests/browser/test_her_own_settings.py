"""More: calendar feed, devices, and how the portal looks and speaks to her."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenScreen

pytestmark = pytest.mark.browser

COLOURS = {"light": "rgb(251, 247, 241)", "dark": "rgb(21, 24, 28)"}
LOOK = """() => ({
  paper: getComputedStyle(document.body).backgroundColor,
  text: parseFloat(getComputedStyle(document.body).fontSize),
})"""


def expect_page(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def fetch(address: str) -> icalendar.Calendar:
    """The feed as a calendar program gets it: without a session."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
        assert answer.headers.get_content_type() == "text/calendar"
        return icalendar.Calendar.from_ical(answer.read())


def feed_address(page: Page) -> str:
    return page.get_by_role("region", name="Your calendar address").get_by_text(".ics").inner_text()


def test_the_calendar_feed_works_says_little_and_dies_with_its_address(screen: OpenScreen) -> None:
    opened = screen(permissions=["clipboard-read", "clipboard-write"])
    page = opened.enter_as("eleanor@example.org", "/more/calendar")
    first = feed_address(page)
    events = fetch(first).events
    assert len(events) >= 1
    assert {str(event["SUMMARY"]) for event in events} == {"Appointment"}

    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == first
    opener = page.get_by_role("link", name="Open in my calendar")
    expect(opener).to_have_attribute("href", re.compile("^webcals?://"))

    page.get_by_role("radio", name=re.compile("The name of the visit")).check()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert any("Monitoring visit" in str(event["SUMMARY"]) for event in fetch(first).events)

    page.get_by_role("button", name="Make a new address").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    fetch(first)
    page.get_by_role("button", name="Make a new address").click()
    page.get_by_role("dialog").get_by_role("button", name="Make a new address").click()
    expect(page.get_by_text("The old one no longer works.")).to_be_visible()
    second = feed_address(page)
    assert second != first
    assert len(fetch(second).events) == len(events)
    with pytest.raises(urllib.error.HTTPError, match="404") as refused:
        fetch(first)
    refused.value.close()


def test_another_device_is_listed_and_can_be_signed_out_from_here(screen: OpenScreen) -> None:
    here, there = (
        screen(),
        screen(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"),
    )
    there.expects("401")
    expect_page(there.enter_as("joan@example.org"), "Hello, Joan")
    page = here.enter_as("joan@example.org", "/more/devices")
    rows = page.get_by_role("main").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="This device")).to_have_count(1)
    other = rows.filter(has_text="iPhone")
    other.get_by_role("button", name=re.compile("Sign out")).click()
    expect(page.get_by_text(re.compile("is signed out."))).to_be_visible()
    expect(rows).to_have_count(1)

    there.page.get_by_role("link", name="Schedule", exact=True).click()
    expect_page(there.page, "Sign in")
    expect(
        there.page.get_by_text("You were signed out to keep your information safe")
    ).to_be_visible()
    assert there.page.evaluate("async () => (await indexedDB.databases()).length") <= 1
    there.page.reload()
    expect_page(there.page, "Sign in")
    there.page.get_by_role("button", name="Help").click()
    expect(there.page.get_by_role("dialog").get_by_text("305-555-0100")).to_be_visible()


def test_signing_out_everywhere_ends_this_device_too(screen: OpenScreen) -> None:
    here, there = screen(), screen()
    there.expects("401")
    there.enter_as("ruth@example.org")
    page = here.enter_as("ruth@example.org", "/more/devices")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
    expect_page(page, "Sign in")
    there.page.get_by_role("link", name="Schedule", exact=True).click()
    expect_page(there.page, "Sign in")


def test_the_language_is_kept_with_the_account(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("margaret@example.org", "/more/reading")
    page.get_by_role("radio", name="Español").check()
    expect_page(page, "Idioma y lectura")
    page.reload()
    expect_page(page, "Idioma y lectura")
    page.goto(opened.demo.address)
    expect(page.get_by_text("Extracción de sangre para ctDNA")).to_be_visible()
    elsewhere = screen()
    expect_page(elsewhere.enter_as("margaret@example.org"), "Hola, Margaret")


def test_a_language_chosen_in_a_dead_spot_outlives_a_reload_and_reaches_the_account(
    screen: OpenScreen,
) -> None:
    opened = screen()
    opened.expects("ERR_INTERNET_DISCONNECTED")
    page = opened.enter_as("margaret@example.org", "/more/reading")
    page.get_by_role("radio", name="English").check()
    expect_page(page, "Language and reading")
    page.wait_for_load_state("networkidle")
    opened.context.set_offline(True)
    page.get_by_role("radio", name="Español").check()
    expect(page.get_by_role("alert")).to_be_visible()
    expect_page(page, "Idioma y lectura")
    opened.context.set_offline(False)
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.reload()
    expect_page(page, "Idioma y lectura")
    page.goto(opened.demo.address)
    expect(page.get_by_text("Extracción de sangre para ctDNA")).to_be_visible()


def test_text_size_and_colours_are_kept_on_the_device(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org", "/more/reading")
    expect_page(page, "Language and reading")
    before = page.evaluate(LOOK)
    assert before["paper"] == COLOURS["light"]
    page.get_by_role("radio", name="Largest").check()
    page.get_by_role("radio", name="Dark").check()
    page.reload()
    expect_page(page, "Language and reading")
    expect(page.get_by_role("radio", name="Largest")).to_be_checked()
    after = page.evaluate(LOOK)
    assert after["text"] >= before["text"] * 1.4
    assert after["paper"] == COLOURS["dark"]
    page.get_by_role("radio", name="As the phone is set").check()
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect_page(page, "Language and reading")
    assert page.evaluate(LOOK)["paper"] == COLOURS["dark"]


def test_her_own_time_zone_stands_beside_the_clinic_s(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org", "/more/time-zone")
    page.get_by_role("radio", name="Another time zone").check()
    page.get_by_label("Choose a time zone").select_option("America/Los_Angeles")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("radio", name="Another time zone")).to_be_checked()
    expect(page.get_by_label("Choose a time zone")).to_have_value("America/Los_Angeles")
    page.get_by_role("link", name="Today").click()
    card = page.get_by_role("region", name="Next visit")
    expect(card).to_contain_text("6:30 am where you are (Los Angeles)")
    page.goto(f"{opened.demo.address}/more/time-zone")
    page.get_by_role("radio", name="The clinic's time only").check()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="Today").click()
    expect(card).to_contain_text("9:30 am")
    expect(card).not_to_contain_text("where you are")
