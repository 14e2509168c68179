"""Who tries, as far as a request tells: a network, and the device where it is known."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

IPV6_NETWORK = 64
"""What one customer of a provider is given at least: single addresses in it cost nothing."""


@dataclass(frozen=True, slots=True)
class Client:
    """`address`: the network address. `device`: the token of the cookie that a device keeps once
    somebody has signed in on it; "" where it has none."""

    address: str
    device: str = field(default="", repr=False)

    @property
    def network(self) -> str:
        """The address, of IPv6 its /64; what is no address stays as it is."""
        try:
            found = ipaddress.ip_address(self.address)
        except ValueError:
            return self.address
        if isinstance(found, ipaddress.IPv4Address):
            return str(found)
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), IPV6_NETWORK), strict=False))
