"""Reminders on the phone: it asks, is turned on, shows what is pushed, and leads to its page.

Headless Chromium reaches no push service, so only the browser's subscription is made up. The push
itself comes to the real service worker, through the DevTools protocol.
"""

from __future__ import annotations

import base64
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import CDPSession, Page, expect

from portal.accounts.models import Account
from portal.db import Database
from portal.reminders.models import Notice
from portal.reminders.push.keys import VapidKeys
from portal.reminders.push.payload import declarative
from portal.reminders.tokens import Purpose, token
from portal.study.reminders.definition import About
from tests.browser import axe, layout
from tests.browser.conftest import PHONE, SMALL_PHONE, Demo, OpenScreen, Screen, running_demo
from tests.browser.words import check_language, say

pytestmark = pytest.mark.browser

ELEANOR = "eleanor@example.org"
MARGARET = "margaret@example.org"
RUTH = "ruth@example.org"
ANNA = "anna@example.org"
LANGUAGES = ("en", "es")
SHOWN_SECONDS = 30
"""The browser first fetches the pictures of a notification."""
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
SUBSCRIPTION = """(() => {
  const kept = "made-up-subscription";
  const made = () => ({
    endpoint: localStorage.getItem(kept),
    toJSON: () => ({ keys: { p256dh: "%s", auth: "AAAAAAAAAAAAAAAAAAAAAA" } }),
    unsubscribe: async () => { localStorage.removeItem(kept); return true; },
  });
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 87) throw new TypeError("refused");
    localStorage.setItem(kept, "https://fcm.googleapis.com/fcm/send/" + crypto.randomUUID());
    return made();
  };
  PushManager.prototype.getSubscription = async () => localStorage.getItem(kept) && made();
})();"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = await registration.getNotifications();
  return found.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, data }));
}"""
TAP = """async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


@pytest.fixture(scope="module")
def demo(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose portal has a key for notifications."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(filled, folder)
    VapidKeys.make(folder / "vapid.pem")
    with running_demo(folder) as started:
        yield started


def a_point() -> str:
    """A public key as a browser makes one for a subscription."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


@pytest.fixture
def phone(screen: OpenScreen) -> OpenScreen:
    """A phone that may be notified."""

    def open_phone(language: str = "en", **more: object) -> Screen:
        opened = screen(PHONE, language, **more)
        opened.context.grant_permissions(["notifications"], origin=opened.demo.address)
        opened.context.add_init_script(SUBSCRIPTION % a_point())
        return opened

    return open_phone


def reminders(opened: Screen) -> dict[str, Any]:
    found: dict[str, Any] = opened.context.request.get(
        f"{opened.demo.address}/api/me/reminders"
    ).json()
    return found


def turned_on(opened: Screen, email: str) -> Page:
    """She said yes on Today, and her phone's worker looks after the page."""
    page = opened.enter_as(email)
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.get_by_text("From now on we tell you on this phone.")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


class Pushes:
    """The way of a push to this phone's worker."""

    def __init__(self, opened: Screen) -> None:
        self.address = opened.demo.address
        self._session: CDPSession = opened.context.new_cdp_session(opened.page)
        self._found: list[str] = []
        self._session.on("ServiceWorker.workerRegistrationUpdated", self._hear)
        self._session.send("ServiceWorker.enable")
        self._page = opened.page

    def _hear(self, event: dict[str, Any]) -> None:
        self._found += [one["registrationId"] for one in event["registrations"]]

    def deliver(self, data: str) -> None:
        while not self._found:
            self._page.wait_for_timeout(50)
        self._session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self.address, "registrationId": self._found[-1], "data": data},
        )

    def notice(self, path: str, *, tag: str, secret: str = "", body: str = "Something new.") -> str:
        """The payload as the portal makes it."""
        return declarative(
            title="Your portal",
            body=body,
            lang="en",
            tag=tag,
            navigate=f"{self.address}{path}?notice={secret}",
            badge=1,
            token=secret or None,
        ).decode()


def shown(page: Page, count: int) -> list[dict[str, Any]]:
    """What stands on the phone's screen, once there is so much."""
    deadline = time.monotonic() + SHOWN_SECONDS
    while time.monotonic() < deadline:
        found: list[dict[str, Any]] = page.evaluate(SHOWN)
        if len(found) == count:
            return found
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate(SHOWN))


