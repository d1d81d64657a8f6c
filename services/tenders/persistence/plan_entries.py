"""The entries of purchase plans that are kept."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from contracts.vocabulary import Siret
from services.tenders.domain.plan_entry import PlanEntry, PlanEntryNotFound, PlanEntryUnknown, PlanReferenceTaken
from services.tenders.domain.terms import Terms
from services.tenders.persistence.tables import plan_entry as table

_LOCK = text("""
    SELECT pg_advisory_xact_lock(hashtextextended('plan of ' || buyer, 0))
    FROM unnest(CAST(:buyers AS text[])) AS buyer
""")


class PlanEntries:
    """Every entry of every buyer's purchase plan."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def enter(self, entry: PlanEntry) -> None:
        """Keep a newly announced entry, unless its buyer's reference is taken."""
        await self.lock([entry.purchase.buyer])
        if await self.known([entry.id]):
            raise PlanReferenceTaken(reference=entry.purchase.reference)
        self._session.add(entry)

    def add_all(self, entries: Iterable[PlanEntry]) -> None:
        """Keep these entries, the new ones among them."""
        self._session.add_all(entries)

    async def get(self, entry_id: UUID, *, expected: Expected) -> PlanEntry:
        """An entry, at the version that the caller expects."""
        entry = await self._session.get(PlanEntry, entry_id)
        if entry is None:
            raise PlanEntryNotFound
        expected.check(entry.version)
        return entry

    async def behind(self, terms: Terms, *, lock: bool = False) -> list[PlanEntry]:
        """The entry that a tender comes of, if its terms name one; `lock` keeps others from changing it meanwhile."""
        if terms.plan_entry is None:
            return []
        entry = await self._session.get(PlanEntry, terms.plan_entry, with_for_update=lock or None)
        if entry is None:
            raise PlanEntryUnknown(plan_entry=str(terms.plan_entry))
        return [entry]

    async def lock(self, buyers: Iterable[Siret]) -> None:
        """Make others who add entries of these buyers wait for the end of the transaction."""
        # in one order for all, so that no two wait for each other
        await self._session.execute(_LOCK, {"buyers": sorted(set(buyers))})

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, PlanEntry]:
        """Those of these entries that are kept, by identity; nobody else changes any of them in the meantime."""
        query = select(PlanEntry).where(table.c.id.in_(list(ids))).order_by(table.c.id).with_for_update()
        return {entry.id: entry for entry in await self._session.scalars(query)}
