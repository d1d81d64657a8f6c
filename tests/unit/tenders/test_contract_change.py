from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, lists, sampled_from

from contracts.procedures import ContractModified, ModificationReason
from contracts.vocabulary import Nature, Procedure, euros
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.contract import BeforeContract, Contract, ContractNotInForce
from services.tenders.domain.contract_change import (
    ContractChange,
    InitialValueUnknown,
    NothingModified,
    SuccessorMismatch,
    cumulated,
)
from services.tenders.domain.days import DateInTheFuture
from services.tenders.domain.rules.modifications import ModificationTooLarge
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, OTHER_BUYER, a_holder, a_state

NOTIFIED = date(2026, 5, 4)
TODAY = NOTIFIED + timedelta(days=90)
MINOR = ModificationReason.MINOR


def a_contract(**fields: Any) -> Contract:
    known = {"initial": euros(100_000), "nature": Nature.SERVICES, "months": 12, "notified_on": NOTIFIED}
    contract = Contract.recorded(a_state(**{**known, **fields}))
    contract.hand_over()
    return contract


def modify(contract: Contract, by: Buyer = BUYER, **fields: Any) -> Decimal:
    known = {"ground": MINOR, "reason": "Prestations en plus", "decided_on": NOTIFIED + timedelta(days=30)}
    change = ContractChange(**{**known, **fields})
    return change.apply(contract, by=by, today=TODAY, launched=NOTIFIED)


def test_a_modification_tells_the_whole_contract_and_itself() -> None:
    contract = a_contract()
    assert modify(contract, value=euros(109_000)) == 9_000
    [told] = contract.hand_over()
    assert isinstance(told.fact, ContractModified)
    assert told.fact.contract == contract.state
    assert (contract.state.initial, contract.state.current) == (euros(100_000), euros(109_000))
    assert (told.fact.modification.previous, told.fact.modification.value) == (euros(100_000), euros(109_000))
    assert (told.fact.modification.number, contract.state.modifications) == (1, 1)


def test_minor_modifications_are_added_up() -> None:
    contract = a_contract()
    modify(contract, value=euros(106_000))
    with pytest.raises(ModificationTooLarge) as refused:
        modify(contract, value=euros(111_000))
    assert refused.value.facts["article"] == "CCP R2194-8, R2194-9"
    assert contract.state.current == euros(106_000)


def test_works_may_change_by_less_than_fifteen_percent() -> None:
    assert modify(a_contract(nature=Nature.WORKS), value=euros(114_999)) == 14_999
    with pytest.raises(ModificationTooLarge):
        modify(a_contract(nature=Nature.WORKS), value=euros(115_000))


def test_a_concession_is_modified_by_the_threshold_of_concessions() -> None:
    contract = a_contract(procedure=Procedure.CONCESSION, initial=euros(10_000_000))
    assert modify(contract, value=euros(10_900_000)) == 900_000
    with pytest.raises(ModificationTooLarge):
        modify(a_contract(initial=euros(10_000_000)), value=euros(10_900_000))


def test_an_unforeseen_change_may_reach_half_the_value() -> None:
    contract = a_contract()
    modify(contract, ground=ModificationReason.UNFORESEEN, value=euros(150_000))
    with pytest.raises(ModificationTooLarge):
        modify(contract, ground=ModificationReason.UNFORESEEN, value=euros(200_001))


def test_repeated_additional_services_are_warned_of() -> None:
    contract = a_contract()
    modify(contract, ground=ModificationReason.ADDITIONAL, value=euros(140_000))
    modify(contract, ground=ModificationReason.ADDITIONAL, value=euros(180_000))
    first, second = contract.modifications
    assert first.warnings == ()
    assert "R2194-3" in second.warnings[0]


def test_a_review_clause_has_no_ceiling() -> None:
    assert modify(a_contract(), ground=ModificationReason.REVIEW_CLAUSE, value=euros(500_000)) == 400_000


def test_a_longer_contract_ends_later() -> None:
    contract = a_contract()
    modify(contract, months=18)
    assert (contract.state.months, contract.state.ends_on) == (18, date(2027, 11, 4))


def test_a_successor_takes_the_place_of_the_holder() -> None:
    contract, successor = a_contract(), a_holder(name="Repreneur")
    modify(contract, ground=ModificationReason.SUCCESSOR, holders=(successor,))
    assert contract.state.holders == (successor,)


def test_holders_change_by_succession_alone() -> None:
    with pytest.raises(SuccessorMismatch):
        modify(a_contract(), holders=(a_holder(),))
    with pytest.raises(SuccessorMismatch):
        modify(a_contract(), ground=ModificationReason.SUCCESSOR, value=euros(100_000))


def test_a_modification_changes_something() -> None:
    with pytest.raises(NothingModified):
        modify(a_contract())


def test_a_value_is_not_modified_where_none_was_recorded() -> None:
    with pytest.raises(InitialValueUnknown):
        modify(a_contract(initial=None), value=euros(1))


def test_a_modification_has_a_day_within_the_contract() -> None:
    with pytest.raises(DateInTheFuture):
        modify(a_contract(), value=euros(101_000), decided_on=TODAY + timedelta(days=1))
    with pytest.raises(BeforeContract):
        modify(a_contract(), value=euros(101_000), decided_on=NOTIFIED - timedelta(days=1))


def test_another_buyer_modifies_nothing() -> None:
    with pytest.raises(NotTheBuyer):
        modify(a_contract(), by=Buyer(OTHER_BUYER), value=euros(101_000))


def test_a_contract_that_ended_is_not_modified() -> None:
    contract = a_contract()
    contract.end(TODAY, by=BUYER, today=TODAY)
    with pytest.raises(ContractNotInForce):
        modify(contract, value=euros(101_000))


@settings(max_examples=examples(200), deadline=None)
@given(
    nature=sampled_from(Nature),
    initial=integers(1_000, 4_000_000),
    steps=lists(integers(-30, 60), min_size=1, max_size=12),
    ground=sampled_from([MINOR, ModificationReason.ADDITIONAL, ModificationReason.UNFORESEEN]),
)
def test_what_was_modified_never_exceeds_what_the_law_allows(
    nature: Nature, initial: int, steps: list[int], ground: ModificationReason
) -> None:
    contract = a_contract(initial=euros(initial), nature=nature)
    for step in steps:
        now = contract.state.current or euros(initial)
        value = max(now.amount + Decimal(initial * step) / 100, Decimal(0))
        try:
            change = modify(contract, ground=ground, value=euros(value))
        except ModificationTooLarge:
            continue
        assert ground is MINOR or abs(change) <= Decimal(initial) / 2
    share = Decimal("0.15") if nature is Nature.WORKS else Decimal("0.10")
    threshold = 5_404_000 if nature is Nature.WORKS else 216_000
    total = cumulated(contract.modifications).get(MINOR, Decimal(0))
    assert not total or abs(total) < min(initial * share, threshold)
