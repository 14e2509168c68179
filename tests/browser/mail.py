"""The mails that a demo keeps instead of sending them."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

TIMES = 15
_CODE = re.compile(r"\b\d{4}\s?\d{4}\b")


def newest_code(context: BrowserContext, address: str, email: str) -> str:
    """The 8 digits in the newest mail to `email`, read on the demo's page of mails in a new tab."""
    page = context.new_page()
    page.goto(f"{address}/demo-mail")
    mails = page.get_by_role("main").locator("section").filter(has_text=email)
    newest = mails.filter(has_text=_CODE).first  # a notice may have come after it
    _looking_again(page, newest)
    found = _CODE.search(newest.inner_text())
    page.close()
    assert found, "the mail holds no code"
    return re.sub(r"\D", "", found[0])


def _looking_again(page: Page, mail: Locator) -> None:
    """The page shows what was there when it was opened: the mail may still be on its way."""
    for _ in range(TIMES):
        try:
            expect(mail).to_be_visible(timeout=1000)
        except AssertionError:
            page.reload()
        else:
            return
    expect(mail).to_be_visible()
