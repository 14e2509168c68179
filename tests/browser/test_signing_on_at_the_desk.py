"""Staff go from the sign-in page to their university and back: real redirects in a real browser.

The portal is at localhost and the university at 127.0.0.1, so that to the browser they are two
sites: cookies that are not meant to come back from another site would be missed here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, Demo, OpenScreen, Screen, running_demo
from tests.browser.passkeys import Device, enter, with_a_name
from tests.support.sign_on import University, running_university

pytestmark = pytest.mark.browser
GRACE, DANIEL = "grace.okafor@example.org", "daniel.reyes@example.org"
BUTTON = "Use Miami University sign-on"


@pytest.fixture(scope="module")
def university() -> Iterator[University]:
    with running_university() as found:
        yield found


@pytest.fixture(scope="module")
def with_sign_on(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, university: University
) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("sign-on") / "data"
    shutil.copytree(filled, folder)
    settings = {f"PORTAL_{name.upper()}": value for name, value in university.settings.items()}
    settings["PORTAL_BASE_URL"] = "http://localhost:{port}"
    with running_demo(folder, settings=settings) as started:
        yield started


def go(opened: Screen, path: str = "/staff/") -> Page:
    """From the sign-in page at that address to the university, where she goes on."""
    page = opened.page
    page.goto(f"{with_a_name(opened)}{path}")
    page.get_by_role("link", name=BUTTON).click()
    page.get_by_role("link", name=re.compile("Go on as")).click()
    return page


def test_the_button_leads_there_and_back_to_the_open_desk(
    screen: OpenScreen, with_sign_on: Demo, university: University
) -> None:
    university.vouches(GRACE)
    opened = screen(DESK, of=with_sign_on)
    page = go(opened)
    expect(page.get_by_role("link", name="Grace Okafor")).to_be_visible()
    assert page.url.startswith(f"{with_a_name(opened)}/staff/")
    assert "code=" not in page.url
    names = {cookie["name"]: cookie for cookie in opened.context.cookies()}
    assert names["portal"]["sameSite"] == "Lax"
    assert "portal-sign-on" not in names
    page.get_by_role("link", name="Grace Okafor").click()
    expect(page.get_by_text("Miami University sign-on")).to_be_visible()
    expect(page.get_by_role("button", name="Remove the sign-on")).to_be_visible()


def test_she_comes_back_to_the_page_that_she_wanted(
    screen: OpenScreen, with_sign_on: Demo, university: University
) -> None:
    university.vouches(GRACE)
    opened = screen(DESK, of=with_sign_on)
    page = go(opened, "/staff/claims?waiting=all")
    expect(page).to_have_url(f"{with_a_name(opened)}/staff/claims?waiting=all")
    expect(page.get_by_role("row", name=re.compile("FH-003")).first).to_be_visible()
    page.goto(f"{with_a_name(opened)}/staff/")
    expect(page).to_have_url(f"{with_a_name(opened)}/staff/queue")


def test_where_the_university_asked_for_one_step_her_passkey_is_the_second(
    screen: OpenScreen, with_sign_on: Demo, university: University
) -> None:
    opened = screen(DESK, of=with_sign_on)
    Device(opened.page)
    page = enter(opened, DANIEL, "/staff/account")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Not used yet")).to_have_count(2)  # the passkey, and the sign-on
    opened.context.clear_cookies()
    university.vouches(DANIEL, claims={"amr": ["pwd"]})
    page = go(opened)
    expect(page.get_by_role("alert")).to_contain_text("Use your passkey now")
    assert "sign-on=" not in page.url
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("link", name="Daniel Reyes")).to_be_visible()


def test_whom_the_study_does_not_know_is_back_at_the_sign_in_with_a_sentence(
    screen: OpenScreen, with_sign_on: Demo, university: University
) -> None:
    university.vouches("nobody@example.org")
    opened = screen(DESK, of=with_sign_on)
    page = go(opened)
    expect(page.get_by_role("alert")).to_contain_text("Ask an admin of your study")
    axe.check(page)
    page.reload()
    expect(page.get_by_role("link", name=BUTTON)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_a_provider_there_is_no_button(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.page.goto(f"{opened.demo.address}/staff/")
    expect(opened.page.get_by_role("button", name="Go on")).to_be_visible()
    expect(opened.page.get_by_role("link", name=BUTTON)).to_have_count(0)
