"""axe-core in the page: no violation of WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async (tags) => {
  for (let calm = 0, left = 120; calm < 2 && left > 0; left -= 1) {
    await new Promise(requestAnimationFrame);
    calm = document.getAnimations().length ? 0 : calm + 1;
  }
  return axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def check(page: Page) -> None:
    """Raises AssertionError naming each rule that is broken and the element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    result = page.evaluate(_RUN, TAGS)
    broken = [
        f"{item['id']}: {item['help']}: {node['html'][:200]}"
        for item in result["violations"]
        for node in item["nodes"]
    ]
    assert broken == [], "\n".join([page.url, *broken])
