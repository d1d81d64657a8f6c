"""The lanes: what waits for one endpoint about one entity, carried one after the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import asyncpg

from chassis.failpoints import failpoint
from chassis.persistence import Database
from chassis.plain import PlainTransaction
from gateway.webhooks.attempt import Answer, State
from gateway.webhooks.endpoint import Reason

MOST_IN_A_TURN = 8
"""Deliveries of a lane that are taken at once: what is in memory is bounded by it and the number of lanes."""
ROOM_OF_ENDPOINT = 16
"""Lanes of one endpoint that are on their way at once, so that a slow one leaves room for others."""
Lane = tuple[UUID, str]
"""An endpoint and the key of an entity."""
_DUE = """
    SELECT e.id AS endpoint_id, e.url, e.failing_since, l.key, l.attempts, d.id, f.feed, f.position, f.event_id, f.body,
        ARRAY(SELECT number FROM webhook_secret s WHERE s.endpoint_id = e.id
            AND (s.expires_at IS NULL OR s.expires_at > now()) ORDER BY number DESC) AS secrets
    FROM webhook_endpoint e
    CROSS JOIN LATERAL (
        SELECT key, attempts, due_at FROM webhook_lane l
        WHERE l.endpoint_id = e.id AND l.waiting > 0 AND l.due_at <= clock_timestamp()
            AND NOT EXISTS (SELECT FROM unnest($1::uuid[], $2::text[]) b(e, k) WHERE b.e = e.id AND b.k = l.key)
        ORDER BY l.due_at
        LIMIT least($3, $4 - (SELECT count(*) FROM unnest($1::uuid[]) b(e) WHERE b.e = e.id))
    ) l
    CROSS JOIN LATERAL (
        SELECT id, feed, position FROM webhook_delivery d
        WHERE d.endpoint_id = e.id AND d.key = l.key AND d.state = 'pending' ORDER BY d.id LIMIT $5
    ) d
    JOIN webhook_fact f ON f.feed = d.feed AND f.position = d.position
    WHERE e.status = 'active' ORDER BY l.due_at, l.key, d.id
"""
_HOLD = "SELECT id FROM webhook_endpoint WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE"
_WELL = "UPDATE webhook_endpoint SET failing_since = NULL WHERE id = ANY($1) AND failing_since IS NOT NULL"
_ILL = "UPDATE webhook_endpoint SET failing_since = $2 WHERE id = ANY($1) AND failing_since IS NULL"
_RECORD = """
    WITH noted AS (
        UPDATE webhook_delivery d SET state = n.state, attempts = n.attempts, status = n.status, error = n.error,
            finished_at = CASE WHEN n.state <> 'pending' THEN now() END
        FROM unnest($1::bigint[], $2::text[], $3::int[], $4::int[], $5::text[]) n(id, state, attempts, status, error)
        WHERE d.id = n.id AND d.state = 'pending' RETURNING d.endpoint_id, d.key, d.state
    ), done AS (SELECT endpoint_id, key, count(*) AS n FROM noted WHERE state <> 'pending' GROUP BY 1, 2)
    UPDATE webhook_lane l SET waiting = l.waiting - coalesce(done.n, 0), attempts = t.attempts,
        due_at = coalesce(t.due_at, clock_timestamp())
    FROM unnest($6::uuid[], $7::text[], $8::int[], $9::timestamptz[]) t(endpoint_id, key, attempts, due_at)
    LEFT JOIN done ON done.endpoint_id = t.endpoint_id AND done.key = t.key
    WHERE l.endpoint_id = t.endpoint_id AND l.key = t.key
"""


@dataclass(frozen=True)
class Waiting:
    """A delivery that is due, with what is sent."""

    id: int
    feed: str
    position: int
    event_id: str
    body: bytes


@dataclass(frozen=True)
class Noted:
    """What became of a delivery in a turn."""

    id: int
    state: State
    attempts: int
    answer: Answer


@dataclass
class Turn:
    """A lane on its way: what is sent to its endpoint, what became of it, and when the lane is due again."""

    endpoint_id: UUID
    key: str
    url: str
    secrets: Sequence[int]
    attempts: int
    failing_since: datetime | None
    waiting: list[Waiting] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    due_at: datetime | None = None
    ends_for: Reason | None = None
    """Why its endpoint is to be disabled."""

    @property
    def lane(self) -> Lane:
        """Its lane."""
        return (self.endpoint_id, self.key)


class Lanes:
    """The lanes in the gateway's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, busy: Collection[Lane], room: int) -> list[Turn]:
        """The turns of lanes that are due and not on their way, at most `room`, in one query for all endpoints."""
        endpoints, keys = [one for one, _ in busy], [key for _, key in busy]
        rows = await self._database.volume.fetch(_DUE, endpoints, keys, room, ROOM_OF_ENDPOINT, MOST_IN_A_TURN)
        turns: dict[Lane, Turn] = {}
        for row in rows:
            lane = (row["endpoint_id"], row["key"])
            if lane not in turns and len(turns) == room:
                continue
            turns.setdefault(lane, _turn_of(row)).waiting.append(
                Waiting(row["id"], row["feed"], row["position"], row["event_id"], row["body"])
            )
        return list(turns.values())

    async def record(self, turns: Sequence[Turn], now: datetime) -> None:
        """Write what became of turns, in one transaction; what was dropped meanwhile stays dropped."""
        well = {turn.endpoint_id for turn in turns if any(one.state is State.DELIVERED for one in turn.noted)}
        ill = {turn.endpoint_id for turn in turns if any(not one.answer.is_success for one in turn.noted)} - well
        notes = [note for turn in turns for note in turn.noted]
        async with PlainTransaction(self._database) as transaction:
            await transaction.rows(_HOLD, [*{turn.endpoint_id for turn in turns}])
            if ill or any(turn.failing_since for turn in turns):
                await transaction.write(_WELL, [*well])
                await transaction.write(_ILL, [*ill], now)
            await transaction.write(
                _RECORD,
                [note.id for note in notes],
                [note.state for note in notes],
                [note.attempts for note in notes],
                [note.answer.status for note in notes],
                [note.answer.error for note in notes],
                [turn.endpoint_id for turn in turns],
                [turn.key for turn in turns],
                [turn.attempts for turn in turns],
                [turn.due_at for turn in turns],
            )
            failpoint("webhooks.recording")


def _turn_of(row: asyncpg.Record) -> Turn:
    return Turn(row["endpoint_id"], row["key"], row["url"], row["secrets"], row["attempts"], row["failing_since"])
