"""An update of the app: it waits until she lets it in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import BUILT, Demo, OpenScreen, running_demo

pytestmark = pytest.mark.browser

OLD = 'content="Your visits in the study, and whom to call."'
NEW = 'content="The newer version."'
REVISION = re.compile(r"\b([0-9a-f])([0-9a-f]{15})\b")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built app, to be changed under the server's feet."""
    folder = tmp_path_factory.mktemp("app") / "dist"
    packed = shutil.ignore_patterns("*.gz", "*.br")
    return Path(shutil.copytree(BUILT, folder, ignore=packed))


@pytest.fixture(scope="module")
def demo(filled: Path, app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(filled, folder)
    with running_demo(folder, app) as started:
        yield started


def release(app: Path) -> None:
    """Another version: its first page differs, and with it what the worker says of its files."""
    page, worker = app / "index.html", app / "sw.js"
    page.write_text(page.read_text("utf-8").replace(OLD, NEW), "utf-8")
    other = REVISION.sub(lambda found: f"{int(found[1], 16) ^ 1:x}{found[2]}", worker.read_text())
    worker.write_text(other)


def version(page: Page) -> str | None:
    return page.locator("meta[name=description]").get_attribute("content")


def test_the_app_asks_before_it_updates_itself(screen: OpenScreen, app: Path) -> None:
    page = screen().enter_as("eleanor@example.org")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    expect(page.get_by_role("heading", level=1, name="Hello, Eleanor")).to_be_visible()
    expect(page.get_by_text("A new version is ready.")).to_be_hidden()

    release(app)
    page.reload()
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    assert version(page) == "Your visits in the study, and whom to call."

    axe.check(page)
    page.get_by_role("button", name="Use it now").click()
    expect(page.locator("meta[name=description]")).to_have_attribute(
        "content", "The newer version."
    )
    expect(page.get_by_role("heading", level=1, name="Hello, Eleanor")).to_be_visible()
    expect(page.get_by_text("A new version is ready.")).to_be_hidden()
    assert len(page.evaluate("caches.keys()")) == 1
