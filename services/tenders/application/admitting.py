"""Saying which bids are in the running for a lot."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Text
from services.tenders.application.gathering import evidence_of, lot_under_evaluation
from services.tenders.domain.evidence import Evidence
from services.tenders.domain.judgement import Judgement, JudgementStatus
from services.tenders.domain.official import Official
from services.tenders.persistence.unit_of_work import UnitOfWork


async def judge_bid(
    uow: UnitOfWork,
    tender_id: UUID,
    lot: int,
    bid_id: UUID,
    *,
    status: JudgementStatus,
    reason: Text,
    by: Official,
    expected: Expected,
    now: datetime,
) -> Judgement:
    """Admit a bid for a lot, or rule it out."""
    async with uow:
        evidence, judgement = await _taken_up(uow, tender_id, lot, bid_id, by, now)
        expected.check(judgement.revision)
        evidence.must_allow(bid_id, status)
        judgement.judge(status, reason, by=by.client, now=now)
    return judgement


async def ask_regularisation(
    uow: UnitOfWork,
    tender_id: UUID,
    lot: int,
    bid_id: UUID,
    *,
    request: Text,
    due: datetime,
    by: Official,
    expected: Expected,
    now: datetime,
) -> Judgement:
    """Let a bidder put its bid right before it is judged."""
    async with uow:
        _, judgement = await _taken_up(uow, tender_id, lot, bid_id, by, now)
        expected.check(judgement.revision)
        judgement.ask_regularisation(request, due, by=by.client, now=now)
    return judgement


async def _taken_up(
    uow: UnitOfWork, tender_id: UUID, number: int, bid_id: UUID, by: Official, now: datetime
) -> tuple[Evidence, Judgement]:
    tender, lot = await lot_under_evaluation(uow, tender_id, number, by=by)
    await must_not_be_concluded(uow, tender_id, number)
    evidence = await evidence_of(uow, tender, lot)
    evidence.must_hold(bid_id)
    return evidence, await uow.judgements.take_up(tender_id, bid_id, number, by=by.client, at=now)


async def must_not_be_concluded(uow: UnitOfWork, tender_id: UUID, number: int) -> None:
    """Refuse to change what a concluded ranking rests on, and keep it from being concluded meanwhile."""
    evaluation = await uow.evaluations.find(tender_id, number, shared=True)
    if evaluation:
        evaluation.must_be_open()
