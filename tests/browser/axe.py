"""axe-core in the page: no violation of WCAG 2.2 AA, and nothing wider than the screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def check(page: Page) -> None:
    """Raises AssertionError naming each rule that is broken and the element that breaks it."""
    page.evaluate(_source())
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    broken = [
        f"{item['id']}: {item['help']}: {node['html'][:200]}"
        for item in result["violations"]
        for node in item["nodes"]
    ]
    assert broken == [], "\n".join([page.url, *broken])
    assert fits(page), f"{page.url} is wider than the screen"


def fits(page: Page) -> bool:
    """Whether the page can be read without scrolling sideways (WCAG 1.4.10)."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    )
