"""Deciding the lots of a tender."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Money, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.holders import GivenHolder
from services.tenders.domain.lot import Award, Fruitless
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


async def close_lot(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    *,
    outcome: Fruitless,
    bids: int,
    reason: Text,
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Tender:
    """Record that a lot ended without a winner; an award that was proposed falls with it."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected)
        tender.close_lot(number, outcome=outcome, bids=bids, reason=reason, by=by, now=now)
        tender.evaluate(await uow.evaluations.concluded(tender_id), now=now)
        if award := await uow.awards.standing(tender_id, number):
            award.annul(reason, by=None, now=now, signed=False)
    return tender


async def award_lot(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    *,
    bids: int,
    value: Money,
    holders: Sequence[GivenHolder],
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Tender:
    """Give a lot to its winners, named as the registry knows them."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected)
        known = await uow.suppliers.known([one.identifier for one in holders if one.identifier])
        award = Award(tuple(one.completed(known) for one in holders), value, now)
        tender.award_lot(number, bids=bids, award=award, by=by)
    return tender
