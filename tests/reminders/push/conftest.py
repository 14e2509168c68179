"""A push service, a key, and a sender that may reach that service alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from portal.outcome import Outcome
from portal.reminders.push.keys import VapidHeaders, VapidKeys
from portal.reminders.push.payload import declarative
from portal.reminders.push.pushes import Push, Result
from portal.reminders.push.sender import PushSender
from tests.support.fakes import Clock
from tests.support.push_service import PushService, Subscription

ACCEPTED = Result(Outcome.ACCEPTED, 201)
CONTACT = "mailto:portal@example.org"
NOTICE = declarative(
    title="Something waits for you",
    body="Open the portal to see it.",
    lang="en",
    tag="visit",
    navigate="https://portal.example.org/",
    token="seen-1",
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(clock: Clock) -> Iterator[PushService]:
    with PushService(clock) as service:
        yield service


@pytest.fixture(scope="session")
def vapid() -> VapidKeys:
    return VapidKeys(ec.generate_private_key(ec.SECP256R1()))


Open = Callable[..., PushSender]


@pytest.fixture
def open_sender(service: PushService, vapid: VapidKeys, clock: Clock) -> Iterator[Open]:
    """A sender for that service, or for other `hosts`; it is closed after the test."""
    senders: list[PushSender] = []

    def start(*hosts: str, **options: Any) -> PushSender:
        headers = VapidHeaders(vapid, CONTACT)
        given: dict[str, Any] = {"clock": clock, "timeout": 10.0} | options
        senders.append(PushSender(headers, hosts or (service.origin,), **given))
        return senders[-1]

    yield start
    for sender in senders:
        sender.close()


@pytest.fixture
def sender(open_sender: Open) -> PushSender:
    return open_sender()


def push(to: Subscription, **more: Any) -> Push:
    given: dict[str, Any] = {"payload": NOTICE, "ttl": 60} | more
    return Push(endpoint=to.endpoint, p256dh=to.p256dh, auth=to.auth, **given)
