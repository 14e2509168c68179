"""A real server with the sample people, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.setup.programs import find_chromium

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
DESK = {"width": 1440, "height": 900}
TABLET = {"width": 820, "height": 1180}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60
SECONDS_TO_WAIT = 10
PORTAL = Path(sys.executable).parent / "portal"


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


BUILT = Path(os.environ.get("PORTAL_FRONTEND_DIR") or ROOT / "frontend" / "dist")


def _environment(
    folder: Path, port: int, app: Path = BUILT, settings: Mapping[str, str] = {}
) -> dict[str, str]:
    """What a person's shell says, but for this portal's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return kept | {
        "PORTAL_PORT": str(port),
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_FRONTEND_DIR": str(app),
        **{name: value.replace("{port}", str(port)) for name, value in settings.items()},
    }


@contextmanager
def running_demo(
    folder: Path, app: Path = BUILT, settings: Mapping[str, str] = {}
) -> Iterator[Demo]:
    """`portal demo` as a person starts it, on a free port, with its data in `folder`.

    `app` is the built app where it is not the repository's own; `settings` are more of the
    environment, with {port} for the port.
    """
    port = _free_port()
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PORTAL, "demo"],
            env=_environment(folder, port, app, settings),
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


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo, filled once; each file of tests has a copy of its own."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    subprocess.run(
        [PORTAL, "demo", "--reset-only"],
        env=_environment(folder, _free_port()),
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def demo(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo for each file of tests: what one file does, no other sees."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(filled, folder)
    with running_demo(folder) as started:
        yield started


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=SECONDS_TO_WAIT * 1000)
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
    troubles: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expects(self, *fragments: str) -> None:
        """The browser itself reports each refused request: these are meant, such as "422"."""
        self.expected += fragments

    def unexpected(self) -> list[str]:
        return [
            trouble
            for trouble in self.troubles
            if not any(fragment in trouble for fragment in self.expected)
        ]

    def post(self, path: str, data: dict[str, object]) -> APIResponse:
        """Ask the API for a change as the app does."""
        headers = {"X-Portal-Request": "1"}
        answer = self.context.request.fetch(
            self.demo.address + path, method="POST", data=data, headers=headers
        )
        assert answer.ok, answer.text()
        return answer

    def enter_as(self, email: str, path: str = "/", *, language: str = "") -> Page:
        """Open a session as one of the sample people and go to `path`."""
        if self.page.url != "about:blank":  # what the page still asks would come after its session
            self.page.goto("about:blank")
        self.post("/api/demo/sign-in", {"email": email})
        if language:
            self.context.request.patch(
                f"{self.demo.address}/api/account",
                data={"language": language},
                headers={"X-Portal-Request": "1"},
            )
        self.page.goto(self.demo.address + path)
        return self.page

    def watch(self) -> None:
        """Hear of every error in any page, also of what breaks the content policy."""
        self.context.on("weberror", lambda found: self.troubles.append(f"error: {found.error}"))
        self.context.on(
            "console",
            lambda said: self.troubles.append(said.text) if said.type == "error" else None,
        )


OpenScreen = Callable[..., Screen]


@pytest.fixture
def screen(chromium: Browser, demo: Demo) -> Iterator[OpenScreen]:
    """Open screens; at the end none may have had an error, or broken the content policy."""
    opened: list[Screen] = []

    def open_screen(
        viewport: dict[str, int] = PHONE,
        language: str = "en",
        scheme: str = "light",
        of: Demo = demo,
        **more: object,
    ) -> Screen:
        options = {"timezone_id": "America/New_York", "reduced_motion": "reduce", **more}
        context = chromium.new_context(
            viewport=viewport,
            locale={"en": "en-US", "es": "es-US"}[language],
            color_scheme=scheme,
            **options,
        )
        context.set_default_timeout(SECONDS_TO_WAIT * 1000)
        found = Screen(context.new_page(), context, of)
        found.watch()
        opened.append(found)
        return found

    yield open_screen
    for item in opened:
        item.context.close()
    assert [trouble for item in opened for trouble in item.unexpected()] == []
