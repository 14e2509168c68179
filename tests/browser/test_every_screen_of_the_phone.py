"""Each screen of the phone's app: can everyone read it, reach everything, in her own language?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from portal.demo import claim_stories as claims
from portal.demo.message_stories import TALKS
from portal.messages.newest import EXCERPT
from tests.browser import axe, layout, phone_messages, phone_screens, phone_travel
from tests.browser.conftest import PHONE, SMALL_PHONE, OpenScreen
from tests.browser.words import check_language, say

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "es")
WRITTEN = (
    "My daughter drives me, and she works that day.",
    *phone_messages.WRITTEN,
    *(claims.CUT_OFF, claims.NO_HOTEL, *claims.SAID),
    *(line.text for talk in TALKS for line in talk.lines),
    *(line.text[:EXCERPT] for talk in TALKS for line in talk.lines),  # as the list shows it
)
OTHERS = ("anna", "rosa", "yvonne", "patricia", "carol", "denise", "beatriz", "sylvia")


def look_closely(page: Page, language: str) -> None:
    """All that is asked of a screen, whatever it shows."""
    check_language(page, language, own_words=WRITTEN)
    layout.check_headings(page)
    layout.check_targets(page)
    if not page.locator("dialog[open]").count():
        help_button = page.get_by_role("button", name=say(language, "help.button"), exact=True)
        expect(help_button).to_be_in_viewport(ratio=1)
    axe.check(page)
    page.set_viewport_size(SMALL_PHONE)
    layout.check_fits(page)
    page.set_viewport_size(PHONE)
    layout.scale_text(page, 2)
    layout.check_fits(page)
    layout.scale_text(page, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_signs_in_can_read_and_reach_everything(screen: OpenScreen, language: str) -> None:
    opened = screen(PHONE, language)
    for _ in phone_screens.signed_out(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_participant_can_read_and_reach_everything_on_each_page(
    screen: OpenScreen, language: str
) -> None:
    opened = screen(PHONE, language)
    opened.enter_as("eleanor@example.org", language=language)
    for _ in phone_screens.signed_in(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_reads_the_consent_can_read_and_reach_everything(
    screen: OpenScreen, language: str
) -> None:
    opened = screen(PHONE, language)
    opened.enter_as("margaret@example.org", language=language)
    for _ in phone_screens.consenting(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_checks_in_can_read_and_reach_everything(screen: OpenScreen, language: str) -> None:
    opened = screen(PHONE, language)
    opened.enter_as("eleanor@example.org", language=language)
    for _ in phone_screens.checking_in(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_claims_travel_money_can_read_and_reach_everything(
    screen: OpenScreen, language: str
) -> None:
    opened = screen(PHONE, language)
    opened.enter_as("eleanor@example.org", language=language)
    for _ in phone_travel.travelling(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_writes_to_the_team_can_read_and_reach_everything(
    screen: OpenScreen, language: str
) -> None:
    opened = screen(PHONE, language)
    opened.enter_as("margaret@example.org", language=language)
    for _ in phone_messages.talking(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", OTHERS)
def test_wherever_she_stands_in_the_study_her_pages_can_be_read(
    screen: OpenScreen, person: str, language: str
) -> None:
    opened = screen(PHONE, language)
    opened.enter_as(f"{person}@example.org", language=language)
    for _ in phone_screens.in_short(opened.page, opened.demo.address, language):
        look_closely(opened.page, language)
