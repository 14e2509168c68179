"""Every screen of the desk, and the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect


def settle(page: Page) -> None:
    """Wait until the page has its heading and all it asked for."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Loading", exact=True)).to_have_count(0)


def go(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    settle(page)


def panel(page: Page) -> Locator:
    """What a row has opened, beside the list or over it."""
    return page.get_by_role("dialog")


def participant_path(page: Page, address: str, code: str) -> str:
    """The address of the participant with this code."""
    rows = page.context.request.get(f"{address}/api/staff/participants").json()["rows"]
    found = next(row["id"] for row in rows if row["code"] == code)
    return f"/staff/participants/{found}"


def signed_out(page: Page, address: str) -> Iterator[str]:
    """Nobody is signed in."""
    go(page, address, "/staff/")
    expect(page.get_by_role("button", name="Grace Okafor")).to_be_visible()
    yield "sign-in"
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Enter your e-mail, for example").first).to_be_visible()
    yield "sign-in-refused"


def signed_in(page: Page, address: str) -> Iterator[str]:
    """A coordinator at work."""
    yield from _queue(page, address)
    go(page, address, "/staff/participants")
    yield "participants"
    yield from _adding(page)
    yield from _participant(page, address)
    yield from _reminders(page, address)
    yield from _alerts(page, address)
    yield from _visits(page, address)
    yield from _requests(page, address)
    yield from _consents(page, address)
    yield from _texts(page, address)
    go(page, address, "/staff/study")
    yield "study"
    go(page, address, "/staff/timeliness")
    yield "timeliness"
    go(page, address, "/staff/history")
    expect(page.get_by_role("table", name="History")).to_be_visible()
    yield "history"
    go(page, address, "/staff/account")
    yield "account"
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    yield "keys"
    go(page, address, "/staff/no-such-page")
    yield "missing"


def _queue(page: Page, address: str) -> Iterator[str]:
    go(page, address, "/staff/queue")
    yield "queue"
    page.get_by_role("button", name=re.compile("^Snooze:")).first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Until").fill("2020-01-01")
    form.get_by_role("button", name="Snooze", exact=True).click()
    expect(form.get_by_role("alert")).to_be_visible()
    yield "queue-snooze-refused"
    form.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name=re.compile("^Hand over:")).first.click()
    expect(form.get_by_role("radio").first).to_be_visible()
    yield "queue-hand-over"
    go(page, address, "/staff/queue?snoozed=true")
    yield "queue-snoozed"


def _adding(page: Page) -> Iterator[str]:
    page.get_by_role("link", name="Add a participant").click()
    form = panel(page)
    expect(form.get_by_label("Code")).to_be_visible()
    yield "adding"
    form.get_by_role("button", name="Add a participant").click()
    expect(form.get_by_role("alert")).to_be_visible()
    yield "adding-refused"


def _participant(page: Page, address: str) -> Iterator[str]:
    """One who asks for another time: she has something in every part."""
    path = participant_path(page, address, "FH-006")
    go(page, address, path)
    opened = panel(page)
    yield "participant"
    opened.get_by_role("button", name="Month 9").click()
    yield "participant-visit"
    opened.get_by_role("button", name="Change booking").click()
    opened.get_by_label("Date").fill("2031-01-01")
    expect(opened.get_by_label("Why outside the window")).to_be_visible()
    yield "participant-booking"
    opened.get_by_role("button", name="Change booking").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "participant-booking-refused"
    go(page, address, f"{path}?tab=facts")
    yield "facts"
    opened.get_by_role("button", name="Change status").click()
    opened.get_by_role("button", name="Change: Day of the last dose").click()
    opened.get_by_role("checkbox").uncheck()
    opened.get_by_role("button", name="Change", exact=True).click()
    yield "facts-forms"
    go(page, address, f"{path}?tab=history")
    yield "history"
    go(page, address, f"{path}?tab=timeline")
    yield "participant-timeline"
    go(page, address, f"{path}/timeline")
    yield "timeline"
    go(page, address, f"{path}/visits")
    page.get_by_role("button", name="Month 9").click()
    yield "page-visit"
    go(page, address, f"{path}/facts")
    yield "page-facts"


def _reminders(page: Page, address: str) -> Iterator[str]:
    """What goes out, and one that is sent while nothing is chosen."""
    go(page, address, "/staff/reminders")
    yield "reminders"
    go(page, address, f"{participant_path(page, address, 'FH-006')}?tab=notices")
    opened = panel(page)
    opened.get_by_role("button", name="Send a reminder").click()
    opened.get_by_role("button", name="Send reminder").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "participant-notices"


