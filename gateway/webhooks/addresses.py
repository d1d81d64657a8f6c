"""Where facts may be carried: HTTPS addresses of the public internet, and what the operator allows beside them."""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from chassis.errors import Unacceptable

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
LOOK_UP_SECONDS = 1.0
_NAT64 = IPv6Network("64:ff9b::/96")
_METADATA = frozenset({IPv4Address("168.63.129.16")})
"""Services of a cloud for its own machines, at addresses that look public; the others are link-local or private."""


class AddressRefused(Unacceptable):
    """Facts are not carried to this address."""


class Guard:
    """Says which addresses may be reached; `allowed` networks are, however private they are."""

    def __init__(self, allowed: Sequence[Network], *, plain_http: bool = False) -> None:
        self._allowed, self._plain_http = tuple(allowed), plain_http

    def permits(self, address: Address) -> bool:
        """Whether an address may be reached; one that stands for another is judged as the other, too."""
        if any(address in network for network in self._allowed if network.version == address.version):
            return True
        inner = _within(address)
        if inner is not None:
            return self.permits(inner)
        is_special = address.is_multicast or address.is_reserved or address in _METADATA
        is_local = isinstance(address, IPv6Address) and address.is_site_local
        return address.is_global and not is_special and not is_local

    def check_url(self, url: str) -> None:
        """Raise `AddressRefused` for a form that is never called, or a literal address that may not be reached."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise AddressRefused("This is not a URL") from error
        schemes = ("https", "http") if self._plain_http else ("https",)
        if parts.scheme not in schemes or not host:
            raise AddressRefused(f"A webhook's URL begins with {' or '.join(schemes)}://", schemes=list(schemes))
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise AddressRefused("A webhook's URL holds neither credentials nor a fragment")
        self.check_hosts([host])

    def check_hosts(self, hosts: Iterable[str]) -> None:
        """Raise `AddressRefused` where one of these is an address that may not be reached; names are left alone."""
        refused = [host for host in hosts if (address := _literal(host)) and not self.permits(address)]
        if refused:
            raise AddressRefused("This address is private, local or reserved", addresses=refused)

    async def check_destination(self, url: str) -> None:
        """Raise `AddressRefused` as `check_url` does, and where the name leads to a private address at present."""
        self.check_url(url)
        host = urlsplit(url).hostname or ""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):  # a name that is not known yet is looked up again at each delivery
            return
        self.check_hosts(str(one[4][0]) for one in found)


class PinnedResolver(AbstractResolver):
    """Looks a name up once for a connection, and gives nothing where any of its addresses may not be reached.

    What was checked is what is connected to: the name is not looked up again in between.
    """

    def __init__(self, guard: Guard, resolver: AbstractResolver | None = None) -> None:
        self._guard, self._resolver = guard, resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a name; raises `AddressRefused`."""
        found = await self._resolver.resolve(host, port, family)
        self._guard.check_hosts(one["host"] for one in found)
        return found

    async def close(self) -> None:
        """Nothing to close that outlives the connector."""
        await self._resolver.close()


def _literal(host: Any) -> Address | None:
    try:
        return ip_address(str(host).partition("%")[0])
    except ValueError:
        return None


def _within(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, Teredo or NAT64."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
