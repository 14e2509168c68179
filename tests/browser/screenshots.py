"""Pictures of every screen: `python -m tests.browser.screenshots FOLDER`, to be looked at.

With `--readme` it takes the pictures of the README instead; FOLDER is then where they go,
by default frontend/screenshots.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser import (
    desk_claims,
    desk_messages,
    desk_screens,
    desk_team,
    phone_messages,
    phone_screens,
    phone_travel,
)
from tests.browser.axe import paint
from tests.browser.conftest import DESK, FLAGS, PHONE, ROOT, SMALL_PHONE, TABLET, running_demo
from tests.setup.programs import find_chromium

LOCALES = {"en": "en-US", "es": "es-US"}
SCHEMES = ("light", "dark")
OTHERS = ("rosa", "yvonne", "patricia", "carol", "denise", "beatriz", "sylvia")
TALLEST = 3000
COORDINATOR = "grace.okafor@example.org"
FINANCE = "omar.haddad@example.org"


@contextmanager
def opened(
    browser: Browser,
    viewport: ViewportSize,
    language: str = "en",
    scheme: str = "light",
    scale: int = 1,
) -> Iterator[Page]:
    """A page in a browser of its own."""
    context = browser.new_context(
        viewport=viewport,
        locale=LOCALES[language],
        color_scheme=scheme,
        timezone_id="America/New_York",
        reduced_motion="reduce",
        device_scale_factor=scale,
    )
    yield context.new_page()
    context.close()


def enter(page: Page, address: str, email: str, language: str = "en") -> None:
    headers = {"X-Portal-Request": "1"}
    ask = page.context.request
    ask.post(f"{address}/api/demo/sign-in", data={"email": email}, headers=headers)
    ask.patch(f"{address}/api/account", data={"language": language}, headers=headers)


def take(page: Page, folder: Path, name: str, viewports: tuple[ViewportSize, ...]) -> None:
    """The screen in every size, light and dark; a phone's as long as its content."""
    for viewport in viewports:
        page.set_viewport_size(viewport)
        length = page.evaluate("document.documentElement.scrollHeight")
        if not page.locator("dialog:modal").count():
            tall = min(max(length, viewport["height"]), TALLEST)
            page.set_viewport_size({"width": viewport["width"], "height": tall})
        for scheme in SCHEMES:
            paint(page, scheme)
            page.screenshot(path=folder / f"{name}-{viewport['width']}-{scheme}.png")
    page.set_viewport_size(viewports[0])


def phone(browser: Browser, address: str, folder: Path) -> None:
    for language in LOCALES:
        with opened(browser, PHONE, language) as page:
            for name in _phone_screens(page, address, language):
                take(page, folder, f"phone-{name}-{language}", (PHONE, SMALL_PHONE))


def _phone_screens(page: Page, address: str, language: str) -> Iterator[str]:
    """Everybody's screens, one after the other, by name."""
    yield from phone_screens.signed_out(page, address, language)
    enter(page, address, "eleanor@example.org", language)
    yield from phone_screens.signed_in(page, address, language)
    yield from phone_screens.checking_in(page, address, language)
    yield from phone_travel.travelling(page, address, language)
    yield from phone_messages.talking(page, address, language)
    enter(page, address, "margaret@example.org", language)
    yield from phone_screens.consenting(page, address, language)
    for person in OTHERS:
        enter(page, address, f"{person}@example.org", language)
        for name in phone_screens.in_short(page, address, language):
            yield f"{name}-{person}"


def desk(browser: Browser, address: str, folder: Path) -> None:
    sizes = (DESK, TABLET)
    with opened(browser, DESK) as page:
        for name in desk_screens.signed_out(page, address):
            take(page, folder, f"desk-{name}", sizes)
        enter(page, address, COORDINATOR)
        screens = (
            desk_screens.signed_in(page, address),
            desk_claims.reviewing(page, address),
            desk_messages.conversing(page, address),
        )
        for name in chain.from_iterable(screens):
            take(page, folder, f"desk-{name}", sizes)
        enter(page, address, FINANCE)
        for name in desk_claims.paying(page, address):
            take(page, folder, f"desk-{name}", sizes)
        enter(page, address, desk_team.ADMIN)
        for name in desk_team.managing(page, address):
            take(page, folder, f"desk-{name}", sizes)


def readme(browser: Browser, address: str, folder: Path) -> None:
    with opened(browser, PHONE, scale=2) as page:
        enter(page, address, "eleanor@example.org")
        phone_screens.go(page, address, "/", "en")
        page.screenshot(path=folder / "today.png")
        phone_screens.go(page, address, "/check-in", "en")
        page.get_by_role("button", name="Start check-in").click()
        page.get_by_role("radio", name="Light").check()
        page.screenshot(path=folder / "check-in.png")
        phone_screens.go(page, address, "/travel", "en")
        page.screenshot(path=folder / "travel.png")
        phone_screens.go(page, address, "/messages", "en")
        page.get_by_role("link", name=re.compile("A visit or scan.*New")).click()
        expect(page.get_by_text("Water is fine", exact=False)).to_be_visible()
        expect(page.get_by_role("link", name="Messages 1 new")).to_be_visible()  # it is read
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=folder / "messages.png")
        enter(page, address, "margaret@example.org")
        phone_screens.go(page, address, "/consent/read/steps", "en")
        page.screenshot(path=folder / "consent.png")
    with opened(browser, PHONE, "es", "dark", scale=2) as page:
        enter(page, address, "rosa@example.org", "es")
        phone_screens.go(page, address, "/schedule", "es")
        page.screenshot(path=folder / "schedule.png")
    with opened(browser, DESK) as page:
        enter(page, address, COORDINATOR)
        desk_screens.go(page, address, "/staff/queue")
        expect(page.get_by_role("row").nth(3)).to_be_visible()
        page.screenshot(path=folder / "queue.png")
        desk_screens.go(page, address, desk_screens.participant_path(page, address, "FH-001"))
        desk_screens.panel(page).get_by_role("button", name=re.compile("^Month 6 ")).click()
        expect(desk_screens.panel(page).get_by_text("Has not answered yet")).to_be_visible()
        page.screenshot(path=folder / "desk.png")
        desk_screens.go(page, address, desk_claims.claim_path(page, address, "checking"))
        expect(desk_screens.panel(page).get_by_role("img").first).to_be_visible()
        page.screenshot(path=folder / "claims.png")


def main() -> None:
    asked = argparse.ArgumentParser(description="Take pictures of every screen of the demo.")
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT / "frontend" / "screenshots")
    asked.add_argument("--readme", action="store_true", help="only the pictures of the README")
    wanted = asked.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo(Path(folder) / "data") as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for part in (readme,) if wanted.readme else (phone, desk):
            part(browser, demo.address, wanted.folder)
        browser.close()


if __name__ == "__main__":
    main()
