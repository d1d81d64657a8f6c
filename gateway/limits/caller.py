"""Whose quota a request takes from: that of its client, or of the address that it comes from."""

from base64 import urlsafe_b64decode
from functools import lru_cache
from ipaddress import IPv6Address

import orjson
from starlette.types import Scope

from chassis.auth import HEADER

PRINCIPAL = HEADER.lower().encode()
_REMEMBERED = 20_000


def client_of(scope: Scope) -> str | None:
    """The client that reception vouched for; None for the public."""
    for name, value in scope["headers"]:
        if name == PRINCIPAL:
            return _subject(value)
    return None


@lru_cache(_REMEMBERED)
def _subject(principal: bytes) -> str:
    """Whom a principal that this process has just signed is about: nobody else's gets here."""
    claims = principal.split(b".")[1]
    return str(orjson.loads(urlsafe_b64decode(claims + b"=" * (-len(claims) % 4)))["sub"])


def address_of(scope: Scope) -> str:
    """The address of the caller, or of the network that is a caller's own in IPv6 (/64)."""
    client = scope.get("client")
    return _network(client[0]) if client else ""


@lru_cache(_REMEMBERED)
def _network(host: str) -> str:
    if ":" not in host:
        return host
    try:
        address = IPv6Address(host)
    except ValueError:
        return host
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
