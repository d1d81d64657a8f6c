"""Advances, invoices and payments as finance systems send them."""

import asyncio
from typing import Any

from sqlalchemy import event

from contracts.catalogue import fact_in
from contracts.procedures import InvoicePaid, InvoiceReceived
from tests.component.tenders.contracting import MONEY, a_contract, a_payment, an_advance, an_invoice, day, money
from tests.component.tenders.desk import OTHER_BUYER, Desk


async def recorded(desk: Desk, *records: object, **options: Any) -> list[dict[str, Any]]:
    options.setdefault("scopes", MONEY)
    answer = await desk.post("/payment-records", {"records": records}, **options)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


async def test_a_batch_is_told_and_summed_up(desk: Desk) -> None:
    path = await a_contract(desk)
    results = await recorded(desk, a_payment(), an_advance(), an_invoice())
    assert [(result["status"], result["version"]) for result in results] == [("created", 1)] * 3
    assert sorted((await desk.told())[1:]) == ["AdvancePaid", "InvoicePaid", "InvoiceReceived"]
    facts = (await desk.facts())[1:]
    assert {fact.partitionkey for fact in facts} == {path.rsplit("/", 1)[1]}
    sums = (await desk.get(path)).json()["execution"]
    assert (sums["advanced"]["amount"], sums["invoiced"]["amount"]) == ("10000.00", "1000.00")
    assert (sums["paid"]["amount"], sums["payments"], sums["late_payments"]) == ("11000.00", 1, 1)


async def test_a_bad_row_does_not_stop_the_others_and_a_second_run_changes_nothing(desk: Desk) -> None:
    await a_contract(desk)
    batch = [
        an_invoice("F1"),
        an_invoice("F2", value={"amount": "-1.00"}),
        an_invoice("F3", colour="red"),
        an_invoice("F4", reference="2026-9"),
        {"kind": "gift", "external_id": "G1"},
        a_payment("P1", invoice="F9"),
        a_payment("P2", paid_on=day(1)),
        an_invoice("F5", buyer=OTHER_BUYER),
        an_invoice("F6", received_on="2027-01-01"),
        an_invoice("F7", reference=None),
        a_payment("P3"),
    ]
    first, second = await recorded(desk, *batch), await recorded(desk, *batch)
    assert statuses(first) == ["created", *["refused"] * 9, "created"]
    assert statuses(second) == ["unchanged", *["refused"] * 9, "unchanged"]
    errors = [[(error["pointer"], error["code"]) for error in result["errors"]] for result in first]
    assert errors[1:10] == [
        [("/value/amount", "greater-than-equal")],
        [("/colour", "extra-forbidden")],
        [("/reference", "contract-not-found")],
        [("/kind", "literal-error")],
        [("/invoice", "invoice-unknown")],
        [("/paid_on", "paid-before-invoice")],
        [("/reference", "contract-not-found")],
        [("", "date-in-the-future")],
        [("/reference", "contract-unnamed")],
    ]
    assert len(await desk.facts()) == 3


async def test_a_corrected_invoice_is_told_with_its_payments(desk: Desk) -> None:
    await a_contract(desk)
    await recorded(desk, an_invoice(), a_payment())
    [result] = await recorded(desk, an_invoice(received_on=day(20)))
    assert (result["status"], result["version"]) == ("corrected", 2)
    invoice, payment = [fact_in(envelope) for envelope in (await desk.facts())[-2:]]
    assert isinstance(invoice, InvoiceReceived)
    assert isinstance(payment, InvoicePaid)
    assert (invoice.correction, payment.correction) == (True, True)
    assert (payment.delay_days, payment.late) == (25, False)


async def test_a_payment_of_an_invoice_known_from_before_is_taken(desk: Desk) -> None:
    await a_contract(desk)
    await recorded(desk, an_invoice())
    assert statuses(await recorded(desk, a_payment())) == ["created"]


async def test_a_payment_beyond_its_invoice_is_refused_by_itself(desk: Desk) -> None:
    path = await a_contract(desk)
    await recorded(desk, an_invoice(), a_payment(value=money(600)))
    over, rest = await recorded(desk, a_payment("P2", value=money(401)), a_payment("P3", value=money(400)))
    assert [(error["pointer"], error["code"]) for error in over["errors"]] == [("/value", "paid-beyond-invoice")]
    assert (over["status"], rest["status"]) == ("refused", "created")
    body = {"external_id": "P4", "invoice": "F1", "value": money(1), "paid_on": day(45)}
    answer = await desk.post(f"{path}/payments", body, scopes=MONEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "paid-beyond-invoice")
    assert answer.json()["invoiced"] == "1000.00"


async def test_two_payments_at_the_same_instant_do_not_exceed_their_invoice(desk: Desk) -> None:
    await a_contract(desk)
    await recorded(desk, an_invoice())
    answers = await asyncio.gather(*(recorded(desk, a_payment(f"P{number}")) for number in range(4)))
    assert sorted(statuses([result for results in answers for result in results])) == ["created", *["refused"] * 3]


async def test_a_number_that_comes_twice_in_a_batch_ends_as_it_came_last(desk: Desk) -> None:
    await a_contract(desk)
    other = an_invoice(value=money(2000))
    assert statuses(await recorded(desk, an_invoice(), other, other)) == ["created", "corrected", "unchanged"]
    assert [fact.version for fact in (await desk.facts())[1:]] == [1, 2]


async def test_a_full_batch_takes_a_handful_of_statements(desk: Desk) -> None:
    await a_contract(desk)
    batch = [an_invoice(f"F{number}") for number in range(250)]
    batch += [a_payment(f"P{number}", invoice=f"F{number}") for number in range(250)]
    said: list[str] = []
    event.listen(desk.database.engine.sync_engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    assert set(statuses(await recorded(desk, *batch))) == {"created"}
    created = len(said)
    moved = [one | {"received_on": day(11)} if one["kind"] == "invoice" else one for one in batch]
    assert set(statuses(await recorded(desk, *moved))) == {"corrected", "unchanged"}
    assert max(created, len(said) - created) <= 10


async def test_the_same_batch_twice_at_the_same_instant_is_recorded_once(desk: Desk) -> None:
    await a_contract(desk)
    batch = [an_invoice(f"F{number}") for number in range(40)]
    answers = await asyncio.gather(*(recorded(desk, *batch) for _ in range(2)))
    found = statuses([result for results in answers for result in results])
    assert (found.count("created"), found.count("unchanged")) == (40, 40)
    assert len(await desk.facts()) == 41


async def test_one_idempotency_key_records_once(desk: Desk) -> None:
    await a_contract(desk)
    body = {"records": [an_invoice()]}
    first, again = [await desk.post("/payment-records", body, scopes=MONEY, idempotency_key="k") for _ in range(2)]
    assert (first.content, again.headers["Idempotency-Replayed"]) == (again.content, "true")


async def test_another_buyer_records_nothing(desk: Desk) -> None:
    await a_contract(desk)
    [result] = await recorded(desk, an_invoice(), organisation=OTHER_BUYER)
    assert [error["code"] for error in result["errors"]] == ["not-the-buyer"]


async def test_records_need_the_scope_of_payments(desk: Desk) -> None:
    answer = await desk.post("/payment-records", {"records": [an_invoice()]}, scopes=frozenset({"contracts:write"}))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
