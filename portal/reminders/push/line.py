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
from portal.outcome import Outcome
from portal.reminders.push import endpoints
from portal.reminders.push.addresses import NotPublic, PublicResolver
from portal.reminders.push.encryption import ENCODING, encrypt
from portal.reminders.push.keys import VapidHeaders
from portal.reminders.push.payload import MOST_BYTES
from portal.reminders.push.pushes import Push, Result, result_of

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
            auto_decompress=False,  # the body of an answer is never read
        )

    def end(self) -> None:
        """What has not begun is left for later."""
        self._ends = True

    async def close(self) -> None:
        await self._session.close()

    async def send(self, pushes: Sequence[Push]) -> list[Result]:
        """How each went, in their order."""
        found = [Result(Outcome.LATER)] * len(pushes)
        waiting = iter(enumerate(pushes))

        async def work() -> None:
            for place, push in waiting:
                async with self._free:
                    if not self._ends:
                        found[place] = await self._safely(push)

        # As many as may be under way: a task for each push would be held in memory to the end.
        await asyncio.gather(*(work() for _ in range(min(self._in_flight, len(pushes)))))
        return found

    async def _safely(self, push: Push) -> Result:
        try:
            return await self._send(push)
        except Exception as error:  # what no check foresaw is of this push alone
            log.exception("push_broke", error=type(error).__name__, exc_info=error)
            return Result(Outcome.REFUSED)

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


def _own(hosts: Sequence[str]) -> set[tuple[str, int]]:
    """Name and port of the whole origins among the allowed hosts."""
    found = [urlsplit(each) for each in hosts if "://" in each]
    return {(each.hostname or "", each.port or PORTS[each.scheme]) for each in found}
