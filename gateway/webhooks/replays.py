"""Replays: an endpoint is brought every fact after a position once more, then goes on with what is new."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Conflict, NotFound, Unacceptable
from chassis.plain import PlainTransaction
from gateway.webhooks.endpoint import Endpoint

COLUMNS = "id, endpoint_id, feed, after, position, requested_at, finished_at"
_RUNNING = "SELECT id FROM webhook_replay WHERE endpoint_id = $1 AND feed = $2 AND finished_at IS NULL"
_HEAD = "SELECT position FROM webhook_feed WHERE name = $1"
_ADD = f"INSERT INTO webhook_replay ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)"
_ONE = f"SELECT {COLUMNS} FROM webhook_replay WHERE endpoint_id = $1 AND id = $2"
_DROP = """
    WITH dropped AS (
        UPDATE webhook_delivery SET state = 'dropped', error = 'a replay carries it again', finished_at = now()
        WHERE endpoint_id = $1 AND feed = $2 AND position > $3 AND state = 'pending' RETURNING key
    ), counted AS (SELECT key, count(*) AS n FROM dropped GROUP BY key)
    UPDATE webhook_lane l SET waiting = l.waiting - counted.n, attempts = 0
    FROM counted WHERE l.endpoint_id = $1 AND l.key = counted.key
"""


class ReplayUnknown(NotFound):
    """There is no replay of this id."""


class ReplayRunning(Conflict):
    """A replay of this feed is under way; wait until it reached the present."""


class BeyondFeed(Unacceptable):
    """The position lies beyond what was read of the feed."""


@dataclass(frozen=True)
class Replay:
    """A replay; it has looked through the facts up to `position`."""

    id: UUID
    endpoint_id: UUID
    feed: str
    after: int
    position: int
    requested_at: datetime
    finished_at: datetime | None = None
    revision: int = 1


async def begin(transaction: PlainTransaction, endpoint: Endpoint, replay: Replay) -> None:
    """Begin a replay; what waits of the same facts is dropped, for the replay brings it in its order.

    Raises `WebhookDisabled`, `FeedNotFollowed`, `ReplayRunning`, `BeyondFeed`.
    """
    endpoint.must_be_active()
    endpoint.must_follow(replay.feed)
    running = await transaction.row(_RUNNING, endpoint.id, replay.feed)
    if running:
        raise ReplayRunning(id=running["id"])
    head = await transaction.row(_HEAD, replay.feed)
    position = head["position"] if head else 0
    if replay.after > position:
        raise BeyondFeed(position=position)
    await transaction.write(_DROP, endpoint.id, replay.feed, replay.after)
    values = (replay.id, endpoint.id, replay.feed, replay.after, replay.after, replay.requested_at, None)
    await transaction.write(_ADD, *values)


async def get(transaction: PlainTransaction, endpoint: Endpoint, replay_id: UUID) -> Replay:
    """A replay of an endpoint; raises `ReplayUnknown`."""
    row = await transaction.row(_ONE, endpoint.id, replay_id)
    if row is None:
        raise ReplayUnknown(id=replay_id)
    return Replay(**row)
