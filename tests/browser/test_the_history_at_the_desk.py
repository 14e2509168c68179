"""What a monitor reads: who changed what at her sites, narrowed, and taken away as a table."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, layout
from tests.browser.conftest import DESK, OpenScreen
from tests.browser.desk_screens import settle

pytestmark = pytest.mark.browser

TABLET = {"width": 820, "height": 1180}
MONITOR = "ingrid.solberg@example.org"


def whose(page: Page) -> set[str]:
    table = page.get_by_role("table", name="History")
    return set(table.locator("tbody tr td:nth-child(2)").all_inner_texts())


def choose(page: Page, filter_: str, label: str) -> None:
    page.get_by_label(re.compile(f"^{filter_}")).select_option(label=label)


def test_a_monitor_follows_one_participant_and_takes_the_table_away(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(MONITOR, "/staff/participants")
    page.get_by_role("link", name="History").click()
    table = page.get_by_role("table", name="History")
    expect(table).to_be_visible()
    assert len(whose(page)) > 1
    for viewport in (TABLET, DESK):
        page.set_viewport_size(viewport)
        layout.check_fits(page)
        layout.check_headings(page)
        axe.check(page)
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"page=2&up_to=\d+$"))
    choose(page, "Participant", "FH-001")
    expect(page).to_have_url(re.compile(r"\?participant=[0-9a-f-]{36}$"))
    settle(page)
    assert whose(page) == {"FH-001"}
    choose(page, "What kind", "Visit")
    choose(page, "Who", "Grace Okafor")
    settle(page)
    shown = int(page.get_by_text(re.compile(r"^\d+ entr")).inner_text().split()[0])
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    with taken.value.path().open(encoding="utf-8") as text:
        lines = list(csv.DictReader(text))
    assert len(lines) == shown > 0
    assert {(line["participant"], line["kind"], line["by"]) for line in lines} == {
        ("FH-001", "visit", "Grace Okafor")
    }
    choose(page, "What was done", "taken away as a table")
    choose(page, "What kind", "Any")
    choose(page, "Who", "Ingrid Solberg")
    expect(table.get_by_text("History taken away as a table").first).to_be_visible()


def test_the_history_of_a_record_leads_to_the_whole(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(MONITOR, "/staff/history")
    page.get_by_role("link", name="FH-001").first.click()
    page.get_by_role("link", name="Filter and take away").click()
    expect(page.get_by_role("heading", level=1, name="History")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/staff/history\?participant="))
