"""What facts tell of acts of performance beside money: subcontracts, penalties, reports, appraisals."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.envelope import Envelope
from contracts.procedures import (
    ClauseReported,
    ExecutionFact,
    FoodPurchaseReported,
    PenaltyApplied,
    SubcontractDeclared,
    SupplierEvaluated,
)
from services.analytics.domain.telling.row import Rows, amount, frame, members, whose

_CENT = Decimal("0.01")
_OF_REPORT = members("insertion_hours_contracted", "insertion_hours_achieved", "equality", "environmental")


def subcontract_rows(fact: SubcontractDeclared, envelope: Envelope) -> Rows:
    """A subcontract that was accepted."""
    who = fact.subcontractor
    told = {"value": amount(fact.value), "company": whose(who.identifier)["company"], "size": who.size}
    return _act(fact, envelope, "subcontract", fact.accepted_on, **told)


def penalty_rows(fact: PenaltyApplied, envelope: Envelope) -> Rows:
    """A penalty."""
    return _act(fact, envelope, "penalty", fact.applied_on, value=amount(fact.value))


def clause_rows(fact: ClauseReported, envelope: Envelope) -> Rows:
    """How clauses were kept in a period."""
    period = fact.period
    return _act(fact, envelope, "clause", period.ends_on, starts_on=period.starts_on, **_OF_REPORT(fact))


def food_rows(fact: FoodPurchaseReported, envelope: Envelope) -> Rows:
    """Purchases of food in a period."""
    period = fact.period
    said = {name: amount(getattr(fact, name)) for name in ("sustainable", "organic", "french", "european")}
    return _act(fact, envelope, "food", period.ends_on, starts_on=period.starts_on, value=amount(fact.total), **said)


def appraisal_rows(fact: SupplierEvaluated, envelope: Envelope) -> Rows:
    """The mean mark that a holder was given, out of ten, to two decimals."""
    score = Decimal(sum(mark.score for mark in fact.marks)) / len(fact.marks)
    return _act(fact, envelope, "appraisal", fact.evaluated_on, score=score.quantize(_CENT))


def _act(fact: ExecutionFact, envelope: Envelope, kind: str, day: date, **told: Any) -> Rows:
    row = {
        **frame(envelope, day),
        "act_id": fact.act_id,
        "contract_id": fact.contract_id,
        "buyer": fact.buyer,
        "kind": kind,
        "on": day,
        **told,
    }
    return [("act_version", row)]
