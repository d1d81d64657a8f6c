"""Reads of what suppliers are beside what matching looks at."""

from collections.abc import Collection

import asyncpg

from services.suppliers.domain.potential.supply import Standing

_STANDING = """
    SELECT s.id::text AS supplier, coalesce((s.state ->> 'inclusive')::boolean, false) AS inclusive,
        EXISTS (SELECT 1 FROM certificate c WHERE c.supplier_id = s.id AND c.status = 'valid') AS labelled
    FROM supplier s WHERE s.id = ANY($1::uuid[])
"""


class StandingQueries:
    """Who employs people far from employment, and who holds a label."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def standing(self, ids: Collection[str]) -> Standing:
        """What these suppliers are."""
        rows = await self._reads.fetch(_STANDING, list(ids))
        inclusive = {row["supplier"] for row in rows if row["inclusive"]}
        return Standing(inclusive, {row["supplier"] for row in rows if row["labelled"]})
