"""Facts that were read become deliveries, together with the position up to which they were read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from chassis.failpoints import failpoint
from chassis.plain import PlainTransaction
from contracts.filtering import About
from gateway.webhooks.endpoint import Endpoint, named_for
from gateway.webhooks.endpoints import COLUMNS, endpoint_of

_HELD = f"""
    SELECT {COLUMNS} FROM webhook_endpoint
    WHERE status = 'active' AND feeds && $1::text[] AND ($2::uuid IS NULL OR id = $2) ORDER BY id FOR SHARE
"""
_REPLAYING = "SELECT endpoint_id FROM webhook_replay WHERE feed = $1 AND finished_at IS NULL"
_FACTS = """
    INSERT INTO webhook_fact (feed, position, event_id, type, body)
    SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[]) ON CONFLICT DO NOTHING
"""
_DELIVERIES = """
    WITH added AS (
        INSERT INTO webhook_delivery (endpoint_id, feed, position, key, state)
        SELECT endpoint_id, $1, position, key, 'pending'
        FROM unnest($2::uuid[], $3::bigint[], $4::text[]) AS d(endpoint_id, position, key) ORDER BY position
        RETURNING endpoint_id, key
    )
    INSERT INTO webhook_lane (endpoint_id, key, waiting, due_at)
    SELECT endpoint_id, key, count(*), clock_timestamp() FROM added GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (endpoint_id, key) DO UPDATE SET waiting = webhook_lane.waiting + excluded.waiting,
        due_at = CASE WHEN webhook_lane.waiting = 0 THEN excluded.due_at ELSE webhook_lane.due_at END
"""


@dataclass(frozen=True)
class Heard:
    """One fact of a feed at its position."""

    position: int
    event: dict[str, Any]
    about: About
    """What its entity is about."""

    @property
    def key(self) -> str:
        """What it is carried in order of: its entity."""
        key: str = self.event.get("partitionkey") or self.event["subject"]
        return key


async def enqueue_live(transaction: PlainTransaction, feed: str, facts: Sequence[Heard]) -> int:
    """Make deliveries of new facts for every endpoint that asks for them, but those that a replay brings there."""
    endpoints = await _held(transaction, feed)
    replaying = {row["endpoint_id"] for row in await transaction.rows(_REPLAYING, feed)}
    return await _enqueue(transaction, feed, facts, [one for one in endpoints if one.id not in replaying])


async def enqueue_again(transaction: PlainTransaction, feed: str, facts: Sequence[Heard], endpoint_id: UUID) -> int:
    """Make deliveries of earlier facts for one endpoint."""
    return await _enqueue(transaction, feed, facts, await _held(transaction, feed, endpoint_id))


async def _held(transaction: PlainTransaction, feed: str, only: UUID | None = None) -> list[Endpoint]:
    """The endpoints that follow a feed; none of them is disabled or deleted until this transaction ends."""
    return [endpoint_of(row) for row in await transaction.rows(_HELD, named_for(feed), only)]


async def _enqueue(
    transaction: PlainTransaction, feed: str, facts: Sequence[Heard], endpoints: Sequence[Endpoint]
) -> int:
    asked = [(fact, one.id) for fact in facts for one in endpoints if one.hears(feed, fact.event, fact.about)]
    if asked:
        kept = {fact.position: fact for fact, _ in asked}.values()
        await transaction.write(
            _FACTS,
            feed,
            [fact.position for fact in kept],
            [fact.event["id"] for fact in kept],
            [fact.event["type"] for fact in kept],
            [orjson.dumps(fact.event) for fact in kept],
        )
        failpoint("webhooks.enqueueing")
        ids, positions = [one for _, one in asked], [fact.position for fact, _ in asked]
        await transaction.write(_DELIVERIES, feed, ids, positions, [fact.key for fact, _ in asked])
    return len(asked)
