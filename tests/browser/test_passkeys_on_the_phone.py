"""Passkeys on the phone: the card that offers one, signing in with it, signing, and giving it up."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.passkeys import Device, enter, with_a_name

pytestmark = pytest.mark.browser


def test_one_tap_makes_a_passkey_and_the_next_sign_in_needs_no_code(screen: OpenScreen) -> None:
    opened = screen()
    device = Device(opened.page)
    page = enter(opened, "eleanor@example.org", "/")
    page.get_by_role("button", name="Yes, set it up").click()
    expect(page.get_by_text("Next time you can sign in with this device.")).to_be_visible()
    assert len(device.keys()) == 1
    page.goto(f"{with_a_name(opened)}/more")
    opened.expects("401")  # what the page was still asking comes after its session
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.goto(f"{with_a_name(opened)}/more/devices")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("Last used").first).to_be_visible()


def test_a_passkey_is_named_and_removed_after_it_confirmed_that(screen: OpenScreen) -> None:
    opened = screen()
    device = Device(opened.page)
    page = enter(opened, "ruth@example.org", "/more/devices")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("It is now called My phone.")).to_be_visible()
    page.get_by_role("button", name="Remove My phone").click()
    page.get_by_role("button", name="Remove My phone").click()
    expect(page.get_by_text("You have no passkey yet.")).to_be_visible()
    assert len(device.keys()) == 1, "the device keeps what no longer opens the portal"


def test_not_now_is_remembered_and_no_card_comes_in_spanish_either(screen: OpenScreen) -> None:
    opened = screen(language="es")
    Device(opened.page)
    page = enter(opened, "rosa@example.org", "/", language="es")
    expect(page.get_by_role("button", name="Sí, prepararlo")).to_be_visible()
    page.get_by_role("button", name="Ahora no").last.click()
    expect(page.get_by_text("Puede hacerlo cuando quiera")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Sí, prepararlo")).to_have_count(0)


def test_at_a_bare_network_address_nothing_is_offered(screen: OpenScreen) -> None:
    opened = screen()
    page = opened.enter_as("joan@example.org", "/more/devices")
    expect(page.get_by_text("This device").first).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_have_count(0)
