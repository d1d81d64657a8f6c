"""Making an award known, letting it stand, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from chassis.caching import Expected
from contracts.calendar import day_of
from contracts.vocabulary import Money, Technique, Text
from services.tenders.application.gathering import (
    ANY_REVISION,
    evidence_of,
    lot_under_evaluation,
    opened_bids,
)
from services.tenders.application.inquiring import must_be_own
from services.tenders.application.legal import standstill
from services.tenders.domain.award_decision import AwardDecision
from services.tenders.domain.bid import Bid
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.holders import beside_one_another, parties
from services.tenders.domain.letter import Post, RejectionLetter
from services.tenders.domain.lot import Award, Fruitless
from services.tenders.domain.official import Official
from services.tenders.domain.tender import Tender
from services.tenders.domain.time_limits import TimeLimit
from services.tenders.persistence.unit_of_work import UnitOfWork


class Sequel(StrEnum):
    """What becomes of a lot whose award is annulled: its bids are evaluated again, or it is dropped (sans suite)."""

    EVALUATION = "evaluation"
    DROPPED = "dropped"


async def notify_losers(
    uow: UnitOfWork, tender_id: UUID, number: int, *, by: Official, expected: Expected, now: datetime
) -> AwardDecision:
    """Give the lot to the winner, and tell every loser why it is not theirs."""
    async with uow:
        tender, lot = await lot_under_evaluation(uow, tender_id, number, by=by, lock=True)
        award = await uow.awards.get(tender_id, number)
        expected.check(award.version)
        evidence = await evidence_of(uow, tender, lot)
        ranking = (await uow.evaluations.get(tender_id, number)).ranking(evidence)
        bids = {bid.id: bid for bid in await opened_bids(uow, tender, number)}
        winning = [bids[one] for one in award.bids]
        given = _given(winning, evidence.prices[award.bid_id], award, now)
        tender.award_lot(number, bids=len(evidence.bids), award=given, by=by)
        losers = [one for one in evidence.bids if one not in award.bids]
        award.notify(losers, _owed(tender, losers), now=now)
        first, *further = [party[0].name for party in parties(given.holders)]
        post = Post(award.id, number, first, now, day_of(award.due_at or now), tuple(further))
        await uow.awards.post(post.letters(evidence, ranking, award.bids))
    return award


async def confirm_award(
    uow: UnitOfWork, tender_id: UUID, number: int, *, by: Official, expected: Expected, now: datetime
) -> AwardDecision:
    """Let an award stand whose standstill is over."""
    async with uow:
        await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION)
        award = await uow.awards.get(tender_id, number)
        expected.check(award.version)
        award.confirm(now=now)
    return award


async def confirm_awards(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
    """Let awards stand whose standstill is over, by the clock."""
    async with uow:
        for award in await uow.awards.locked(ids):
            award.confirm(now=now)


async def annul_award(
    uow: UnitOfWork,
    tender_id: UUID,
    number: int,
    *,
    reason: Text,
    sequel: Sequel,
    by: Official,
    expected: Expected,
    now: datetime,
) -> AwardDecision:
    """Take an award back of which nothing is signed."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION, lock=True)
        award = await uow.awards.get(tender_id, number)
        expected.check(award.version)
        award.annul(reason, by=by.client, now=now, signed=number in await uow.contracts.lots_of(tender_id))
        tender.reopen_lot(number, reason, now=now)
        await _follow(uow, tender, number, sequel, reason, by, now)
    return award


async def read_letters(uow: UnitOfWork, tender_id: UUID, bid_id: UUID, *, by: Depositor) -> Sequence[RejectionLetter]:
    """What a bidder was told of its own bid."""
    async with uow:
        await must_be_own(uow, tender_id, bid_id, by=by)
        return await uow.awards.letters_to(bid_id)


async def _follow(
    uow: UnitOfWork, tender: Tender, number: int, sequel: Sequel, reason: Text, by: Official, now: datetime
) -> None:
    evaluation = await uow.evaluations.get(tender.id, number)
    if sequel is Sequel.EVALUATION:
        evaluation.reopen(reason, now=now)
        return
    bids = len(await opened_bids(uow, tender, number))
    tender.close_lot(number, outcome=Fruitless.DROPPED, bids=bids, reason=reason, by=by, now=now)
    tender.evaluate(await uow.evaluations.concluded(tender.id), now=now)


def _owed(tender: Tender, losers: Sequence[UUID]) -> TimeLimit | None:
    """The standstill; none where nobody lost, nor for a call under an agreement or a system: CCP R2182-2."""
    is_call = tender.terms.within is not None or tender.terms.technique is Technique.SUBSEQUENT
    return standstill(tender) if losers and not is_call else None


def _given(winning: Sequence[Bid], price: Decimal, award: AwardDecision, now: datetime) -> Award:
    groups = [bid.form.holders for bid in winning if bid.form]
    holders = beside_one_another(groups) if len(groups) > 1 else groups[0]
    return Award(holders, Money(amount=price), now, award.id, award.bid_id, award.further_bids)
