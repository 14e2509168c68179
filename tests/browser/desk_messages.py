"""The screens of messages at the desk, and the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.conversing import ELEANOR, ROSA, Person, signed_in
from tests.browser.desk_screens import go, panel, participant_path


def _begun(page: Page, address: str) -> str:
    """Conversations in two languages, one of them with everything in it; the id of that one."""
    browser = page.context.browser
    assert browser is not None
    team = Person(page.context.request, address)
    with signed_in(browser, address, ROSA) as rosa:
        rosa.write("Buenos días, ¿puedo comer antes de la extracción de sangre?", topic="health")
    with signed_in(browser, address, ELEANOR) as eleanor:
        eleanor.write("Where do I send the parking receipt?", topic="travel")
        thread = eleanor.write("May I move my scan? " + "Unbrokenwords" * 12)
        team.answer(thread, "Dear Eleanor,\nof course. Which days suit you?")
        team.answer(thread, "She sounds worried. Please call her before Tuesday.", note=True)
        eleanor.write("Tuesday. Here is the letter.", thread, files=[eleanor.picture()])
    return thread


def conversing(page: Page, address: str) -> Iterator[str]:
    """A coordinator with conversations, and each form sent while nothing is filled in."""
    thread = _begun(page, address)
    go(page, address, "/staff/messages")
    yield "messages"
    page.get_by_label("Search all messages").fill("parking")
    expect(page.get_by_text(re.compile("messages? found")).first).to_be_visible()
    yield "messages-found"
    go(page, address, f"/staff/messages/{thread}?waiting=all")
    opened = panel(page)
    expect(opened.get_by_role("button", name="Reply")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    yield "conversation"
    yield from _replying(opened)
    yield from _acting(opened)
    opened.get_by_role("button", name="Look at photo.jpg").click()
    expect(page.get_by_role("dialog", name="File").get_by_role("img")).to_be_visible()
    yield "conversation-file"
    yield from _beginning(page, address)
    yield from _announcing(page, address)


def _replying(opened: Locator) -> Iterator[str]:
    opened.get_by_role("button", name="Reply").click()
    expect(opened.get_by_label("Prepared reply")).to_be_visible()
    opened.get_by_role("button", name="Send", exact=True).click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "reply-refused"
    opened.get_by_label("Your answer").fill("Your visit is on {visit_day}.")
    expect(opened.get_by_text("There is no fact for")).to_be_visible()
    yield "reply-open-places"
    opened.get_by_role("button", name="Discard").click()
    opened.get_by_role("button", name="Note for the team").click()
    yield "note"
    opened.get_by_role("button", name="Discard").click()


def _acting(opened: Locator) -> Iterator[str]:
    opened.get_by_role("button", name="Hand over").click()
    opened.get_by_role("button", name="Hand over").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "hand-over-refused"
    opened.get_by_role("button", name="Cancel").click()
    opened.get_by_role("button", name="Topic or link").click()
    yield "topic"
    opened.get_by_role("button", name="Cancel").click()
    opened.get_by_role("button", name="Join", exact=True).click()
    opened.get_by_role("radio").first.check()
    opened.get_by_role("button", name="Continue").click()
    expect(opened.get_by_role("button", name="Join them")).to_be_visible()
    yield "join"
    opened.get_by_role("button", name="Cancel").click()


def _beginning(page: Page, address: str) -> Iterator[str]:
    go(page, address, "/staff/messages/new")
    expect(panel(page).get_by_role("link", name="FH-001")).to_be_visible()
    yield "writing-to"
    panel(page).get_by_role("link", name="FH-001").click()
    panel(page).get_by_role("button", name="Send", exact=True).click()
    expect(panel(page).get_by_role("alert")).to_be_visible()
    yield "writing-refused"
    go(page, address, f"{participant_path(page, address, 'FH-001')}?tab=messages")
    expect(panel(page).get_by_role("link", name="Write a message")).to_be_visible()
    yield "participant-messages"


def _announcing(page: Page, address: str) -> Iterator[str]:
    go(page, address, "/staff/messages/announcements")
    yield "announcements"
    page.get_by_role("link", name="Write an announcement").click()
    opened = panel(page)
    opened.get_by_role("button", name="Look at it before sending").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "announcement-refused"
    opened.get_by_role("checkbox").first.check()
    for language in ("English", "Spanish"):
        opened.get_by_label(f"Title in {language}").fill("Closed on Friday")
        opened.get_by_label(f"Text in {language}").fill("The clinic is closed.\nPlease call us.")
    opened.get_by_role("button", name="Look at it before sending").click()
    expect(opened.get_by_text("It reaches")).to_be_visible()
    yield "announcement-preview"
    opened.get_by_role("button", name="Send to").click()
    expect(opened.get_by_role("heading", name="Closed on Friday")).to_be_visible()
    yield "announcement"
