"""The screens of travel money at the desk, and the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.desk_screens import go, panel, participant_path


def claim_path(page: Page, address: str, status: str) -> str:
    """The address of a claim that stands there."""
    rows = page.context.request.get(f"{address}/api/staff/claims?waiting=all").json()["rows"]
    return f"/staff/claims/{next(row['id'] for row in rows if row['status'] == status)}"


def reviewing(page: Page, address: str) -> Iterator[str]:
    """A coordinator with claims in every state, and each form sent while nothing is filled in."""
    go(page, address, "/staff/claims")
    yield "claims"
    go(page, address, "/staff/claims?waiting=all")
    yield "claims-all"
    for status in ("checking", "second_look", "disputed", "returned", "paid", "declined"):
        go(page, address, claim_path(page, address, status))
        expect(panel(page).get_by_role("heading", name="Lines")).to_be_visible()
        yield f"claim-{status}"
    go(page, address, claim_path(page, address, "sent"))
    opened = panel(page)
    for act in ("Ask something", "Decline"):
        opened.get_by_role("button", name=act, exact=True).click()
        opened.get_by_role("button", name=re.compile("^(Send|Decline)")).last.click()
        expect(opened.get_by_role("alert")).to_be_visible()
        yield f"claim-{act.split()[0].lower()}-refused"
        opened.get_by_role("button", name="Cancel").click()
    opened.get_by_role("button", name="Approve", exact=True).click()
    opened.get_by_role("textbox").first.fill("1")
    opened.get_by_role("button", name=re.compile(r"^Approve \$")).click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "claim-approve-refused"
    go(page, address, f"{participant_path(page, address, 'FH-006')}?tab=travel")
    yield "participant-travel"


def paying(page: Page, address: str) -> Iterator[str]:
    """Finance with claims to pay, batches, and what was paid in a year."""
    go(page, address, "/staff/claims/to-pay")
    page.get_by_role("checkbox").first.check()
    yield "to-pay"
    go(page, address, "/staff/claims/payments")
    yield "batches"
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    opened = panel(page)
    opened.get_by_role("button", name=re.compile("^Mark .* as paid")).first.click()
    opened.get_by_role("button", name=re.compile("^Mark .* as paid")).last.click()
    expect(opened.get_by_role("alert")).to_be_visible()
    yield "batch-paid-refused"
    go(page, address, "/staff/claims/totals")
    yield "totals"