def _alerts(page: Page, address: str) -> Iterator[str]:
    """What check-ins ask of the team, and each form sent while nothing is filled in."""
    go(page, address, "/staff/alerts")
    yield "alerts"
    page.get_by_role("link", name="FH-006").click()
    opened = panel(page)
    expect(opened.get_by_role("button", name="Take")).to_be_visible()
    yield "alert"
    go(page, address, "/staff/alerts?waiting=mine")
    page.get_by_role("link", name="FH-010").click()
    for form, send in (("Note a contact", "Save contact"), ("Close", "Close alert")):
        opened.get_by_role("button", name=form, exact=True).click()
        opened.get_by_role("button", name=send).click()
        expect(opened.get_by_role("alert")).to_be_visible()
        yield f"alert-{send.lower().replace(' ', '-')}-refused"
        opened.get_by_role("button", name="Cancel").click()
    go(page, address, "/staff/alerts?waiting=closed")
    yield "alerts-closed"
    go(page, address, "/staff/alerts/reports")
    page.get_by_role("link", name="FH-006").click()
    expect(opened.get_by_role("button", name="Mark as read")).to_be_visible()
    yield "report"
    go(page, address, "/staff/alerts/missed")
    page.get_by_role("link", name="FH-003").click()
    opened.get_by_role("button", name="Note a call").click()
    yield "missed"
    opened.get_by_role("button", name="Cancel").click()
    opened.get_by_role("button", name="Enter a report on the phone").click()
    opened.get_by_role("radio", name="Medium").first.check()
    opened.get_by_role("button", name="Save report").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "enter-refused"
    go(page, address, f"{participant_path(page, address, 'FH-006')}?tab=check-ins")
    panel(page).get_by_text("As a table").first.click()
    yield "participant-check-ins"


def _visits(page: Page, address: str) -> Iterator[str]:
    for state in ("to_book", "booked", "outcome_missing", "late", "all"):
        go(page, address, f"/staff/visits?state={state}")
        yield f"visits-{state}"
    page.goto(f"{address}/staff/visits?state=late")
    page.get_by_role("link", name="Month 15").click()
    opened = panel(page)
    opened.get_by_role("button", name="Record outcome").click()
    opened.get_by_role("radio", name="Partly done").check()
    opened.get_by_role("button", name="Save outcome").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "visit-outcome-refused"


def _requests(page: Page, address: str) -> Iterator[str]:
    go(page, address, "/staff/requests")
    yield "requests"
    page.get_by_role("link", name="FH-006").click()
    opened = panel(page)
    opened.get_by_role("radio").first.check()
    expect(opened.get_by_role("button", name="Book and answer")).to_be_visible()
    yield "request"


def consent_path(page: Page, address: str, code: str) -> str:
    """The address of the consent of the participant with this code."""
    return participant_path(page, address, code).replace("participants", "consent")


def _consents(page: Page, address: str) -> Iterator[str]:
    """Where everyone stands, and each form: open, and sent while nothing is filled in."""
    go(page, address, "/staff/consent")
    yield "consents"
    go(page, address, consent_path(page, address, "FH-004"))
    opened = panel(page)
    expect(opened.get_by_text(re.compile("^Trail, "))).to_be_visible()
    yield "consent"
    opened.get_by_role("button", name="Sign as the person who led the discussion").click()
    opened.get_by_role("button", name="Confirm that it is you").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "consent-sign-refused"
    go(page, address, consent_path(page, address, "FH-008"))
    opened.get_by_role("button", name=re.compile(r"^Answer\s*: ")).click()
    opened.get_by_role("button", name="Send answer").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "consent-answer-refused"
    go(page, address, consent_path(page, address, "FH-008"))
    opened.get_by_role("button", name="Record a signed paper").click()
    opened.get_by_role("button", name="Save paper consent").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "consent-paper-refused"
    go(page, address, consent_path(page, address, "FH-001"))
    opened.get_by_role("button", name="Record a withdrawal").click()
    expect(opened.get_by_role("radio").first).to_be_visible()
    yield "consent-withdrawal"


def _texts(page: Page, address: str) -> Iterator[str]:
    """The versions of the text, and what one of them says."""
    go(page, address, "/staff/consent/versions")
    yield "texts"
    page.get_by_role("link", name="2", exact=True).first.click()
    settle(page)
    yield "text"
