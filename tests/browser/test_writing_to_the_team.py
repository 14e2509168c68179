"""Writing with the team on the phone: answers come by themselves, and nothing is sent twice."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bench.claims.photographs import photograph
from tests.browser import axe, layout
from tests.browser.conftest import SMALL_PHONE, OpenScreen, Screen
from tests.browser.phone_messages import ANSWERED, HOSTILE, at_desk, newest, write

pytestmark = pytest.mark.browser

ELEANOR = "eleanor@example.org"
MARGARET = "margaret@example.org"
DENISE = "denise@example.org"
RUTH = "ruth@example.org"
ANNA = "anna@example.org"
ANSWER_MS = 40_000
"""The phone asks every 20 seconds."""


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve megapixels, as a phone's camera makes them."""
    path = tmp_path_factory.mktemp("photo") / "IMG_0001.jpg"
    path.write_bytes(photograph())
    return path


def messages(opened: Screen) -> dict[str, Any]:
    asked = opened.context.request.get(f"{opened.demo.address}/api/me/messages")
    found: dict[str, Any] = asked.json()
    return found


def read_all(opened: Screen) -> None:
    """She has seen what the demo's team wrote to her before."""
    address, ask = opened.demo.address, opened.context.request
    headers = {"X-Portal-Request": "1"}
    found = messages(opened)
    for one in found["announcements"]:
        path = f"{address}/api/me/announcements/{one['id']}/read"
        assert ask.post(path, data={}, headers=headers).ok
    for one in found["threads"]:
        path = f"{address}/api/me/messages/threads/{one['id']}"
        through = {"through": ask.get(path).json()["messages"][-1]["id"]}
        assert ask.post(f"{path}/read", data=through, headers=headers).ok


def begin(page: Page, address: str, topic: str) -> None:
    """A new conversation, at its field."""
    page.goto(f"{address}/messages")
    page.get_by_role("link", name="Write to the team").click()
    page.get_by_role("button", name=topic).click()
    expect(page.get_by_role("heading", level=1, name=topic)).to_be_visible()


def send(page: Page, words: str) -> None:
    page.get_by_label("Your message", exact=True).last.fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def bubble(page: Page, words: str) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=words)


def tab(page: Page) -> Locator:
    return page.get_by_role("navigation").get_by_role("link", name=re.compile("^Messages"))


