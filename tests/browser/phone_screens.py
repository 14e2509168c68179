"""Every screen of the phone's app, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.words import say

PAGES = {
    "today": "/",
    "schedule": "/schedule",
    "more": "/more",
    "more-reminders": "/more/reminders",
    "more-reminders-sent": "/more/reminders/sent",
    "more-reminders-home-screen": "/more/reminders/home-screen",
    "more-reading": "/more/reading",
    "more-time-zone": "/more/time-zone",
    "more-calendar": "/more/calendar",
    "more-devices": "/more/devices",
    "more-openings": "/more/openings",
    "more-helpers": "/more/helpers",
    "more-helpers-invite": "/more/helpers/invite",
    "more-about": "/more/about",
    "missing": "/no-such-page",
}


def settle(page: Page, language: str) -> None:
    """Wait until the page has its heading and all it asked for."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(say(language, "app.loading"), exact=True)).to_have_count(0)


def go(page: Page, address: str, path: str, language: str) -> None:
    page.goto(address + path)
    settle(page, language)


def next_visit(page: Page, address: str) -> str | None:
    """The id of the next visit of whoever is signed in."""
    found = page.context.request.get(f"{address}/api/me/today").json()["next_visit"]
    return str(found["id"]) if found else None


def signed_out(page: Page, address: str, language: str) -> Iterator[str]:
    """Nobody is signed in."""
    go(page, address, "/", language)
    expect(page.get_by_role("button", name="Eleanor Whitfield")).to_be_visible()
    yield "sign-in"
    page.get_by_role("button", name=say(language, "signin.send")).click()
    expect(page.get_by_text(say(language, "signin.email.error"))).to_be_visible()
    yield "sign-in-refused"
    yield from _help(page, language, "help-before")
    page.get_by_role("textbox").fill(f"{uuid4()}@example.org")
    page.get_by_role("button", name=say(language, "signin.send")).click()
    expect(
        page.get_by_role("heading", level=1, name=say(language, "signin.code.title"))
    ).to_be_visible()
    yield "code"
    page.get_by_role("textbox").fill("1234")
    page.get_by_role("button", name=say(language, "signin.submit")).click()
    expect(page.get_by_text(say(language, "signin.code.error", n=4))).to_be_visible()
    yield "code-refused"


def signed_in(page: Page, address: str, language: str) -> Iterator[str]:
    """Somebody with a booked visit that can be answered."""
    visit = next_visit(page, address)
    for name, path in PAGES.items():
        go(page, address, path, language)
        yield name
        if name == "schedule":
            yield from _folded(page)
        if name == "more":
            yield from _signing_out(page, language)
        if name == "more-time-zone":
            page.get_by_role("radio", name=say(language, "zone.other")).check()
            expect(page.get_by_role("combobox")).to_be_visible()
            yield "more-time-zone-other"
    go(page, address, f"/visits/{visit}", language)
    yield "visit"
    yield from _help(page, language, "help")
    yield from _asking(page, address, language, f"/visits/{visit}/another-time")


