"""A real server with the sample people, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.setup.programs import find_chromium

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
DESK = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60


@dataclass(frozen=True)
class Demo:
    """A running demo."""

    address: str
    folder: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """`portal demo` as a person starts it, on a free port, with its data in `folder`."""
    port = _free_port()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")
    }
    environment |= {"PORTAL_PORT": str(port), "PORTAL_DATA_DIR": str(folder)}
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "portal", "demo"],
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", process, log)
        yield Demo(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START_SECONDS * 10):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The demo did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo for each file of tests: what one file does, no other sees."""
    with running_demo(tmp_path_factory.mktemp("demo") / "data") as started:
        yield started


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = find_chromium()
    assert path is not None, "Chromium is missing; see tests/setup/ensure.py"
    browser = playwright.chromium.launch(executable_path=str(path), args=FLAGS)
    yield browser
    browser.close()


@dataclass
class Screen:
    """A page, what went wrong in it, and how to sign in."""

    page: Page
    context: BrowserContext
    demo: Demo
    troubles: list[str]

    def enter_as(self, email: str, path: str = "/") -> Page:
        """Open a session as one of the sample people and go to `path`."""
        answer = self.context.request.post(
            f"{self.demo.address}/api/demo/sign-in",
            data={"email": email},
            headers={"X-Portal-Request": "1"},
        )
        assert answer.ok, answer.text()
        self.page.goto(self.demo.address + path)
        return self.page


OpenScreen = Callable[..., Screen]


@pytest.fixture
def screen(chromium: Browser, demo: Demo) -> Iterator[OpenScreen]:
    """Open screens; at the end none may have had an error, or broken the content policy."""
    opened: list[Screen] = []

    def open_screen(
        viewport: dict[str, int] = PHONE, language: str = "en", scheme: str = "light", **more: object
    ) -> Screen:
        context = chromium.new_context(
            viewport=viewport,
            locale={"en": "en-US", "es": "es-US"}[language],
            color_scheme=scheme,
            timezone_id="America/New_York",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: troubles.append(message.text) if message.type == "error" else None,
        )
        found = Screen(page, context, demo, troubles)
        opened.append(found)
        return found

    yield open_screen
    for item in opened:
        item.context.close()
    assert [trouble for item in opened for trouble in item.troubles] == []
