"""The whole way, with real parts: from the desk through the outbox, encrypted, to the device; and by
mail, through a real mail server, where the device does not answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller

from api.ticking import plan, tick
from api.worker import worker_of
from portal.reminders.models import NoticeStatus, PushSubscription
from portal.reminders.push.keys import VapidKeys
from portal.reminders.push.payload import topic
from portal.study.reminders.definition import About
from tests.settings.processes import free_port
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.push_service import PushService
from tests.support.reminding import Reminding
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"


class Box:
    """Keeps the mails that a real mail server took."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    found, port = Box(), free_port()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    yield found, port
    controller.stop()


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def portal(
    start_portal: Callable[..., Portal],
    service: PushService,
    box: tuple[Box, int],
    tmp_path: Path,
) -> Portal:
    key = tmp_path / "push.pem"
    VapidKeys.make(key)
    portal = start_portal(
        push_hosts=service.origin, vapid_key=str(key), smtp_url=f"smtp://127.0.0.1:{box[1]}"
    )
    portal.enrol(email=ELEANOR)
    return portal


@pytest.fixture
def eleanor(portal: Portal, service: PushService) -> Browser:
    """Her phone, on which notices are turned on."""
    phone = portal.browser(ELEANOR)
    found = done(phone.get("/api/me/reminders"))
    assert found["push_key"] == VapidKeys.of(portal.settings).public_key
    given = service.subscribe()
    sent = {"endpoint": given.endpoint, "p256dh": given.p256dh, "auth": given.auth}
    done(phone.put("/api/me/push", sent))
    return phone


def work(portal: Portal) -> None:
    """What a worker does when its time comes."""
    parts = portal.app.extensions["portal"]
    plan(parts)
    tick(parts)
    worker = worker_of(parts)
    worker.drain()
    worker.close()


def move(portal: Portal, day: str = "2026-03-09") -> str:
    """Somebody of the team gives her visit a time; its id."""
    desk = portal.at_desk()
    [her] = done(desk.browser.get("/api/staff/participants"))["rows"]
    visits = desk.participant(her["id"])["visits"]
    visit = next(one for one in visits if one["label"] == "Month 3")
    done(desk.book(visit["id"], day, "14:00", reason="the scanner"))
    return str(visit["id"])


def token_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["notice"][0]


def test_a_changed_visit_reaches_her_phone_encrypted_and_says_only_that_something_waits(
    portal: Portal, service: PushService, eleanor: Browser
) -> None:
    visit = move(portal)
    work(portal)
    received = next(
        one
        for one in service.received
        if urlsplit(one.notice["notification"]["navigate"]).path == f"/visits/{visit}"
    )
    shown = received.notice["notification"]
    words = f"{shown['title']} {shown['body']}".lower()
    for telling in ("free-her", "cancer", "eleanor", "visit", "scan", "study", "trial"):
        assert telling not in words
    assert received.notice["web_push"] == 8030
    body = {"token": shown["data"]["token"], "what": "received"}
    assert portal.browser().post("/api/notices/confirm", body).status_code == 204
    opened = {"token": token_of(shown["navigate"]), "what": "opened"}
    assert eleanor.post("/api/notices/confirm", opened).status_code == 204
    statuses = {one.status for one in Reminding(portal).notices(ELEANOR)}
    assert NoticeStatus.OPENED in statuses


@pytest.mark.usefixtures("eleanor")
def test_a_second_notice_on_the_same_thing_has_the_topic_of_the_first(
    portal: Portal, service: PushService
) -> None:
    move(portal)
    work(portal)
    move(portal, "2026-03-10")
    portal.clock.turn(minutes=1)
    work(portal)
    changes = Reminding(portal).notices(ELEANOR, about=About.VISIT_CHANGE)
    assert len(changes) == 2
    wanted = topic(About.VISIT_CHANGE, changes[0].subject_id)
    tags = [one.notice["notification"]["tag"] for one in service.received]
    assert tags.count(wanted) == 2


@pytest.mark.usefixtures("eleanor")
def test_what_her_phone_does_not_confirm_comes_by_mail_with_a_way_out(
    portal: Portal, service: PushService, box: tuple[Box, int]
) -> None:
    move(portal)
    work(portal)
    before = len(service.received)
    assert box[0].mails == []
    portal.clock.turn(hours=2, minutes=1)
    work(portal)
    assert len(service.received) == before
    assert {str(mail["To"]) for mail in box[0].mails} == {ELEANOR}
    kinds = {mail["List-Unsubscribe"] is None for mail in box[0].mails}
    assert kinds == {True, False}, "a changed visit cannot be turned off, a reminder can"
    for mail in box[0].mails:
        text = mail.get_body(("plain",))
        html = mail.get_body(("html",))
        assert text is not None
        assert html is not None
        assert "Eleanor" not in text.get_content() + html.get_content()
        assert "/visits/" in text.get_content()


def test_a_phone_that_is_gone_is_asked_no_more_and_mail_takes_its_place(
    portal: Portal, service: PushService, eleanor: Browser, box: tuple[Box, int]
) -> None:
    service.answers(_endpoint(portal), 410)
    move(portal)
    work(portal)
    assert box[0].mails
    assert done(eleanor.get("/api/me/reminders"))["devices"] == []


def _endpoint(portal: Portal) -> str:
    with portal.database.session() as session:
        return session.query(PushSubscription).one().endpoint


@pytest.mark.usefixtures("eleanor")
def test_a_push_service_that_asks_for_patience_gets_it(
    portal: Portal, service: PushService, box: tuple[Box, int]
) -> None:
    service.answers(_endpoint(portal), 429, **{"Retry-After": "600"})
    move(portal)
    work(portal)
    assert (service.received, box[0].mails) == ([], [])
    service.answers(_endpoint(portal), 201)
    portal.clock.turn(minutes=9)
    work(portal)
    assert service.received == []
    portal.clock.turn(minutes=2)
    work(portal)
    assert service.received
    assert box[0].mails == []
