"""axe-core in the page: no violation of WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_CALM = """async () => {
  for (let calm = 0, left = 120; calm < 2 && left > 0; left -= 1) {
    await new Promise(requestAnimationFrame);
    calm = document.getAnimations().length ? 0 : calm + 1;
  }
}"""
_RUN = "only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })"
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on light or dark."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def paint(page: Page, scheme: str) -> None:
    """Light or dark, once nothing moves any more."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(_CALM)


def check(page: Page) -> None:
    """No rule is broken, as the page is now, light or dark.

    Raises AssertionError naming each rule that is broken and the element that breaks it.
    """
    paint(page, "light")
    broken = _broken(page, {"type": "tag", "values": TAGS})
    paint(page, "dark")
    broken += _broken(page, {"type": "rule", "values": COLOURS})
    assert broken == [], "\n".join([page.url, *broken])


def _broken(page: Page, only: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    return [
        f"{item['id']}: {item['help']}: {node['html'][:200]}"
        for item in page.evaluate(_RUN, only)["violations"]
        for node in item["nodes"]
    ]
