"""The screens of travel money on the phone, and the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.phone_screens import go, settle
from tests.browser.words import say


def travelling(page: Page, address: str, language: str) -> Iterator[str]:
    """Somebody with a claim that came back and others that ended, who makes one more."""
    go(page, address, "/travel", language)
    page.locator("summary").last.click()
    yield "travel"
    go(page, address, "/travel/covered", language)
    yield "travel-covered"
    go(page, address, "/travel/distance", language)
    page.get_by_role("textbox").fill("zehn")
    page.get_by_role("button", name=say(language, "distance.save")).click()
    expect(page.get_by_text(say(language, "distance.wrong")).first).to_be_visible()
    yield "travel-distance-refused"
    for status in ("returned", "paid"):
        go(page, address, f"/travel/claims/{_claim(page, address, status)}", language)
        yield f"travel-claim-{status}"
    go(page, address, f"/travel/claims/{_claim(page, address, 'paid')}/dispute", language)
    yield "travel-dispute"
    yield from _making(page, address, language)


def _claim(page: Page, address: str, status: str) -> str:
    claims = page.context.request.get(f"{address}/api/me/travel").json()["claims"]
    return str(next(claim["id"] for claim in claims if claim["status"] == status))


def _tap(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A link or a button of that name."""
    where = page.get_by_role("main")
    return where.get_by_role("link", name=name).or_(where.get_by_role("button", name=name)).first


def _next(page: Page, language: str) -> None:
    _tap(page, say(language, "claim.next")).click()


def _making(page: Page, address: str, language: str) -> Iterator[str]:
    """A claim for a visit of long ago, up to sending it: each question, and one refused."""
    visits = page.context.request.get(f"{address}/api/me/travel").json()["visits"]
    visit = next(one for one in visits if not one["claims"] and one["status"] == "done")
    go(page, address, f"/travel/visits/{visit['id']}", language)
    settle(page, language)
    yield "travel-kind"
    _tap(page, re.compile("^(Parking|Estacionamiento)")).click()
    settle(page, language)
    yield "travel-day"
    page.get_by_role("radio").first.check()
    _next(page, language)
    expect(page.get_by_role("heading", level=1, name=say(language, "claim.amount"))).to_be_visible()
    _next(page, language)
    expect(page.get_by_text(say(language, "claim.amount.empty")).first).to_be_visible()
    yield "travel-amount-refused"
    page.get_by_role("textbox").fill("52.00")
    _next(page, language)
    yield "travel-receipts"
    _next(page, language)
    expect(page.get_by_text(say(language, "claim.receipts.missing")).first).to_be_visible()
    yield "travel-receipts-refused"
    _tap(page, say(language, "claim.receipts.lost")).click()
    page.get_by_role("textbox").fill("Gracias.")
    _next(page, language)
    _tap(page, say(language, "claim.lines.go")).wait_for()
    yield "travel-lines"
    _tap(page, say(language, "claim.lines.go")).click()
    expect(page.get_by_role("heading", level=1, name=say(language, "claim.late"))).to_be_visible()
    yield "travel-late"
    page.get_by_role("textbox").fill("Gracias.")
    _next(page, language)
    expect(page.get_by_role("heading", level=1, name=say(language, "claim.review"))).to_be_visible()
    yield "travel-review"
