"""Preparing a tender."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.procedures import LotNotice
from contracts.reference.purchasing import areas, departments
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms, must_be_known
from services.tenders.persistence.unit_of_work import UnitOfWork

Lots = tuple[LotNotice, ...]


async def draft_tender(
    uow: UnitOfWork, tender_id: UUID, terms: Terms, lots: Lots, *, by: Buyer, now: datetime
) -> Tender:
    """Begin a tender that only its buyer sees."""
    async with uow:
        must_be_known(terms, departments=departments(), areas=areas())
        tender = Tender.draft(tender_id, terms, lots, by=by, now=now)
        uow.tenders.add(tender)
        uow.ownerships.issue(tender_id, "tender", to=by, now=now)
    return tender


async def redraft_tender(
    uow: UnitOfWork, tender_id: UUID, terms: Terms, lots: Lots, *, by: Buyer, expected: Expected
) -> Tender:
    """Replace the terms of a draft."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected)
        must_be_known(terms, departments=departments(), areas=areas())
        tender.redraft(terms, lots, by=by)
    return tender
