"""Hearing bidders about prices that seem abnormally low."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Text
from services.tenders.application.admitting import must_not_be_concluded
from services.tenders.application.gathering import lot_under_evaluation, opened_bid
from services.tenders.domain.bid import BidNotFound
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.inquiry import Inquiry, InquiryStatus, SupportingDocument
from services.tenders.domain.judgement import JudgementStatus
from services.tenders.domain.official import Official
from services.tenders.persistence.unit_of_work import UnitOfWork


async def ask_justification(
    uow: UnitOfWork, tender_id: UUID, number: int, bid_id: UUID, *, due: datetime, by: Official, now: datetime
) -> Inquiry:
    """Ask a bidder to justify its price."""
    async with uow:
        tender, _ = await lot_under_evaluation(uow, tender_id, number, by=by)
        await must_not_be_concluded(uow, tender_id, number)
        bid = await opened_bid(uow, tender, number, bid_id)
        inquiry = Inquiry.asked(tender_id, bid.id, number, due, by=by.client, now=now)
        await uow.inquiries.enter(inquiry)
    return inquiry


async def justify_price(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    bid_id: UUID,
    *,
    text: Text,
    documents: tuple[SupportingDocument, ...],
    by: Depositor,
    expected: Expected,
    now: datetime,
) -> Inquiry:
    """Take a bidder's justification of its own price."""
    async with uow:
        await must_be_own(uow, tender_id, bid_id, by=by)
        inquiry = await uow.inquiries.get(bid_id, number)
        expected.check(inquiry.version)
        inquiry.answer(text, documents, now=now)
    return inquiry


async def decide_price(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    bid_id: UUID,
    *,
    accepted: bool,
    reason: Text,
    by: Official,
    expected: Expected,
    now: datetime,
) -> Inquiry:
    """Accept a price that was questioned, or rule the bid out for it."""
    async with uow:
        tender, _ = await lot_under_evaluation(uow, tender_id, number, by=by)
        await must_not_be_concluded(uow, tender_id, number)
        await opened_bid(uow, tender, number, bid_id)
        inquiry = await uow.inquiries.get(bid_id, number)
        expected.check(inquiry.version)
        inquiry.decide(accepted=accepted, reason=reason, by=by.client, now=now)
        await _rule_out(uow, inquiry, reason, by, now)
    return inquiry


async def read_inquiries(uow: UnitOfWork, tender_id: UUID, bid_id: UUID, *, by: Depositor) -> list[Inquiry]:
    """What a bidder was asked about the prices of its own bid."""
    async with uow:
        await must_be_own(uow, tender_id, bid_id, by=by)
        return await uow.inquiries.into(bid_id)


async def must_be_own(uow: UnitOfWork, tender_id: UUID, bid_id: UUID, *, by: Depositor) -> None:
    """Refuse a bid of others, or of another tender."""
    bid = await uow.bids.find(bid_id)
    if bid is None or bid.tender_id != tender_id:
        raise BidNotFound
    by.must_have_handed_in(bid)


async def _rule_out(uow: UnitOfWork, inquiry: Inquiry, reason: Text, by: Official, now: datetime) -> None:
    if inquiry.status is InquiryStatus.REJECTED:
        taken_up = uow.judgements.take_up(inquiry.tender_id, inquiry.bid_id, inquiry.lot, by=by.client, at=now)
        (await taken_up).judge(JudgementStatus.ABNORMALLY_LOW, reason, by=by.client, now=now)
