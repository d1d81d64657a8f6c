"""From an awarded lot to a signed contract."""

from dataclasses import dataclass
from datetime import date

from chassis.errors import Conflict
from contracts.calendar import day_of
from contracts.procedures import CriterionKind
from contracts.vocabulary import (
    Ccag,
    Concession,
    ContractState,
    Group,
    Modality,
    PriceForm,
    Share,
    Technique,
    Text,
)
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.call_off import FrameworkAgreement
from services.tenders.domain.contract import Contract
from services.tenders.domain.days import must_be_past
from services.tenders.domain.duration import must_last_for_a_reason
from services.tenders.domain.lot import Award, Lot
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.time_limits import TimeLimit

_OF_LOT = ("clauses", "advance", "advance_guarantee", "insertion_hours", "price_revision")
NO_STANDSTILL = TimeLimit(days=0, article="CCP R2182-1")


class LotNotAwarded(Conflict):
    """Only an awarded lot of a procedure that stands may be signed."""


class LotSigned(Conflict):
    """This lot is under contract already."""


class ReferenceTaken(Conflict):
    """The buyer has a contract of this reference already."""


@dataclass(frozen=True)
class Signature:
    """A buyer's signature: of which lot, under which reference of its own, on which day.

    `months` is the duration, that of the lot or the framework where it is left out; `duration_reason` says why a
    concession is to last more than five years (CCP R3114-2); `group`, `modalities` and what only a `concession` has are
    told with the essential data (CCP R2196-1). The origins are those of listed products, None where
    nothing of the kind is bought.
    """

    lot: int
    reference: Text
    signed_on: date
    months: int | None = None
    price_form: PriceForm | None = None
    ccag: Ccag | None = None
    duration_reason: Text | None = None
    origin_france: Share | None = None
    origin_european: Share | None = None
    group: Group | None = None
    modalities: tuple[Modality, ...] = ()
    concession: Concession | None = None

    def of(
        self,
        tender: Tender,
        *,
        by: Buyer,
        today: date,
        standstill: TimeLimit | None,
        framework: FrameworkAgreement | None = None,
    ) -> Contract:
        """The contract it makes of a lot, once the standstill is over (délai de suspension): CCP R2182-1.

        `framework` is the agreement that the tender was a call under.
        """
        tender.answer_to(by)
        lot = tender.lot(self.lot)
        award = lot.award
        if award is None or tender.status is TenderStatus.CANCELLED:
            raise LotNotAwarded(lot=self.lot, status=lot.status.value)
        must_be_past(self.signed_on, today)
        (standstill or NO_STANDSTILL).must_be_over(day_of(award.awarded_at), self.signed_on)
        if framework:
            framework.must_be_open(self.signed_on)
            framework.must_take(award.value.amount)
        state = self._state(tender, lot, award, framework)
        must_last_for_a_reason(state.procedure, state.months, self.duration_reason, on=self.signed_on)
        return Contract.signed(tender.id, self.lot, state)

    def _state(self, tender: Tender, lot: Lot, award: Award, framework: FrameworkAgreement | None) -> ContractState:
        terms, bounds = tender.terms, tender.terms.framework
        return ContractState(
            buyer=terms.buyer,
            on_behalf_of=terms.on_behalf_of,
            reference=self.reference,
            title=lot.title,
            department=terms.department,
            area=terms.area,
            cpv=lot.cpv or terms.cpv,
            nature=terms.nature,
            procedure=terms.procedure,
            technique=Technique.SUBSEQUENT if framework else terms.technique,
            planned=lot.value or (terms.estimated_value if len(tender.lots) == 1 else None),
            initial=award.value,
            current=award.value,
            signed_on=self.signed_on,
            months=self._months(lot, bounds.months if bounds else None),
            bids=lot.bids,
            holders=award.holders,
            framework=framework.contract.id if framework else None,
            maximum=bounds.maximum if bounds else None,
            price_form=self.price_form,
            ccag=self.ccag,
            duration_reason=self.duration_reason,
            places=lot.places or terms.places,
            origin_france=self.origin_france,
            origin_european=self.origin_european,
            group=self.group,
            modalities=self.modalities,
            concession=self.concession,
            social_criterion=_judged_by(lot, CriterionKind.SOCIAL),
            environmental_criterion=_judged_by(lot, CriterionKind.ENVIRONMENT),
            **{name: getattr(lot, name) for name in _OF_LOT},
        )

    def _months(self, lot: Lot, bound: int | None) -> int | None:
        return next((months for months in (self.months, lot.months, bound) if months is not None), None)


def _judged_by(lot: Lot, kind: CriterionKind) -> bool | None:
    """Whether bids for a lot were judged by a criterion of a kind; None where only the dossier gives the criteria."""
    return any(criterion.kind is kind for criterion in lot.criteria) if lot.criteria else None
