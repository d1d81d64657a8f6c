"""What each fact tells the observatory: rows, as pure functions of the fact and its envelope."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from contracts import flags, observatory, offers, procedures, sourcing, suppliers
from contracts.envelope import Envelope
from contracts.fact import Fact
from services.analytics.domain.telling import act, bid, contract, flag, lot, plan, request, supplier, tender
from services.analytics.domain.telling.row import Rows
from services.analytics.domain.telling.said import OfContract, OfMoney, OfSupplier
from services.analytics.domain.telling.teller import Teller, of_facts

__all__ = ["TELLERS", "UNTOLD", "Rows", "tell"]

_CONTRACT = TypeAdapter(OfContract).validate_python
_SUPPLIER = TypeAdapter(OfSupplier).validate_python
_MONEY = TypeAdapter(OfMoney).validate_python

TELLERS: Mapping[type[Fact], Teller] = {
    procedures.ContractSigned: Teller(_CONTRACT, contract.signature_rows),
    procedures.ContractNotified: Teller(_CONTRACT, contract.notification_rows),
    procedures.ContractModified: Teller(_CONTRACT, contract.modification_rows),
    procedures.ContractEnded: Teller(_CONTRACT, contract.end_rows),
    procedures.ContractTerminated: Teller(_CONTRACT, contract.termination_rows),
    procedures.DataCorrected: Teller(_CONTRACT, contract.correction_rows),
    procedures.AdvancePaid: Teller(_MONEY, act.advance_rows),
    procedures.InvoiceReceived: Teller(_MONEY, act.invoice_rows),
    procedures.InvoicePaid: Teller(_MONEY, act.payment_rows),
    suppliers.SupplierRegistered: Teller(_SUPPLIER, supplier.supplier_rows),
    suppliers.SupplierUpdated: Teller(_SUPPLIER, supplier.supplier_rows),
    **of_facts(
        {
            procedures.PlanEntryPublished: plan.entry_rows,
            procedures.PlanEntryTendered: plan.tendered_rows,
            procedures.PlanEntryWithdrawn: plan.withdrawal_rows,
            procedures.TenderPublished: tender.publication_rows,
            procedures.TenderAmended: tender.amendment_rows,
            procedures.PhaseOpened: tender.phase_rows,
            procedures.TenderClosed: tender.closing_rows,
            procedures.TenderCancelled: tender.cancellation_rows,
            procedures.DossierWithdrawn: tender.withdrawal_rows,
            procedures.QuestionAnswered: tender.question_rows,
            procedures.BidsOpened: bid.opening_rows,
            procedures.BidRejected: bid.rejection_rows,
            procedures.BidReinstated: bid.reinstatement_rows,
            procedures.LoserNotified: bid.letter_rows,
            offers.OffersOpened: bid.offer_rows,
            procedures.LotClosed: lot.closing_rows,
            procedures.ContractAwarded: lot.award_rows,
            procedures.LotEvaluated: lot.evaluation_rows,
            procedures.EvaluationReopened: lot.reevaluation_rows,
            procedures.LotReopened: lot.reopening_rows,
            procedures.AwardProposed: lot.proposal_rows,
            procedures.AwardApproved: lot.approval_rows,
            procedures.AwardNotified: lot.standstill_rows,
            procedures.AwardAnnulled: lot.annulment_rows,
            procedures.SubcontractDeclared: act.subcontract_rows,
            procedures.PenaltyApplied: act.penalty_rows,
            procedures.ClauseReported: act.clause_rows,
            procedures.FoodPurchaseReported: act.food_rows,
            procedures.SupplierEvaluated: act.appraisal_rows,
            sourcing.SourcingOpened: request.opening_rows,
            sourcing.SuppliersMatched: request.matching_rows,
            sourcing.SupplierInvited: request.invitation_rows,
            sourcing.SourcingAnswered: request.answer_rows,
            sourcing.SourcingDeclined: request.refusal_rows,
            sourcing.SourcingClosed: request.closing_rows,
            flags.RedFlagRaised: flag.raising_rows,
            flags.RedFlagCleared: flag.clearing_rows,
        }
    ),
}
"""What is told by each type of fact."""

_OWN = "the observatory tells it itself, of what it was told"
UNTOLD: Mapping[type[Fact], str] = {
    procedures.EvaluationOpened: "that marking began changes no figure; its end is told by LotEvaluated",
    procedures.TenderEvaluated: "LotEvaluated said the same of each lot",
    procedures.AwardConfirmed: "it follows from AwardNotified and the passing of days; the contract tells itself",
    observatory.IndicatorComputed: _OWN,
    observatory.TargetCrossed: _OWN,
    observatory.TargetSet: _OWN,
    observatory.DataQualityGraded: _OWN,
}
"""Facts that leave no row, and why."""


def tell(kind: type[Fact], envelope: Envelope) -> Rows:
    """The rows that a fact adds to what was told; raises `pydantic.ValidationError` where it is out of form."""
    teller = TELLERS.get(kind)
    return teller.tell(envelope) if teller else []
