"""The endpoints in the gateway's database, with their secrets' numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.errors import Conflict
from chassis.plain import PlainTransaction
from contracts.filtering import Filter
from gateway.webhooks.endpoint import MOST_OF_A_CLIENT, Endpoint, Reason, Status, TooManyWebhooks, WebhookUnknown

COLUMNS = (
    "id, client, organisation, url, description, feeds, type, cpv, department, buyer, email, status, reason, "
    "disabled_at, failing_since, told_at, newest_secret, revision, created_at"
)
MOST_SECRETS = 10
"""Secrets of an endpoint that sign at once: each adds a signature to every message."""
_ASKED = ("type", "cpv", "department", "buyer")
_NAMES = COLUMNS.split(", ")
_VALUES = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_ADD = f"INSERT INTO webhook_endpoint ({COLUMNS}) VALUES ({_VALUES})"
_CHANGE = f"UPDATE webhook_endpoint SET ({COLUMNS}) = ({_VALUES}) WHERE id = $1"
_LOCKED = f"SELECT {COLUMNS} FROM webhook_endpoint WHERE id = $1 FOR UPDATE"
_COUNT = "SELECT count(*) AS n FROM webhook_endpoint WHERE client = $1 AND organisation = $2"
_NEXT_SECRET = "INSERT INTO webhook_secret (endpoint_id, number, created_at) VALUES ($1, $2, $3)"  # noqa: S105 - a statement
_RETIRE = """
    UPDATE webhook_secret SET expires_at = least(expires_at, $3)
    WHERE endpoint_id = $1 AND number < $2 AND (expires_at IS NULL OR expires_at > $3)
"""
_PAGE = f"""
    SELECT {COLUMNS} FROM webhook_endpoint WHERE ($1::text IS NULL OR client = $1)
        AND ($2::text IS NULL OR organisation = $2) AND ($3::uuid IS NULL OR id {{comparison}} $3)
    ORDER BY id {{order}} LIMIT $4
"""
_SECRETS = f"""
    SELECT number, created_at, expires_at FROM webhook_secret
    WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > now()) ORDER BY number DESC LIMIT {MOST_SECRETS}
"""
_DROP = """
    UPDATE webhook_delivery SET state = 'dropped', error = $2, finished_at = now()
    WHERE endpoint_id = $1 AND state = 'pending'
"""
_EMPTY = "UPDATE webhook_lane SET waiting = 0, attempts = 0 WHERE endpoint_id = $1"


def endpoint_of(row: Mapping[str, Any]) -> Endpoint:
    """The endpoint of a row."""
    given = {name: row[name] for name in _NAMES if name not in _ASKED}
    asked = Filter(**{name: tuple(row[name]) for name in _ASKED})
    reason = Reason(row["reason"]) if row["reason"] else None
    return Endpoint(
        **given | {"feeds": tuple(row["feeds"]), "status": Status(row["status"]), "reason": reason}, filter=asked
    )


def _row_of(one: Endpoint) -> Sequence[Any]:
    asked = {name: list(getattr(one.filter, name)) for name in _ASKED}
    return [asked[name] if name in asked else getattr(one, name) for name in _NAMES]


class TooManySecrets(Conflict):
    """The webhook was rotated too often: wait until earlier secrets expired, or rotate with a shorter overlap."""


@dataclass(frozen=True)
class Numbered:
    """A secret that is valid, by its number; it expires once a newer one took its place."""

    number: int
    created_at: datetime
    expires_at: datetime | None


class Endpoints:
    """The endpoints as one transaction sees them; who gets one keeps others from changing it meanwhile."""

    def __init__(self, transaction: PlainTransaction) -> None:
        self._transaction = transaction

    async def add(self, endpoint: Endpoint) -> None:
        """Store a new endpoint with its first secret; raises `TooManyWebhooks`."""
        owner = (endpoint.client, endpoint.organisation)
        await self._transaction.write("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", " ".join(owner))
        counted = await self._transaction.row(_COUNT, *owner)
        if counted and counted["n"] >= MOST_OF_A_CLIENT:
            raise TooManyWebhooks(most=MOST_OF_A_CLIENT)
        await self._transaction.write(_ADD, *_row_of(endpoint))
        await self._transaction.write(_NEXT_SECRET, endpoint.id, endpoint.newest_secret, endpoint.created_at)

    async def get(self, endpoint_id: UUID) -> Endpoint:
        """The endpoint of an id, locked; raises `WebhookUnknown`."""
        row = await self._transaction.row(_LOCKED, endpoint_id)
        if row is None:
            raise WebhookUnknown(id=endpoint_id)
        return endpoint_of(row)

    async def change(self, endpoint: Endpoint) -> None:
        """Store what became of an endpoint, at its next revision; nothing waits for one that is disabled."""
        endpoint.revision += 1
        await self._transaction.write(_CHANGE, *_row_of(endpoint))
        if endpoint.status is Status.DISABLED:
            await self._transaction.write(_DROP, endpoint.id, f"the webhook was disabled: {endpoint.reason}")
            await self._transaction.write(_EMPTY, endpoint.id)

    async def remove(self, endpoint: Endpoint) -> None:
        """Forget an endpoint, its secrets and its log."""
        await self._transaction.write("DELETE FROM webhook_endpoint WHERE id = $1", endpoint.id)

    async def page(
        self, owner: tuple[str | None, str | None], edge: UUID | None, comparison: str, order: str, limit: int
    ) -> Sequence[Endpoint]:
        """Endpoints of a client and an organisation (None: of any) beyond an id, in the order of their ids."""
        query = _PAGE.format(comparison=comparison, order=order)
        return [endpoint_of(row) for row in await self._transaction.rows(query, *owner, edge, limit)]

    async def secrets(self, endpoint: Endpoint) -> Sequence[Numbered]:
        """The secrets that sign at present, the newest first."""
        return [Numbered(**row) for row in await self._transaction.rows(_SECRETS, endpoint.id)]

    async def rotate(self, endpoint: Endpoint, now: datetime, overlap: timedelta) -> None:
        """Sign by a new secret from now on, and by those before it for as long as they overlap.

        Raises `TooManySecrets`.
        """
        if len(await self.secrets(endpoint)) >= MOST_SECRETS:
            raise TooManySecrets(most=MOST_SECRETS)
        endpoint.newest_secret += 1
        await self._transaction.write(_RETIRE, endpoint.id, endpoint.newest_secret, now + overlap)
        await self._transaction.write(_NEXT_SECRET, endpoint.id, endpoint.newest_secret, now)
        await self.change(endpoint)
