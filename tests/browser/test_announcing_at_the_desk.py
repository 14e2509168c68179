"""Telling many at once: looked at before it goes, read by each in her language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen
from tests.browser.conversing import ROSA, signed_in
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"


def test_an_announcement_is_looked_at_and_then_reaches_each_in_her_language(
    screen: OpenScreen, chromium: Browser
) -> None:
    desk = screen(DESK)
    page = desk.enter_as(GRACE, "/staff/messages/announcements")
    page.get_by_role("link", name="Write an announcement").click()
    opened = panel(page)
    opened.get_by_role("checkbox").first.check()
    opened.get_by_label("Title in English").fill("Closed on Friday")
    opened.get_by_label("Text in English").fill("The clinic is closed.")
    opened.get_by_label("Title in Spanish").fill("Cerrado el viernes")
    opened.get_by_role("button", name="Look at it before sending").click()
    expect(opened.get_by_role("alert")).to_contain_text("missing in: Spanish")
    opened.get_by_role("button", name="Change it").click()
    opened.get_by_label("Text in Spanish").fill("La clínica está <b>cerrada</b>.")
    opened.get_by_role("button", name="Look at it before sending").click()
    expect(opened.get_by_text("Hay una novedad para usted.")).to_be_visible()
    axe.check(page)
    opened.get_by_role("button", name=re.compile(r"^Send to \d+ people$")).click()
    expect(page.get_by_text(re.compile(r"^Announced to \d+ people\.$"))).to_be_visible()
    with signed_in(chromium, desk.demo.address, ROSA) as rosa:
        told = rosa.get("/api/me/messages")["announcements"][0]
        assert told["title"] == "Cerrado el viernes"
        assert told["text"] == "La clínica está <b>cerrada</b>."
        rosa.post(f"/api/me/announcements/{told['id']}/read", {})
    page.reload()
    row = page.get_by_role("row", name=re.compile("Closed on Friday"))
    expect(row.get_by_role("cell").last).to_have_text("1")
