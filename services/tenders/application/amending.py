"""Changing a call while bids may come."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.calendar import day_of
from services.tenders.application.legal import information
from services.tenders.application.notifying import of_amendment
from services.tenders.domain.amendment import Change
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.dossier import DocumentName
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


async def amend_tender(
    uow: UnitOfWork,
    tender_id: UUID,
    change: Change,
    documents: tuple[DocumentName, ...],
    *,
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Tender:
    """Tell everybody of a change, with the documents that waited for it, and write to those who left an address."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected, lock=True)
        dossier = await uow.dossiers.of(tender_id)
        released = dossier.release(documents)
        tender.amend(change, released, by=by, now=now, limit=information(tender, day_of(now)))
        uow.dossiers.keep(dossier)
        await uow.notifications.write_to_withdrawers(tender_id, of_amendment(tender, tender.amendments[-1]), now)
    return tender
