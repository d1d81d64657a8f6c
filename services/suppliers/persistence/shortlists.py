"""The shortlists that are kept, and the quotas of buyers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.auth import EVERY_ORGANISATION
from contracts.reference.matching import Quota
from services.suppliers.domain.matching.kept import KeptShortlist
from services.suppliers.persistence.tables import quota, shortlist


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

    async def set(self, buyer: str, chosen: Quota, *, client: str, reason: str, now: datetime) -> None:
        """Choose another quota from now on."""
        row = {"buyer": buyer, "since": now, "quota": chosen, "client": client, "reason": reason}
        await self._session.execute(insert(quota).values(row))
