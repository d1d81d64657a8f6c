"""Reads of purchase plans: SQL that makes the documents of the API, ready to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from chassis.paging import Page
from services.tenders.domain.plan_entry import PlanEntryNotFound
from services.tenders.persistence.wanted import Wanted

_ENTRY = """(purchase || jsonb_build_object(
    'id', id, 'status', status, 'tenders', tenders, 'reason', reason, 'announced_at', announced_at,
    'changed_at', changed_at, 'version', version))::text"""
_ENTRIES = f"SELECT id::text AS key, {_ENTRY} AS document, version FROM plan_entry"
_ONE = f"{_ENTRIES} WHERE id = $1"
_FOLLOWERS = """
    SELECT count(follower.entry_id) FROM plan_entry LEFT JOIN plan_follower AS follower ON follower.entry_id = id
    WHERE id = $1 GROUP BY id
"""
_WORDS = "to_tsvector('french', folded(purchase ->> 'title')) @@ websearch_to_tsquery('french', folded({}))"


@dataclass(frozen=True)
class PlanFilter:
    """Which entries are asked for: None asks for all; `cpv` are the first digits of a code, `words` of the title."""

    columns: Mapping[str, str | None]
    cpv: str | None = None
    words: str | None = None

    def wanted(self) -> Wanted:
        """The conditions of a read."""
        wanted = Wanted()
        wanted.add_filters(self.columns)
        wanted.add_value("starts_with(cpv, {})", self.cpv)
        wanted.add_value(_WORDS, self.words)
        return wanted


class PlanQueries:
    """What can be read of purchase plans; all but who follows them is public."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def entry(self, entry_id: UUID) -> asyncpg.Record:
        """An entry: `document` and `version`."""
        row = await self._reads.fetchrow(_ONE, entry_id)
        if row is None:
            raise PlanEntryNotFound
        return row

    async def entries(self, page: Page, asked: PlanFilter) -> list[tuple[str, str]]:
        """A page of entries that meet every filter."""
        wanted = asked.wanted()
        query = wanted.on(_ENTRIES, page)
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *wanted.values)]

    async def total(self, asked: PlanFilter) -> int:
        """How many entries meet every filter."""
        wanted = asked.wanted()
        count: int = await self._reads.fetchval(wanted.total("plan_entry"), *wanted.values)
        return count

    async def followers(self, entry_id: UUID) -> int:
        """How many follow an entry."""
        count = await self._reads.fetchval(_FOLLOWERS, entry_id)
        if count is None:
            raise PlanEntryNotFound
        return int(count)
