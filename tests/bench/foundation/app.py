"""The app on a phone: how much it loads, how quickly it shows, and whether it opens offline."""

from __future__ import annotations

import gzip
import json
import statistics
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.bench.figures import Figure, Goal
from tests.bench.lighthouse.run import LighthouseFailed, Report, lighthouse
from tests.bench.report import note
from tests.setup.programs import chromium_flags, find_chromium
from tests.support.server import Server

BUILT = Path(__file__).resolve().parents[3] / "frontend" / "dist" / "index.html"
PERSON = "eleanor@example.org"
PHONE: Any = {"viewport": {"width": 390, "height": 844}, "locale": "en-US"}
COUNTED = ("javascript", "css")
LIGHTHOUSE_RUNS = 3
TRIES = 4
LARGEST_PAINT = Goal(1.2)
PERFORMANCE = Goal(99, at_least=True)
ALL = Goal(100, at_least=True)


def figures() -> Iterator[Figure]:
    if find_chromium() is None or not BUILT.exists():
        note("app.*: Chromium is not on this machine or the app is not built; left out")
        return
    with demo_and_browser() as (server, browser, token):
        note("app.load.*: scripts and styles that the page fetches, each as `gzip -9` makes it")
        yield loaded(server, browser, "sign-in", "", "", "form", 30)
        yield loaded(server, browser, "today", "", token, "main h3", 60)
        yield from _lighthouse(server, token)
        yield from _offline(server, browser, token)


@contextmanager
def demo_and_browser() -> Iterator[tuple[Server, Browser, str]]:
    """A demo that runs, a browser, and the cookie of one of its people."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        server = Server("demo", Path(folder), {})
        with server, _chromium() as browser:
            yield server, browser, _enter(server)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=chromium_flags()
        )
        yield browser
        browser.close()


def _enter(server: Server) -> str:
    """Sign in as one of the sample people; the cookie."""
    request = urllib.request.Request(  # noqa: S310
        f"{server.address}/api/demo/sign-in",
        json.dumps({"email": PERSON}).encode(),
        {"Content-Type": "application/json", "X-Portal-Request": "1"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        cookie = str(answer.headers["Set-Cookie"])
    return cookie.partition(";")[0].partition("=")[2]


def _phone(browser: Browser, server: Server, token: str = "", **more: Any) -> BrowserContext:
    context = browser.new_context(**PHONE, **more)
    if token:
        context.add_cookies([{"name": "portal", "value": token, "url": server.address}])
    return context


def loaded(
    server: Server, browser: Browser, name: str, path: str, cookie: str, shown: str, limit: float
) -> Figure:
    """What a page loads when nothing is on the phone yet, until `shown` is there; the limit in kB."""
    context = _phone(browser, server, cookie, service_workers="block")
    fetched = _fetched(context.new_page(), f"{server.address}/{path}", shown)
    size = sum(map(_gzipped, fetched)) / 1000
    context.close()
    return Figure(name=f"app.load.{name}", value=size, unit="kB of JS and CSS", goal=Goal(limit))


def _fetched(page: Page, address: str, shown: str) -> list[Response]:
    """All that the page fetches until it has shown its content and is quiet."""
    found: list[Response] = []

    def keep(response: Response) -> None:  # playwright marks what it calls: not a method of list
        found.append(response)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    page.locator(shown).first.wait_for()
    return found


def _gzipped(response: Response) -> int:
    kind = response.headers.get("content-type", "")
    if not any(word in kind for word in COUNTED):
        return 0
    return len(gzip.compress(response.body(), 9, mtime=0))


def _lighthouse(server: Server, token: str) -> Iterator[Figure]:
    note(f"app.lighthouse.*: Lighthouse as a phone, simulated throttling, {LIGHTHOUSE_RUNS} runs")
    pages: tuple[tuple[str, dict[str, str]], ...] = (
        ("sign-in", {}),
        ("today", {"Cookie": f"portal={token}"}),
    )
    for name, headers in pages:
        reports = [_look(server.address, headers) for _ in range(LIGHTHOUSE_RUNS)]
        failed = sorted({audit for report in reports for audit in report.failed})
        if failed:
            note(f"app.lighthouse.{name} found: {', '.join(failed)}")
        yield from _scores(name, reports)


def _look(address: str, headers: dict[str, str]) -> Report:
    """One report. Now and then Chromium records no trace, and Lighthouse asks to be run again."""
    for _ in range(TRIES - 1):
        try:
            return lighthouse(address, headers=headers)
        except LighthouseFailed as failure:
            note(f"app.lighthouse: once more after {str(failure).strip()[:120]}")
    return lighthouse(address, headers=headers)


def _scores(name: str, reports: list[Report]) -> Iterator[Figure]:
    for title, values, unit, goal in (
        ("performance", [report.performance for report in reports], "points", PERFORMANCE),
        ("accessibility", [report.accessibility for report in reports], "points", ALL),
        ("best-practices", [report.best_practices for report in reports], "points", ALL),
        ("paint", [report.largest_paint_ms / 1000 for report in reports], "s", LARGEST_PAINT),
    ):
        yield Figure(
            name=f"app.lighthouse.{name}.{title}",
            value=statistics.median(values),
            unit=unit,
            goal=goal,
            rounds=len(reports),
        )


def _offline(server: Server, browser: Browser, token: str) -> Iterator[Figure]:
    """Today opened once; then the network is cut, the server stopped, and Today opened again."""
    note("app.offline: Today opens a second time with the network cut and the server stopped")
    context = _phone(browser, server, token)
    page = context.new_page()
    page.goto(server.address, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    online = _next_visit(page)
    page.close()
    server.stop()
    context.set_offline(True)
    second = context.new_page()
    try:
        second.goto(server.address, wait_until="load", timeout=15_000)
        opens = _next_visit(second) == online
    except BrowserError as error:
        note(f"app.offline: {str(error).splitlines()[0]}")
        opens = False
    yield Figure(name="app.offline", value=opens, unit="opens offline")
    context.close()


def _next_visit(page: Page) -> str:
    """The name of the next visit, as Today shows it."""
    name = page.locator("main h3").first
    name.wait_for(timeout=10_000)
    return name.inner_text()
