"""An act of performance of a contract: an entity of its own, so that acts in number do not wait for one another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import NotFound
from contracts.calendar import start_of
from contracts.procedures import (
    Advance,
    AdvancePaid,
    Appraisal,
    ClauseReport,
    ClauseReported,
    ExecutionFact,
    FoodPurchaseReported,
    FoodReport,
    Invoice,
    InvoicePaid,
    InvoiceReceived,
    Payment,
    Penalty,
    PenaltyApplied,
    Subcontract,
    SubcontractDeclared,
    SupplierEvaluated,
)
from contracts.vocabulary import Siret
from services.tenders.domain.contract import Contract, ContractNotInForce
from services.tenders.domain.contract_status import ContractStatus

ACTS = uuid5(NAMESPACE_URL, "https://prenan.bzh/acts")

Record = Subcontract | Advance | Invoice | Payment | Penalty | ClauseReport | FoodReport | Appraisal
"""What an act says."""


class ExecutionActNotFound(NotFound):
    """The contract has no such act."""


class ActKind(StrEnum):
    """What an act of performance is about (acte d'exécution)."""

    SUBCONTRACT = "subcontract"
    ADVANCE = "advance"
    INVOICE = "invoice"
    PAYMENT = "payment"
    PENALTY = "penalty"
    CLAUSE_REPORT = "clause-report"
    FOOD_REPORT = "food-report"
    APPRAISAL = "appraisal"


@dataclass(frozen=True)
class Shape:
    """What acts of a kind say and tell, on which day they happen, and in which states of the contract they may."""

    record: type[Record]
    fact: type[ExecutionFact]
    day: Callable[[Any], date]
    during: frozenset[ContractStatus]


_BEGUN = frozenset({ContractStatus.NOTIFIED, ContractStatus.ENDED, ContractStatus.TERMINATED})
_UNFINISHED = frozenset({ContractStatus.SIGNED, ContractStatus.NOTIFIED})
_OVER = frozenset({ContractStatus.ENDED, ContractStatus.TERMINATED})

SHAPES: Mapping[ActKind, Shape] = {
    ActKind.SUBCONTRACT: Shape(Subcontract, SubcontractDeclared, lambda said: said.accepted_on, _UNFINISHED),
    ActKind.ADVANCE: Shape(Advance, AdvancePaid, lambda said: said.paid_on, _BEGUN),
    ActKind.INVOICE: Shape(Invoice, InvoiceReceived, lambda said: said.received_on, _BEGUN),
    ActKind.PAYMENT: Shape(Payment, InvoicePaid, lambda said: said.paid_on, _BEGUN),
    ActKind.PENALTY: Shape(Penalty, PenaltyApplied, lambda said: said.applied_on, _BEGUN),
    ActKind.CLAUSE_REPORT: Shape(ClauseReport, ClauseReported, lambda said: said.period.ends_on, _BEGUN),
    ActKind.FOOD_REPORT: Shape(FoodReport, FoodPurchaseReported, lambda said: said.period.ends_on, _BEGUN),
    ActKind.APPRAISAL: Shape(Appraisal, SupplierEvaluated, lambda said: said.replied_on or said.evaluated_on, _OVER),
}
_KINDS: Mapping[type, ActKind] = {shape.record: kind for kind, shape in SHAPES.items()}


def act_id(buyer: Siret, kind: ActKind, external_id: str) -> UUID:
    """The one identity of an act that the buyer's finance system numbers, however often it is recorded."""
    return uuid5(ACTS, f"{buyer}/{kind}/{external_id}")


@dataclass(kw_only=True, eq=False)
class ExecutionAct(Aggregate):
    """One thing that was done under a contract, as it was last recorded."""

    id: UUID
    contract_id: UUID
    procedure_id: UUID
    buyer: Siret
    record: Record
    version: int = 0

    @property
    def key(self) -> str:
        """Facts of an act come in order with those of the procedure of its contract."""
        return str(self.procedure_id)

    @property
    def kind(self) -> ActKind:
        """What it is about."""
        return _KINDS[type(self.record)]

    @classmethod
    def of(cls, contract: Contract, identity: UUID, record: Record, *, today: date) -> Self:
        """Something newly done under a contract, in a state that allows it and not before its notification."""
        _must_fit(contract, record, today)
        act = cls(
            id=identity,
            contract_id=contract.id,
            procedure_id=contract.procedure_id,
            buyer=contract.state.buyer,
            record=record,
        )
        act._tell()
        return act

    def restate(self, contract: Contract, record: Record, *, today: date) -> bool:
        """Replace what was recorded; tells nothing, and is False, where both say the same."""
        if record == self.record:
            return False
        _must_fit(contract, record, today)
        self.record = record
        self._tell()
        return True

    def _tell(self) -> None:
        shape = SHAPES[self.kind]
        whose = {"act_id": self.id, "contract_id": self.contract_id, "procedure_id": self.procedure_id}
        fact = shape.fact(**whose, buyer=self.buyer, correction=self.version > 0, **dict(self.record))
        self.tell(fact, at=start_of(shape.day(self.record)))


def _must_fit(contract: Contract, record: Record, today: date) -> None:
    shape = SHAPES[_KINDS[type(record)]]
    if contract.status not in shape.during:
        raise ContractNotInForce(status=contract.status.value)
    contract.must_be_within(shape.day(record), today)
