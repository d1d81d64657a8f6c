"""What each fact tells the observatory: rows, as pure functions of the fact and its envelope."""

from collections.abc import Mapping

from contracts import flags, observatory, offers, procedures, sourcing, suppliers
from contracts.envelope import Envelope
from contracts.fact import Fact
from services.analytics.domain.telling import act, bid, contract, flag, lot, payment, plan, request, supplier, tender
from services.analytics.domain.telling.row import Rows
from services.analytics.domain.telling.teller import Teller, as_written, of_facts

__all__ = ["TELLERS", "UNTOLD", "Rows", "tell"]

TELLERS: Mapping[type[Fact], Teller] = {
    procedures.ContractSigned: as_written(contract.signature_rows),
    procedures.ContractNotified: as_written(contract.notification_rows),
    procedures.ContractModified: as_written(contract.modification_rows),
    procedures.ContractEnded: as_written(contract.end_rows),
    procedures.ContractTerminated: as_written(contract.termination_rows),
    procedures.DataCorrected: as_written(contract.correction_rows),
    procedures.AdvancePaid: as_written(payment.advance_rows),
    procedures.InvoiceReceived: as_written(payment.invoice_rows),
    procedures.InvoicePaid: as_written(payment.payment_rows),
    suppliers.SupplierRegistered: as_written(supplier.supplier_rows),
    suppliers.SupplierUpdated: as_written(supplier.supplier_rows),
    suppliers.SupplierVerified: as_written(supplier.supplier_rows),
    suppliers.SupplierSuspended: as_written(supplier.supplier_rows),
    suppliers.SupplierReinstated: as_written(supplier.supplier_rows),
    suppliers.SupplierMerged: as_written(supplier.supplier_rows),
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
_CERTIFIED = "no figure is made of certificates"
UNTOLD: Mapping[type[Fact], str] = {
    procedures.EvaluationOpened: "that marking began changes no figure; its end is told by LotEvaluated",
    procedures.TenderEvaluated: "LotEvaluated said the same of each lot",
    procedures.AwardConfirmed: "it follows from AwardNotified and the passing of days; the contract tells itself",
    observatory.IndicatorComputed: _OWN,
    observatory.TargetCrossed: _OWN,
    observatory.TargetSet: _OWN,
    observatory.DataQualityGraded: _OWN,
    suppliers.CertificateAdded: _CERTIFIED,
    suppliers.CertificateVerified: _CERTIFIED,
    suppliers.CertificateWithdrawn: _CERTIFIED,
    suppliers.CertificateExpired: _CERTIFIED,
}
"""Facts that leave no row, and why."""


def tell(kind: type[Fact], envelope: Envelope) -> Rows:
    """The rows that a fact adds to what was told; raises where it is out of form."""
    teller = TELLERS.get(kind)
    return teller.tell(envelope) if teller else []
