"""From an awarded lot to a signed contract."""

from dataclasses import dataclass
from datetime import date

from chassis.errors import Conflict
from contracts.vocabulary import ContractState, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract
from services.tenders.domain.days import day_of, must_be_past
from services.tenders.domain.lot import Award, Lot
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.time_limits import TimeLimit

NO_STANDSTILL = TimeLimit(days=0, article="CCP R2182-1")


class LotNotAwarded(Conflict):
    """Only an awarded lot of a procedure that stands may be signed."""


class LotSigned(Conflict):
    """This lot is under contract already."""


class ReferenceTaken(Conflict):
    """The buyer has a contract of this reference already."""


@dataclass(frozen=True)
class Signature:
    """A buyer's signature: of which lot, under which reference of its own, on which day; duration in months."""

    lot: int
    reference: Text
    signed_on: date
    months: int | None = None

    def of(self, tender: Tender, *, by: Buyer, today: date, standstill: TimeLimit | None) -> Contract:
        """The contract it makes of a lot, once the standstill is over (délai de suspension): CCP R2182-1."""
        tender.answer_to(by)
        lot = tender.lot(self.lot)
        award = lot.award
        if award is None or tender.status is TenderStatus.CANCELLED:
            raise LotNotAwarded(lot=self.lot, status=lot.status.value)
        must_be_past(self.signed_on, today)
        (standstill or NO_STANDSTILL).must_be_over(day_of(award.awarded_at), self.signed_on)
        return Contract.signed(tender.id, self.lot, self._state(tender, lot, award))

    def _state(self, tender: Tender, lot: Lot, award: Award) -> ContractState:
        terms = tender.terms
        return ContractState(
            buyer=terms.buyer,
            reference=self.reference,
            title=lot.title,
            department=terms.department,
            area=terms.area,
            cpv=lot.cpv or terms.cpv,
            nature=terms.nature,
            procedure=terms.procedure,
            technique=terms.technique,
            planned=lot.value or (terms.estimated_value if len(tender.lots) == 1 else None),
            initial=award.value,
            current=award.value,
            signed_on=self.signed_on,
            months=self.months,
            bids=lot.bids,
            holders=award.holders,
        )
