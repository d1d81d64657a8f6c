"""The money of contracts: advances, invoices and payments, one by one or as finance systems send them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from chassis.errors import Refusal
from chassis.problems import Flaw
from chassis.records import RecordResult, RecordStatus
from contracts.reference import legal
from contracts.vocabulary import Siret
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.contract import ContractNotFound
from services.tenders.domain.execution_act import ExecutionAct
from services.tenders.domain.ledger import ExternalIdTaken, InvoiceUnknown, Ledger, PaidBeyondInvoice
from services.tenders.domain.payment_record import (
    AnyRecord,
    ContractUnnamed,
    InvoiceRecord,
    PaidBeforeInvoice,
    PaymentRecord,
)
from services.tenders.persistence.unit_of_work import UnitOfWork

Place = TypeVar("Place")

_POINTERS: Mapping[type[Refusal], str] = {
    NotTheBuyer: "/buyer",
    ContractNotFound: "/reference",
    ContractUnnamed: "/reference",
    ExternalIdTaken: "/external_id",
    InvoiceUnknown: "/invoice",
    PaidBeforeInvoice: "/paid_on",
    PaidBeyondInvoice: "/value",
}
"""Where in a record a refusal lies; the whole of it where nothing is said here."""


Entry = Callable[[Siret, UUID], AnyRecord]
"""An advance, an invoice or a payment, as the record of a buyer's contract."""


async def enter_payment(uow: UnitOfWork, contract_id: UUID, entry: Entry, *, by: Buyer, today: date) -> ExecutionAct:
    """Take in one new advance, invoice or payment."""
    async with uow:
        contract = await uow.contracts.get(contract_id)
        record = entry(contract.state.buyer, contract_id)
        ledger = await _ledger(uow, [record], today)
        act = ledger.enter(record, by=by, today=today)
        await uow.execution.keep(ledger.touched.values())
    return act


async def record_payments(
    uow: UnitOfWork, records: Mapping[Place, AnyRecord], *, by: Buyer, today: date
) -> dict[Place, RecordResult]:
    """Take in each record, and correct what is known otherwise; what became of it, under the place it came with."""
    async with uow:
        ledger = await _ledger(uow, records.values(), today)
        results = {place: _taken(ledger, record, by, today) for place, record in records.items()}
        await uow.execution.keep(ledger.touched.values())
    return results


def _taken(ledger: Ledger, record: AnyRecord, by: Buyer, today: date) -> RecordResult:
    new = record.act not in ledger.acts
    try:
        act, changed = ledger.take(record, by=by, today=today)
    except Refusal as refusal:
        flaw = Flaw(pointer=_POINTERS.get(type(refusal), ""), code=refusal.code(), detail=refusal.detail)
        return RecordResult(status=RecordStatus.REFUSED, errors=[flaw])
    known = RecordStatus.CORRECTED if changed else RecordStatus.UNCHANGED
    return RecordResult(status=RecordStatus.CREATED if new else known, id=str(act.id), version=act.version)


async def _ledger(uow: UnitOfWork, records: Iterable[AnyRecord], today: date) -> Ledger:
    """What is known of everything that the records speak of, which nobody else changes meanwhile."""
    said = list(records)
    paid = {one.invoice_act for one in said if isinstance(one, PaymentRecord)}
    acts = {record.act for record in said} | paid
    await uow.execution.lock(acts)
    payments = await uow.execution.payments_of(record.act for record in said if isinstance(record, InvoiceRecord))
    await uow.execution.lock(payments - acts)
    # who pays of an invoice has locked it: nothing is added to what others paid of it
    payments |= await uow.execution.payments_of(paid)
    return Ledger(
        contracts=await uow.contracts.known({record.contract for record in said if record.contract}),
        acts=await uow.execution.known(acts | payments),
        term=legal.figure("payment.term", on=today).days,
    )
