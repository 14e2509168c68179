"""The screens of the team, and how an admin does what needs her confirmation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk_screens import go, panel

ADMIN = "amy.tran@example.org"


def confirm(form: Locator, button: str) -> None:
    """Prove by her passkey that it is the admin, and do what the form is for."""
    form.get_by_role("button", name="Confirm that it is you").click()
    expect(form.get_by_text("You will be asked for your passkey")).to_be_visible()
    form.get_by_role("button", name=button, exact=True).click()


def managing(page: Page, address: str) -> Iterator[str]:
    """An admin at work: each form open, and sent while nothing is filled in."""
    go(page, address, "/staff/team")
    expect(page.get_by_role("link", name="Grace Okafor")).to_be_visible()
    yield "team"
    go(page, address, "/staff/team?state=expired")
    expect(page.get_by_text("Nobody fits these filters")).to_be_visible()
    yield "team-none"
    go(page, address, "/staff/team/new")
    opened = panel(page)
    opened.get_by_role("button", name="Confirm that it is you").click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "team-invite-refused"
    go(page, address, "/staff/team")
    page.get_by_role("link", name="Grace Okafor").click()
    expect(opened.get_by_role("heading", name="Roles", exact=True)).to_be_visible()
    yield "team-person"
    for form in ("Add a role", re.compile("^End this role"), "Reset the sign-in"):
        opened.get_by_role("button", name=form).click()
        opened.get_by_role("button", name="Confirm that it is you").click()
        expect(opened.get_by_role("alert")).to_be_visible()
        yield f"team-{'end' if isinstance(form, re.Pattern) else form.split()[0].lower()}-refused"
        opened.get_by_role("button", name="Cancel").click()
    go(page, address, "/staff/account")
    yield "account-admin"
