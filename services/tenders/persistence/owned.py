"""Reads of what a portal proves to be its own."""

from uuid import UUID

import asyncpg

from services.tenders.domain.ownership import fingerprint

_BUYER = """
    SELECT buyer FROM ownership JOIN tender ON tender.id = object_id WHERE object_id = $1 AND token_hash = $2
"""


class Owned:
    """For whom objects were created through portals."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def buyer(self, tender_id: UUID, owner_token: str) -> str | None:
        """The buyer of a tender, if this is its owner token."""
        found: str | None = await self._reads.fetchval(_BUYER, tender_id, fingerprint(owner_token))
        return found
