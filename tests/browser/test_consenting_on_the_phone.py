"""The whole way of a consent on the phone: read, be asked, choose, sign, keep, leave."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import OpenScreen, Screen
from tests.browser.mail import newest_code

pytestmark = pytest.mark.browser


def read_everything(page: Page) -> None:
    """From the first chapter to the last, a thumb's tap each."""
    page.get_by_role("link", name=re.compile("Begin to read|Go on")).click()
    while "/consent/read/" in page.url:
        here = page.url
        page.get_by_role("button", name="Next", exact=True).click()
        page.wait_for_function("here => location.href !== here", arg=here)


def answer_everything(page: Page) -> None:
    """The first answer may be wrong: then another one."""
    while "/consent/quiz/" in page.url:
        here = page.url
        for radio in page.get_by_role("radio").all():
            radio.check()
            page.get_by_role("button", name="Answer", exact=True).click()
            onward = page.get_by_role("button", name="Next", exact=True)
            expect(onward.or_(page.get_by_role("link", name="Read the passage"))).to_be_visible()
            if onward.is_visible():
                break
        onward.click()
        page.wait_for_function("here => location.href !== here", arg=here)


def choose_everything(page: Page) -> None:
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").first.check()
    page.get_by_role("button", name="Next", exact=True).click()


def sign(opened: Screen, name: str) -> None:
    page = opened.page
    page.get_by_label("Type your full name").fill(name)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code from the mail")).to_be_visible()
    code = newest_code(opened.context, opened.demo.address, "margaret@example.org")
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Sign", exact=True).click()


def test_she_reads_what_changed_signs_again_and_keeps_her_copy(screen: OpenScreen) -> None:
    opened = screen()
    opened.expects("422")
    page = opened.enter_as("margaret@example.org")
    page.get_by_role("link", name=re.compile("The consent has changed")).click()
    page.get_by_role("link", name="What has changed").click()
    expect(page.locator("ins").first).to_contain_text("a doctor calls you")
    page.get_by_role("link", name="I have seen the changes").click()
    read_everything(page)
    answer_everything(page)
    choose_everything(page)
    expect(page.get_by_role("heading", level=1, name="Sign")).to_be_visible()
    axe.check(page)
    sign(opened, "Somebody Else")
    expect(page.get_by_text("Type the name as it is written here").first).to_be_visible()
    page.get_by_label("Type your full name").fill("Margaret Ansah")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="You have signed")).to_be_visible()
    axe.check(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("Copy with your signature")).click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("link", name="To Today").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Hello"))).to_be_visible()
    expect(page.get_by_text("The consent has changed")).to_have_count(0)


def kept_copies(page: Page) -> int:
    """How many of her documents the phone holds."""
    found: int = page.evaluate(
        """async () => {
          const answer = (asked) => new Promise((resolve) => {
            asked.onsuccess = () => resolve(asked.result);
          });
          const database = await answer(indexedDB.open("portal"));
          const keys = await answer(database.transaction("saved").objectStore("saved").getAllKeys());
          database.close();
          return keys.filter((key) => key.startsWith("copy:")).length;
        }"""
    )
    return found


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that no page shows."""
    last = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.1)


def test_what_she_signed_opens_without_a_connection(screen: OpenScreen) -> None:
    opened = screen()
    opened.expects("ERR_INTERNET_DISCONNECTED", "Failed to load")
    page = opened.enter_as("eleanor@example.org", "/consent/signed")
    expect(page.get_by_text("Helen Marsh, MD")).to_be_visible()
    until(lambda: kept_copies(page) == 2)
    page.evaluate("navigator.serviceWorker.ready")
    opened.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Helen Marsh, MD")).to_be_visible()
    expect(page.get_by_text("No connection.").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("Copy with all signatures")).click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    opened.context.set_offline(False)


def test_leaving_says_what_it_means_and_is_done_in_three_taps(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("joan@example.org", "/consent")
    page.get_by_role("link", name="Leave the study or take something back").click()
    page.get_by_role("link", name="Stop the visits, but let the team follow your records").click()
    expect(page.get_by_text(re.compile("visits? ahead"))).to_be_visible()
    page.get_by_role("button", name="Stop the visits").click()
    expect(page.get_by_role("heading", level=1, name="It is done")).to_be_visible()
    axe.check(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("Confirmation")).click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    page.goto(opened.demo.address + "/")
    expect(page.get_by_text("You have left the study")).to_be_visible()
