"""The log of deliveries: what was carried to an endpoint, what waits, what was given up; and test deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from chassis.errors import NotFound
from chassis.identity import uuid7
from chassis.persistence import Database
from chassis.plain import PlainTransaction
from gateway.webhooks.endpoint import Endpoint

TEST_FEED = "test"
TEST_TYPE = "bzh.prenan.WebhookTested.v1"
_COLUMNS = """
    d.id, d.feed, d.position, d.key, d.state, d.attempts, d.status, d.error, d.created_at, d.finished_at,
    f.event_id, f.type, CASE WHEN d.state = 'pending' THEN l.due_at END AS due_at
"""
_FROM = """
    FROM webhook_delivery d JOIN webhook_fact f ON f.feed = d.feed AND f.position = d.position
    LEFT JOIN webhook_lane l ON l.endpoint_id = d.endpoint_id AND l.key = d.key
"""
_ONE = f"SELECT {_COLUMNS} {_FROM} WHERE d.endpoint_id = $1 AND d.id = $2"
_PAGE = f"""
    SELECT {_COLUMNS} {_FROM} WHERE d.endpoint_id = $1 AND ($2::text IS NULL OR d.state = $2)
        AND ($3::bigint IS NULL OR d.id {{comparison}} $3) ORDER BY d.id {{order}} LIMIT $4
"""
_NUMBER = """
    INSERT INTO webhook_feed (name, position) VALUES ('test', 1)
    ON CONFLICT (name) DO UPDATE SET position = webhook_feed.position + 1 RETURNING position
"""
_FACT = "INSERT INTO webhook_fact (feed, position, event_id, type, body) VALUES ($1, $2, $3, $4, $5)"
_DELIVERY = """
    INSERT INTO webhook_delivery (endpoint_id, feed, position, key, state) VALUES ($1, $2, $3, $4, 'pending')
    RETURNING id, created_at
"""
_LANE = "INSERT INTO webhook_lane (endpoint_id, key, waiting, due_at) VALUES ($1, $2, 1, now()) RETURNING due_at"


class DeliveryUnknown(NotFound):
    """There is no delivery of this id, or its time in the log is over."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One fact for one endpoint, and what became of it; `status` is that of the last answer."""

    id: int
    feed: str
    position: int
    event_id: str
    type: str
    key: str
    state: str
    attempts: int = 0
    status: int | None = None
    error: str | None = None
    created_at: datetime
    finished_at: datetime | None = None
    due_at: datetime | None = None


class Log:
    """Reads the log of deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, endpoint_id: UUID, delivery_id: int) -> Delivery:
        """A delivery of an endpoint; raises `DeliveryUnknown`."""
        row = await self._database.reads.fetchrow(_ONE, endpoint_id, delivery_id)
        if row is None:
            raise DeliveryUnknown(id=delivery_id)
        return Delivery(**row)

    async def page(
        self, endpoint_id: UUID, state: str | None, edge: int | None, comparison: str, order: str, limit: int
    ) -> Sequence[Delivery]:
        """Deliveries of an endpoint beyond an id, in the order of their ids."""
        query = _PAGE.format(comparison=comparison, order=order)
        rows = await self._database.reads.fetch(query, endpoint_id, state, edge, limit)
        return [Delivery(**row) for row in rows]


async def send_test(transaction: PlainTransaction, endpoint: Endpoint) -> Delivery:
    """Make a delivery by which a receiver can be tried; raises `WebhookDisabled`."""
    endpoint.must_be_active()
    numbered = await _row(transaction, _NUMBER)
    event = _test_event(endpoint, numbered["position"])
    body = orjson.dumps(event)
    await transaction.write(_FACT, TEST_FEED, numbered["position"], event["id"], TEST_TYPE, body)
    made = await _row(transaction, _DELIVERY, endpoint.id, TEST_FEED, numbered["position"], event["partitionkey"])
    due = await _row(transaction, _LANE, endpoint.id, event["partitionkey"])
    return Delivery(
        id=made["id"], feed=TEST_FEED, position=numbered["position"], event_id=event["id"], type=TEST_TYPE,
        key=event["partitionkey"], state="pending", created_at=made["created_at"], due_at=due["due_at"],
    )  # fmt: skip


async def _row(transaction: PlainTransaction, statement: str, *values: Any) -> Any:
    """The row of a statement that always finds one."""
    return await transaction.row(statement, *values)


def _test_event(endpoint: Endpoint, number: int) -> dict[str, Any]:
    """A structured event in the form of every other; each has an entity of its own."""
    at, key = datetime.now(UTC).isoformat(), f"test-{number}"
    return {
        "specversion": "1.0",
        "id": str(uuid7()),
        "source": "/gateway/webhooks",
        "type": TEST_TYPE,
        "subject": str(endpoint.id),
        "time": at,
        "datacontenttype": "application/json",
        "partitionkey": key,
        "sequence": f"{1:012}",
        "recordedtime": at,
        "data": {"webhook_id": str(endpoint.id), "description": endpoint.description},
    }
