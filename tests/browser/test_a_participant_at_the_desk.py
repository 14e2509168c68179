"""From a new name to six years of visits: adding, dates, flags, status, contacts, history."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, TABLET, OpenScreen
from tests.browser.desk_screens import panel
from tests.browser.paper import consent_on_paper

pytestmark = pytest.mark.browser

GRACE = "grace.okafor@example.org"


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()  # noqa: DTZ011 - as at the desk


def open_facts(page: Page, code: str) -> Locator:
    page.get_by_role("link", name=code).click()
    opened = panel(page)
    opened.get_by_role("link", name="Facts and dates").click()
    expect(opened.get_by_role("heading", name="Contacts")).to_be_visible()
    return opened


def open_history(page: Page) -> Locator:
    panel(page).get_by_role("link", name="History").click()
    table = panel(page).get_by_role("table", name="History")
    expect(table).to_be_visible()
    return table


def test_a_form_that_is_not_right_leads_to_its_fields_and_keeps_what_was_typed(
    screen: OpenScreen,
) -> None:
    opened = screen(DESK)
    opened.expects("422", "409")
    page = opened.enter_as(GRACE, "/staff/participants")
    page.get_by_role("link", name="Add a participant").click()
    form = panel(page)
    form.get_by_role("button", name="Add a participant").click()
    summary = form.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("2 answers need another look")
    summary.get_by_role("link", name="Enter the name.").click()
    expect(form.get_by_label("Name")).to_be_focused()

    form.get_by_label("Name").fill("Alma Reyes")
    form.get_by_label("Code").fill("FH-001")
    form.get_by_label("E-mail").fill("alma@example")
    form.get_by_label("Phone").fill("12")
    form.get_by_role("button", name="Add a participant").click()
    expect(form.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("Name")).to_have_value("Alma Reyes")
    form.get_by_label("E-mail").fill("alma@example.org")
    form.get_by_label("Phone").fill("+1 305 555 0177")
    form.get_by_role("button", name="Add a participant").click()
    expect(form.get_by_role("alert")).to_contain_text("FH-001 belongs to somebody else")
    form.get_by_label("Code").fill("FH-020")
    form.get_by_role("button", name="Add a participant").click()
    expect(page.get_by_text("FH-020 is added.")).to_be_visible()
    expect(panel(page)).to_contain_text("Alma Reyes")
    expect(panel(page)).to_contain_text("No visits planned")


def test_dates_plan_the_visits_and_a_flag_adds_the_brain_scan(screen: OpenScreen) -> None:
    desk = screen(DESK)
    page = desk.enter_as(GRACE, "/staff/participants")
    opened = open_facts(page, "FH-008")
    opened.get_by_role("button", name="Set: Day of consent").click()
    opened.get_by_role("button", name="Save and plan visits").click()
    expect(opened.get_by_text("Enter the date.").first).to_be_visible()
    opened.get_by_label("Date").fill(ago(3))
    opened.get_by_role("button", name="Save and plan visits").click()
    expect(page.get_by_text("The visits are planned.")).to_be_visible()
    opened.get_by_role("link", name=re.compile("^Visits")).click()
    expect(opened.get_by_role("heading", name="Screening")).to_be_visible()
    expect(opened.get_by_role("button", name=re.compile("^Scans"))).to_be_hidden()
    consent_on_paper(desk, "FH-008", ago(3))
    page.reload()
    opened.get_by_role("button", name=re.compile("^Scans")).click()
    expect(opened.get_by_text("Bone scan")).to_be_visible()
    expect(opened.get_by_text("Brain MRI")).to_be_hidden()

    opened.get_by_role("link", name="Facts and dates").click()
    opened.get_by_label("Treated brain metastases").check()
    opened.get_by_role("button", name="Save and plan visits").click()
    expect(page.get_by_text("Flags saved.")).to_be_visible()
    opened.get_by_role("button", name="Set: Day of the last dose").click()
    opened.get_by_label("Date").fill(ago(1))
    opened.get_by_role("button", name="Save and plan visits").click()
    expect(opened.get_by_role("button", name="Change: Day of the last dose")).to_be_visible()
    opened.get_by_role("link", name=re.compile("^Visits")).click()
    opened.get_by_role("button", name=re.compile("^Scans")).click()
    expect(opened.get_by_text("Brain MRI")).to_be_visible()
    expect(opened.get_by_role("heading", name="Follow-up")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("FH-008"))).to_contain_text(
        "treated brain metastases"
    )

    history = open_history(page)
    expect(history).to_contain_text("Visits planned")
    expect(history).to_contain_text("Treated brain metastases")
    expect(history).to_contain_text("Grace Okafor")


def test_a_date_is_changed_only_with_a_reason(screen: OpenScreen) -> None:
    page = screen(DESK).enter_as(GRACE, "/staff/participants")
    opened = open_facts(page, "FH-003")
    opened.get_by_role("button", name="Change: Day of the last dose").click()
    opened.get_by_label("Date").fill(ago(17))
    opened.get_by_role("button", name="Save and plan visits").click()
    expect(opened.get_by_text("Say why the date changes.").first).to_be_visible()
    opened.get_by_label("Reason").fill("Typed wrongly at first")
    opened.get_by_role("button", name="Save and plan visits").click()
    expect(page.get_by_text("The visits are planned.")).to_be_visible()
    expect(open_history(page)).to_contain_text("Why: Typed wrongly at first")


def test_a_status_moves_only_where_it_may_and_keeps_its_reason(screen: OpenScreen) -> None:
    opened = screen(DESK)
    opened.expects("422")
    page = opened.enter_as(GRACE, "/staff/participants")
    facts = open_facts(page, "FH-007")
    facts.get_by_role("button", name="Change status").click()
    choices = facts.get_by_label("New status").locator("option").all_inner_texts()
    assert "Completed" not in choices
    facts.get_by_role("button", name="Change status").click()
    expect(facts.get_by_text("Choose the new status.")).to_be_visible()
    facts.get_by_label("New status").select_option("withdrawn")
    expect(facts.get_by_text("booked ones are cancelled")).to_be_visible()
    facts.get_by_role("button", name="Change status").click()
    expect(facts.get_by_text("Say why in a few words.").first).to_be_visible()
    facts.get_by_label("Reason").fill("Moves away")
    facts.get_by_role("button", name="Change status").click()
    expect(page.get_by_text("FH-007: Withdrawn.")).to_be_visible()
    expect(facts.get_by_text("Moves away")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("FH-007"))
    expect(row).to_contain_text("None")


def test_a_new_e_mail_needs_a_reason_and_counts_for_signing_in(screen: OpenScreen) -> None:
    opened = screen(DESK)
    page = opened.enter_as(GRACE, "/staff/participants")
    facts = open_facts(page, "FH-005")
    facts.get_by_role("button", name="Change", exact=True).last.click()
    facts.get_by_label("E-mail").fill("joan.petrovic@example.org")
    facts.get_by_role("button", name="Save", exact=True).click()
    expect(facts.get_by_text("Say why the e-mail changes.").first).to_be_visible()
    facts.get_by_label("Reason").fill("She has a new address")
    facts.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("FH-005: contacts saved.")).to_be_visible()
    expect(facts.get_by_role("link", name="joan.petrovic@example.org").first).to_be_visible()
    expect(open_history(page)).to_contain_text("Why: She has a new address")


def test_a_panel_covers_the_list_on_a_tablet_and_turning_it_loses_nothing(
    screen: OpenScreen,
) -> None:
    page = screen(TABLET).enter_as(GRACE, "/staff/participants")
    facts = open_facts(page, "FH-001")
    facts.get_by_role("button", name="Change", exact=True).last.click()
    facts.get_by_label("Name").fill("Eleanor W.")
    page.set_viewport_size(DESK)
    expect(facts.get_by_label("Name")).to_have_value("Eleanor W.")
    expect(page.get_by_role("link", name="FH-002")).to_be_visible()
    page.set_viewport_size(TABLET)
    expect(facts.get_by_label("Name")).to_have_value("Eleanor W.")
    facts.get_by_role("button", name="Close panel").click()
    expect(panel(page)).to_be_hidden()
    expect(page.get_by_role("link", name="FH-001")).to_be_focused()
