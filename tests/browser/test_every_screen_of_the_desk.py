"""Each screen of the desk, on a wide screen and on a tablet, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import axe, desk_claims, desk_messages, desk_screens, desk_team, layout
from tests.browser.conftest import DESK, TABLET, OpenScreen

pytestmark = pytest.mark.browser


def look_closely(page: Page) -> None:
    """All that is asked of a screen, whatever it shows."""
    for viewport in (TABLET, DESK):
        page.set_viewport_size(viewport)
        layout.check_fits(page)
        layout.check_headings(page)
        axe.check(page)


def test_whoever_signs_in_at_the_desk_can_read_everything(screen: OpenScreen) -> None:
    opened = screen(DESK)
    for _ in desk_screens.signed_out(opened.page, opened.demo.address):
        look_closely(opened.page)


def test_a_coordinator_can_read_and_reach_everything(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.enter_as("grace.okafor@example.org", "/staff/account")
    for _ in desk_screens.signed_in(opened.page, opened.demo.address):
        look_closely(opened.page)


def test_who_checks_claims_can_read_and_reach_everything(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.enter_as("grace.okafor@example.org", "/staff/account")
    for _ in desk_claims.reviewing(opened.page, opened.demo.address):
        look_closely(opened.page)


def test_who_answers_messages_can_read_and_reach_everything(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.enter_as("grace.okafor@example.org", "/staff/account")
    for _ in desk_messages.conversing(opened.page, opened.demo.address):
        look_closely(opened.page)


def test_who_pays_claims_can_read_and_reach_everything(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.enter_as("omar.haddad@example.org", "/staff/account")
    for _ in desk_claims.paying(opened.page, opened.demo.address):
        look_closely(opened.page)


def test_who_manages_the_team_can_read_and_reach_everything(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.enter_as(desk_team.ADMIN, "/staff/account")
    for _ in desk_team.managing(opened.page, opened.demo.address):
        look_closely(opened.page)


def test_a_monitor_can_read_the_lists_of_all_sites(screen: OpenScreen) -> None:
    opened = screen(DESK)
    page = opened.enter_as("ingrid.solberg@example.org", "/staff/account")
    for path in ("participants", "visits?state=all", "requests"):
        desk_screens.go(page, opened.demo.address, f"/staff/{path}")
        look_closely(page)


def test_a_participant_at_the_desk_s_door_can_read_where_to_go(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.enter_as("eleanor@example.org", "/staff/")
    desk_screens.settle(opened.page)
    look_closely(opened.page)
