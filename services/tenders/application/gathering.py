"""Bringing together what the evaluation of a lot rests on."""

from dataclasses import dataclass
from uuid import UUID

from chassis.caching import Expected
from contracts.reference.abnormal import abnormal_rules
from contracts.reference.price_formulas import default_formula, default_maximum, price_formulas
from services.tenders.domain.bid import Bid, BidNotFound
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.evaluation import Evaluation
from services.tenders.domain.evidence import Evidence
from services.tenders.domain.lot import Lot
from services.tenders.domain.ranking import Ranked
from services.tenders.domain.scoring import Score
from services.tenders.domain.selection import standing
from services.tenders.domain.tender import Tender
from services.tenders.domain.yardsticks import estimate, under_evaluation, yardsticks
from services.tenders.persistence.unit_of_work import UnitOfWork

ANY_REVISION = Expected(None)


@dataclass(frozen=True)
class Findings:
    """An evaluation with its evidence, as `reader`, the name of a key, may see it."""

    evaluation: Evaluation
    evidence: Evidence
    reader: str

    @property
    def id(self) -> UUID:
        """The identity of the evaluation."""
        return self.evaluation.id

    @property
    def revision(self) -> int:
        """Grows with every change that this reader can see: those of the evaluation, and of its own marks."""
        own = [score for score in self.evidence.scores if score.evaluator == self.reader]
        return self.evaluation.revision + len(own)

    @property
    def scores(self) -> list[Score]:
        """The marks that count: before the conclusion its own alone, so that nobody follows another."""
        current = self.evidence.current()
        return [one for one in current if self.evaluation.concluded_at or one.evaluator == self.reader]

    @property
    def ranking(self) -> list[Ranked]:
        """The ranking, once it is concluded."""
        return self.evaluation.ranking(self.evidence) if self.evaluation.concluded_at else []


async def lot_under_evaluation(
    uow: UnitOfWork, tender_id: UUID, number: int, *, by: Buyer, lock: bool = False
) -> tuple[Tender, Lot]:
    """A tender of this buyer, and a lot of it whose bids are open and which is not decided."""
    tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION, lock=lock)
    return tender, under_evaluation(tender, number)


async def opened_bids(uow: UnitOfWork, tender: Tender, number: int) -> list[Bid]:
    """The bids of the last phase that were opened for a lot, readable or not, by time of receipt."""
    opened = await uow.bids.at_opening(tender.id, tender.phase)
    return standing(opened, tender.invited, number)


async def opened_bid(uow: UnitOfWork, tender: Tender, number: int, bid_id: UUID) -> Bid:
    """One of the bids that were opened for a lot; refuses any other."""
    found = [bid for bid in await opened_bids(uow, tender, number) if bid.id == bid_id]
    if not found:
        raise BidNotFound
    return found[0]


async def evidence_of(uow: UnitOfWork, tender: Tender, lot: Lot) -> Evidence:
    """All that the evaluation of a lot rests on."""
    bids = await opened_bids(uow, tender, lot.number)
    ids = tuple(bid.id for bid in bids)
    prices = {bid.id: bid.form.price(lot.number) for bid in bids if bid.form}
    return Evidence(
        yardsticks=yardsticks(lot, price_formulas(), default=default_formula(), maximum=default_maximum()),
        bids=ids,
        prices={bid: price.amount for bid, price in prices.items() if price},
        judgements=await uow.judgements.of(ids, lot.number),
        inquiries=await uow.inquiries.of(ids, lot.number),
        scores=await uow.evaluations.scores(tender.id, lot.number),
        estimate=estimate(tender, lot),
        rules=abnormal_rules(),
    )
