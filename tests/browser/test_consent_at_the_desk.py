"""What the team does about a consent: answer what was asked, and sign after the participant."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import consent_path, panel
from tests.browser.mail import newest_code

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"
HELEN = "helen.marsh@example.org"
ANSWER = re.compile(r"^Answer\s*: ")


def open_consent(opened: Screen, person: str, code: str) -> Page:
    page = opened.enter_as(person, "/staff/consent")
    page.goto(opened.demo.address + consent_path(page, opened.demo.address, code))
    expect(panel(page).get_by_text(re.compile("^Trail, "))).to_be_visible()
    return page


def sign(opened: Screen, person: str, name: str) -> None:
    """The form is open: the own name, and the code that comes to the own address."""
    form = panel(opened.page)
    form.get_by_label("Your name").fill(name)
    form.get_by_role("button", name="Confirm that it is you").click()
    expect(form.get_by_label("Code from the mail")).to_be_visible()
    code = newest_code(opened.context, opened.demo.address, person)
    form.get_by_label("Code from the mail").fill(code)
    form.get_by_role("button", name="Sign", exact=True).click()


def test_an_answer_reaches_the_phone_and_lets_her_sign(screen: OpenScreen) -> None:
    desk, phone = screen(DESK), screen()
    told = phone.enter_as("yvonne@example.org", "/consent")
    expect(told.get_by_text(re.compile("wait", re.IGNORECASE)).first).to_be_visible()
    page = open_consent(desk, GRACE, "FH-008")
    opened = panel(page)
    opened.get_by_role("button", name=ANSWER).click()
    opened.get_by_role("radio", name=re.compile("^In the portal")).check()
    opened.get_by_label("Your answer").fill("Yes, and we look at it together.")
    opened.get_by_role("button", name="Send answer").click()
    expect(opened.get_by_text("Yes, and we look at it together.")).to_be_visible()
    expect(opened.get_by_role("button", name=ANSWER)).to_have_count(0)
    told.goto(phone.demo.address + "/consent")
    expect(told.get_by_text("Yes, and we look at it together.")).to_be_visible()


def test_two_of_the_team_sign_and_the_complete_copy_carries_all_names(screen: OpenScreen) -> None:
    leader, investigator, phone = screen(DESK), screen(DESK), screen()
    investigator.expects("422")
    page = open_consent(leader, GRACE, "FH-004")
    opened = panel(page)
    opened.get_by_role("button", name="Sign as the person who led the discussion").click()
    opened.get_by_role("radio", name="Photo ID, by video").check()
    sign(leader, GRACE, "Grace Okafor")
    expect(opened.get_by_text("Still to sign: the investigator")).to_be_visible()
    page = open_consent(investigator, HELEN, "FH-004")
    opened = panel(page)
    opened.get_by_role("button", name="Sign as investigator").click()
    sign(investigator, HELEN, "Helen Marsh")
    expect(
        opened.get_by_text("Type it as it is in the portal: Helen Marsh, MD.").first
    ).to_be_visible()
    opened.get_by_label("Your name").fill("Helen Marsh, MD")
    opened.get_by_role("button", name="Sign", exact=True).click()
    expect(opened.get_by_text("The consent is in force. Nobody needs to act.")).to_be_visible()
    told = phone.enter_as("ruth@example.org", "/consent/signed")
    expect(told.get_by_text("Helen Marsh, MD").first).to_be_visible()
    expect(told.get_by_text("Grace Okafor").first).to_be_visible()
    with told.expect_download() as saved:
        told.get_by_role("button", name=re.compile("Copy with all signatures")).first.click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
