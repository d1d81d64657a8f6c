"""The tenders that are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from contracts.vocabulary import Siret
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_record import TenderName
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.persistence.ownerships import Ownerships
from services.tenders.persistence.tables import tender as table
from services.tenders.persistence.tables import tender_name

_LOCK = text("""
    SELECT pg_advisory_xact_lock(hashtextextended('tenders of ' || buyer, 0))
    FROM unnest(CAST(:buyers AS text[])) AS buyer
""")


class Tenders:
    """Every tender, drafts included."""

    def __init__(self, session: AsyncSession, ownerships: Ownerships) -> None:
        self._session, self._ownerships = session, ownerships

    def add(self, tender: Tender) -> None:
        """Keep a new tender."""
        self._session.add(tender)

    async def get(self, tender_id: UUID, *, by: Buyer, expected: Expected, lock: bool = False) -> Tender:
        """A tender of this buyer or portal, at the revision it expects; `lock` keeps others from changing it."""
        tender = await self._session.get(Tender, tender_id, with_for_update=lock or None)
        if tender is None:
            raise TenderNotFound
        tender.answer_to(by)
        await self._ownerships.must_allow(tender_id, by)
        expected.check(tender.revision)
        return tender

    async def find(self, tender_id: UUID) -> Tender | None:
        """A tender, whoever's, to look at alone; None where there is none."""
        return await self._session.get(Tender, tender_id)

    async def receiving(self, tender_id: UUID) -> Tender:
        """A public tender that something comes in for: nobody changes it meanwhile, and many may come at once."""
        tender = await self._session.get(Tender, tender_id, with_for_update={"read": True})
        if tender is None or not tender.is_public:
            raise TenderNotFound
        return tender

    async def receiving_since(self, tender_id: UUID) -> tuple[Tender, datetime]:
        """The same, and when what comes in was here whole: the start of its transaction by the one clock of all."""
        mine = select(Tender, func.transaction_timestamp()).where(table.c.id == tender_id)
        found = (await self._session.execute(mine.with_for_update(read=True, of=table))).one_or_none()
        if found is None or not found[0].is_public:
            raise TenderNotFound
        return found[0], found[1]

    async def locked(self, ids: Sequence[UUID]) -> Sequence[Tender]:
        """Tenders that this transaction has locked already, the one that is due first at the head."""
        query = select(Tender).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()

    async def lock(self, buyers: Iterable[Siret]) -> None:
        """Make others who record tenders of these buyers wait for the end of the transaction."""
        # in one order for all, so that no two wait for each other
        await self._session.execute(_LOCK, {"buyers": sorted(set(buyers))})

    async def known(self, names: Iterable[TenderName]) -> dict[TenderName, Tender]:
        """Those tenders that are kept under these names; nobody else changes any of them in the meantime."""
        query = (
            select(tender_name.c.buyer, tender_name.c.external_id, Tender)
            .join(Tender, table.c.id == tender_name.c.tender_id)
            .where(tuple_(tender_name.c.buyer, tender_name.c.external_id).in_(list(names)))
            .order_by(table.c.id)
            .with_for_update(of=table)
        )
        return {(buyer, named): tender for buyer, named, tender in await self._session.execute(query)}

    async def keep_name(self, name: TenderName, tender_id: UUID) -> None:
        """Keep under which external id its buyer's own system has a new tender."""
        buyer, external_id = name
        values = {"buyer": buyer, "external_id": external_id, "tender_id": tender_id}
        await self._session.execute(insert(tender_name).values(values))
