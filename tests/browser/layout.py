"""What can be measured of a screen: its width, its targets, its headings."""

from __future__ import annotations

import itertools

from playwright.sync_api import Page

TARGET = 44
"""Pixels a finger needs (design: targets of 44 px)."""
INLINE_TARGET = 24
"""Pixels of a link within a sentence (WCAG 2.2, 2.5.8)."""

_SMALL = """([whole, inline]) => {
  const wanted = "a[href], button, input, select, textarea, summary";
  const open = document.querySelector("dialog:modal") ?? document.body;
  const shown = [...open.querySelectorAll(wanted)].filter((one) => one.checkVisibility());
  // What is moved off the screen until it has the focus is no target before.
  const onScreen = shown.filter((one) => one.getBoundingClientRect().bottom + scrollY > 0);
  return onScreen.flatMap((one) => {
    const box = (one.closest("label") ?? one).getBoundingClientRect();
    const inSentence =
      getComputedStyle(one).display === "inline" &&
      one.parentElement.innerText.trim().length > one.innerText.trim().length;
    const need = inSentence ? inline : whole;
    return box.height + 0.5 >= need ? [] : [`${Math.round(box.height)} px: ${one.outerHTML.slice(0, 160)}`];
  });
}"""

_HEADINGS = """() => [...(document.querySelector("dialog:modal") ?? document)
  .querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((one) => one.checkVisibility())
  .map((one) => Number(one.tagName[1]))"""

_WIDE = """async () => {
  await new Promise(requestAnimationFrame);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const over = (one) => one.getBoundingClientRect().right > clientWidth + 1;
  const all = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility());
  return ["the page", ...all.filter(over).map((one) => one.outerHTML.slice(0, 160))];
}"""

_CUT = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.checkVisibility() && one.innerText?.trim())
  .filter((one) => !one.closest("[class*='visually-hidden'], svg, [aria-hidden=true]"))
  .filter((one) => getComputedStyle(one).overflowX !== "visible")
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 160))"""

_TEXT_SIZE = """(times) => {
  const root = document.documentElement;
  root.style.fontSize = "";
  if (times !== 1) root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * times}px`;
}"""


def check_fits(page: Page) -> None:
    """Nothing is wider than the screen (WCAG 1.4.10), and nothing is cut off or
    has to be scrolled sideways within it."""
    wide = page.evaluate(_WIDE)
    assert wide == [], "\n".join([f"{page.url} is too wide at {page.viewport_size}", *wide])
    cut = page.evaluate(_CUT)
    assert cut == [], "\n".join([f"{page.url} is cut at {page.viewport_size}", *cut])


def check_targets(page: Page) -> None:
    """Everything one taps is high enough for a finger."""
    small = page.evaluate(_SMALL, [TARGET, INLINE_TARGET])
    assert small == [], "\n".join([page.url, *small])


def check_headings(page: Page) -> None:
    """One heading of the first rank, first, and no rank is left out on the way down.

    What covers the page begins at rank 2: its page is still there beneath it.
    """
    ranks = page.evaluate(_HEADINGS)
    first = 2 if page.locator("dialog:modal").count() else 1
    assert ranks[:1] == [first], (page.url, ranks)
    assert ranks.count(first) == 1 or first > 1, (page.url, ranks)
    steps = itertools.pairwise(ranks)
    assert all(after <= before + 1 for before, after in steps), (page.url, ranks)


def scale_text(page: Page, times: float) -> None:
    """Text as large as a person sets it in the browser; 1 puts it back."""
    page.evaluate(_TEXT_SIZE, times)