def consenting(page: Page, address: str, language: str) -> Iterator[str]:
    """Somebody who signed the first consent and reads what changed."""
    go(page, address, "/consent", language)
    yield "consent"
    page.locator("summary").click()
    yield "consent-chapters"
    go(page, address, "/consent/changes", language)
    yield "consent-changes"
    go(page, address, "/consent/read/steps", language)
    yield "consent-read"
    page.get_by_role("main").get_by_role("button", name="ctDNA").click()
    expect(page.get_by_role("dialog")).to_contain_text("Signatera")
    yield "consent-word"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=say(language, "consent.ask")).first.click()
    page.get_by_role("button", name=say(language, "consent.ask.send")).click()
    expect(page.get_by_text(say(language, "consent.ask.empty"))).to_be_visible()
    yield "consent-ask-refused"
    page.keyboard.press("Escape")
    go(page, address, "/consent/quiz/risk", language)
    yield "consent-quiz"
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name=say(language, "consent.quiz.answer")).click()
    expect(page.get_by_role("link", name=say(language, "consent.quiz.passage"))).to_be_visible()
    yield "consent-quiz-wrong"
    go(page, address, "/consent/choices", language)
    yield "consent-choices"
    page.get_by_role("button", name=say(language, "consent.read.next")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "consent-choices-refused"
    for name in ("sign", "signed", "leave", "leave/everything"):
        go(page, address, f"/consent/{name}", language)
        yield f"consent-{name.replace('/', '-')}"


def checking_in(page: Page, address: str, language: str) -> Iterator[str]:
    """Somebody whose check-in is due and who is very unwell; nothing is sent."""
    go(page, address, "/check-in", language)
    yield "check-in"
    page.get_by_role("button", name=say(language, "checkin.start")).click()
    settle(page, language)
    yield "check-in-question"
    page.get_by_role("button", name=say(language, "checkin.go"), exact=True).click()
    expect(page.get_by_text(say(language, "checkin.choose")).first).to_be_visible()
    yield "check-in-question-refused"
    page.get_by_role("radio").last.check()
    answer_rest(page, language)
    yield "check-in-note"
    page.get_by_role("button", name=say(language, "checkin.go"), exact=True).click()
    expect(
        page.get_by_role("heading", level=1, name=say(language, "checkin.review"))
    ).to_be_visible()
    yield "check-in-review"
    page.get_by_role("button", name=say(language, "checkin.go"), exact=True).click()
    expect(page.get_by_role("heading", level=1, name=say(language, "checkin.wait"))).to_be_visible()
    yield "check-in-wait"
    go(page, address, "/check-in/reports", language)
    yield "check-in-reports"
    page.get_by_role("main").locator("a[href*='/check-in/reports/']").first.click()
    settle(page, language)
    yield "check-in-report"


def answer_rest(page: Page, language: str) -> None:
    """From the question that is answered to the note: the first answer to each that follows."""
    onward = page.get_by_role("button", name=say(language, "checkin.go"), exact=True)
    while not page.url.endswith("/note"):
        here = page.url
        if not page.locator("input[type=radio]:checked").count():
            page.get_by_role("radio").first.check()
        onward.click()
        page.wait_for_function("here => location.href !== here", arg=here)


def in_short(page: Page, address: str, language: str) -> Iterator[str]:
    """What differs from person to person: Today, Schedule, and the next visit where there is one."""
    for name in ("today", "schedule"):
        go(page, address, PAGES[name], language)
        yield name
    visit = next_visit(page, address)
    if visit:
        go(page, address, f"/visits/{visit}", language)
        yield "visit"


def _folded(page: Page) -> Iterator[str]:
    """The past visits, unfolded."""
    summary = page.locator("summary").first
    if summary.is_visible():
        summary.click()
        yield "schedule-past"


def _help(page: Page, language: str, name: str) -> Iterator[str]:
    page.get_by_role("button", name=say(language, "help.button"), exact=True).click()
    dialog = page.get_by_role("dialog", name=say(language, "help.title"))
    expect(dialog.get_by_role("heading", name=say(language, "help.emergency"))).to_be_visible()
    yield name
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def _signing_out(page: Page, language: str) -> Iterator[str]:
    page.get_by_role("button", name=say(language, "more.signout")).click()
    dialog = page.get_by_role("dialog", name=say(language, "signout.title"))
    expect(dialog).to_be_visible()
    yield "more-sign-out"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def _asking(page: Page, address: str, language: str, path: str) -> Iterator[str]:
    """The questions of a request for another time, up to sending it."""
    go(page, address, path, language)
    yield "another-time-1"
    onward = page.get_by_role("button", name=say(language, "app.continue"))
    onward.click()
    expect(page.get_by_text(say(language, "request.problem", n=2))).to_be_visible()
    yield "another-time-1-refused"
    for step in (1, 2, 3):
        _heading(page, say(language, f"request.q{step}"))
        if step > 1:
            yield f"another-time-{step}"
        day = date.today() + timedelta(days=60 + step)  # noqa: DTZ011 - as on the person's calendar
        page.get_by_label(say(language, "request.day"), exact=True).fill(day.isoformat())
        page.get_by_role("radio", name=say(language, "part.morning")).check()
        if step == 1:
            yield "another-time-1-outside"
        onward.click()
    _heading(page, say(language, "request.q4"))
    yield "another-time-4"
    page.get_by_role("textbox").fill("Gracias.")
    onward.click()
    _heading(page, say(language, "request.review"))
    yield "another-time-5"


def _heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
