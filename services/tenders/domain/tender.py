"""A tender, from draft to award."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from contracts.procedures import (
    ContractAwarded,
    LotClosed,
    LotReopened,
    TenderCancelled,
    TenderEvaluated,
)
from contracts.vocabulary import LotOutcome, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.consultation import Consultation
from services.tenders.domain.holders import most_holders
from services.tenders.domain.lot import Award, Fruitless, Lot, LotStatus
from services.tenders.domain.tender_state import (
    AwardNeedsEvaluation,
    LotUnderContract,
)
from services.tenders.domain.tender_status import TenderStatus


@dataclass(kw_only=True, eq=False)
class Tender(Consultation):
    """A procedure by which a buyer seeks bids for lots and decides each of them (procédure de passation)."""

    def close_lot(self, number: int, *, outcome: Fruitless, bids: int, reason: Text, by: Buyer, now: datetime) -> None:
        """Record that a lot ended without a winner, and why."""
        self._decide(number, self._deciding(by, number).closed(outcome, bids, reason), now)

    def award_lot(self, number: int, *, bids: int, award: Award, by: Buyer) -> None:
        """Give a lot to its winners: CCP L2152-7."""
        lot = self._deciding(by, number).awarded(bids, award, most=most_holders(self.terms.framework))
        self._must_be_evaluated(award)
        self._decide(number, lot, award.awarded_at)
        fact = ContractAwarded(tender_id=self.id, lot=number, bids=bids, **vars(award))
        self.tell(fact, at=award.awarded_at)

    def evaluate(self, concluded: Collection[int], *, now: datetime) -> None:
        """Note that the bids were ranked for every lot that is not decided, once `concluded` are all of them."""
        waiting = {lot.number for lot in self.lots if lot.status is LotStatus.OPEN}
        if self.status is TenderStatus.OPENED and waiting and waiting.issubset(concluded):
            self.status = TenderStatus.EVALUATED
            self.tell(TenderEvaluated(tender_id=self.id, evaluated_at=now), at=now)

    def reopen_lot(self, number: int, reason: Text, *, now: datetime) -> None:
        """Take back the award of a lot, whose bids are evaluated again."""
        self._must_allow(TenderStatus.OPENED)
        self._replace(self.lot(number).reopened())
        self.status, self.ended_at = TenderStatus.OPENED, None
        self.tell(LotReopened(tender_id=self.id, lot=number, reason=reason, reopened_at=now), at=now)

    def cancel(self, reason: Text, *, by: Buyer, now: datetime, contracts: int = 0) -> None:
        """Drop the whole procedure (déclaration sans suite), unless `contracts` of it are signed: CCP R2185-1."""
        self.answer_to(by)
        self._must_allow(TenderStatus.CANCELLED)
        if contracts:
            raise LotUnderContract(contracts=contracts)
        self.status, self.reason, self.ended_at = TenderStatus.CANCELLED, reason, now
        if self.is_public:
            self.tell(TenderCancelled(tender_id=self.id, reason=reason, cancelled_at=now), at=now)
        else:
            self.revision += 1

    def _deciding(self, by: Buyer, number: int) -> Lot:
        self.answer_to(by)
        unopened = self.seal is not None and self.status is TenderStatus.CLOSED
        self._must_allow(TenderStatus.AWARDED, already=unopened)
        return self.lot(number)

    def _decide(self, number: int, lot: Lot, now: datetime) -> None:
        self._replace(lot)
        outcome, bids = LotOutcome(lot.status), lot.bids or 0
        told = LotClosed(tender_id=self.id, lot=number, outcome=outcome, bids=bids, reason=lot.reason, closed_at=now)
        self.tell(told, at=now)
        statuses = {one.status for one in self.lots}
        if LotStatus.OPEN not in statuses:
            awarded = LotStatus.AWARDED in statuses
            self.status = TenderStatus.AWARDED if awarded else TenderStatus.UNSUCCESSFUL
            self.ended_at = now

    def _must_be_evaluated(self, award: Award) -> None:
        followed = award.award_id is not None and self.status is TenderStatus.EVALUATED
        if self.terms.committee and not followed:
            raise AwardNeedsEvaluation(status=self.status.value, article="CCP R2152-6")
