"""Coming in and going out again: code, language, deep links, and what is left on the phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenScreen, Screen
from tests.browser.mail import newest_code

pytestmark = pytest.mark.browser

KEPT = """async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name),
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  kept: (await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat(),
})"""
SAVED = """() => new Promise((done) => {
  const asked = indexedDB.open("portal");
  asked.onsuccess = () => {
    const keys = asked.result.transaction("saved").objectStore("saved").getAllKeys();
    keys.onsuccess = () => { asked.result.close(); done(keys.result); };
  };
})"""


def ask_for_a_code(opened: Screen, email: str, path: str = "/") -> None:
    page = opened.page
    page.goto(opened.demo.address + path)
    page.get_by_label("Email address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    expect(heading(page, "Enter your code")).to_be_visible()
    expect(page.get_by_label("Code")).to_be_focused()


def heading(page: Page, name: str | re.Pattern[str]) -> object:
    return page.get_by_role("heading", level=1, name=name)


def test_the_code_from_the_mail_opens_the_portal(screen: OpenScreen) -> None:
    opened = screen()
    ask_for_a_code(opened, "margaret@example.org")
    with opened.page.expect_popup() as mail:
        opened.page.get_by_role("link", name="Demo mail").click()
    expect(heading(mail.value, "Demo mail")).to_be_visible()
    mail.value.close()
    code = newest_code(opened.context, opened.demo.address, "margaret@example.org")
    opened.page.get_by_label("Code").type(code)
    opened.page.get_by_role("button", name="Sign in").click()
    expect(heading(opened.page, "Hello, Margaret")).to_be_visible()
    expect(opened.page).to_have_title("Today · Study portal")


def test_a_wrong_code_can_be_put_right_by_pasting_the_one_from_the_mail(screen: OpenScreen) -> None:
    opened = screen(permissions=["clipboard-read", "clipboard-write"])
    opened.expects("422")
    ask_for_a_code(opened, "ruth@example.org")
    page, field = opened.page, opened.page.get_by_label("Code")
    code = newest_code(opened.context, opened.demo.address, "ruth@example.org")
    field.fill(f"{(int(code) + 1) % 10**8:08d}")
    field.press("Enter")
    expect(page.get_by_text("You have 4 tries left")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    page.evaluate("text => navigator.clipboard.writeText(text)", f" {code[:4]} {code[4:]} ")
    field.press("ControlOrMeta+A")
    field.press("ControlOrMeta+V")
    expect(field).to_have_value(re.compile(f"{code[:4]} {code[4:]}"))
    field.press("Enter")
    expect(heading(page, "Hello, Ruth")).to_be_visible()


def test_an_unknown_address_is_told_the_same_as_a_known_one(screen: OpenScreen) -> None:
    opened = screen()
    opened.expects("422")
    ask_for_a_code(opened, "stranger@example.org")
    page = opened.page
    expect(page.get_by_text("If your study team has stranger@example.org")).to_be_visible()
    page.get_by_label("Code").fill("12345678")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That code is not right")).to_be_visible()
    page.get_by_role("button", name="Use another email address").click()
    expect(page.get_by_label("Email address")).to_have_value("stranger@example.org")


def test_the_language_chosen_before_signing_in_becomes_the_account_s(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.page
    page.goto(opened.demo.address)
    page.get_by_role("button", name="Español").click()
    expect(heading(page, "Iniciar sesión")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.reload()
    expect(heading(page, "Iniciar sesión")).to_be_visible()
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Español").click()
    with page.expect_response("**/api/account") as told:
        page.get_by_role("button", name="Joan Petrovic").click()
    assert told.value.json()["language"] == "es"
    expect(heading(page, "Hola, Joan")).to_be_visible()


def test_a_person_whose_language_is_spanish_is_spoken_to_in_spanish(screen: OpenScreen) -> None:
    opened = screen()
    opened.page.goto(opened.demo.address)
    opened.page.get_by_role("button", name="Rosa Delgado Fuentes").click()
    expect(heading(opened.page, "Hola, Rosa")).to_be_visible()
    expect(opened.page.locator("html")).to_have_attribute("lang", "es")


def test_everything_comes_in_her_language_however_late_its_texts_arrive(screen: OpenScreen) -> None:
    opened = screen(service_workers="block")
    page = opened.enter_as("rosa@example.org")
    expect(heading(page, "Hola, Rosa")).to_be_visible()
    asked: list[str] = []
    opened.context.on(
        "request",
        lambda request: (
            asked.append(request.headers["accept-language"]) if "/api/me/" in request.url else None
        ),
    )
    late: list[Route] = []
    released: list[bool] = []

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            late.append(route)

    page.route("**/assets/first-*.js", hold)
    with page.expect_response("**/api/session"):
        page.reload(wait_until="commit")
    page.wait_for_function("async () => (await indexedDB.databases()).length > 0")
    released.append(True)  # one that is asked for only now is not held
    for route in late:
        route.continue_()
    expect(heading(page, "Hola, Rosa")).to_be_visible()
    expect(page.get_by_text("Extracción de sangre para ctDNA")).to_be_visible()
    assert set(asked) == {"es"}


def test_staff_who_sign_in_at_the_phone_s_page_come_to_the_desk(screen: OpenScreen) -> None:
    opened = screen()
    opened.page.goto(opened.demo.address)
    opened.page.get_by_role("button", name="Grace Okafor").click()
    expect(heading(opened.page, "Queue")).to_be_visible()
    assert "/staff" in opened.page.url


def test_a_link_into_the_portal_is_kept_through_signing_in(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.page
    ask_for_a_code(opened, "eleanor@example.org", "/more/calendar?from=mail")
    assert page.url.endswith("/more/calendar?from=mail")
    page.get_by_label("Code").fill(
        newest_code(opened.context, opened.demo.address, "eleanor@example.org")
    )
    page.get_by_role("button", name="Sign in").click()
    expect(heading(page, "My calendar")).to_be_visible()


def test_signing_out_leaves_nothing_about_her_on_the_phone(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("eleanor@example.org")
    page.get_by_role("link", name=re.compile("Month 6")).first.click()
    expect(heading(page, "Monitoring visit")).to_be_visible()
    page.get_by_role("link", name="Schedule").click()
    expect(page.get_by_role("heading", name=re.compile("Monitoring, month"))).to_be_visible()
    page.wait_for_function(f"async () => (await ({SAVED})()).length >= 4")
    assert {"session", "today", "schedule"} <= set(page.evaluate(SAVED))

    page.get_by_role("link", name="More").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(heading(page, "Sign in")).to_be_visible()
    expect(page.get_by_text("What was saved on this phone is gone")).to_be_visible()

    page.wait_for_function("async () => (await indexedDB.databases()).length === 0")
    kept = page.evaluate(KEPT)
    assert kept["databases"] == []
    assert set(kept["local"]) <= {"portal.language", "portal.theme", "portal.text"}
    assert kept["session"] == []
    assert not [path for path in kept["kept"] if path.startswith("/api")]
    # The mark of a known device stays: strangers' tries elsewhere do not make her wait on this one.
    assert [cookie["name"] for cookie in opened.context.cookies()] == ["portal-device"]
    page.go_back()
    expect(heading(page, "Sign in")).to_be_visible()
    page.goto(f"{opened.demo.address}/schedule")
    expect(heading(page, "Sign in")).to_be_visible()
    page.get_by_role("button", name="Help").click()
    numbers = page.get_by_role("dialog").get_by_role("link")
    expect(numbers.filter(has_text="305-555-0100")).to_be_visible()
    expect(numbers.filter(has_text="312-555-0120")).to_be_visible()
