"""What each fact tells the observatory: rows, as pure functions of the fact and its envelope."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts import offers, procedures, sourcing, suppliers
from contracts.envelope import Envelope
from contracts.fact import Fact
from services.analytics.domain.telling import act, bid, contract, lot, plan, request, supplier, tender
from services.analytics.domain.telling.row import Rows

__all__ = ["TELLERS", "UNTOLD", "Rows", "tell"]

Teller = Callable[[Any, Envelope], Rows]

TELLERS: Mapping[type[Fact], Teller] = {
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
    procedures.ContractSigned: contract.contract_rows,
    procedures.ContractNotified: contract.contract_rows,
    procedures.ContractModified: contract.contract_rows,
    procedures.ContractEnded: contract.contract_rows,
    procedures.ContractTerminated: contract.contract_rows,
    procedures.DataCorrected: contract.contract_rows,
    procedures.AdvancePaid: act.advance_rows,
    procedures.InvoiceReceived: act.invoice_rows,
    procedures.InvoicePaid: act.payment_rows,
    procedures.SubcontractDeclared: act.subcontract_rows,
    procedures.PenaltyApplied: act.penalty_rows,
    procedures.ClauseReported: act.clause_rows,
    procedures.FoodPurchaseReported: act.food_rows,
    procedures.SupplierEvaluated: act.appraisal_rows,
    suppliers.SupplierRegistered: supplier.supplier_rows,
    suppliers.SupplierUpdated: supplier.supplier_rows,
    sourcing.SourcingOpened: request.opening_rows,
    sourcing.SuppliersMatched: request.matching_rows,
    sourcing.SupplierInvited: request.invitation_rows,
    sourcing.SourcingAnswered: request.answer_rows,
    sourcing.SourcingDeclined: request.refusal_rows,
    sourcing.SourcingClosed: request.closing_rows,
}
"""What is told by each type of fact."""

UNTOLD: Mapping[type[Fact], str] = {
    procedures.EvaluationOpened: "that marking began changes no figure; its end is told by LotEvaluated",
    procedures.TenderEvaluated: "LotEvaluated said the same of each lot",
    procedures.AwardConfirmed: "it follows from AwardNotified and the passing of days; the contract tells itself",
}
"""Facts that leave no row, and why."""


def tell(fact: Fact, envelope: Envelope) -> Rows:
    """The rows that a fact adds to what was told."""
    teller = TELLERS.get(type(fact))
    return teller(fact, envelope) if teller else []
