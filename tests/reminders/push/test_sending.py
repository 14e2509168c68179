"""Sending to a real push service: what arrives, what its answers mean, and who is not harmed."""

from __future__ import annotations

import threading
from datetime import timedelta
from email.utils import format_datetime
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from portal.outcome import Outcome
from portal.reminders.push.payload import MOST_BYTES, topic
from portal.reminders.push.pushes import Result, Urgency
from portal.reminders.push.sender import PushSender
from tests.reminders.push.conftest import ACCEPTED, CONTACT, NOTICE, Open, push
from tests.support.fakes import START, Clock
from tests.support.push_service import PushService

START_ID = UUID(int=7)


def test_a_notice_arrives_as_it_was_written(service: PushService, sender: PushSender) -> None:
    to = service.subscribe()
    assert sender.send([push(to)]) == [ACCEPTED]
    (received,) = service.received
    assert received.endpoint == to.endpoint
    assert received.payload == NOTICE
    assert received.notice["notification"]["data"] == {"token": "seen-1"}


def test_the_service_learns_how_long_how_urgent_and_what_it_replaces(
    service: PushService, sender: PushSender, clock: Clock
) -> None:
    named = topic("visit", START_ID)
    sender.send([push(service.subscribe(), ttl=90, urgency=Urgency.HIGH, topic=named)])
    (received,) = service.received
    assert (received.ttl, received.urgency, received.topic) == (90, "high", named)
    assert received.claims["sub"] == CONTACT
    assert received.claims["aud"] == service.origin
    assert received.claims["exp"] == int((clock.now + timedelta(hours=12)).timestamp())


@pytest.mark.parametrize(("asked", "told"), [(0, 0), (-5, 0), (10**9, 30 * 24 * 3600)])
def test_a_lifetime_is_never_below_nothing_nor_above_a_month(
    service: PushService, sender: PushSender, asked: int, told: int
) -> None:
    sender.send([push(service.subscribe(), ttl=asked)])
    assert service.received[0].ttl == told
    assert service.received[0].urgency == "normal"
    assert service.received[0].topic is None


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.ACCEPTED),
        (201, Outcome.ACCEPTED),
        (202, Outcome.ACCEPTED),
        (204, Outcome.ACCEPTED),
        (301, Outcome.REFUSED),
        (302, Outcome.REFUSED),
        (307, Outcome.REFUSED),
        (400, Outcome.REFUSED),
        (401, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (413, Outcome.TOO_LARGE),
        (429, Outcome.LATER),
        (500, Outcome.LATER),
        (502, Outcome.LATER),
        (503, Outcome.LATER),
        (599, Outcome.LATER),
    ],
)
def test_an_answer_means_what_the_standard_says(
    service: PushService, sender: PushSender, status: int, outcome: Outcome
) -> None:
    assert sender.send([push(service.subscribe(status))]) == [Result(outcome, status)]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("0", 0),
        ("21600", 21600),
        ("21601", 21600),
        ("9" * 40, 21600),
        (format_datetime(START + timedelta(minutes=5), usegmt=True), 300),
        (format_datetime(START - timedelta(minutes=5), usegmt=True), 0),
        (format_datetime(START + timedelta(days=5), usegmt=True), 21600),
        ("Monday, 02-Mar-26 15:01:00 GMT", 60),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("", None),
        ("Mon, 99 Mar 2026 15:01:00 GMT", None),
        ("Mon, 02 Mar 0000 15:01:00 GMT", 0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_how_long_to_wait_is_read_from_seconds_and_from_a_date(
    service: PushService, sender: PushSender, status: int, told: str, seconds: int | None
) -> None:
    to = service.subscribe(status, Retry_After=told)
    assert sender.send([push(to)]) == [Result(Outcome.LATER, status, seconds)]


def test_a_redirect_is_not_followed(service: PushService, sender: PushSender) -> None:
    """Where it leads to was never checked."""
    elsewhere = service.subscribe()
    to = service.subscribe(307, Location=elsewhere.endpoint)
    assert sender.send([push(to)])[0].outcome is Outcome.REFUSED
    assert service.asked == [to.endpoint]


@pytest.mark.parametrize("mood", ["never", "cut"])
def test_a_service_that_does_not_answer_is_asked_again_later(
    service: PushService, open_sender: Open, mood: str
) -> None:
    sender = open_sender(timeout=0.3)
    assert sender.send([push(service.subscribe(mood))]) == [Result(Outcome.LATER)]


def test_a_service_that_is_not_there_is_asked_again_later(clock: Clock, open_sender: Open) -> None:
    with PushService(clock) as gone:
        to = gone.subscribe()
    assert open_sender(gone.origin).send([push(to)]) == [Result(Outcome.LATER)]


def test_one_that_fails_harms_no_other(service: PushService, open_sender: Open) -> None:
    sender, good = open_sender(timeout=1.0), [service.subscribe() for _ in range(9)]
    broken = [
        push(service.subscribe("never")),
        push(service.subscribe("cut")),
        push(service.subscribe(410)),
        push(service.subscribe(), topic="with\r\nX-Another: header"),
        push(service.subscribe(), payload=b""),
        push(service.subscribe()._replace(p256dh="no key")),
        push(service.subscribe()._replace(endpoint="http://127.0.0.1:1/elsewhere")),
        push(service.subscribe()._replace(endpoint="\ud800")),
        push(service.subscribe(), payload=b"x" * (MOST_BYTES + 1)),
    ]
    mixed = [each for pair in zip(broken, map(push, good), strict=True) for each in pair]
    with capture_logs():
        results = sender.send(mixed)
    assert results[1::2] == [ACCEPTED] * 9
    later, refused = Outcome.LATER, Outcome.REFUSED
    assert [each.outcome for each in results[::2]] == [
        *(later, later, Outcome.GONE),
        *(refused, refused, refused, refused, refused),
        Outcome.TOO_LARGE,
    ]
    assert {each.endpoint for each in service.received} == {each.endpoint for each in good}


def test_nothing_to_send_opens_nothing(service: PushService, sender: PushSender) -> None:
    before = threading.active_count()
    assert sender.send([]) == []
    assert threading.active_count() == before


def test_the_longest_payload_fits_and_a_longer_one_is_not_sent(
    service: PushService, sender: PushSender
) -> None:
    longest, longer = b"x" * MOST_BYTES, b"x" * (MOST_BYTES + 1)
    to = service.subscribe()
    results = sender.send([push(to, payload=longest), push(to, payload=longer)])
    assert results == [ACCEPTED, Result(Outcome.TOO_LARGE)]
    assert [each.payload for each in service.received] == [longest]


def test_the_log_holds_neither_address_nor_key_nor_notice(
    service: PushService, open_sender: Open
) -> None:
    sender, to = open_sender(timeout=0.3), service.subscribe(403)
    pushes = [push(to), push(service.subscribe("never")), push(to._replace(auth="no key"))]
    pushes.append(push(to, topic="with\nline"))
    with capture_logs() as logs:
        sender.send(pushes)
    told = str(logs)
    assert len(logs) == 4
    assert service.origin in told
    path = to.endpoint.removeprefix(service.origin)
    for secret in (path, to.p256dh, to.auth, "Something waits", "/push/"):
        assert secret not in told
        assert secret not in repr(pushes)
