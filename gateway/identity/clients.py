"""The OAuth clients in the gateway's own database."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import asyncpg

from chassis.errors import Conflict, NotFound
from gateway.identity.client import Client, Secret

MOST_ACTIVE = 2
"""Active secrets of one client: the one in use, and the one that replaces it."""
_COLUMNS = "id, client, role, organisation, registered_at, revoked_at"
_SECRETS_OWN = "id, digest, issued_at, expires_at, revoked_at"
_ACTIVE = "revoked_at IS NULL AND expires_at > now()"


class ClientUnknown(NotFound):
    """There is no client of this id."""


class SecretUnknown(NotFound):
    """The client has no secret of this id."""


class ClientEnded(Conflict):
    """The client was revoked, and gets no further secret; register a new one."""


class TooManyActiveSecrets(Conflict):
    """The client has two active secrets already; revoke one of them first."""


class Clients:
    """Registers, finds and revokes clients; `acquire` lends it a connection for a while."""

    def __init__(self, acquire: Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]) -> None:
        self._acquire = acquire

    async def add(self, client: Client) -> None:
        """Store a new client with its secrets."""
        values = (getattr(client, column) for column in _COLUMNS.split(", "))
        async with self._acquire() as connection, connection.transaction():
            await connection.execute(f"INSERT INTO oauth_client ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)", *values)
            for secret in client.secrets:
                await _insert(connection, client.id, secret)

    async def find(self, client_id: str) -> Client | None:
        """The client of an id, revoked or not."""
        async with self._acquire() as connection:
            rows = await connection.fetch(f"SELECT {_COLUMNS} FROM oauth_client WHERE id = $1", client_id)
            found = await _with_secrets(connection, rows)
        return found[0] if found else None

    async def get(self, client_id: str) -> Client:
        """The client of an id; raises `ClientUnknown`."""
        client = await self.find(client_id)
        if client is None:
            raise ClientUnknown(client_id=client_id)
        return client

    async def page(
        self, organisation: str | None, edge: str | None, comparison: str, order: str, limit: int
    ) -> Sequence[Client]:
        """Clients of an organisation (None: of all) beyond an id, in the order of their ids."""
        query = (
            f"SELECT {_COLUMNS} FROM oauth_client WHERE ($1::text IS NULL OR organisation = $1) "
            f"AND ($2::text IS NULL OR id {comparison} $2) ORDER BY id {order} LIMIT $3"
        )
        async with self._acquire() as connection:
            return await _with_secrets(connection, await connection.fetch(query, organisation, edge, limit))

    async def revoke(self, client_id: str, now: datetime) -> None:
        """End a client; one that ended before keeps its date."""
        query = "UPDATE oauth_client SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1"
        async with self._acquire() as connection:
            await connection.execute(query, client_id, now)

    async def add_secret(self, client_id: str, secret: Secret) -> None:
        """Store a further secret; raises `ClientEnded` or `TooManyActiveSecrets`."""
        async with self._acquire() as connection, connection.transaction():
            query = "SELECT revoked_at FROM oauth_client WHERE id = $1 FOR UPDATE"
            if await connection.fetchval(query, client_id) is not None:
                raise ClientEnded(client_id=client_id)
            query = f"SELECT id FROM oauth_secret WHERE client_id = $1 AND {_ACTIVE} ORDER BY issued_at, id"
            active = [row["id"] for row in await connection.fetch(query, client_id)]
            if len(active) >= MOST_ACTIVE:
                raise TooManyActiveSecrets(client_id=client_id, active=active)
            await _insert(connection, client_id, secret)

    async def end_secret(self, client_id: str, secret_id: str, now: datetime) -> None:
        """End a secret; tokens that it gave live on. Raises `SecretUnknown`."""
        query = "UPDATE oauth_secret SET revoked_at = coalesce(revoked_at, $3) WHERE client_id = $1 AND id = $2"
        async with self._acquire() as connection:
            if await connection.fetchval(f"{query} RETURNING id", client_id, secret_id, now) is None:
                raise SecretUnknown(client_id=client_id, id=secret_id)


async def _insert(connection: asyncpg.Connection, client_id: str, secret: Secret) -> None:
    values = (getattr(secret, column) for column in _SECRETS_OWN.split(", "))
    query = f"INSERT INTO oauth_secret (client_id, {_SECRETS_OWN}) VALUES ($1, $2, $3, $4, $5, $6)"
    await connection.execute(query, client_id, *values)


async def _with_secrets(connection: asyncpg.Connection, rows: Iterable[asyncpg.Record]) -> list[Client]:
    found = [dict(row) for row in rows]
    query = f"SELECT client_id, {_SECRETS_OWN} FROM oauth_secret WHERE client_id = ANY($1) ORDER BY issued_at, id"
    secrets: dict[str, list[Secret]] = {row["id"]: [] for row in found}
    for record in await connection.fetch(query, list(secrets)):
        values = dict(record)
        secrets[values.pop("client_id")].append(Secret(**values))
    return [Client(**row, secrets=tuple(secrets[row["id"]])) for row in found]
