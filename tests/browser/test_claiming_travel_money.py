"""Travel money on the phone, with real photographs, and what the team and finance make of it."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.bench.claims.photographs import photograph
from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel

pytestmark = pytest.mark.browser

MARGARET = "margaret@example.org"
ELEANOR = "eleanor@example.org"
GRACE = "grace.okafor@example.org"
OMAR = "omar.haddad@example.org"


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve megapixels, as a phone's camera makes them."""
    path = tmp_path_factory.mktemp("photo") / "IMG_0001.jpg"
    path.write_bytes(photograph())
    return path


def travel(opened: Screen) -> dict[str, Any]:
    asked = opened.context.request.get(f"{opened.demo.address}/api/me/travel")
    found: dict[str, Any] = asked.json()
    return found


def wait_for_claims(opened: Screen, number: int) -> None:
    """Until the server has so many: what is being sent is no longer told of as unsent."""
    deadline = time.monotonic() + 20
    while len(travel(opened)["claims"]) < number and time.monotonic() < deadline:
        time.sleep(0.2)
    assert len(travel(opened)["claims"]) == number


def of_visit(opened: Screen, label: str) -> list[dict[str, Any]]:
    """Her claims for the visit with that name, the newest first."""
    return [one for one in travel(opened)["claims"] if one["visit"]["name"] == label]


def begin(page: Page, address: str) -> None:
    """A claim for the visit that the portal offers, at its first question."""
    page.goto(f"{address}/travel")
    page.get_by_role("link", name=re.compile("Blood tests")).first.click()
    expect(page.get_by_role("heading", level=1, name="What did you pay for?")).to_be_visible()


def choose(page: Page, kind: str) -> None:
    page.get_by_role("link", name=re.compile(f"^{kind}")).or_(
        page.get_by_role("button", name=re.compile(f"^{kind}"))
    ).first.click()


def pay_parking(page: Page, amount: str, photo: Path) -> None:
    """A parking line with a photograph, from the list of kinds to the list of lines."""
    choose(page, "Parking")
    expect(page.get_by_role("heading", level=1, name="On which day was it?")).to_be_visible()
    page.get_by_role("radio", name=re.compile("The day of your visit")).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Amount in USD").fill(amount)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1, name="Add the receipt")).to_be_visible()
    page.locator("input[type=file]").last.set_input_files(photo)
    expect(page.get_by_role("button", name="Look at receipt 1")).to_be_visible(timeout=20_000)
    axe.check(page)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Your claim for"))).to_be_visible()


def send(page: Page) -> None:
    page.get_by_role("link", name="Continue to send").or_(
        page.get_by_role("button", name="Continue to send")
    ).click()
    expect(page.get_by_role("heading", level=1, name="Look at your claim")).to_be_visible()
    axe.check(page)
    page.get_by_role("button", name="Send claim").click()


def test_a_claim_with_a_photograph_is_sent_small_and_seen_at_the_desk(
    screen: OpenScreen, photo: Path
) -> None:
    phone, desk = screen(), screen(DESK)
    page = phone.enter_as(MARGARET)
    begin(page, phone.demo.address)
    axe.check(page)
    pay_parking(page, "45,00", photo)
    expect(page.get_by_text("$45.00").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("$45.00").first).to_be_visible()
    send(page)
    expect(page.get_by_role("heading", level=1, name="Sent to your study team")).to_be_visible(
        timeout=20_000
    )
    [claim] = of_visit(phone, "Blood tests")
    assert (claim["status"], claim["asked"], claim["allowed"]) == ("sent", 4_500, 4_000)
    [receipt] = claim["lines"][0]["receipts"]
    picture = phone.context.request.get(
        f"{phone.demo.address}/api/me/receipts/{receipt['id']}/picture"
    )
    assert picture.ok
    assert len(picture.body()) < 400_000 < photo.stat().st_size
    at_desk = desk.enter_as(GRACE, f"/staff/claims/{claim['id']}")
    found = panel(at_desk)
    expect(found.get_by_text(re.compile("Cut to the cap for Parking"))).to_be_visible()
    axe.check(at_desk)


