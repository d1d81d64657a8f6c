from datetime import date, timedelta
from typing import Any

import pytest

from contracts.procedures import AdvancePaid, InvoicePaid, InvoiceReceived, Payment
from contracts.vocabulary import SizeClass, euros
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.contract import BeforeContract, Contract, ContractNotFound, ContractNotInForce
from services.tenders.domain.days import DateInTheFuture
from services.tenders.domain.execution_act import ActKind, ExecutionAct, act_id
from services.tenders.domain.ledger import ExternalIdTaken, InvoiceUnknown, Ledger, PaidBeyondInvoice
from services.tenders.domain.payment_record import (
    AdvanceRecord,
    ContractUnnamed,
    InvoiceRecord,
    PaidBeforeInvoice,
    PaymentRecord,
)
from tests.unit.tenders.builders import BUYER, OTHER_BUYER, REGION, a_holder, a_state

NOTIFIED = date(2026, 5, 4)
TODAY = NOTIFIED + timedelta(days=200)
RECEIVED = NOTIFIED + timedelta(days=60)
REFERENCE = "2026-1"


def a_contract(reference: str = REFERENCE, **fields: Any) -> Contract:
    known = {"initial": euros(200_000), "months": 12, "notified_on": NOTIFIED, "reference": reference}
    return Contract.recorded(a_state(**{**known, **fields}))


def a_ledger(*contracts: Contract) -> Ledger:
    known = contracts or (a_contract(),)
    return Ledger(contracts={one.id: one for one in known}, acts={}, term=30)


def an_invoice(**fields: Any) -> InvoiceRecord:
    known = {"kind": "invoice", "buyer": REGION, "reference": REFERENCE, "external_id": "F1", "value": euros(100)}
    return InvoiceRecord(**{**known, "received_on": RECEIVED, **fields})


def a_payment(days: int = 30, **fields: Any) -> PaymentRecord:
    known = {"kind": "payment", "buyer": REGION, "reference": REFERENCE, "external_id": "P1", "value": euros(100)}
    return PaymentRecord(**{**known, "invoice": "F1", "paid_on": RECEIVED + timedelta(days=days), **fields})


def an_advance(**fields: Any) -> AdvanceRecord:
    known = {"kind": "advance", "buyer": REGION, "reference": REFERENCE, "external_id": "A1", "value": euros(10_000)}
    return AdvanceRecord(**{**known, "rate": "0.05", "paid_on": RECEIVED, **fields})


def take(ledger: Ledger, *records: Any) -> list[tuple[ExecutionAct, bool]]:
    return [ledger.take(record, by=BUYER, today=TODAY) for record in records]


def payment(act: ExecutionAct) -> Payment:
    assert isinstance(act.record, Payment)
    return act.record


def test_an_invoice_is_told_on_the_day_of_its_receipt() -> None:
    ledger = a_ledger()
    [(act, changed)] = take(ledger, an_invoice())
    [told] = act.hand_over()
    assert changed
    assert isinstance(told.fact, InvoiceReceived)
    assert (told.fact.value, told.fact.received_on, told.fact.correction) == (euros(100), RECEIVED, False)
    assert (told.subject, told.key, told.version) == (str(act.id), str(act.procedure_id), 1)


@pytest.mark.parametrize(("days", "late"), [(0, False), (30, False), (31, True)])
def test_late_interest_is_due_after_thirty_days(days: int, late: bool) -> None:
    [_, (act, _)] = take(a_ledger(), an_invoice(), a_payment(days))
    [told] = act.hand_over()
    assert isinstance(told.fact, InvoicePaid)
    assert (told.fact.delay_days, told.fact.late) == (days, late)


def test_a_corrected_invoice_makes_its_payments_count_anew() -> None:
    ledger = a_ledger()
    [(invoice, _), (paid, _)] = take(ledger, an_invoice(), a_payment(40))
    [(_, changed)] = take(ledger, an_invoice(received_on=RECEIVED + timedelta(days=10)))
    assert changed
    assert (payment(paid).delay_days, payment(paid).late) == (30, False)
    for act in (invoice, paid):
        first, second = act.hand_over()
        assert (first.version, second.version) == (1, 2)
        assert isinstance(second.fact, InvoiceReceived | InvoicePaid)
        assert second.fact.correction


def test_an_invoice_is_not_corrected_to_a_day_after_its_payment() -> None:
    ledger = a_ledger()
    [(invoice, _), _] = take(ledger, an_invoice(), a_payment(5))
    before = invoice.record
    with pytest.raises(PaidBeforeInvoice):
        take(ledger, an_invoice(received_on=RECEIVED + timedelta(days=6)))
    assert invoice.record == before


def test_the_same_again_tells_nothing() -> None:
    ledger = a_ledger()
    take(ledger, an_invoice(), a_payment(), an_advance())
    told = [act.hand_over() for act in ledger.acts.values()]
    assert [len(facts) for facts in told] == [1, 1, 1]
    assert [changed for _, changed in take(ledger, an_invoice(), a_payment(), an_advance())] == [False] * 3
    assert [act.hand_over() for act in ledger.acts.values()] == [[], [], []]


def test_a_payment_is_of_a_known_invoice_of_the_same_contract() -> None:
    with pytest.raises(InvoiceUnknown):
        take(a_ledger(), a_payment())
    ledger = a_ledger(a_contract(), a_contract("2026-2"))
    with pytest.raises(InvoiceUnknown):
        take(ledger, an_invoice(), a_payment(reference="2026-2"))


