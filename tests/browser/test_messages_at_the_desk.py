"""Messages at the desk: reading, answering, notes, handing over, two desks at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, TABLET, Demo, OpenScreen
from tests.browser.conversing import ELEANOR, ROSA, Person, signed_in
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"
HELEN = "helen.marsh@example.org"
INGRID = "ingrid.solberg@example.org"
MOST_STEPS = 30
A_POLL = 16_000


@pytest.fixture
def eleanor(chromium: Browser, demo: Demo) -> Iterator[Person]:
    with signed_in(chromium, demo.address, ELEANOR) as person:
        yield person


@pytest.fixture
def rosa(chromium: Browser, demo: Demo) -> Iterator[Person]:
    with signed_in(chromium, demo.address, ROSA) as person:
        yield person


def thread_path(thread: str) -> str:
    return f"/staff/messages/{thread}?waiting=all"


def look(page: Page) -> None:
    """No rule is broken; a list that is fetched anew is pale for that while."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    axe.check(page)


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Walk with the keyboard until this has the focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{MOST_STEPS} steps do not lead to {wanted}")


def test_a_coordinator_answers_notes_hands_over_and_closes_by_keyboard_alone(
    screen: OpenScreen, eleanor: Person
) -> None:
    thread = eleanor.write("May I move my scan to the week after?")
    page = screen(DESK).enter_as(GRACE, "/staff/messages?waiting=all")
    expect(page.get_by_text("May I move my scan to the week after?")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    opened = panel(page)
    expect(opened.get_by_text("May I move my scan to the week after?")).to_be_visible()
    expect(opened.get_by_text(re.compile("has waited for an answer since"))).to_be_visible()
    look(page)

    page.keyboard.press("r")
    expect(opened.get_by_label("Your answer")).to_be_focused()
    expect(opened.get_by_label("Prepared reply")).to_be_visible()
    tab_to(page, opened.get_by_label("Prepared reply"), "Shift+Tab")
    page.keyboard.type("Pl")
    tab_to(page, opened.get_by_role("button", name="Put in"))
    page.keyboard.press("Enter")
    expect(opened.get_by_label("Your answer")).to_have_value(re.compile("^Dear Eleanor Whitfield,"))
    expect(opened.get_by_label("Your answer")).to_be_focused()
    look(page)
    tab_to(page, opened.get_by_role("button", name="Send", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sent to Eleanor Whitfield.")).to_be_visible()
    assert "Please call us at 305-555-0100." in eleanor.texts(thread)[-1]

    tab_to(page, opened.get_by_role("button", name="Note for the team"))
    page.keyboard.press("Enter")
    expect(opened.get_by_label("Your note")).to_be_focused()
    page.keyboard.type("She would rather talk to Helen.")
    tab_to(page, opened.get_by_role("button", name="Save note"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Note saved.")).to_be_visible()
    assert "Helen" not in " ".join(eleanor.texts(thread))

    tab_to(page, opened.get_by_role("button", name="Hand over"))
    page.keyboard.press("Enter")
    expect(opened.get_by_label("To whom")).to_be_focused()
    page.keyboard.type("Helen")
    tab_to(page, opened.get_by_role("button", name="Hand over"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("FH-001: Helen Marsh, MD has this conversation.")).to_be_visible()

    tab_to(page, opened.get_by_role("button", name="Close", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("FH-001: conversation closed.")).to_be_visible()
    page.keyboard.press("e")
    expect(opened).to_be_hidden()
    expect(page.locator(f'a[data-row="{thread}"]')).to_be_focused()


def test_the_second_desk_sees_the_first_answer_and_loses_no_word(
    screen: OpenScreen, eleanor: Person
) -> None:
    thread = eleanor.write("Which entrance do I take?")
    one, two = screen(DESK), screen(DESK)
    two.expects("409")
    answers = []
    for desk, email, words in ((one, HELEN, "The north one."), (two, GRACE, "The main one.")):
        desk.enter_as(email, thread_path(thread))
        panel(desk.page).get_by_role("button", name="Reply").click()
        answers.append(panel(desk.page).get_by_label("Your answer"))
        answers[-1].fill(words)
    panel(one.page).get_by_role("button", name="Send", exact=True).click()
    expect(one.page.get_by_text("Sent to Eleanor Whitfield.")).to_be_visible()
    second = panel(two.page)
    second.get_by_role("button", name="Send", exact=True).click()
    expect(second.get_by_text("The north one.")).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("Helen Marsh, MD answered")
    expect(answers[1]).to_have_value("The main one.")
    look(two.page)
    assert eleanor.texts(thread)[1:] == ["The north one."]
    second.get_by_role("button", name="Send", exact=True).click()
    expect(two.page.get_by_text("Sent to Eleanor Whitfield.")).to_be_visible()
    assert eleanor.texts(thread)[1:] == ["The north one.", "The main one."]


def test_what_is_typed_stays_while_new_messages_come_in(
    screen: OpenScreen, eleanor: Person
) -> None:
    thread = eleanor.write("Good morning.")
    desk = screen(DESK)
    desk.page.clock.install()
    desk.enter_as(GRACE, thread_path(thread))
    opened = panel(desk.page)
    opened.get_by_role("button", name="Reply").click()
    expect(opened.get_by_label("Your answer")).to_be_focused()
    desk.page.keyboard.type("Dear Eleanor, ")
    eleanor.write("One thing more: may I eat before?", thread)
    desk.page.clock.fast_forward(A_POLL)
    expect(opened.get_by_text("One thing more: may I eat before?")).to_be_visible()
    expect(opened.get_by_label("Your answer")).to_be_focused()
    desk.page.keyboard.type("yes.")
    expect(opened.get_by_label("Your answer")).to_have_value("Dear Eleanor, yes.")
    opened.get_by_role("button", name="Close panel").click()
    desk.page.locator(f'a[data-row="{thread}"]').click()
    expect(opened.get_by_label("Your answer")).to_have_value("Dear Eleanor, yes.")


def test_a_prepared_reply_comes_in_her_language_and_goes_into_the_other(
    screen: OpenScreen, rosa: Person
) -> None:
    thread = rosa.write("Buenos días, ¿cuándo es mi visita?")
    page = screen(DESK).enter_as(GRACE, thread_path(thread))
    opened = panel(page)
    expect(opened.get_by_text("In Spanish")).to_be_visible()
    opened.get_by_role("button", name="Reply").click()
    opened.get_by_label("Prepared reply").select_option(label="Received, we look into it")
    opened.get_by_role("button", name="Put in").click()
    text = opened.get_by_label("Your answer")
    expect(text).to_have_value(re.compile("Gracias por escribirnos"))
    opened.get_by_label("Language").select_option(label="English")
    expect(text).to_have_value(re.compile("^Dear Rosa"))
    text.fill("Your visit is on {visit_day}.")
    opened.get_by_role("button", name="Send", exact=True).click()
    expect(opened.get_by_role("alert")).to_contain_text("{visit_day}")
    look(page)


def test_an_old_message_is_found_and_is_shown_as_text(
    screen: OpenScreen, eleanor: Person, rosa: Person
) -> None:
    thread = eleanor.write("<img src=x onerror=alert(1)> my pomegranate letter")
    eleanor.write("Here it is.", thread, files=[eleanor.picture()])
    rosa.write("Otra cosa")
    page = screen(DESK).enter_as(GRACE, "/staff/messages")
    expect(page.get_by_text("Otra cosa")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("pomegranate")
    expect(page.get_by_text("1 message found").first).to_be_visible()
    assert "pomegranate" not in page.url
    page.get_by_role("link", name="FH-001").click()
    opened = panel(page)
    found = opened.get_by_role("listitem").filter(has_text="pomegranate")
    expect(found).to_be_focused()
    expect(found).to_contain_text("<img src=x onerror=alert(1)>")
    opened.get_by_role("button", name="Look at photo.jpg").click()
    full = page.get_by_role("dialog", name="File")
    expect(full.get_by_role("img")).to_be_visible()
    look(page)


def test_the_team_writes_first_from_a_participant_s_page(
    screen: OpenScreen, eleanor: Person
) -> None:
    page = screen(TABLET).enter_as(GRACE, "/staff/participants")
    page.get_by_role("link", name="FH-001").click()
    panel(page).get_by_role("link", name="Messages").click()
    panel(page).get_by_role("link", name="Write a message").click()
    panel(page).get_by_label("Topic").select_option(label="A visit or scan")
    words = f"Please come at 9. {uuid4()}"
    panel(page).get_by_label("Message", exact=True).fill(words)
    look(page)
    panel(page).get_by_role("button", name="Send", exact=True).click()
    expect(panel(page).get_by_role("listitem").filter(has_text=words)).to_be_visible()
    expect(panel(page).get_by_text("Not read yet")).to_be_visible()
    texts = [one["last_text"] for one in eleanor.get("/api/me/messages")["threads"]]
    assert words in texts


def test_a_monitor_reads_everything_and_is_offered_nothing(
    screen: OpenScreen, eleanor: Person
) -> None:
    thread = eleanor.write("Is the scan next week?")
    page = screen(DESK).enter_as(INGRID, thread_path(thread))
    opened = panel(page)
    expect(opened.get_by_text("Is the scan next week?")).to_be_visible()
    expect(opened.get_by_text("You may read this.")).to_be_visible()
    expect(opened.get_by_role("button")).to_have_count(1)
    look(page)
