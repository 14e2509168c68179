"""The connections to the push services, inside one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiohttp import ClientConnectorDNSError, ClientTimeout, DummyCookieJar, InvalidURL
from yarl import URL

from portal.errors import RuleBroken
from portal.reminders.push import endpoints
from portal.reminders.push.addresses import NotPublic, PublicResolver
from portal.reminders.push.encryption import ENCODING, encrypt
from portal.reminders.push.keys import VapidHeaders
from portal.reminders.push.payload import MOST_BYTES
from portal.reminders.push.pushes import Outcome, Push, Result, result_of

log = structlog.get_logger("portal.push")

DNS_SECONDS = 60
PORTS = {"http": 80, "https": 443}


class Line:
    """Sends pushes. All but `end` is called inside the loop, `open` first and `close` last."""

    def __init__(
        self,
        headers: VapidHeaders,
        hosts: Sequence[str],
        clock: Callable[[], datetime],
        in_flight: int,
        timeout: float,
    ) -> None:
        self._headers = headers
        self._hosts = hosts
        self._clock = clock
        self._in_flight = in_flight
        self._timeout = timeout
        self._ends = False
        self._free: asyncio.Semaphore
        self._session: aiohttp.ClientSession

    async def open(self) -> None:
        self._free = asyncio.Semaphore(self._in_flight)
        connector = aiohttp.TCPConnector(
            limit=self._in_flight,
            ttl_dns_cache=DNS_SECONDS,
            resolver=PublicResolver(_own(self._hosts)),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=ClientTimeout(total=self._timeout),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,  # an answer's body is never read
        )

    def end(self) -> None:
        """What has not begun is left for later."""
        self._ends = True

    async def close(self) -> None:
        await self._session.close()

    async def send(self, pushes: Sequence[Push]) -> list[Result]:
        """How each went, in their order."""
        ways = [self._when_free(push) for push in pushes]
        found = await asyncio.gather(*ways, return_exceptions=True)
        return [each if isinstance(each, Result) else _unexpected(each) for each in found]

    async def _when_free(self, push: Push) -> Result:
        async with self._free:
            return Result(Outcome.LATER) if self._ends else await self._send(push)

    async def _send(self, push: Push) -> Result:
        if len(push.payload) > MOST_BYTES:
            return Result(Outcome.TOO_LARGE)
        try:
            endpoint = endpoints.check(push.endpoint, self._hosts)
            receiver = endpoints.keys(push.p256dh, push.auth)
        except RuleBroken as error:
            log.warning("push_not_sent", why=error.code)
            return Result(Outcome.REFUSED)
        headers = push.headers | {
            "Authorization": self._headers.of(endpoint.origin, self._clock()),
            "Content-Encoding": ENCODING,
        }
        body = encrypt(push.payload, receiver)
        try:
            return await self._post(push.endpoint, endpoint.origin, headers, body)
        except ClientConnectorDNSError as error:
            outcome = Outcome.REFUSED if isinstance(error.os_error, NotPublic) else Outcome.LATER
            log.warning("push_name_not_used", service=endpoint.origin)
            return Result(outcome)
        except InvalidURL:
            return Result(Outcome.REFUSED)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("push_failed", service=endpoint.origin, error=type(error).__name__)
            return Result(Outcome.LATER)

    async def _post(
        self, address: str, origin: str, headers: dict[str, str], body: bytes
    ) -> Result:
        """Post as it stands: the address is not written anew, a redirect is not followed."""
        url = URL(address, encoded=True)
        async with self._session.post(
            url, data=body, headers=headers, allow_redirects=False
        ) as answer:
            wait = answer.headers.get("Retry-After")
            result = result_of(answer.status, wait, self._clock())
        if result.outcome is Outcome.REFUSED:
            log.warning("push_refused", service=origin, status=result.status)
        return result


def _unexpected(error: BaseException) -> Result:
    """A mistake in the program, or a key that no check foresaw: of one push, not of the others."""
    log.error("push_broke", error=type(error).__name__, exc_info=error)
    return Result(Outcome.REFUSED)


def _own(hosts: Sequence[str]) -> set[tuple[str, int]]:
    """Name and port of the whole origins among the allowed hosts."""
    found = [urlsplit(each) for each in hosts if "://" in each]
    return {(each.hostname or "", each.port or PORTS[each.scheme]) for each in found}
