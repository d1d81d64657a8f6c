"""From an API key to a signed principal, without asking the database for every call."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import asyncpg

from chassis.auth import Principal, Unauthenticated
from chassis.problems import Unavailable
from gateway.keys.grant import Grant
from gateway.keys.key import Key
from gateway.keys.register import Register
from gateway.vouching import Vouched

REMEMBERED_SECONDS = 1.0
"""A revocation by another process is known after this long."""
MOST_REMEMBERED = 10_000


class KeyInvalid(Unauthenticated):
    """This is not an API key of ours: look for a part that is missing or mistyped."""


class KeyExpired(Unauthenticated):
    """The API key has expired; ask for a new one."""


class KeyRevoked(Unauthenticated):
    """The API key was revoked; ask for a new one."""


class KeyOfDemo(Unauthenticated):
    """This key was issued for trying the platform, and this installation takes none of those."""


@dataclass
class _Remembered:
    grant: Grant
    asked_at: float
    vouched: Vouched


class Gatekeeper:
    """Checks keys; remembers each for a second and its signed principal for half a minute."""

    def __init__(
        self,
        register: Register,
        pepper: str,
        secret: str,
        *,
        takes_demo: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._register, self._pepper, self._secret, self._clock = register, pepper, secret, clock
        self._takes_demo = takes_demo
        self._known: OrderedDict[str, _Remembered] = OrderedDict()

    async def vouch(self, text: str) -> str:
        """The signed principal of a key; raises a kind of `Unauthenticated`."""
        key = Key.read(text)
        if key is None:
            raise KeyInvalid
        known = await self._remembered(key.id)
        if known is None or not known.grant.belongs_to(key.digest(self._pepper)):
            raise KeyInvalid
        if known.grant.revoked_at is not None:
            raise KeyRevoked(id=key.id)
        if not known.grant.is_active(datetime.now(UTC)):
            raise KeyExpired(id=key.id)
        if known.grant.demo and not self._takes_demo:
            raise KeyOfDemo(id=key.id)
        return known.vouched.token(self._secret, self._clock())

    def forget(self, key_id: str) -> None:
        """Ask the register again at the next use."""
        self._known.pop(key_id, None)

    async def _remembered(self, key_id: str) -> _Remembered | None:
        known = self._known.get(key_id)
        if known is not None and self._clock() - known.asked_at < REMEMBERED_SECONDS:
            return known
        asked_at = self._clock()
        grant = await self._found(key_id)
        if grant is None:
            return None
        if known is None or known.grant != grant:
            known = _Remembered(grant, asked_at, Vouched(_principal(grant)))
        known.asked_at = asked_at
        self._known[key_id] = known
        self._known.move_to_end(key_id)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return known

    async def _found(self, key_id: str) -> Grant | None:
        try:
            return await self._register.find(key_id)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise Unavailable("Keys cannot be checked at the moment; repeat the request later") from error


def _principal(grant: Grant) -> Principal:
    return Principal(grant.client, grant.scopes, grant.organisation)
