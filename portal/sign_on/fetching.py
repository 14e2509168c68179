"""Asking the provider: JSON over HTTP, within seconds, and never elsewhere than it was asked."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Coroutine, Mapping
from typing import Any

from portal.sign_on.refusals import Reason, SignOnRefused

SECONDS = 4.0
"""For one question as a whole: name, connection and answer."""

LARGEST = 512 * 1024
AT_ONCE = 3
"""So many threads may wait for the provider; the others serve everybody else."""

_waiting = threading.BoundedSemaphore(AT_ONCE)


def get(address: str) -> dict[str, Any]:
    """The JSON object at `address`. Raises SignOnRefused: DOWN, or FAILED for what is no answer."""
    return _within_seconds(_ask("GET", address, None, {}))


def post(address: str, form: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """What `address` answers to the form. Raises SignOnRefused as :func:`get` does."""
    return _within_seconds(_ask("POST", address, form, headers))


def _within_seconds(asking: Coroutine[Any, Any, tuple[int, bytes]]) -> dict[str, Any]:
    if not _waiting.acquire(timeout=1):
        asking.close()
        raise SignOnRefused(Reason.DOWN, "too many wait for the provider")
    # asyncio.run would wait for a name server that does not answer.
    loop = asyncio.new_event_loop()
    try:
        status, content = loop.run_until_complete(asking)
    finally:
        loop.close()
        _waiting.release()
    if status >= 500:
        raise SignOnRefused(Reason.DOWN, f"status {status}")
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        answer = None
    if status != 200 or not isinstance(answer, dict):
        raise SignOnRefused(Reason.FAILED, f"status {status}")
    return answer


async def _ask(
    method: str, address: str, form: str | None, headers: Mapping[str, str]
) -> tuple[int, bytes]:
    import aiohttp  # noqa: PLC0415 (slow to load, and most requests need none of it)

    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.request(
                method,
                address,
                data=form,
                headers={"Accept": "application/json", **headers},
                allow_redirects=False,
            ) as answer,
        ):
            content = b""
            async for piece in answer.content.iter_chunked(64 * 1024):
                content += piece
                if len(content) > LARGEST:
                    raise SignOnRefused(Reason.FAILED, "the answer is too large")
            return answer.status, content
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise SignOnRefused(Reason.DOWN, type(error).__name__) from None
