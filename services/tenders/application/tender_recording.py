"""Taking over drafts of tenders from the system in which their buyer prepares them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from chassis.errors import Refusal
from chassis.identity import uuid7
from chassis.records import RecordResult, RecordStatus, refused
from contracts.procedures import LotNotice
from contracts.reference.price_formulas import price_formulas
from contracts.vocabulary import Text
from services.tenders.application.drafting import check_terms
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.price_formula import must_be_priced
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_record import RecordedThroughPortal, TenderName
from services.tenders.domain.terms import Terms
from services.tenders.persistence.unit_of_work import UnitOfWork

Place = TypeVar("Place")
Draft = tuple[Text, Terms, tuple[LotNotice, ...]]
"""An external id, and what is known under it."""
Known = dict[TenderName, Tender]


async def record_tenders(
    uow: UnitOfWork, drafts: Mapping[Place, Draft], *, by: Buyer, now: datetime
) -> dict[Place, RecordResult]:
    """Draft each tender or replace its terms; what became of it, under the place it came with.

    Raises `RecordedThroughPortal`.
    """
    if by.portal is not None:
        raise RecordedThroughPortal
    async with uow:
        await uow.tenders.lock(terms.buyer for _, terms, _ in drafts.values())
        known = await uow.tenders.known((terms.buyer, named) for named, terms, _ in drafts.values())
        return {place: await _judged(uow, draft, known, by, now) for place, draft in drafts.items()}


async def _judged(uow: UnitOfWork, draft: Draft, known: Known, by: Buyer, now: datetime) -> RecordResult:
    try:
        status, tender = await _taken_over(uow, draft, known, by, now)
    except Refusal as refusal:  # before anything changed
        return refused(refusal)
    return RecordResult(status=status, id=str(tender.id), version=tender.revision)


async def _taken_over(
    uow: UnitOfWork, draft: Draft, known: Known, by: Buyer, now: datetime
) -> tuple[RecordStatus, Tender]:
    named, terms, lots = draft
    by.must_be(terms.buyer)
    name = (terms.buyer, named)
    tender = known.get(name)
    if tender is not None and tender.says(terms, lots):
        return RecordStatus.UNCHANGED, tender
    await check_terms(uow, terms)
    must_be_priced(lots, price_formulas())
    if tender is None:
        known[name] = tender = Tender.draft(uuid7(), terms, lots, by=by, now=now)
        uow.tenders.add(tender)
        await uow.tenders.keep_name(name, tender.id)
        return RecordStatus.CREATED, tender
    tender.redraft(terms, lots, by=by)
    return RecordStatus.CORRECTED, tender
