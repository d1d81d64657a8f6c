"""The register of keys in the gateway's own database."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import asyncpg

from chassis.errors import Conflict, NotFound
from gateway.keys.grant import Grant

MOST_ACTIVE = 2
"""Active keys of one client: the one in use, and the one that replaces it."""
_COLUMNS = "id, client, role, organisation, digest, issued_at, expires_at, revoked_at, demo"
_ACTIVE = "revoked_at IS NULL AND expires_at > now()"


class KeyUnknown(NotFound):
    """There is no key of this id."""


class TooManyActiveKeys(Conflict):
    """The client has two active keys already; revoke one of them first."""


class Register:
    """Issues, finds and revokes keys; `acquire` lends it a connection for a while."""

    def __init__(self, acquire: Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]) -> None:
        self._acquire = acquire

    async def add(self, grant: Grant, *, retire_oldest: bool = False) -> None:
        """Store a new key. Where its client has two already, revoke the oldest or raise `TooManyActiveKeys`."""
        async with self._acquire() as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", grant.client)
            query = f"SELECT id FROM api_key WHERE client = $1 AND {_ACTIVE} ORDER BY issued_at DESC, id"
            active = [row["id"] for row in await connection.fetch(query, grant.client)]
            surplus = active[MOST_ACTIVE - 1 :]
            if surplus and not retire_oldest:
                raise TooManyActiveKeys(client=grant.client, active=active)
            await connection.execute("UPDATE api_key SET revoked_at = now() WHERE id = ANY($1)", surplus)
            await connection.execute(
                f"INSERT INTO api_key ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                *(getattr(grant, column) for column in _COLUMNS.split(", ")),
            )

    async def find(self, key_id: str) -> Grant | None:
        """The key of an id, whether active or not."""
        async with self._acquire() as connection:
            row = await connection.fetchrow(f"SELECT {_COLUMNS} FROM api_key WHERE id = $1", key_id)
        return Grant(**row) if row else None

    async def get(self, key_id: str) -> Grant:
        """The key of an id; raises `KeyUnknown`."""
        grant = await self.find(key_id)
        if grant is None:
            raise KeyUnknown(id=key_id)
        return grant

    async def page(
        self, organisation: str | None, edge: str | None, comparison: str, order: str, limit: int
    ) -> Sequence[Grant]:
        """Keys of an organisation (None: of all) beyond an id, in the order of their ids."""
        query = (
            f"SELECT {_COLUMNS} FROM api_key WHERE ($1::text IS NULL OR organisation = $1) "
            f"AND ($2::text IS NULL OR id {comparison} $2) ORDER BY id {order} LIMIT $3"
        )
        async with self._acquire() as connection:
            return [Grant(**row) for row in await connection.fetch(query, organisation, edge, limit)]

    async def revoke(self, key_id: str, now: datetime) -> None:
        """End a key; one that ended before keeps its date."""
        query = "UPDATE api_key SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1"
        async with self._acquire() as connection:
            await connection.execute(query, key_id, now)
