"""What the browser is given: an app to install, small, its own, and under a strict policy."""

from __future__ import annotations

import json
import re
import struct
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Demo, OpenScreen

pytestmark = pytest.mark.browser

PNG = b"\x89PNG\r\n\x1a\n"


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def linked(self, rel: str) -> str:
        return next(
            str(values["href"])
            for tag, values in self.found
            if tag == "link" and values.get("rel") == rel
        )

    def files(self) -> set[str]:
        """The scripts and styles that the page loads at once."""
        wanted = {"stylesheet", "modulepreload"}
        links = {values["href"] for _, values in self.found if values.get("rel") in wanted}
        return {str(link) for link in links} | {
            str(values["src"]) for tag, values in self.found if tag == "script"
        }


def get(demo: Demo, path: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(urljoin(demo.address, path), timeout=10) as answer:  # noqa: S310
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def tags(demo: Demo, path: str) -> Tags:
    return Tags(get(demo, path)[0].decode())


def png_size(data: bytes) -> tuple[int, int]:
    assert data.startswith(PNG)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_the_app_can_be_installed(demo: Demo) -> None:
    page = tags(demo, "/")
    data, headers = get(demo, page.linked("manifest"))
    assert headers["content-type"].startswith("application/manifest+json")
    manifest = json.loads(data)
    assert manifest["name"]
    assert len(manifest["short_name"]) <= 12
    assert manifest["display"] == "standalone"
    assert (manifest["start_url"], manifest["scope"]) == ("/", "/")
    assert re.fullmatch("#[0-9a-f]{6}", manifest["theme_color"])
    assert re.fullmatch("#[0-9a-f]{6}", manifest["background_color"])
    pngs = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    for icon in pngs:
        width, height = png_size(get(demo, icon["src"])[0])
        assert icon["sizes"] == f"{width}x{height}", icon
    sizes = {icon["sizes"] for icon in pngs if icon.get("purpose", "any") == "any"}
    assert {"192x192", "512x512"} <= sizes
    assert any(icon.get("purpose") == "maskable" for icon in pngs)
    assert png_size(get(demo, page.linked("apple-touch-icon"))[0]) == (180, 180)


def test_a_worker_takes_charge_and_the_browser_would_install_the_app(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.page
    page.goto(opened.demo.address)
    assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == (
        f"{opened.demo.address}/"
    )
    devtools = opened.context.new_cdp_session(page)
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in found if error["errorId"] != "in-incognito"] == []
    assert devtools.send("Page.getAppManifest")["errors"] == []


def test_a_phone_loads_no_file_of_the_desk_and_nothing_from_elsewhere(screen: OpenScreen) -> None:
    opened = screen()
    asked: list[str] = []
    opened.context.on("request", lambda request: asked.append(request.url))
    page = opened.enter_as("eleanor@example.org")
    for name in ("Schedule", "Messages", "Today"):
        page.get_by_role("navigation").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="I need another time").click()
    page.get_by_role("button", name="Help").click()
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate("""async () => (await Promise.all((await caches.keys()).map(
      async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()""")
    assert len(kept) > 5

    hosts = {urlsplit(url).netloc for url in [*asked, *kept] if url.startswith("http")}
    assert hosts == {urlsplit(opened.demo.address).netloc}
    paths = {urlsplit(url).path for url in [*asked, *kept]}
    assert not [path for path in paths if path.startswith("/staff")]
    desk, phone = tags(opened.demo, "/staff/").files(), tags(opened.demo, "/").files()
    assert phone <= paths
    assert paths & desk == {"/prefs.js"}


@pytest.mark.parametrize("path", ["/", "/schedule", "/staff/"])
def test_no_script_or_style_stands_in_a_page_itself(demo: Demo, path: str) -> None:
    for tag, attributes in tags(demo, path).found:
        assert tag != "style"
        assert tag != "script" or attributes.get("src"), attributes
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", ["/", "/no/such/page", "/staff/", "/sw.js", "/api/session"])
def test_every_answer_carries_the_strict_policy(demo: Demo, path: str) -> None:
    _, headers = get(demo, path)
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_browser_stops_a_script_that_somebody_slipped_in(screen: OpenScreen) -> None:
    opened = screen()
    opened.expects("Content Security Policy", "TrustedHTML", "TrustedScript")
    page = opened.page
    page.goto(opened.demo.address)
    page.evaluate("""() => {
      const script = document.createElement("script");
      try { script.textContent = "document.title = 'taken over'"; } catch {}
      document.body.append(script);
      try { document.body.innerHTML = "<img src=x onerror='document.title = 1'>"; } catch {}
    }""")
    expect(page).to_have_title(re.compile("Study portal"))


def test_the_worker_lists_only_files_that_exist(demo: Demo) -> None:
    worker = get(demo, "/sw.js")[0].decode()
    listed = set(re.findall(r"url:\s*[`\"']([^`\"']+)", worker))
    assert "/" in listed
    for path in listed:
        get(demo, path)
    assert not [path for path in listed if Path(path).suffix in {".map", ".gz", ".br"}]
