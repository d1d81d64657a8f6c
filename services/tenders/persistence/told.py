"""What was told of procedures: the published facts of the journal, page by page or procedure by procedure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

import asyncpg

from chassis.paging import Page
from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.procedures import TOPIC
from services.tenders.persistence.wanted import identity

_PAGE = """
    SELECT s.position, l.payload FROM (
        SELECT * FROM event_feed WHERE topic = $1 AND position > $2 ORDER BY position LIMIT $3
    ) s JOIN event_log l ON l.id = s.event_id AND l.recorded_at = s.recorded_at ORDER BY s.position
"""
# Whatever tells facts of a procedure that the public reads; the journal is found by the subjects of its facts.
_OF_PROCEDURES = f"""
    WITH subject(key, id) AS (
        SELECT key, key FROM unnest($1::text[]) AS key
        UNION SELECT procedure_id::text, id::text FROM contract WHERE procedure_id = ANY($1::text[]::uuid[])
        UNION SELECT c.procedure_id::text, a.id::text FROM contract c JOIN execution_act a ON a.contract_id = c.id
            WHERE c.procedure_id = ANY($1::text[]::uuid[])
        UNION SELECT b.tender_id::text, j.id::text FROM bid b JOIN bid_judgement j ON j.bid_id = b.id
            WHERE b.tender_id = ANY($1::text[]::uuid[])
        UNION SELECT tender_id::text, id::text FROM question WHERE tender_id = ANY($1::text[]::uuid[])
    )
    SELECT s.key, l.payload FROM subject s JOIN event_log l ON l.aggregateid = s.id
    WHERE l.aggregatetype = '{TOPIC}' AND NOT EXISTS (SELECT FROM event_pending p WHERE p.event_id = l.id)
    ORDER BY s.key, l.recorded_at, l.sequence
"""
_PROCEDURES = " UNION ALL ".join(
    f"(SELECT id FROM {table} WHERE {{beyond}} AND {condition} ORDER BY id {{order}} LIMIT {{limit}})"
    for table, condition in (
        ("tender", "published_at IS NOT NULL"),
        ("contract", "procedure_id = id"),
        ("plan_entry", "true"),
    )
)
"""Tenders, contracts that only a register tells of, and entries of plans: each is a process of its own."""
_BEFORE = f"""
    SELECT l.payload FROM unnest($1::text[], $2::timestamptz[]) AS s(id, at)
    JOIN event_log l ON l.aggregateid = s.id AND l.recorded_at < s.at
    WHERE l.aggregatetype = '{TOPIC}' AND l.type = ANY($3) ORDER BY l.recorded_at, l.sequence
"""


class ToldFacts:
    """What can be read of the journal by procedure; everybody may."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def page(self, after: int, limit: int) -> list[tuple[int, Envelope]]:
        """Up to `limit` events after a position, each with its own."""
        rows = await self._reads.fetch(_PAGE, TOPIC, after, limit)
        return [(row["position"], Envelope.from_structured(row["payload"])) for row in rows]

    async def of(self, procedures: Sequence[str]) -> dict[str, list[Envelope]]:
        """The events of procedures, in their order; one of which nothing is published is missing."""
        rows = await self._reads.fetch(_OF_PROCEDURES, procedures)
        told = groupby(rows, key=lambda row: row["key"])
        return {key: [Envelope.from_structured(row["payload"]) for row in few] for key, few in told}

    async def procedures(self, page: Page) -> list[tuple[str, str]]:
        """The identities of a page of procedures, twice each: they are their own keys."""
        values = [] if page.edge is None else [identity(page.edge)]
        beyond = f"id {page.comparison} $1" if values else "true"
        each = _PROCEDURES.format(beyond=beyond, order=page.order, limit=page.limit + 1)
        query = f"SELECT id::text FROM ({each}) AS every ORDER BY every.id {page.order} LIMIT {page.limit + 1}"
        return [(row[0], row[0]) for row in await self._reads.fetch(query, *values)]

    async def before(self, subjects: Mapping[str, datetime], kinds: Sequence[type[Fact]]) -> list[Envelope]:
        """What was told of subjects by facts of these kinds before they were recorded at an instant, in their order."""
        types = [kind.wire_type() for kind in kinds]
        rows = await self._reads.fetch(_BEFORE, list(subjects), list(subjects.values()), types)
        return [Envelope.from_structured(row["payload"]) for row in rows]
