"""What a finance system reports of one advance, invoice or payment."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from chassis.errors import Unacceptable
from contracts.procedures import Advance, ExternalId, Invoice, Payment
from contracts.vocabulary import ContractState, Day, Money, OperatorId, Share, Siret, Text, Word
from services.tenders.domain.contract import contract_id
from services.tenders.domain.execution_act import ActKind, act_id
from services.tenders.domain.rules.paid_advance import advance_cautions


class ContractUnnamed(Unacceptable):
    """A record names its contract by `contract_id`, or by the buyer's `reference`."""


class PaidBeforeInvoice(Unacceptable):
    """An invoice is paid on the day of its receipt or later."""


class FinanceRecord(Word):
    """One record of the finance system of a buyer, in which `external_id` is unique with each kind."""

    act_kind: ClassVar[ActKind]
    buyer: Siret
    contract_id: UUID | None = None
    reference: Text | None = None
    external_id: ExternalId
    value: Money

    @property
    def contract(self) -> UUID | None:
        """Identity of the contract, where the record names one."""
        named = contract_id(self.buyer, self.reference) if self.reference is not None else None
        return self.contract_id or named

    @property
    def act(self) -> UUID:
        """Identity of the act."""
        return act_id(self.buyer, self.act_kind, self.external_id)


class AdvanceRecord(FinanceRecord):
    """An advance that was paid (avance): CCP L2191-2."""

    act_kind = ActKind.ADVANCE
    kind: Literal["advance"]
    holder: OperatorId | None = None
    rate: Share
    paid_on: Day

    def advance(self, state: ContractState) -> Advance:
        """The advance, with a warning where less is given than is due: CCP R2191-3, -7."""
        on = state.signed_on or state.notified_on or self.paid_on
        cautions = advance_cautions(state, self.rate, holder=self.holder, on=on)
        return Advance(
            external_id=self.external_id,
            holder=self.holder,
            rate=self.rate,
            value=self.value,
            paid_on=self.paid_on,
            warnings=tuple(str(caution) for caution in cautions),
        )


class InvoiceRecord(FinanceRecord):
    """An invoice that was received (facture): CCP L2192-1."""

    act_kind = ActKind.INVOICE
    kind: Literal["invoice"]
    holder: OperatorId | None = None
    received_on: Day

    def invoice(self) -> Invoice:
        """The invoice."""
        return Invoice(external_id=self.external_id, holder=self.holder, value=self.value, received_on=self.received_on)


class PaymentRecord(FinanceRecord):
    """What was paid of the invoice whose `external_id` is `invoice`: CCP L2192-10."""

    act_kind = ActKind.PAYMENT
    kind: Literal["payment"]
    invoice: ExternalId
    paid_on: Day

    @property
    def invoice_act(self) -> UUID:
        """Identity of the invoice that it pays."""
        return act_id(self.buyer, ActKind.INVOICE, self.invoice)

    def payment(self, invoice: Invoice, *, term: int) -> Payment:
        """The payment, late where it came more than `term` days after the invoice: CCP L2192-13, R2192-10."""
        delay = delay_of(invoice, self.paid_on)
        return Payment(
            external_id=self.external_id,
            invoice=self.invoice_act,
            invoice_external_id=invoice.external_id,
            value=self.value,
            received_on=invoice.received_on,
            paid_on=self.paid_on,
            delay_days=delay,
            late=delay > term,
        )


AnyRecord = AdvanceRecord | InvoiceRecord | PaymentRecord


def delay_of(invoice: Invoice, paid_on: date) -> int:
    """Days from the receipt of an invoice to a payment of it."""
    if paid_on < invoice.received_on:
        raise PaidBeforeInvoice(received_on=invoice.received_on.isoformat(), paid_on=paid_on.isoformat())
    return (paid_on - invoice.received_on).days


def repaid(payment: Payment, invoice: Invoice, *, term: int) -> Payment:
    """A known payment, counted from what is now known of its invoice."""
    delay = delay_of(invoice, payment.paid_on)
    counted = {"received_on": invoice.received_on, "delay_days": delay, "late": delay > term}
    return payment.model_copy(update=counted)
