"""Marking the bids for a lot and ranking them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Text
from services.tenders.application.gathering import (
    ANY_REVISION,
    Findings,
    evidence_of,
    lot_under_evaluation,
)
from services.tenders.domain.evaluation import Evaluation
from services.tenders.domain.official import Official
from services.tenders.domain.scoring import Declaration, Opinion
from services.tenders.persistence.unit_of_work import UnitOfWork


async def appoint_evaluators(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    *,
    evaluators: tuple[Text, ...],
    by: Official,
    expected: Expected,
    now: datetime,
) -> Findings:
    """Say who evaluates the bids for a lot, first or anew."""
    async with uow:
        tender, lot = await lot_under_evaluation(uow, tender_id, number, by=by, lock=True)
        evidence = await evidence_of(uow, tender, lot)
        evaluation = await uow.evaluations.find(tender_id, number)
        if evaluation is None:
            evaluation = Evaluation.opened(
                tender_id, lot.number, evaluators, evidence.yardsticks, by=by.client, now=now
            )
            uow.evaluations.add(evaluation)
        else:
            expected.check(Findings(evaluation, evidence, by.client).revision)
            evaluation.appoint(evaluators, by=by.client, now=now)
        return Findings(evaluation, evidence, by.client)


async def declare_interests(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    *,
    conflict: bool,
    statement: Text,
    by: Official,
    expected: Expected,
    now: datetime,
) -> Findings:
    """Take an evaluator's word on interests in the matter."""
    async with uow:
        findings = await _findings(uow, tender_id, number, by=by)
        expected.check(findings.revision)
        declaration = Declaration(evaluator=by.client, conflict=conflict, statement=statement, declared_at=now)
        findings.evaluation.declare(declaration)
    return findings


async def mark_bids(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    opinions: Sequence[Opinion],
    *,
    by: Official,
    expected: Expected,
    now: datetime,
) -> Findings:
    """Record the marks of an evaluator; those it gave before for the same stay on the record."""
    async with uow:
        findings = await _findings(uow, tender_id, number, by=by, shared=True)
        expected.check(findings.revision)
        evaluation, evidence = findings.evaluation, findings.evidence
        scores = [evaluation.score(one, evidence, evaluator=by.client, now=now) for one in opinions]
        await uow.evaluations.record(evaluation, scores)
        return await _findings(uow, tender_id, number, by=by, shared=True)


async def conclude_evaluation(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    *,
    draw: tuple[UUID, ...],
    by: Official,
    expected: Expected,
    now: datetime,
) -> Findings:
    """Let the ranking of a lot stand, and with the last one the evaluation of the tender."""
    async with uow:
        tender, lot = await lot_under_evaluation(uow, tender_id, number, by=by, lock=True)
        evaluation = await uow.evaluations.get(tender_id, number)
        findings = Findings(evaluation, await evidence_of(uow, tender, lot), by.client)
        expected.check(findings.revision)
        evaluation.conclude(findings.evidence, draw, by=by.client, now=now)
        tender.evaluate({number, *await uow.evaluations.concluded(tender_id)}, now=now)
    return findings


async def read_evaluation(uow: UnitOfWork, tender_id: UUID, number: int, *, by: Official) -> Findings:
    """An evaluation as one of its buyer's people may see it, whatever became of the lot since."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION)
        evaluation = await uow.evaluations.get(tender_id, number, shared=True)
        return Findings(evaluation, await evidence_of(uow, tender, tender.lot(number)), by.client)


async def _findings(uow: UnitOfWork, tender_id: UUID, number: int, *, by: Official, shared: bool = False) -> Findings:
    tender, lot = await lot_under_evaluation(uow, tender_id, number, by=by)
    evaluation = await uow.evaluations.get(tender_id, number, shared=shared)
    return Findings(evaluation, await evidence_of(uow, tender, lot), by.client)