def a_notice(opened: Screen, email: str) -> tuple[str, str]:
    """A notice to her, a test, as it is in the database: its id and its token."""
    opened.post("/api/me/push/test", {})
    folder = opened.demo.folder
    database = Database(f"sqlite:///{folder / 'portal.sqlite3'}")
    with database.session() as session:
        [notice] = session.scalars(
            sa.select(Notice)
            .join(Account, Account.id == Notice.account_id)
            .where(Account.email == email, Notice.about == About.TEST)
        )
        key = (folder / "this-is-a-demo").read_text(encoding="utf-8")
        return str(notice.id), token(key, Purpose.CONFIRM, notice.id)


def wait_for_status(opened: Screen, notice_id: str, status: str) -> None:
    deadline = time.monotonic() + 10
    found = ""
    while time.monotonic() < deadline:
        sent = {one["id"]: one["status"] for one in reminders(opened)["sent"]}
        found = sent.get(notice_id, "")
        if found == status:
            return
        opened.page.wait_for_timeout(100)
    raise AssertionError(f"{found} instead of {status}")


def test_it_asks_below_the_visit_and_is_on_after_one_tap(phone: OpenScreen) -> None:
    opened = phone()
    page = opened.enter_as(ELEANOR)
    card = page.get_by_role("heading", name="May we tell you on this phone?")
    expect(card).to_be_visible()
    headings = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    assert headings.index("Next visit") < headings.index("May we tell you on this phone?")
    axe.check(page)
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.get_by_text("From now on we tell you on this phone.")).to_be_visible()
    axe.check(page)
    [device] = reminders(opened)["devices"]
    assert device["current"]

    page.get_by_role("link", name="Choose when and how").click()
    expect(page.get_by_text("This device", exact=True)).to_be_visible()
    page.goto(opened.demo.address)
    expect(page.get_by_role("heading", name="After that")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(card).to_be_hidden()


def test_not_now_is_taken_for_an_answer(phone: OpenScreen) -> None:
    opened = phone()
    page = opened.enter_as("carol@example.org")
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("You can turn it on at any time")).to_be_visible()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Yes, tell me")).to_be_hidden()
    assert reminders(opened)["devices"] == []


def test_a_push_is_shown_replaced_confirmed_and_leads_to_its_page(phone: OpenScreen) -> None:
    opened = phone()
    page = turned_on(opened, MARGARET)
    pushes = Pushes(opened)
    notice_id, secret = a_notice(opened, MARGARET)
    pushes.deliver(pushes.notice("/schedule", tag="visit-1", secret=secret))
    [first] = shown(page, 1)
    assert (first["title"], first["body"]) == ("Your portal", "Something new.")
    assert (first["tag"], first["lang"]) == ("visit-1", "en")
    assert first["data"] == {"url": "/schedule", "token": secret}
    wait_for_status(opened, notice_id, "received")

    pushes.deliver(pushes.notice("/schedule", tag="visit-1", secret=secret, body="Once more."))
    pushes.deliver(pushes.notice("/more", tag="visit-2", body="Another."))
    both = shown(page, 2)
    assert {one["tag"]: one["body"] for one in both} == {
        "visit-1": "Once more.",
        "visit-2": "Another.",
    }
    page.evaluate(
        "navigator.serviceWorker.ready.then((one) => one.getNotifications({ tag: 'visit-2' }))"
        ".then(([one]) => one.close())"
    )

    page.evaluate("window.stillHere = true")
    opened.expects("InvalidStateError")  # only the browser's own tap may keep a worker awake
    [worker] = opened.context.service_workers
    worker.evaluate(TAP)
    expect(page.get_by_role("heading", level=1, name="Schedule")).to_be_visible()
    assert page.evaluate("window.stillHere"), "the app went there without loading anew"
    wait_for_status(opened, notice_id, "opened")
    shown(page, 0)


