"""Proposing to whom a lot goes, and approving it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Text
from services.tenders.application.gathering import ANY_REVISION, evidence_of, lot_under_evaluation
from services.tenders.domain.award_decision import AwardDecision
from services.tenders.domain.holders import most_holders
from services.tenders.domain.judgement import JudgementStatus
from services.tenders.domain.official import Official
from services.tenders.domain.winners import winners
from services.tenders.persistence.unit_of_work import UnitOfWork


async def propose_award(
    uow: UnitOfWork,
    award_id: UUID,
    tender_id: UUID,
    number: int,
    *,
    passed_over: Mapping[UUID, Text],
    holders: int,
    by: Official,
    now: datetime,
) -> AwardDecision:
    """Propose the first ranked bid, or as many of a framework agreement as it shall have `holders`.

    Those `passed_over`, with the reason of each, cannot prove their situation.
    """
    async with uow:
        tender, lot = await lot_under_evaluation(uow, tender_id, number, by=by, lock=True)
        evaluation = await uow.evaluations.get(tender_id, number)
        ranking = evaluation.ranking(await evidence_of(uow, tender, lot))
        best = winners(ranking, passed_over, count=holders, most=most_holders(tender.terms.framework))
        for bid, reason in passed_over.items():
            judgement = await uow.judgements.take_up(tender_id, bid, number, by=by.client, at=now)
            judgement.judge(JudgementStatus.INELIGIBLE, reason, by=by.client, now=now)
        bids = [one.bid_id for one in best]
        award = AwardDecision.proposed(award_id, tender_id, number, bids, by=by.client, now=now)
        await uow.awards.enter(award)
    return award


async def read_award(uow: UnitOfWork, tender_id: UUID, number: int, *, by: Official) -> AwardDecision:
    """The award of a lot of one's buyer, as far as it has come."""
    async with uow:
        await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION)
        return await uow.awards.get(tender_id, number, shared=True)


async def approve_award(
    uow: UnitOfWork, tender_id: UUID, number: int, *, by: Official, expected: Expected, now: datetime
) -> AwardDecision:
    """Approve the award that somebody else proposed."""
    async with uow:
        await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION)
        award = await uow.awards.get(tender_id, number)
        expected.check(award.version)
        award.approve(by=by.client, now=now)
    return award
