"""The bodies that callers send about contracts in force; a member they invent is refused, at any depth."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from contracts.procedures import (
    Appraisal,
    ClauseReport,
    ExternalId,
    FoodReport,
    ModificationReason,
    Months,
    Penalty,
    Subcontract,
    Termination,
)
from contracts.procedures.execution import Mark, Period, Subcontractor
from contracts.vocabulary import Day, Share, Siret, Text
from services.tenders.api.schemas import Body, GivenMoney, GivenOperator, GivenPlace, StrictHolder
from services.tenders.domain.call_off import CallOff
from services.tenders.domain.contract_change import ContractChange
from services.tenders.domain.payment_record import AdvanceRecord, InvoiceRecord, PaymentRecord

STRICT = ConfigDict(extra="forbid")


class GivenModification(Body):
    """A modification of a contract (avenant): what it is worth, lasts or who holds it, from now on."""

    ground: ModificationReason
    reason: Text
    decided_on: Day
    value: GivenMoney | None = None
    months: Months | None = None
    holders: Annotated[tuple[StrictHolder, ...], Field(min_length=1, max_length=200)] | None = None

    def change(self) -> ContractChange:
        """The change, its successors apart."""
        return ContractChange(**{name: value for name, value in self if name != "holders"})


class ContractEnd(Body):
    """The day on which everything was performed."""

    ended_on: Day


class GivenTermination(Termination):
    """The end of a contract before its time."""

    model_config = STRICT


class GivenCallOff(Body):
    """A contract called under a framework agreement; `holder` names one of several."""

    reference: Text
    title: Text
    value: GivenMoney
    signed_on: Day
    months: Months | None = None
    holder: GivenOperator | None = None

    def call_off(self) -> CallOff:
        """The call."""
        return CallOff(**dict(self))


class GivenSubcontractor(Subcontractor):
    """Who performs a part of a contract for its holder."""

    model_config = STRICT

    identifier: GivenOperator | None = None
    place: GivenPlace | None = None


class GivenSubcontract(Subcontract):
    """A subcontract that the buyer accepts (DC4)."""

    model_config = STRICT

    subcontractor: GivenSubcontractor
    value: GivenMoney

    def said(self) -> Subcontract:
        """The subcontract as it is published."""
        return Subcontract.model_validate(self.model_dump())


class GivenPenalty(Penalty):
    """A penalty that the buyer applies."""

    model_config = STRICT

    value: GivenMoney

    def said(self) -> Penalty:
        """The penalty as it is published."""
        return Penalty.model_validate(self.model_dump())


class GivenPeriod(Period):
    """The days that a report is about."""

    model_config = STRICT


class GivenClauseReport(ClauseReport):
    """How the clauses of a contract were kept in a period."""

    model_config = STRICT

    period: GivenPeriod

    def said(self) -> ClauseReport:
        """The report as it is published."""
        return ClauseReport.model_validate(self.model_dump())


class GivenFoodReport(Body):
    """Purchases of food in a period, excluding VAT."""

    period: GivenPeriod
    total: GivenMoney
    sustainable: GivenMoney
    organic: GivenMoney
    french: GivenMoney | None = None
    european: GivenMoney | None = None

    def said(self) -> FoodReport:
        """The report as it is published."""
        return FoodReport.model_validate(self.model_dump())


class GivenMark(Mark):
    """How well the holder did in one respect."""

    model_config = STRICT


class GivenAppraisal(Body):
    """The final evaluation of the holder of a contract."""

    marks: Annotated[tuple[GivenMark, ...], Field(min_length=1, max_length=20)]
    comment: Text
    evaluated_on: Day

    def said(self) -> Appraisal:
        """The evaluation as it is published."""
        return Appraisal.model_validate(self.model_dump())


class GivenReply(Body):
    """What a holder has to say to its evaluation."""

    reply: Text


class GivenAdvance(Body):
    """An advance that was paid: its rate as a share from 0 to 1, and its value excluding VAT."""

    external_id: ExternalId
    holder: GivenOperator | None = None
    rate: Share
    value: GivenMoney
    paid_on: Day

    def record(self, buyer: Siret, contract_id: UUID) -> AdvanceRecord:
        """The record of a buyer's contract."""
        return AdvanceRecord(kind="advance", buyer=buyer, contract_id=contract_id, **dict(self))


class GivenInvoice(Body):
    """An invoice that was received."""

    external_id: ExternalId
    holder: GivenOperator | None = None
    value: GivenMoney
    received_on: Day

    def record(self, buyer: Siret, contract_id: UUID) -> InvoiceRecord:
        """The record of a buyer's contract."""
        return InvoiceRecord(kind="invoice", buyer=buyer, contract_id=contract_id, **dict(self))


class GivenPayment(Body):
    """What was paid of the invoice whose `external_id` is `invoice`."""

    external_id: ExternalId
    invoice: ExternalId
    value: GivenMoney
    paid_on: Day

    def record(self, buyer: Siret, contract_id: UUID) -> PaymentRecord:
        """The record of a buyer's contract."""
        return PaymentRecord(kind="payment", buyer=buyer, contract_id=contract_id, **dict(self))