@pytest.mark.parametrize("data", ["", "{", '{"notification": {"title": 7}}'])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Your portal", "Something new waits for you.")),
        ("es", ("Su portal", "Hay algo nuevo para usted.")),
    ],
)
def test_a_push_that_says_nothing_is_shown_in_plain_words(
    phone: OpenScreen, language: str, words: tuple[str, str], data: str
) -> None:
    opened = phone(language)
    page = opened.page
    page.goto(opened.demo.address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    Pushes(opened).deliver(data)
    [found] = shown(page, 1)
    assert (found["title"], found["body"], found["lang"]) == (*words, language)
    assert found["data"] == {"url": "/", "token": None}


def test_a_notice_opened_while_signed_out_leads_to_its_page_after_signing_in(
    phone: OpenScreen,
) -> None:
    opened = phone()
    opened.expects("401")  # the phone still thought that she was signed in
    page = opened.enter_as(RUTH)
    notice_id, secret = a_notice(opened, RUTH)
    kept = opened.context.cookies()
    opened.context.clear_cookies()
    page.goto(f"{opened.demo.address}/more/devices?notice={secret}")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert page.evaluate("location.pathname + location.search") == "/more/devices"
    page.get_by_role("button", name=re.compile("^Ruth")).click()
    expect(page.get_by_role("heading", level=1, name="Devices")).to_be_visible()
    opened.context.add_cookies([{**one} for one in kept])
    wait_for_status(opened, notice_id, "opened")


def test_signing_out_ends_the_notices_of_this_phone(phone: OpenScreen) -> None:
    opened = phone()
    page = turned_on(opened, "yvonne@example.org")
    pushes = Pushes(opened)
    pushes.deliver(pushes.notice("/schedule", tag="visit-1"))
    shown(page, 1)
    page.get_by_role("link", name="More").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    shown(page, 0)
    page.wait_for_function("localStorage.getItem('made-up-subscription') === null")
    opened.post("/api/demo/sign-in", {"email": "yvonne@example.org"})
    assert reminders(opened)["devices"] == []


def test_her_choices_are_kept_and_what_cannot_be_is_said_at_its_field(phone: OpenScreen) -> None:
    opened = phone()
    opened.expects("422")
    page = turned_on(opened, "patricia@example.org")
    page.goto(f"{opened.demo.address}/more/reminders")
    page.get_by_label("Your team wrote to you").select_option("none")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_label("At what time of day").select_option("22:00")
    expect(page.get_by_role("alert")).to_contain_text("lies within the quiet hours")
    axe.check(page)
    page.get_by_label("Quiet hours").select_option("own")
    page.get_by_label("Quiet from").select_option("23:00")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("At what time of day")).to_have_value("22:00")
    expect(page.get_by_label("Quiet from")).to_have_value("23:00")
    expect(page.get_by_label("Your team wrote to you")).to_have_value("none")
    page.get_by_role("button", name=re.compile("^Turn off")).click()
    expect(page.get_by_text("No device is on.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('made-up-subscription')") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_read_and_reached(phone: OpenScreen, language: str) -> None:
    opened = phone(language)
    email = {"en": ANNA, "es": "rosa@example.org"}[language]
    page = opened.enter_as(email, language=language)
    notice_id, secret = a_notice(opened, email)
    opened.post("/api/notices/confirm", {"token": secret, "what": "opened"})
    wait_for_status(opened, notice_id, "opened")
    for path in ("/", "/more", "/more/reminders", "/more/reminders/sent"):
        page.goto(opened.demo.address + path)
        look_closely(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_iphone_is_shown_the_way_to_its_home_screen(phone: OpenScreen, language: str) -> None:
    opened = phone(language, user_agent=SAFARI)
    page = opened.enter_as(ELEANOR, language=language)
    page.get_by_role("link", name=say(language, "ask.apple.how")).click()
    title = say(language, "home.title")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    look_closely(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_are_stopped_from_their_own_link_without_signing_in(
    phone: OpenScreen, language: str
) -> None:
    opened = phone(language)
    page = opened.page
    page.goto(f"{opened.demo.address}/unsubscribe/no-token-of-ours")
    expect(page.get_by_role("heading", level=1, name=say(language, "stop.title"))).to_be_visible()
    look_closely(page, language)
    page.get_by_role("button", name=say(language, "stop.do")).click()
    expect(page.get_by_role("heading", level=1, name=say(language, "stop.done"))).to_be_visible()
    look_closely(page, language)


def look_closely(page: Page, language: str) -> None:
    """All that is asked of a screen: its language, its headings, its targets, its colours, its width."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    check_language(page, language, own_words=())
    layout.check_headings(page)
    layout.check_targets(page)
    axe.check(page)
    page.set_viewport_size(SMALL_PHONE)
    layout.check_fits(page)
    page.set_viewport_size(PHONE)
    layout.scale_text(page, 2)
    layout.check_fits(page)
    layout.scale_text(page, 1)
