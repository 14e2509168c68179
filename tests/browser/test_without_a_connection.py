"""The hospital basement: the app opens, shows what it has and how old it is, and loses nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, layout
from tests.browser.conftest import OpenScreen, Screen

pytestmark = pytest.mark.browser

OFFLINE = "ERR_INTERNET_DISCONNECTED"
SAVED = re.compile(r"No connection. Showing what was saved at \d+:\d\d\s[ap]m")


def expect_page(page: Page, name: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def visited_once(opened: Screen) -> str:
    """She has opened Today, Schedule and the next visit, and closed the app. The visit's path."""
    opened.expects(OFFLINE)
    page = opened.enter_as("eleanor@example.org")
    expect_page(page, "Hello, Eleanor")
    page.get_by_role("link", name="Schedule", exact=True).click()
    expect(page.get_by_text("3 past visits")).to_be_visible()
    page.get_by_role("link", name=re.compile("Month 6:")).click()
    expect(page.get_by_text("How to prepare")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    path: str = page.evaluate("location.pathname")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    expect(page.get_by_text("How to prepare")).to_be_visible()
    return path


def test_today_schedule_and_visit_open_and_say_how_old_they_are(screen: OpenScreen) -> None:
    opened = screen()
    visit = visited_once(opened)
    page = opened.page
    opened.context.set_offline(True)
    for path, words in (
        ("/", "Nothing to eat after 5:30 in the morning; water is fine."),
        ("/schedule", "Between"),
        (visit, "You lie on a table that moves through a wide ring"),
    ):
        page.goto(opened.demo.address + path)
        expect(page.get_by_text(SAVED)).to_be_visible()
        expect(page.get_by_text(words).first).to_be_visible()
        layout.check_fits(page)
    page.get_by_role("button", name="Help").click()
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog.get_by_role("link", name=re.compile("305-555-0100"))).to_be_visible()
    page.keyboard.press("Escape")

    opened.context.set_offline(False)
    expect(page.get_by_text(SAVED)).to_be_hidden()


def test_a_page_that_was_never_opened_says_when_it_will_come(screen: OpenScreen) -> None:
    opened = screen()
    visited_once(opened)
    page = opened.page
    opened.context.set_offline(True)
    page.goto(f"{opened.demo.address}/more/devices")
    expect(page.get_by_role("alert")).to_contain_text("It opens as soon as you are online.")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_contain_text("It opens as soon as you are online.")
    opened.context.set_offline(False)
    expect(page.get_by_text("This device")).to_be_visible()


def test_what_needs_a_connection_says_so_and_changes_nothing(screen: OpenScreen) -> None:
    opened = screen()
    visited_once(opened)
    page = opened.page
    opened.context.set_offline(True)
    page.goto(opened.demo.address)
    page.get_by_role("button", name="I'll be there").click()
    expect(page.get_by_text("This needs a connection. Nothing was changed.")).to_be_visible()
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()
    page.get_by_role("link", name="More", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Sign out").click()
    expect(dialog.get_by_text("To sign out you need a connection")).to_be_visible()


def test_a_request_written_without_a_connection_is_kept_and_sent_later(screen: OpenScreen) -> None:
    opened = screen()
    visit = visited_once(opened)
    page = opened.page
    opened.context.set_offline(True)
    page.goto(f"{opened.demo.address}{visit}/another-time")
    page.get_by_label("Day", exact=True).fill(
        page.evaluate("new Date(Date.now() + 10 * 86400000).toISOString().slice(0, 10)")
    )
    page.get_by_role("radio", name="Afternoon").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Leave this out").click()
    page.get_by_label("Your note").fill("Written in the basement.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my request").click()
    expect(page.get_by_role("alert")).to_contain_text("what you entered is still here")
    axe.check(page)
    expect(page.get_by_text("Written in the basement.")).to_be_visible()
    opened.context.set_offline(False)
    page.get_by_role("button", name="Send my request").click()
    expect_page(page, "Your request was sent")
    page.get_by_role("link", name="Back to the visit").click()
    expect(page.get_by_text("Written in the basement.")).to_be_visible()
    page.get_by_role("button", name="Take back my request").click()
    expect(page.get_by_role("button", name="I'll be there")).to_be_visible()


def test_the_worker_keeps_the_app_and_nothing_that_the_server_knows(screen: OpenScreen) -> None:
    opened = screen()
    visited_once(opened)
    kept = opened.page.evaluate("""async () => (await Promise.all((await caches.keys()).map(
      async (name) => (await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname)
    ))).flat()""")
    assert "/" in kept
    assert [path for path in kept if re.match("/(api|staff|healthz|readyz|metrics)", path)] == []


def test_signed_out_without_a_connection_the_app_says_what_it_needs(screen: OpenScreen) -> None:
    opened = screen()
    opened.expects(OFFLINE)
    page = opened.page
    page.goto(opened.demo.address)
    expect_page(page, "Sign in")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.get_by_label("Email address").fill("eleanor@example.org")
    opened.context.set_offline(True)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_text("You need a connection to sign in.")).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value("eleanor@example.org")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("No connection")
    opened.context.set_offline(False)
    expect_page(page, "Sign in")