def test_an_invoice_is_not_paid_before_its_receipt() -> None:
    with pytest.raises(PaidBeforeInvoice):
        take(a_ledger(), an_invoice(), a_payment(-1))


def test_an_invoice_is_not_paid_beyond_its_amount() -> None:
    ledger = a_ledger()
    take(ledger, an_invoice(), a_payment(value=euros(60)), a_payment(external_id="P2", value=euros(40)))
    for wrong in (a_payment(external_id="P3", value=euros(1)), a_payment(value=euros(61))):
        with pytest.raises(PaidBeyondInvoice) as refused:
            take(ledger, wrong)
        assert refused.value.facts == {"invoice": "F1", "paid": "101.00", "invoiced": "100.00"}
    take(ledger, a_payment(value=euros(59)), a_payment(external_id="P3", value=euros(1)))


def test_what_was_paid_of_another_invoice_before_its_correction_does_not_count() -> None:
    ledger = a_ledger()
    take(ledger, an_invoice(), an_invoice(external_id="F2"), a_payment(), a_payment(invoice="F2"))
    take(ledger, a_payment(external_id="P2"))
    with pytest.raises(PaidBeyondInvoice):
        take(ledger, a_payment(external_id="P3", invoice="F2"))


def test_an_invoice_is_not_corrected_to_less_than_what_was_paid_of_it() -> None:
    ledger = a_ledger()
    [(invoice, _), _] = take(ledger, an_invoice(), a_payment())
    with pytest.raises(PaidBeyondInvoice):
        take(ledger, an_invoice(value=euros(99)))
    assert invoice.record == an_invoice().invoice()


def test_a_number_stands_for_one_contract() -> None:
    with pytest.raises(ExternalIdTaken):
        take(a_ledger(a_contract(), a_contract("2026-2")), an_invoice(), an_invoice(reference="2026-2"))


def test_what_must_be_new_is_not_entered_twice() -> None:
    ledger = a_ledger()
    assert ledger.enter(an_invoice(), by=BUYER, today=TODAY).kind is ActKind.INVOICE
    with pytest.raises(ExternalIdTaken):
        ledger.enter(an_invoice(), by=BUYER, today=TODAY)


def test_a_record_names_a_contract_of_its_buyer() -> None:
    with pytest.raises(ContractUnnamed):
        take(a_ledger(), an_invoice(reference=None))
    with pytest.raises(ContractNotFound):
        take(a_ledger(), an_invoice(reference="2026-9"))
    with pytest.raises(ContractNotFound):
        take(a_ledger(), an_invoice(buyer=OTHER_BUYER, contract_id=a_contract().id))
    with pytest.raises(NotTheBuyer):
        a_ledger().take(an_invoice(), by=Buyer(OTHER_BUYER), today=TODAY)


def test_one_number_is_one_entry_of_its_kind() -> None:
    identities = {act_id(REGION, kind, "1") for kind in ActKind} | {act_id(OTHER_BUYER, ActKind.INVOICE, "1")}
    assert len(identities) == len(ActKind) + 1


def test_money_moves_within_the_time_of_the_contract() -> None:
    with pytest.raises(BeforeContract):
        take(a_ledger(), an_invoice(received_on=NOTIFIED - timedelta(days=1)))
    with pytest.raises(DateInTheFuture):
        take(a_ledger(), an_invoice(received_on=TODAY + timedelta(days=1)))


def test_nothing_is_invoiced_under_a_contract_that_was_only_signed() -> None:
    contract = Contract.signed(a_contract().id, 1, a_state(reference=REFERENCE, notified_on=None))
    with pytest.raises(ContractNotInForce):
        take(a_ledger(contract), an_invoice())


def test_the_last_invoices_come_after_the_end() -> None:
    contract = a_contract()
    contract.end(RECEIVED, by=BUYER, today=TODAY)
    [(act, _)] = take(a_ledger(contract), an_invoice(received_on=RECEIVED + timedelta(days=20)))
    assert act.version == 1


@pytest.mark.parametrize(
    ("size", "rate", "warned"),
    [
        (SizeClass.GE, "0.049999", True),
        (SizeClass.GE, "0.05", False),
        (SizeClass.PME, "0.099999", True),
        (SizeClass.TPE, "0.1", False),
    ],
)
def test_an_advance_under_what_is_due_warns(size: SizeClass, rate: str, warned: bool) -> None:
    ledger = a_ledger(a_contract(holders=(a_holder(size=size),)))
    [(act, _)] = take(ledger, an_advance(rate=rate))
    [told] = act.hand_over()
    assert isinstance(told.fact, AdvancePaid)
    assert [("R2191-7" in warning) for warning in told.fact.warnings] == [True] * warned


def test_an_advance_of_before_the_known_figures_is_not_judged() -> None:
    contract = a_contract(signed_on=date(2018, 1, 8), notified_on=date(2018, 1, 30))
    [(act, _)] = take(a_ledger(contract), an_advance(rate="0.01", paid_on=date(2018, 3, 1)))
    [told] = act.hand_over()
    assert isinstance(told.fact, AdvancePaid)
    assert told.fact.warnings == ()


@pytest.mark.parametrize("fields", [{"initial": euros(50_000)}, {"months": 2}, {"months": None}, {"initial": None}])
def test_no_advance_is_due_for_small_or_short_contracts(fields: dict[str, Any]) -> None:
    [(act, _)] = take(a_ledger(a_contract(**fields)), an_advance(rate="0.01"))
    assert act.record == an_advance(rate="0.01").advance(a_contract(**fields).state)
    [told] = act.hand_over()
    assert isinstance(told.fact, AdvancePaid)
    assert told.fact.warnings == ()
