"""Reads of red flags: SQL that makes the documents of the API, ready to be sent."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from chassis.paging import Page

_COUNTS = """
    SELECT coalesce(jsonb_agg(jsonb_build_object('rule', rule, 'subject', subject, 'department', department,
        'year', year, 'flags', flags) ORDER BY year DESC, rule, subject, department), '[]')::text
    FROM (
        SELECT rule, subject, department, year, count(*) AS flags FROM red_flag
        WHERE raised AND ($1::int IS NULL OR year = $1) GROUP BY 1, 2, 3, 4
        ORDER BY year DESC, rule, subject, department LIMIT 5000
    ) counted
"""
_FENCES = """
    SELECT coalesce(jsonb_agg(jsonb_build_object('year', year, 'comparison', comparison, 'measure', measure,
        'limit', "limit", 'q1', q1, 'q3', q3, 'seen', seen, 'frozen_at', frozen_at)
        ORDER BY year DESC, comparison, measure), '[]')::text
    FROM (SELECT * FROM frozen_fence WHERE $1::int IS NULL OR year = $1
          ORDER BY year DESC, comparison, measure LIMIT 5000) kept
"""
_NAMED = """
    SELECT id::text AS key, (said || jsonb_build_object('id', id, 'raised', raised, 'comments', coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', c.id, 'text', c.text, 'written_at', c.written_at) ORDER BY c.id)
        FROM flag_comment c WHERE c.flag_id = red_flag.id), '[]')))::text AS document
    FROM red_flag
    WHERE raised AND ($1::int IS NULL OR year = $1) AND ($2::text IS NULL OR rule = $2)
        AND ($3::text IS NULL OR department = $3) AND ($4::text IS NULL OR buyer = $4)
        AND ($5::text IS NULL OR said ->> 'tender_id' = $5) AND ($6::uuid IS NULL OR id {comparison} $6)
    ORDER BY id {order} LIMIT $7
"""


@dataclass(frozen=True)
class FlagFilter:
    """Which flags are asked for: None asks for all."""

    year: int | None = None
    rule: str | None = None
    department: str | None = None
    buyer: str | None = None
    tender: str | None = None


class FlagQueries:
    """What can be read of red flags: counts and fences by anybody, names by those who may see them."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def counts(self, year: int | None) -> str:
        """How many flags stand, by rule, subject, department and year."""
        return str(await self._reads.fetchval(_COUNTS, year))

    async def fences(self, year: int | None) -> str:
        """The fences that hold, or held, for each year."""
        return str(await self._reads.fetchval(_FENCES, year))

    async def named(self, page: Page, asked: FlagFilter) -> list[tuple[str, str]]:
        """A page of the flags that stand, each with why, and with what its buyer said."""
        query = _NAMED.format(comparison=page.comparison, order=page.order)
        edge = UUID(page.edge) if page.edge else None
        given = (asked.year, asked.rule, asked.department, asked.buyer, asked.tender, edge, page.limit + 1)
        return [(row["key"], row["document"]) for row in await self._reads.fetch(query, *given)]