def test_in_a_basement_photo_and_claim_are_kept_and_go_once_afterwards(
    screen: OpenScreen, photo: Path
) -> None:
    opened = screen()
    opened.expects("ERR_INTERNET_DISCONNECTED", "Failed to load")
    page = opened.enter_as("denise@example.org")
    page.goto(f"{opened.demo.address}/travel")
    before = len(travel(opened)["claims"])
    page.get_by_text(re.compile("other visits?$")).first.click()
    page.get_by_role("link", name=re.compile("Week 6|Blood tests|Scans")).first.click()
    expect(page.get_by_role("heading", level=1, name="What did you pay for?")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    opened.context.set_offline(True)
    pay_parking(page, "12.50", photo)
    page.get_by_role("link", name="Continue to send").or_(
        page.get_by_role("button", name="Continue to send")
    ).click()
    late = page.get_by_label("In a few words")
    if late.is_visible():
        late.fill("I was ill for some weeks.")
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send claim").click()
    expect(page.get_by_text("Not sent yet").first).to_be_visible()
    axe.check(page)
    page.goto(f"{opened.demo.address}/travel")
    expect(page.get_by_text("Not sent yet").first).to_be_visible()
    opened.context.set_offline(False)
    page.goto(f"{opened.demo.address}/travel")
    expect(page.get_by_text("Not sent yet")).to_have_count(0, timeout=30_000)
    wait_for_claims(opened, before + 1)
    page.reload()
    wait_for_claims(opened, before + 1)


def test_a_claim_that_came_back_is_answered_with_a_better_photo(
    screen: OpenScreen, photo: Path
) -> None:
    opened = screen()
    page = opened.enter_as(ELEANOR)
    page.get_by_role("link", name=re.compile("The team asks about")).click()
    expect(page.get_by_text(re.compile("cut off at the bottom")).first).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Answer and send again").or_(
        page.get_by_role("button", name="Answer and send again")
    ).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Your claim for"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Parking")).first.click()
    page.get_by_role("link", name=re.compile("Receipt")).first.click()
    page.get_by_role("button", name=re.compile("Remove receipt 1|Remove")).first.click()
    page.locator("input[type=file]").last.set_input_files(photo)
    expect(page.get_by_role("button", name="Look at receipt 1")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name=re.compile("^(Save|Next)$")).click()
    page.get_by_role("link", name="Done").or_(page.get_by_role("button", name="Done")).click()
    page.get_by_role("link", name="Continue to send").or_(
        page.get_by_role("button", name="Continue to send")
    ).click()
    page.get_by_role("button", name=re.compile("Send claim again|Send claim")).click()
    expect(page.get_by_role("heading", level=1, name="Sent to your study team")).to_be_visible(
        timeout=20_000
    )
    [claim] = [one for one in travel(opened)["claims"] if one["round"] == 2]
    assert (claim["status"], claim["asked"]) == ("sent", 11_643)
    assert [len(line["receipts"]) for line in claim["lines"]] == [0, 1, 1, 0]


def test_a_claim_is_changed_approved_paid_and_followed_to_the_end(screen: OpenScreen) -> None:
    desk, phone = screen(DESK), screen()
    page = desk.enter_as(GRACE, "/staff/claims")
    page.get_by_role("row", name=re.compile("FH-003.*Scans")).get_by_role("link").first.click()
    opened = panel(page)
    expect(opened.get_by_text("The same receipt came with claim").first).to_be_visible()
    opened.get_by_role("button", name="Take", exact=True).click()
    expect(opened.get_by_role("button", name="Give back")).to_be_visible()
    opened.get_by_role("button", name="Approve", exact=True).click()
    opened.get_by_label("Parking: amount to pay").fill("12.00")
    opened.get_by_label("Parking: why it is not").fill("The slip shows $12.00.")
    axe.check(page)
    opened.get_by_role("button", name=re.compile(r"^Approve \$")).click()
    expect(opened.get_by_text(re.compile("Approved")).first).to_be_visible()
    finance = screen(DESK).enter_as(OMAR, "/staff/claims/to-pay")
    finance.get_by_role("checkbox", name=re.compile("Margaret|FH-003")).check()
    finance.get_by_role("button", name=re.compile("Make batch")).click()
    batch = panel(finance)
    expect(batch.get_by_text(re.compile("FH-003")).first).to_be_visible()
    batch.get_by_role("button", name="Mark 1 as paid").click()
    batch.get_by_label("Reference in accounting").fill("ACH-9001")
    axe.check(finance)
    batch.get_by_role("button", name="Mark 1 as paid").last.click()
    expect(batch.get_by_text(re.compile("ACH-9001")).first).to_be_visible()
    told = phone.enter_as(MARGARET, "/travel")
    expect(told.get_by_text(re.compile("Paid to you in"))).to_be_visible()
    [claim] = of_visit(phone, "Scans")
    told.goto(f"{phone.demo.address}/travel/claims/{claim['id']}")
    expect(told.get_by_text(re.compile("The slip shows")).first).to_be_visible()
    expect(told.get_by_text(re.compile("ACH-9001")).first).to_be_visible()
    axe.check(told)
