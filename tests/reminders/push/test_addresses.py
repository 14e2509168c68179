"""Names are looked up so that none leads into the portal's own network."""

from __future__ import annotations

import asyncio
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from portal.outcome import Outcome
from portal.reminders.push import line
from portal.reminders.push.addresses import NotPublic, PublicResolver, is_public
from portal.reminders.push.pushes import Result
from tests.reminders.push.conftest import Open, push
from tests.support.push_service import PushService

INSIDE = [
    "127.0.0.1",
    "127.255.255.254",
    "0.1.2.3",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "2002:a00:1::1",
]
OUTSIDE = ["142.250.1.1", "8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]


class Names(AbstractResolver):
    """A name leads wherever the test wants it to."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in self.addresses
        ]

    async def close(self) -> None:
        pass


def resolved(*addresses: str, port: int = 443) -> list[str]:
    resolver = PublicResolver({("push.intranet", 8443)}, Names(*addresses))
    host = "push.intranet" if port == 8443 else "web.push.apple.com"
    return [each["host"] for each in asyncio.run(resolver.resolve(host, port))]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_is_not_in_the_open_internet_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(NotPublic):
        resolved(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_in_the_open_internet_is_used(address: str) -> None:
    assert is_public(address)
    assert resolved(address) == [address]


def test_one_address_inside_spoils_the_others() -> None:
    with pytest.raises(NotPublic):
        resolved("8.8.8.8", "10.0.0.1")


def test_a_service_of_the_operators_own_may_lie_inside() -> None:
    assert resolved("10.0.0.1", port=8443) == ["10.0.0.1"]


def test_an_own_service_opens_no_other_port_of_its_name() -> None:
    resolver = PublicResolver({("push.intranet", 8443)}, Names("10.0.0.1"))
    with pytest.raises(NotPublic):
        asyncio.run(resolver.resolve("push.intranet", 443))


def test_a_push_to_a_name_that_leads_inside_is_refused_and_not_sent(
    service: PushService, open_sender: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of a known service, and an address of this machine."""
    inside = lambda own: PublicResolver(own, Names("127.0.0.1"))  # noqa: E731
    monkeypatch.setattr(line, "PublicResolver", inside)
    to = service.subscribe()._replace(endpoint="https://web.push.apple.com/x")
    sender = open_sender("*.push.apple.com", service.origin)
    assert sender.send([push(to)]) == [Result(Outcome.REFUSED)]
    assert sender.send([push(service.subscribe())])[0].outcome is Outcome.ACCEPTED


def test_an_own_service_is_reached_by_its_name(service: PushService, open_sender: Open) -> None:
    port = service.origin.rpartition(":")[2]
    origin = f"http://localhost:{port}"
    to = service.subscribe()
    named = to._replace(endpoint=to.endpoint.replace(service.origin, origin))
    (result,) = open_sender(origin).send([push(named)])
    assert result == Result(Outcome.REFUSED, 403)
    assert service.refused == ["for another service"]


def test_a_name_that_cannot_be_looked_up_is_for_later(
    service: PushService, open_sender: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoNames(Names):
        async def resolve(self, *_words: object, **_more: object) -> list[ResolveResult]:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(line, "PublicResolver", lambda own: PublicResolver(own, NoNames()))
    to = service.subscribe()._replace(endpoint="https://web.push.apple.com/x")
    assert open_sender("*.push.apple.com").send([push(to)]) == [Result(Outcome.LATER)]
