"""The money of contracts as finance systems report it: advances, invoices, payments."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from chassis.errors import Conflict, Unacceptable
from contracts.procedures import Invoice, Payment
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract, ContractNotFound
from services.tenders.domain.execution_act import ExecutionAct, Record
from services.tenders.domain.payment_record import AnyRecord, ContractUnnamed, InvoiceRecord, PaymentRecord, repaid


class ExternalIdTaken(Conflict):
    """The finance system's number stands for another entry."""


class InvoiceUnknown(Unacceptable):
    """The contract has no invoice of this number."""


class PaidBeyondInvoice(Unacceptable):
    """What is paid of an invoice adds up to its amount at most."""


@dataclass(kw_only=True)
class Ledger:
    """What is known of the contracts and the acts that some records speak of, payments of their invoices included.

    `term` is the number of days after which late interest is due, `touched` what records said anything new of.
    """

    contracts: Mapping[UUID, Contract]
    acts: dict[UUID, ExecutionAct]
    term: int
    touched: dict[UUID, ExecutionAct] = field(default_factory=dict)
    _payments: defaultdict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set), init=False)

    def __post_init__(self) -> None:
        """Sort the known payments by the invoice that they are of."""
        for identity, act in self.acts.items():
            self._sort_in(identity, act.record)

    def enter(self, record: AnyRecord, *, by: Buyer, today: date) -> ExecutionAct:
        """Take in what must be new."""
        if record.act in self.acts:
            raise ExternalIdTaken(external_id=record.external_id)
        act, _ = self.take(record, by=by, today=today)
        return act

    def take(self, record: AnyRecord, *, by: Buyer, today: date) -> tuple[ExecutionAct, bool]:
        """The act that a record is about, and whether the record said anything new."""
        contract = self._contract(record, by)
        if isinstance(record, InvoiceRecord):
            return self._take_invoice(record, contract, today)
        if isinstance(record, PaymentRecord):
            return self._take_payment(record, contract, today)
        return self._keep(contract, record.act, record.advance(contract.state), today)

    def _contract(self, record: AnyRecord, by: Buyer) -> Contract:
        if record.contract is None:
            raise ContractUnnamed
        contract, known = self.contracts.get(record.contract), self.acts.get(record.act)
        if contract is None or contract.state.buyer != record.buyer:
            raise ContractNotFound
        by.must_be(contract.state.buyer)
        if known and known.contract_id != contract.id:
            raise ExternalIdTaken(external_id=record.external_id)
        return contract

    def _take_invoice(self, record: InvoiceRecord, contract: Contract, today: date) -> tuple[ExecutionAct, bool]:
        """A corrected invoice makes its payments count anew."""
        invoice = record.invoice()
        payments = self._payments_of(record.act)
        _must_cover(invoice, payments)
        counted = {identity: repaid(payment, invoice, term=self.term) for identity, payment in payments.items()}
        kept = self._keep(contract, record.act, invoice, today)
        for identity, payment in counted.items():
            self._keep(contract, identity, payment, today)
        return kept

    def _take_payment(self, record: PaymentRecord, contract: Contract, today: date) -> tuple[ExecutionAct, bool]:
        invoice = self.acts.get(record.invoice_act)
        if invoice is None or invoice.contract_id != contract.id or not isinstance(invoice.record, Invoice):
            raise InvoiceUnknown(invoice=record.invoice)
        payment = record.payment(invoice.record, term=self.term)
        _must_cover(invoice.record, {**self._payments_of(invoice.id), record.act: payment})
        return self._keep(contract, record.act, payment, today)

    def _payments_of(self, invoice: UUID) -> dict[UUID, Payment]:
        known = {identity: self.acts[identity].record for identity in sorted(self._payments[invoice])}
        payments = {identity: said for identity, said in known.items() if isinstance(said, Payment)}
        return {identity: payment for identity, payment in payments.items() if payment.invoice == invoice}

    def _sort_in(self, identity: UUID, said: Record) -> None:
        if isinstance(said, Payment):
            self._payments[said.invoice].add(identity)

    def _keep(self, contract: Contract, identity: UUID, said: Record, today: date) -> tuple[ExecutionAct, bool]:
        act = self.acts.get(identity)
        if act is None:
            act, changed = ExecutionAct.of(contract, identity, said, today=today), True
            self.acts[identity] = act
        else:
            changed = act.restate(contract, said, today=today)
        if changed:
            self.touched[identity] = act
            self._sort_in(identity, said)
        return act, changed


def _must_cover(invoice: Invoice, payments: Mapping[UUID, Payment]) -> None:
    paid = sum((payment.value.amount for payment in payments.values()), Decimal(0))
    if paid > invoice.value.amount:
        raise PaidBeyondInvoice(
            f"{paid:.2f} EUR would be paid of an invoice of {invoice.value.amount:.2f} EUR.",
            invoice=invoice.external_id,
            paid=f"{paid:.2f}",
            invoiced=f"{invoice.value.amount:.2f}",
        )
