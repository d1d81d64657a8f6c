"""Facts about the money of a contract: advances, invoices, payments."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.procedures.execution import ExecutionFact
from contracts.vocabulary import Day, Money, OperatorId, Share, Word

ExternalId = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]
"""The number that a buyer's finance system gives to an advance, an invoice or a payment; unique with its buyer."""


class Advance(Word):
    """A sum paid before the work it is for (avance), excluding VAT: CCP L2191-2, R2191-3 to -19.

    `warnings` say that the rate is under what is due.
    """

    external_id: ExternalId
    holder: OperatorId | None = None
    rate: Share
    value: Money
    paid_on: Day
    warnings: tuple[str, ...] = ()


class Invoice(Word):
    """A request for payment that the buyer received (facture), excluding VAT: CCP L2192-1."""

    external_id: ExternalId
    holder: OperatorId | None = None
    value: Money
    received_on: Day


class Payment(Word):
    """What was paid of an invoice (paiement), excluding VAT.

    `delay_days` runs from the receipt of the invoice; `late` says that late interest is due (intérêts moratoires),
    past 30 days for a local authority: CCP L2192-10, L2192-13, R2192-10.
    """

    external_id: ExternalId
    invoice: UUID
    invoice_external_id: ExternalId
    value: Money
    received_on: Day
    paid_on: Day
    delay_days: Annotated[int, Field(ge=0, le=100_000)]
    late: bool


class AdvancePaid(ExecutionFact, Advance):
    """An advance was paid."""


class InvoiceReceived(ExecutionFact, Invoice):
    """An invoice was received."""


class InvoicePaid(ExecutionFact, Payment):
    """An invoice was paid, or a part of it."""
