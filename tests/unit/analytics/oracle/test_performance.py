"""The oracle on what is done under contracts and on plans, by examples worked out by hand."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from contracts.envelope import Envelope
from contracts.procedures import (
    AdvancePaid,
    ClauseReported,
    ExecutionFact,
    FoodPurchaseReported,
    InvoicePaid,
    InvoiceReceived,
    PlanEntryPublished,
    PlanEntryTendered,
    SubcontractDeclared,
    SupplierEvaluated,
)
from contracts.procedures.execution import Mark, Period, Subcontractor
from contracts.vocabulary import Identifier, SizeClass
from tests.component.analytics.telling import (
    COMPANIES,
    REGION,
    a_contract,
    a_holder,
    contract_id,
    money,
    notified,
    told,
)
from tests.unit.analytics.oracle.examples import TENDER, Procedure, after, counts, figures

START = date(2025, 3, 1)
ACT, INVOICE, ENTRY = UUID(int=1), UUID(int=2), UUID(int=3)


def done(kind: type[ExecutionFact], act: UUID = ACT, version: int = 1, **said: Any) -> Envelope:
    """Something done under the contract of reference 1."""
    identity = contract_id("1")
    whose: dict[str, Any] = {"act_id": act, "contract_id": identity, "procedure_id": identity, "buyer": REGION}
    return told(kind(**whose, correction=version > 1, **said), act, version)


def contract(**known: Any) -> Envelope:
    return notified(a_contract("1", notified_on=START, **known))


def paid(value: int, days: int, act: UUID = ACT, version: int = 1) -> Envelope:
    said = {"external_id": "P", "invoice": INVOICE, "invoice_external_id": "F", "received_on": START}
    paid_on = START + timedelta(days=days)
    return done(InvoicePaid, act, version, **said, value=money(value), paid_on=paid_on, delay_days=days, late=days > 30)


def billed(value: int) -> Envelope:
    return done(InvoiceReceived, INVOICE, external_id="F", value=money(value), received_on=START)


def test_the_payment_delay_is_weighted_by_value_and_a_corrected_payment_counts_as_corrected() -> None:
    other = UUID(int=9)
    facts = (contract(), paid(100, 10), paid(300, 30, other))
    assert counts("R3", *facts) == (10_000, 400)
    assert counts("R3", *facts, paid(100, 50, other, 2)) == (6_000, 200)


def test_an_invoice_is_paid_in_time_once_its_payments_reach_it_within_30_days() -> None:
    assert counts("R4", contract(), billed(400), paid(300, 10)) == (0, 1)
    assert counts("R4", contract(), billed(400), paid(300, 10), paid(100, 30, UUID(int=9))) == (1, 1)
    assert counts("R4", contract(), billed(400), paid(300, 10), paid(100, 31, UUID(int=9))) == (0, 1)


def test_what_is_paid_of_a_contract_is_payments_and_advances() -> None:
    advance = {"external_id": "A", "rate": "0.3", "paid_on": START + timedelta(days=12)}
    facts = (contract(), paid(100, 10), done(AdvancePaid, UUID(int=8), **advance, value=money(50)))
    assert figures("V2", *facts)["paid"].numerator == 150
    assert counts("R5", *facts) == (12, None)


def test_an_advance_of_30_percent_counts_for_small_firms_with_contracts_over_25000() -> None:
    advance = {"external_id": "A", "paid_on": START + timedelta(days=12), "value": money(50)}
    small = contract(initial=money(30_000), holders=(a_holder(size=SizeClass.PME),))
    assert counts("R2", small, done(AdvancePaid, **advance, rate="0.3")) == (1, 1)
    assert counts("R2", small, done(AdvancePaid, **advance, rate="0.299999")) == (0, 1)
    assert counts("R2", contract(initial=money(25_000), holders=(a_holder(size=SizeClass.PME),))) == (0, 0)


def test_an_offer_of_advance_counts_without_a_guarantee() -> None:
    def offer(**told: Any) -> Envelope:
        return contract(initial=money(30_000), **told)

    assert counts("R1", offer(advance="0.3")) == (1, 1)
    assert counts("R1", offer(advance="0.3", advance_guarantee=True)) == (0, 1)
    assert counts("R1", offer()) == (0, 0)


def test_the_part_of_small_firms_in_subcontracts_is_of_those_whose_size_is_known() -> None:
    def declared(act: int, value: int, size: SizeClass | None) -> Envelope:
        who = Subcontractor(name="Is", size=size, identifier=Identifier(id=COMPANIES[1]))
        said = {"work": "Livadur", "accepted_on": START, "direct_payment": True}
        return done(SubcontractDeclared, UUID(int=act), subcontractor=who, value=money(value), **said)

    facts = (declared(11, 100, SizeClass.TPE), declared(12, 300, SizeClass.GE), declared(13, 600, None))
    part = figures("A24", contract(), *facts)["sme"]
    assert (part.numerator, part.denominator, part.total) == (100, 400, 1000)


def test_hours_of_insertion_are_summed_over_the_last_record_of_each_report() -> None:
    period = Period(starts_on=START, ends_on=START + timedelta(days=90))
    first = done(ClauseReported, period=period, insertion_hours_achieved=70)
    again = done(ClauseReported, version=2, period=period, insertion_hours_achieved=40)
    rate = figures("S6", contract(insertion_hours=100), first, again)["rate"]
    assert counts("S6", contract(), first, again) == (40, None)
    assert (rate.numerator, rate.denominator) == (40, 100)


def test_food_is_measured_by_value() -> None:
    period = Period(starts_on=START, ends_on=START + timedelta(days=90))
    said = {"total": money(1000), "sustainable": money(600), "organic": money(197)}
    facts = (contract(), done(FoodPurchaseReported, period=period, **said))
    assert (counts("E4", *facts), counts("E5", *facts)) == ((600, 1000), (197, 1000))


def test_a_contract_that_ended_was_appraised_or_was_not() -> None:
    marks = {"marks": (Mark(criterion="Termen", score=8),), "comment": "Mat", "evaluated_on": START}
    assert counts("R14", contract(), done(SupplierEvaluated, **marks)) == (0, 0)
    ended = contract(ended_on=START + timedelta(days=9))
    assert (counts("R14", ended), counts("R14", ended, done(SupplierEvaluated, **marks))) == ((0, 1), (1, 1))


def test_an_entry_of_a_plan_is_kept_that_was_tendered_within_90_days_of_its_quarter() -> None:
    entry = {
        "title": "Paper", "buyer": REGION, "department": "schools", "area": "supplies", "cpv": "30192000",
        "nature": "goods", "quarter": "2025-Q1",
    }  # fmt: skip
    for days, kept in ((-100, 0), (-99, 1), (170, 1), (171, 0)):  # from 3 October 2024 to 29 June 2025
        procedure = Procedure()
        procedure.tell(PlanEntryPublished(entry_id=ENTRY, entry=entry, announced_at=after(-200)), -200, ENTRY)
        came = PlanEntryTendered(entry_id=ENTRY, tender_id=TENDER, tendered_at=after(days))
        procedure.tell(came, days, ENTRY)
        assert counts("A21", *procedure.facts) == (kept, 1), days


def test_a_tender_was_announced_in_time_60_days_before() -> None:
    for days, early in ((60, 1), (59, 0)):
        procedure = Procedure()
        entry = {
            "title": "Paper", "buyer": REGION, "department": "schools", "area": "supplies", "cpv": "30192000",
            "nature": "goods", "quarter": "2025-Q1",
        }  # fmt: skip
        procedure.tell(PlanEntryPublished(entry_id=ENTRY, entry=entry, announced_at=after(-days)), -days, ENTRY)
        procedure.publish(plan_entry=ENTRY)
        assert counts("A20", *procedure.facts) == (early, 1)
