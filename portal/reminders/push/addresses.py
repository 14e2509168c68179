"""Names are looked up here, so that none leads into the network that the portal stands in."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address that a gateway goes on to."""


class NotPublic(OSError):
    """A name leads to an address that no push service has."""


def is_public(text: str) -> bool:
    """Whether an address lies in the open internet, as does the IPv4 address it may wrap."""
    address = ip_address(text.partition("%")[0])
    inner = _wrapped(address) if isinstance(address, IPv6Address) else None
    known = address.is_global and not address.is_multicast and not address.is_reserved
    if inner is None:
        return known
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


class PublicResolver(AbstractResolver):
    """Looks names up, and refuses those of which an address is not public.

    What it returns is what is connected to: there is no second look that could answer otherwise.
    `own`: names that may lie anywhere, because the operator's setting holds their whole origin.
    """

    def __init__(self, own: Iterable[tuple[str, int]], resolver: AbstractResolver | None = None):
        self._own = frozenset(own)
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises NotPublic."""
        found = await self._resolver.resolve(host, port, family)
        if (host, port) not in self._own and not all(is_public(each["host"]) for each in found):
            raise NotPublic("the name leads to an address that is not public")
        return found

    async def close(self) -> None:
        await self._resolver.close()
