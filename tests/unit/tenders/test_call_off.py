from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, lists

from contracts.calendar import day_of
from contracts.procedures import ContractSigned, Framework
from contracts.vocabulary import ContractState, Identifier, Procedure, Role, Technique, euros
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.call_off import (
    CallOff,
    FrameworkAgreement,
    FrameworkExhausted,
    FrameworkOver,
    HolderUnclear,
    NotFrameworkAgreement,
)
from services.tenders.domain.contract import Contract
from services.tenders.domain.duration import ConcessionTooLong
from services.tenders.domain.signature import Signature
from tests.depth import examples
from tests.unit.tenders.builders import (
    BUYER,
    IN_TIME,
    OTHER_BUYER,
    a_closed_tender,
    a_holder,
    a_state,
    an_award,
    an_awarded_tender,
)

NOTIFIED = date(2026, 5, 4)
TODAY = NOTIFIED + timedelta(days=400)
AWARDED = day_of(IN_TIME)
SECOND = Identifier(id="21350238800019")
THIRD = Identifier(id="22350001800013")


def a_framework(consumed: int = 0, **fields: Any) -> FrameworkAgreement:
    known = {"technique": Technique.FRAMEWORK, "maximum": euros(100_000), "months": 12, "notified_on": NOTIFIED}
    return FrameworkAgreement(contract=Contract.recorded(a_state(**{**known, **fields})), consumed=Decimal(consumed))


def call(framework: FrameworkAgreement, amount: int = 10_000, by: Buyer = BUYER, **fields: Any) -> Contract:
    known = {"reference": "2026-MS-1", "title": "Livres du printemps", "signed_on": NOTIFIED + timedelta(days=30)}
    return CallOff(**{**known, "value": euros(amount), **fields}).of(framework, by=by, today=TODAY)


def test_a_call_off_is_a_signed_contract_of_the_same_procedure() -> None:
    framework = a_framework(area="food")
    contract = call(framework)
    [told] = contract.hand_over()
    assert isinstance(told.fact, ContractSigned)
    assert told.key == framework.contract.key
    assert (contract.state.technique, contract.state.framework) == (Technique.SUBSEQUENT, framework.contract.id)
    assert (contract.state.area, contract.state.holders) == ("food", framework.contract.state.holders)


def test_a_call_under_the_framework_of_a_mandatary_is_for_the_same_principal() -> None:
    assert call(a_framework(on_behalf_of=OTHER_BUYER)).state.on_behalf_of == OTHER_BUYER


def test_the_maximum_of_a_framework_is_not_exceeded() -> None:
    call(a_framework(90_000))
    with pytest.raises(FrameworkExhausted) as refused:
        call(a_framework(90_001))
    assert "R2162-4" in refused.value.facts["article"]
    assert "C-23/20" in refused.value.facts["article"]
    assert refused.value.facts["left"] == "9999.00"


@settings(max_examples=examples(100), deadline=None)
@given(amounts=lists(integers(1, 60_000), max_size=10))
def test_whatever_is_called_stays_within_the_maximum(amounts: list[int]) -> None:
    consumed = 0
    for amount in amounts:
        try:
            call(a_framework(consumed), amount)
        except FrameworkExhausted:
            continue
        consumed += amount
    assert consumed <= 100_000


def test_nothing_is_called_after_the_end_of_a_framework() -> None:
    call(a_framework(), signed_on=date(2027, 5, 4))
    with pytest.raises(FrameworkOver):
        call(a_framework(), signed_on=date(2027, 5, 5))


def test_nothing_is_called_under_a_framework_that_was_ended() -> None:
    framework = a_framework()
    framework.contract.end(TODAY, by=BUYER, today=TODAY)
    with pytest.raises(FrameworkOver):
        call(framework)


def test_nothing_is_called_under_a_simple_contract() -> None:
    with pytest.raises(NotFrameworkAgreement):
        call(a_framework(technique=Technique.SIMPLE))


def test_another_buyer_calls_nothing() -> None:
    with pytest.raises(NotTheBuyer):
        call(a_framework(), by=Buyer(OTHER_BUYER))


def test_of_several_holders_the_call_names_one() -> None:
    first, second = a_holder(), a_holder(identifier=SECOND, name="Librairie B")
    several = a_framework(holders=(first, second))
    with pytest.raises(HolderUnclear):
        call(several)
    assert call(several, holder=SECOND).state.holders == (second,)


def test_a_group_of_several_holders_is_called_by_any_of_its_members() -> None:
    group = (a_holder(role=Role.LEAD), a_holder(identifier=SECOND, role=Role.MEMBER))
    alone = a_holder(identifier=THIRD)
    several = a_framework(holders=(*group, alone))
    assert call(several, holder=SECOND).state.holders == group
    assert call(several, holder=THIRD).state.holders == (alone,)


def test_a_stranger_is_not_called() -> None:
    with pytest.raises(HolderUnclear):
        call(a_framework(), holder=SECOND)


def test_a_group_is_called_as_a_whole() -> None:
    group = (a_holder(role=Role.LEAD), a_holder(identifier=SECOND, role=Role.MEMBER))
    assert call(a_framework(holders=group)).state.holders == group


def sign(reference: str = "2026-1", **fields: Any) -> Signature:
    return Signature(**{"lot": 1, "reference": reference, "signed_on": AWARDED, **fields})


def framework_signed(**terms: Any) -> ContractState:
    bounds = Framework(maximum=euros(100_000), months=48)
    tender = an_awarded_tender(framework=bounds, technique=Technique.FRAMEWORK, **terms)
    return sign().of(tender, by=BUYER, today=TODAY, standstill=None).state


def test_a_framework_is_signed_with_its_maximum_and_its_duration() -> None:
    state = framework_signed()
    assert (state.maximum, state.months, state.technique) == (euros(100_000), 48, Technique.FRAMEWORK)


def test_a_framework_may_have_several_holders_beside_one_another() -> None:
    tender = a_closed_tender(framework=Framework(maximum=euros(1), months=1, holders=2))
    tender.award_lot(1, bids=2, award=an_award(a_holder(), a_holder(identifier=SECOND)), by=BUYER)
    award = tender.lot(1).award
    assert award is not None
    assert len(award.holders) == 2


def test_a_lot_awarded_within_a_framework_is_a_call_under_it() -> None:
    framework = a_framework(maximum=euros(7_000_000), notified_on=AWARDED)
    contract = sign().of(an_awarded_tender(), by=BUYER, today=TODAY, standstill=None, framework=framework)
    assert (contract.state.technique, contract.state.framework) == (Technique.SUBSEQUENT, framework.contract.id)
    with pytest.raises(FrameworkExhausted):
        sign().of(an_awarded_tender(), by=BUYER, today=TODAY, standstill=None, framework=a_framework())


def test_a_concession_of_more_than_five_years_needs_a_reason() -> None:
    tender = an_awarded_tender(procedure=Procedure.CONCESSION)
    with pytest.raises(ConcessionTooLong) as refused:
        sign(months=61).of(tender, by=BUYER, today=TODAY, standstill=None)
    assert refused.value.facts["article"] == "CCP R3114-2"
    assert sign(months=60).of(tender, by=BUYER, today=TODAY, standstill=None).state.months == 60
    reasoned = sign(months=120, duration_reason="Amortissement de la chaufferie")
    assert reasoned.of(tender, by=BUYER, today=TODAY, standstill=None).state.duration_reason is not None