def wait_for_thread(opened: Screen, topic: str) -> str:
    """The id of her newest conversation about that topic, once the server has it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = [one["id"] for one in messages(opened)["threads"] if one["topic_label"] == topic]
        if found:
            return str(found[0])
        time.sleep(0.2)
    raise AssertionError(f"no conversation about {topic}")


def test_an_answer_comes_without_reloading_and_is_read_where_it_is_seen(
    screen: OpenScreen, photo: Path
) -> None:
    opened = screen()
    page = opened.enter_as(ELEANOR)
    read_all(opened)
    begin(page, opened.demo.address, "How I feel")
    axe.check(page)
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_role("button", name="Look at IMG_0001.jpg")).to_be_visible(timeout=20_000)
    send(page, "My arm looks like this. Is it normal?")
    expect(bubble(page, "My arm looks")).to_contain_text("Received", timeout=20_000)
    expect(page.get_by_text("The team usually answers by")).to_be_visible()
    axe.check(page)
    thread_id = wait_for_thread(opened, "How I feel")
    [file] = newest(page, opened.demo.address, thread_id)["files"]
    picture = opened.context.request.get(
        f"{opened.demo.address}/api/me/message-files/{file['id']}/picture"
    )
    assert picture.ok
    assert len(picture.body()) < 400_000 < photo.stat().st_size

    with at_desk(page, opened.demo.address) as desk:
        desk.answer(thread_id, "It looks fine. Call us if it swells.")
    expect(bubble(page, "It looks fine.")).to_be_visible(timeout=ANSWER_MS)
    expect(bubble(page, "My arm looks")).to_contain_text("Read by the team")
    expect(page.get_by_text("New messages", exact=True)).to_be_visible()
    axe.check(page)
    expect(tab(page)).to_have_accessible_name("Messages")
    assert messages(opened)["unread"] == 0


def test_the_number_in_the_bar_says_what_waits_and_goes_when_it_is_read(
    screen: OpenScreen,
) -> None:
    opened = screen()
    page = opened.enter_as(MARGARET)
    read_all(opened)
    thread_id = write(page, opened.demo.address, "When do you open?", topic="other")
    with at_desk(page, opened.demo.address) as desk:
        desk.answer(thread_id, "\n".join(f"Door {number}: at 8." for number in range(40)))
        desk.answer(thread_id, "On Friday at 9.")
        desk.announce()
    page.reload()
    expect(tab(page)).to_have_accessible_name("Messages 3 new")
    tab(page).click()
    row = page.get_by_role("main").get_by_role("link", name=re.compile("^Something else New"))
    expect(row).to_contain_text("2 new messages from the team.")
    axe.check(page)
    row.click()
    expect(page.get_by_text("New messages", exact=True)).to_be_in_viewport()
    expect(bubble(page, "On Friday at 9.")).not_to_be_in_viewport()
    expect(tab(page)).to_have_accessible_name("Messages 1 new")
    page.go_back()
    page.get_by_role("link", name=re.compile("The clinic is closed on Friday")).click()
    expect(page.get_by_text("We are back on Monday.")).to_be_visible()
    axe.check(page)
    expect(tab(page)).to_have_accessible_name("Messages")
    page.go_back()
    expect(page.get_by_role("main").get_by_text("New", exact=True)).to_have_count(0)


def test_what_is_written_in_a_basement_is_kept_over_a_reload_and_sent_once(
    screen: OpenScreen, photo: Path
) -> None:
    opened = screen()
    opened.expects("ERR_INTERNET_DISCONNECTED", "Failed to load")
    page = opened.enter_as(DENISE)
    thread_id = write(page, opened.demo.address, "May I bring my sister?", topic="other")
    page.goto(f"{opened.demo.address}/messages/{thread_id}")
    expect(bubble(page, "May I bring my sister?")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    opened.context.set_offline(True)
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_role("button", name="Look at IMG_0001.jpg")).to_be_visible(timeout=20_000)
    send(page, "This is her.")
    expect(bubble(page, "This is her.")).to_contain_text("Not sent yet.")
    axe.check(page)
    page.reload()
    expect(bubble(page, "May I bring my sister?")).to_be_visible()
    expect(bubble(page, "This is her.")).to_contain_text("It goes by itself when you are online.")
    expect(page.get_by_role("status").or_(page.get_by_text("No connection.")).first).to_be_visible()
    begin_offline(page, opened.demo.address)
    opened.context.set_offline(False)
    page.goto(f"{opened.demo.address}/messages/{thread_id}")
    expect(bubble(page, "This is her.")).to_contain_text("Received", timeout=30_000)
    begun = wait_for_thread(opened, "Travel money")
    page.reload()
    expect(bubble(page, "This is her.")).to_have_count(1)
    page.goto(f"{opened.demo.address}/messages/{begun}")
    expect(bubble(page, "Is the taxi paid?")).to_contain_text("Received")
    for asked, number in ((thread_id, 2), (begun, 1)):
        shown = opened.context.request.get(
            f"{opened.demo.address}/api/me/messages/threads/{asked}"
        ).json()
        assert len(shown["messages"]) == number
    assert len(newest(page, opened.demo.address, thread_id)["files"]) == 1


def begin_offline(page: Page, address: str) -> None:
    """A conversation that begins without a connection stands in the list, and opens."""
    begin(page, address, "Travel money")
    send(page, "Is the taxi paid?")
    expect(bubble(page, "Is the taxi paid?")).to_contain_text("Not sent yet.")
    page.goto(f"{address}/messages")
    row = page.get_by_role("main").get_by_role("link", name=re.compile("Is the taxi paid"))
    expect(row).to_contain_text("Not sent yet.")
    axe.check(page)
    row.click()
    expect(bubble(page, "Is the taxi paid?")).to_be_visible()


def test_what_means_harm_is_shown_as_text_and_breaks_no_page(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as(MARGARET)
    begin(page, opened.demo.address, "The study and my rights")
    send(page, HOSTILE)
    expect(bubble(page, "<script>")).to_contain_text("Received")
    assert HOSTILE in bubble(page, "<script>").inner_text()
    expect(page).to_have_title(re.compile("The study and my rights"))
    thread_id = wait_for_thread(opened, "The study and my rights")
    with at_desk(page, opened.demo.address) as desk:
        desk.answer(thread_id, HOSTILE)
    for path in (f"/messages/{thread_id}", "/messages"):
        page.goto(opened.demo.address + path)
        expect(page.get_by_text("<script>").first).to_be_visible()
        page.set_viewport_size(SMALL_PHONE)
        layout.check_fits(page)
        axe.check(page)


def test_a_correction_stands_at_what_it_corrects(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as(ELEANOR)
    visit = opened.context.request.get(f"{opened.demo.address}/api/me/today").json()["next_visit"]
    page.goto(f"{opened.demo.address}/visits/{visit['id']}")
    page.get_by_role("link", name="Write about this visit").click()
    expect(page.get_by_role("heading", level=1, name="A visit or scan")).to_be_visible()
    expect(page.get_by_role("link", name=f"About your visit: {visit['name']}")).to_be_visible()
    send(page, "I come at 10.")
    expect(bubble(page, "I come at 10.")).to_contain_text("Received")
    page.get_by_role("button", name=re.compile("^Correct your message")).click()
    page.get_by_label("Your message as it should be").fill("I come at 11.")
    page.get_by_role("button", name="Send correction").click()
    expect(bubble(page, "Corrected:")).to_contain_text("Before: I come at 10.")
    expect(page.get_by_text("You corrected an earlier message.")).to_be_visible()
    axe.check(page)
    [thread] = [one for one in messages(opened)["threads"] if one["about_visit"]]
    assert (thread["about_visit"], thread["last_text"]) == (visit["name"], "I come at 11.")


def test_an_old_message_is_found_and_opened_at_its_place(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as(DENISE)
    thread_id = write(page, opened.demo.address, "Where is the blue elevator?", topic="visit")
    for number in range(120):
        write(page, opened.demo.address, f"Line {number}", topic="visit", thread_id=thread_id)
    page.goto(f"{opened.demo.address}/messages/{thread_id}")
    expect(bubble(page, "Line 119")).to_be_in_viewport()
    expect(bubble(page, "Where is the blue elevator?")).to_have_count(0)
    page.goto(f"{opened.demo.address}/messages")
    page.get_by_role("searchbox").fill("elevator")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name=re.compile("blue elevator")).click()
    expect(bubble(page, "Where is the blue elevator?")).to_be_in_viewport()
    axe.check(page)
    page.go_back()
    expect(page.get_by_role("link", name=re.compile("blue elevator"))).to_be_visible()


def test_a_care_partner_sees_her_own_conversations_only(screen: OpenScreen) -> None:
    opened, hers = screen(), screen()
    write(hers.enter_as(RUTH), hers.demo.address, "Between me and the team.", topic="other")
    page = opened.enter_as(ANNA)
    tab(page).click()
    expect(page.get_by_role("heading", level=1, name="Messages")).to_be_visible()
    expect(page.get_by_text("Between me and the team.")).to_have_count(0)
    begin(page, opened.demo.address, "Travel money")
    send(page, "I drove her. What do you need?")
    expect(bubble(page, "I drove her.")).to_contain_text("Received")
    thread_id = wait_for_thread(opened, "Travel money")
    with at_desk(page, opened.demo.address) as desk:
        desk.answer(thread_id, ANSWERED)
    page.reload()
    expect(bubble(page, ANSWERED)).to_be_visible()
    axe.check(page)
    assert thread_id not in [one["id"] for one in messages(hers)["threads"]]
