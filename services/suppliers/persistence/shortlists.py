"""The shortlists that are kept, and the quotas of buyers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.auth import EVERY_ORGANISATION
from chassis.caching import Expected
from contracts.reference.matching import Quota
from services.suppliers.domain.matching.kept import KeptShortlist
from services.suppliers.persistence.tables import quota, shortlist

_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('quota ' || :buyer, 0))")


class Shortlists:
    """Every answer to a need, as it was given."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, shortlist_id: UUID, buyer: str | None, kept: KeptShortlist, now: datetime) -> None:
        """Keep a new shortlist."""
        row = {"id": shortlist_id, "buyer": buyer, "asked_at": now, "shortlist": kept}
        await self._session.execute(insert(shortlist).values(row))

    async def get(self, shortlist_id: UUID, *, by: str | None) -> KeptShortlist | None:
        """A shortlist of this buyer, or of any where `by` is `*`."""
        query = select(shortlist.c.shortlist, shortlist.c.buyer).where(shortlist.c.id == shortlist_id)
        found = (await self._session.execute(query)).one_or_none()
        if found is None or by not in (EVERY_ORGANISATION, found.buyer):
            return None
        kept: KeptShortlist = found.shortlist
        return kept


class Quotas:
    """How much room each buyer keeps for newcomers; what it was before stays."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, buyer: str | None) -> Quota | None:
        """The quota that a buyer set last; None where it never did."""
        if buyer is None:
            return None
        query = select(quota.c.quota).where(quota.c.buyer == buyer).order_by(quota.c.since.desc()).limit(1)
        found: Quota | None = await self._session.scalar(query)
        return found

    async def version(self, buyer: str) -> int:
        """How often a buyer chose."""
        query = select(func.count()).select_from(quota).where(quota.c.buyer == buyer)
        return await self._session.scalar(query) or 0

    async def set(
        self, buyer: str, chosen: Quota, *, client: str, reason: str, expected: Expected, now: datetime
    ) -> int:
        """Choose another quota from now on; how often the buyer chose then. Raises `PreconditionFailed`."""
        await self._session.execute(_ALONE, {"buyer": buyer})
        version = await self.version(buyer)
        expected.check(version)
        row = {"buyer": buyer, "since": now, "quota": chosen, "client": client, "reason": reason}
        await self._session.execute(insert(quota).values(row))
        return version + 1
