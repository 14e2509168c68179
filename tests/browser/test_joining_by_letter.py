"""From the desk to the phone: a letter is printed, its code is used, and she is in."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import DESK, OpenScreen, Screen
from tests.browser.desk_screens import panel
from tests.browser.mail import newest_code

pytestmark = pytest.mark.browser

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
HERS = "teresa.molina@example.org"


def the_letter(opened: Screen) -> str:
    """The text of the letter that the coordinator makes for the one who has not joined."""
    page = opened.enter_as("grace.okafor@example.org", "/staff/participants?not_joined=true")
    page.get_by_role("link", name="FH-013").click()
    panel(page).get_by_role("link", name="Facts and dates").click()
    expect(panel(page).get_by_text("Not joined yet")).to_be_visible()
    panel(page).get_by_role("button", name="Invite again").click()
    panel(page).get_by_label(re.compile("^By letter")).check()
    panel(page).get_by_role("button", name="Make the code").click()
    expect(panel(page).get_by_text(CODE).first).to_be_visible()
    axe.check(page)
    panel(page).get_by_role("button", name="Make the letter (PDF)").click()
    with page.expect_download() as saved:
        panel(page).get_by_role("link", name="Save or print the letter").click()
    assert saved.value.suggested_filename == "FH-013.pdf"
    reader = pypdf.PdfReader(io.BytesIO(Path(saved.value.path()).read_bytes()))
    [sheet] = reader.pages
    return " ".join(sheet.extract_text().split())


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continuar").click()


def test_a_letter_brings_her_in_on_her_phone_in_spanish(screen: OpenScreen) -> None:
    opened = screen(DESK)
    text = the_letter(opened)
    found = CODE.search(text)
    assert found
    assert "Su entrada al portal" in text
    assert "Hola, Teresa Molina" in text
    phone = screen(language="es")
    page = phone.page
    page.goto(f"{phone.demo.address}/join#{found[0]}")
    expect(page.get_by_role("heading", level=1, name="Esta es su invitación")).to_be_visible()
    assert "#" not in page.url
    axe.check(page)
    go_on(page)
    expect(page.get_by_label("Español")).to_be_checked()
    axe.check(page)
    go_on(page)
    page.get_by_label("Correo electrónico").fill(HERS)
    axe.check(page)
    page.get_by_role("button", name="Envíenme un código").click()
    expect(page.get_by_label("Código")).to_be_focused()
    page.get_by_label("Código").fill(newest_code(phone.context, phone.demo.address, HERS))
    axe.check(page)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("heading", level=1, name="Ya está dentro")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Ir a Hoy").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Teresa"))).to_be_visible()
    again = screen(language="es")
    again.expects("422")
    again.page.goto(again.demo.address)
    again.page.get_by_role("link", name="Tengo una invitación").click()
    again.page.get_by_label("Código de su invitación").fill(found[0].lower().replace("-", " "))
    go_on(again.page)
    expect(again.page.get_by_text("Este código ya se usó.")).to_be_visible()
    axe.check(again.page)
