"""Preparing a tender."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.procedures import LotNotice
from contracts.reference.price_formulas import price_formulas
from contracts.reference.purchasing import areas, departments
from services.tenders.application.calling import check_within
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.price_formula import must_be_priced
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms, must_be_known
from services.tenders.persistence.unit_of_work import UnitOfWork

Lots = tuple[LotNotice, ...]


async def draft_tender(
    uow: UnitOfWork, tender_id: UUID, terms: Terms, lots: Lots, *, by: Buyer, now: datetime
) -> Tender:
    """Begin a tender that only its buyer sees."""
    async with uow:
        tender = Tender.draft(tender_id, terms, lots, by=by, now=now)
        await keep_draft(uow, tender, by=by)
    return tender


async def keep_draft(uow: UnitOfWork, tender: Tender, *, by: Buyer) -> None:
    """Keep a new draft, if what its terms refer to is there; a portal gets its owner token."""
    await check_terms(uow, tender.terms)
    must_be_priced([lot.notice for lot in tender.lots], price_formulas())
    uow.tenders.add(tender)
    uow.ownerships.issue(tender.id, "tender", to=by, now=tender.drafted_at)


async def check_terms(uow: UnitOfWork, terms: Terms) -> None:
    """Refuse terms that refer to what is not there, or to what is another buyer's."""
    must_be_known(terms, departments=departments(), areas=areas())
    await check_within(uow, terms)
    for entry in await uow.plan.behind(terms):
        entry.must_serve(terms.buyer)


async def redraft_tender(
    uow: UnitOfWork, tender_id: UUID, terms: Terms, lots: Lots, *, by: Buyer, expected: Expected
) -> Tender:
    """Replace the terms of a draft."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected)
        await check_terms(uow, terms)
        must_be_priced(lots, price_formulas())
        tender.redraft(terms, lots, by=by)
    return tender
