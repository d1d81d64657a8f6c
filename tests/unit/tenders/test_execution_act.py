from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from contracts.procedures import (
    Appraisal,
    ClauseReport,
    ClauseReported,
    FoodPurchaseReported,
    FoodReport,
    Penalty,
    PenaltyApplied,
    Subcontract,
    SubcontractDeclared,
    SupplierEvaluated,
)
from contracts.procedures.execution import Mark, Period, Subcontractor
from contracts.vocabulary import euros
from services.tenders.domain.appraisal import AlreadyEvaluated, AlreadyReplied, NotTheHolder, appraise, reply
from services.tenders.domain.buyer import ANY, Buyer, NotTheBuyer
from services.tenders.domain.contract import Contract, ContractNotInForce
from services.tenders.domain.execution_act import SHAPES, ExecutionAct, Record
from services.tenders.domain.reports import FoodPartsExceedWhole, PeriodReversed, judged
from services.tenders.domain.subcontracting import SubcontractsExceedContract, must_leave_a_part
from tests.unit.tenders.builders import BUYER, HOLDER, OTHER_BUYER, a_state

NOTIFIED = date(2026, 1, 5)
TODAY = date(2027, 2, 1)
YEAR = Period(starts_on=NOTIFIED, ends_on=date(2026, 12, 31))
SUBCONTRACT = Subcontract(
    subcontractor=Subcontractor(name="Étanchéité de l'Ouest"),
    work="Étanchéité",
    value=euros(30_000),
    accepted_on=NOTIFIED,
    direct_payment=True,
)
APPRAISAL = Appraisal(marks=(Mark(criterion="Délais", score=8),), comment="Bien", evaluated_on=TODAY)


def a_contract(**fields: Any) -> Contract:
    return Contract.recorded(a_state(**{"initial": euros(100_000), "notified_on": NOTIFIED, **fields}))


def an_ended_contract() -> Contract:
    contract = a_contract()
    contract.end(TODAY, by=BUYER, today=TODAY)
    return contract


def food(**fields: Any) -> FoodReport:
    known = {"total": euros(1000), "sustainable": euros(500), "organic": euros(200)}
    return FoodReport(**{"period": YEAR, **known, **fields})


@pytest.mark.parametrize(
    ("record", "fact"),
    [
        (SUBCONTRACT, SubcontractDeclared),
        (Penalty(reason="Retard", value=euros(500), applied_on=TODAY, days_late=5), PenaltyApplied),
        (ClauseReport(period=YEAR, insertion_hours_contracted=500, insertion_hours_achieved=520), ClauseReported),
        (food(), FoodPurchaseReported),
    ],
)
def test_an_act_tells_one_fact_that_leads_to_it(record: Record, fact: type[SubcontractDeclared]) -> None:
    contract = a_contract()
    act = ExecutionAct.of(contract, uuid4(), record, today=TODAY)
    [told] = act.hand_over()
    assert type(told.fact) is fact
    assert (told.key, told.subject) == (contract.key, str(act.id))
    assert SHAPES[act.kind].record.model_validate(told.fact.model_dump()) == record


def test_subcontracts_do_not_exceed_the_contract() -> None:
    state = a_contract().state
    must_leave_a_part(SUBCONTRACT, Decimal(70_000), state)
    with pytest.raises(SubcontractsExceedContract):
        must_leave_a_part(SUBCONTRACT, Decimal("70000.01"), state)


def test_no_subcontractor_is_accepted_after_the_end() -> None:
    with pytest.raises(ContractNotInForce):
        ExecutionAct.of(an_ended_contract(), uuid4(), SUBCONTRACT, today=TODAY)


def test_food_under_the_shares_of_the_law_warns() -> None:
    assert judged(food()).warnings == ()
    few = judged(food(sustainable=euros(499), organic=euros(199)))
    assert [("50 %" in few.warnings[0]), ("20 %" in few.warnings[1])] == [True, True]
    assert all("L230-5-1" in warning for warning in few.warnings)


@pytest.mark.parametrize(
    "parts",
    [
        {"organic": euros(501)},
        {"sustainable": euros(1001)},
        {"french": euros(2), "european": euros(1)},
        {"french": euros(1001)},
    ],
)
def test_a_part_of_the_food_is_not_more_than_the_whole(parts: dict[str, Any]) -> None:
    with pytest.raises(FoodPartsExceedWhole):
        judged(food(**parts))


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(PeriodReversed):
        judged(food(period=Period(starts_on=TODAY, ends_on=NOTIFIED)))


def test_the_holder_of_a_contract_that_ended_is_evaluated_once() -> None:
    contract = an_ended_contract()
    act = appraise(contract, None, APPRAISAL, by=BUYER, today=TODAY)
    [told] = act.hand_over()
    assert isinstance(told.fact, SupplierEvaluated)
    assert told.fact.reply is None
    with pytest.raises(AlreadyEvaluated):
        appraise(contract, act, APPRAISAL, by=BUYER, today=TODAY)
    with pytest.raises(NotTheBuyer):
        appraise(contract, None, APPRAISAL, by=Buyer(OTHER_BUYER), today=TODAY)


def test_nobody_is_evaluated_before_the_end() -> None:
    with pytest.raises(ContractNotInForce):
        appraise(a_contract(), None, APPRAISAL, by=BUYER, today=TODAY)


@pytest.mark.parametrize("organisation", [HOLDER, ANY])
def test_the_holder_replies_once(organisation: str) -> None:
    contract, later = an_ended_contract(), TODAY + timedelta(days=3)
    act = appraise(contract, None, APPRAISAL, by=BUYER, today=TODAY)
    act.hand_over()
    reply(contract, act, "Le retard vient du gros œuvre", by=Buyer(organisation), today=later)
    [told] = act.hand_over()
    assert isinstance(told.fact, SupplierEvaluated)
    assert (told.fact.reply, told.fact.replied_on, told.fact.correction) == (
        "Le retard vient du gros œuvre",
        later,
        True,
    )
    with pytest.raises(AlreadyReplied):
        reply(contract, act, "Encore", by=Buyer(organisation), today=later)


@pytest.mark.parametrize("organisation", [OTHER_BUYER, None])
def test_others_do_not_reply(organisation: str | None) -> None:
    contract = an_ended_contract()
    act = appraise(contract, None, APPRAISAL, by=BUYER, today=TODAY)
    with pytest.raises(NotTheHolder):
        reply(contract, act, "Moi", by=Buyer(organisation), today=TODAY)
