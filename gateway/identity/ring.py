"""What a gateway process knows of signing keys and revoked clients, read anew each second: no call waits for it."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

import asyncpg
import structlog
from cryptography.exceptions import InvalidTag

from chassis.errors import NotFound
from gateway.identity.signing_key import Safe, SigningKey

TOKEN_LIFETIME = timedelta(minutes=10)
REFRESH_SECONDS = 1.0
"""A revocation by another process is known after this long."""
_MARGIN = timedelta(minutes=1)
"""Another process signs with a replaced key until it has heard of that, and clocks differ."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('signing_key', 0))"
_KEYS = "SELECT kid, sealed, made_at, signs_until, verifies_until FROM signing_key WHERE verifies_until > now()"
_REVOKED = "SELECT id FROM oauth_client WHERE revoked_at > $1"
_log = structlog.get_logger()


Acquire = Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]


class SigningKeyUnknown(NotFound):
    """No key of this id verifies any token."""


class Ring:
    """The keys that sign and verify our access tokens; `acquire` lends it a connection for a while."""

    def __init__(self, acquire: Acquire, pepper: str) -> None:
        self._acquire, self._safe = acquire, Safe(pepper)
        self._keys: Mapping[str, SigningKey] = {}
        self._revoked: frozenset[str] = frozenset()
        self._looked_up_at = float("-inf")

    async def follow(self) -> None:
        """Keep up with what others change, until cancelled; while the database is away, what was known holds."""
        while True:
            try:
                await self.refresh()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("signing keys cannot be read", error=repr(error))
            await asyncio.sleep(REFRESH_SECONDS)

    async def refresh(self) -> None:
        """Read which keys verify, and which clients were revoked while tokens of theirs may live."""
        async with self._acquire() as connection:
            rows = await connection.fetch(_KEYS)
            revoked = await connection.fetch(_REVOKED, datetime.now(UTC) - TOKEN_LIFETIME - _MARGIN)
        self._keys = {key.kid: key for key in map(self._opened, rows) if key}
        self._revoked = frozenset(row["id"] for row in revoked)

    def verifying(self, kid: str) -> SigningKey | None:
        """The key of an id, if it verifies tokens still."""
        key = self._keys.get(kid)
        return key if key and datetime.now(UTC) < key.verifies_until else None

    async def looked_up(self, kid: str) -> SigningKey | None:
        """The key of an id that was not known yet; asks the database at most once a second, whatever tokens come."""
        if time.monotonic() - self._looked_up_at >= REFRESH_SECONDS:
            self._looked_up_at = time.monotonic()
            await self.refresh()
        return self.verifying(kid)

    def is_revoked(self, client_id: str) -> bool:
        """Whether tokens of a client do not count any more."""
        return client_id in self._revoked

    async def published(self) -> list[SigningKey]:
        """The keys that verify, newest first; the first one is made where there is none."""
        await self.signing()
        return self._newest_first()

    async def signing(self) -> SigningKey:
        """The key that signs now; made where the last one's time has come."""
        return self._signing() or await self._made()

    async def replace(self, acquire: Acquire) -> SigningKey:
        """A new key that signs once this is committed and known (`refresh`); tokens of others live out their time."""
        async with acquire() as connection, connection.transaction():
            await connection.execute(_LOCK)
            return await self._stored(connection)

    async def distrust(self, kid: str) -> None:
        """End a key that somebody may have stolen, and with it every token that it signed."""
        query = "UPDATE signing_key SET signs_until = now(), verifies_until = now() WHERE kid = $1"
        async with self._acquire() as connection:
            done = await connection.execute(f"{query} AND verifies_until > now()", kid)
        if done.endswith(" 0"):
            raise SigningKeyUnknown(kid=kid)
        await self.refresh()

    def _newest_first(self) -> list[SigningKey]:
        return sorted(self._keys.values(), key=lambda key: (key.made_at, key.kid), reverse=True)

    def _signing(self) -> SigningKey | None:
        now = datetime.now(UTC)
        return next((key for key in self._newest_first() if now < key.signs_until), None)

    async def _made(self) -> SigningKey:
        """A new key, unless another process was faster."""
        async with self._acquire() as connection, connection.transaction():
            await connection.execute(_LOCK)
            known = [self._opened(row) for row in await connection.fetch(f"{_KEYS} AND signs_until > now()")]
            if not any(known):
                await self._stored(connection)
        await self.refresh()
        key = self._signing()
        assert key is not None
        return key

    async def _stored(self, connection: asyncpg.Connection) -> SigningKey:
        """A new key in the place of those that sign."""
        key = SigningKey.new(datetime.now(UTC), TOKEN_LIFETIME + _MARGIN)
        until = "UPDATE signing_key SET signs_until = now(), verifies_until = now() + $1 WHERE signs_until > now()"
        await connection.execute(until, TOKEN_LIFETIME + _MARGIN)
        query = (
            "INSERT INTO signing_key (kid, sealed, made_at, signs_until, verifies_until) VALUES ($1, $2, $3, $4, $5)"
        )
        sealed = self._safe.seal(key.kid, key.key)
        await connection.execute(query, key.kid, sealed, key.made_at, key.signs_until, key.verifies_until)
        return key

    def _opened(self, row: asyncpg.Record) -> SigningKey | None:
        """A stored key; None where it was sealed under another pepper."""
        known = self._keys.get(row["kid"])
        try:
            key = known.key if known else self._safe.open(row["kid"], row["sealed"])
        except InvalidTag:
            _log.warning("a signing key was sealed under another pepper", kid=row["kid"])
            return None
        return SigningKey(row["kid"], key, row["made_at"], row["signs_until"], row["verifies_until"])
