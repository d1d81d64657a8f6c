"""Which suppliers a transaction changed beside their own rows: their indexes follow."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_TOUCH = text("""
    UPDATE supplier SET touched = pg_current_xact_id() WHERE id IN (
        SELECT id FROM supplier
        WHERE id = ANY(CAST(:ids AS uuid[])) OR siren = ANY(CAST(:companies AS text[])) ORDER BY id FOR NO KEY UPDATE
    )
""")


async def touch(session: AsyncSession, ids: Collection[UUID], companies: Collection[str]) -> None:
    """Mark suppliers, and all establishments of companies, as changed; in one order for all who do."""
    if ids or companies:
        await session.execute(_TOUCH, {"ids": list(ids), "companies": sorted(companies)})
