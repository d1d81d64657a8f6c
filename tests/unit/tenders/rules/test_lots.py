from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from contracts.procedures import CriterionKind, Framework
from contracts.vocabulary import euros
from services.tenders.domain.rules.advance import AdvanceOutOfBounds, is_due, judge_advances, minimum_rate
from services.tenders.domain.rules.division import judge_division
from services.tenders.domain.rules.environment import (
    EnvironmentalConditionMissing,
    EnvironmentalCriterionMissing,
    PriceAlone,
    judge_environment,
)
from services.tenders.domain.rules.framework import TechniqueUnsuited, judge_technique
from services.tenders.domain.rules.needs import counted_since, judge_needs
from tests.unit.tenders.rules.needs import GREEN, LAUNCH, a_lot, a_need, weighed

BEFORE, AFTER = date(2026, 8, 20), date(2026, 8, 21)
PRICE, QUALITY, GREENNESS = CriterionKind.PRICE, CriterionKind.QUALITY, CriterionKind.ENVIRONMENT


def test_a_single_lot_without_a_reason_warns_l2113_10() -> None:
    [caution] = judge_division(a_need(single_lot_reason=None), [a_lot()])
    assert caution.article == "CCP L2113-10, L2113-11"
    assert judge_division(a_need(single_lot_reason=None), [a_lot(), a_lot(number=2)]) == ()


def test_a_single_lot_with_a_recorded_reason_is_taken_l2113_11() -> None:
    assert judge_division(a_need(single_lot_reason="Coordination"), [a_lot()]) == ()


@pytest.mark.parametrize("terms", [{"procedure": "concession"}, {"within": uuid4()}])
def test_a_concession_and_a_call_have_no_lots_to_speak_of(terms: dict[str, object]) -> None:
    assert judge_division(a_need(single_lot_reason=None, **terms), [a_lot()]) == ()


def test_price_alone_is_illegal_from_21_august_2026_law_2021_1104() -> None:
    lots = [a_lot(criteria=weighed(PRICE), clauses=GREEN)]
    assert judge_environment(a_need(), lots, on=BEFORE) == ()
    with pytest.raises(PriceAlone) as refused:
        judge_environment(a_need(), lots, on=AFTER)
    assert refused.value.facts == {"lot": 1, "article": "law 2021-1104 art. 35, decree 2022-767"}


def test_an_environmental_criterion_is_required_from_21_august_2026_law_2021_1104() -> None:
    lots = [a_lot(criteria=weighed(PRICE, QUALITY), clauses=GREEN)]
    assert judge_environment(a_need(), lots, on=BEFORE) == ()
    with pytest.raises(EnvironmentalCriterionMissing):
        judge_environment(a_need(), lots, on=AFTER)


@pytest.mark.parametrize("kind", [GREENNESS, CriterionKind.LIFE_CYCLE_COST])
def test_an_environmental_condition_is_required_from_21_august_2026_law_2021_1104(kind: CriterionKind) -> None:
    criteria = weighed(PRICE, kind)
    assert judge_environment(a_need(), [a_lot(criteria=criteria, clauses=GREEN)], on=AFTER) == ()
    with pytest.raises(EnvironmentalConditionMissing):
        judge_environment(a_need(), [a_lot(criteria=criteria)], on=AFTER)


def test_criteria_that_stand_in_the_dossier_alone_only_warn() -> None:
    [caution] = judge_environment(a_need(), [a_lot(), a_lot(number=2)], on=AFTER)
    assert (caution.code, "1, 2" in caution.sentence) == ("criteria-not-given", True)


def test_a_purchase_without_competition_has_no_criteria() -> None:
    assert judge_environment(a_need(procedure="without-publicity"), [a_lot()], on=AFTER) == ()


def test_an_advance_is_due_above_50_000_euros_and_2_months_r2191_3() -> None:
    assert is_due(Decimal("50000.01"), 3, on=LAUNCH)
    assert not is_due(Decimal(50_000), 3, on=LAUNCH)
    assert not is_due(Decimal(60_000), 2, on=LAUNCH)


def test_an_advance_that_is_due_and_not_said_warns_r2191_3() -> None:
    [caution] = judge_advances([a_lot(60_000, months=12)], on=LAUNCH)
    assert caution.article == "CCP R2191-3, R2191-7"
    assert judge_advances([a_lot(40_000, months=12)], on=LAUNCH) == ()


@pytest.mark.parametrize("rate", ["0.04", "0.31"])
def test_an_advance_lies_between_5_and_30_percent_r2191_7(rate: str) -> None:
    with pytest.raises(AdvanceOutOfBounds) as refused:
        judge_advances([a_lot(60_000, months=12, advance=rate)], on=LAUNCH)
    assert refused.value.facts["article"] == "CCP R2191-7"
    assert judge_advances([a_lot(60_000, months=12, advance="0.30")], on=LAUNCH) == ()


def test_an_advance_under_10_percent_warns_that_a_small_company_gets_more_r2191_7() -> None:
    [caution] = judge_advances([a_lot(60_000, months=12, advance="0.05")], on=LAUNCH)
    assert caution.code == "advance-low-for-sme"
    assert (minimum_rate(sme=True, on=LAUNCH), minimum_rate(sme=False, on=LAUNCH)) == (Decimal("0.1"), Decimal("0.05"))


def test_an_advance_that_is_not_due_may_be_as_low_as_nothing() -> None:
    assert judge_advances([a_lot(10_000, months=1, advance="0")], on=LAUNCH) == ()


def test_a_framework_without_a_maximum_warns_r2162_4() -> None:
    [caution] = judge_technique(a_need(technique="framework"), on=LAUNCH)
    assert caution.article == "CCP R2162-4"


def test_a_framework_of_more_than_four_years_warns_l2125_1() -> None:
    framework = Framework(maximum=euros(100_000), months=48)
    assert judge_technique(a_need(technique="framework", framework=framework), on=LAUNCH) == ()
    longer = framework.model_copy(update={"months": 49})
    [caution] = judge_technique(a_need(technique="framework", framework=longer), on=LAUNCH)
    assert caution.article == "CCP L2125-1 1°"


def test_a_dynamic_system_is_awarded_by_the_restricted_procedure_l2125_1() -> None:
    with pytest.raises(TechniqueUnsuited) as refused:
        judge_technique(a_need(technique="dynamic-system", procedure="open"), on=LAUNCH)
    assert refused.value.facts["procedure"] == "restricted"
    assert judge_technique(a_need(technique="dynamic-system", procedure="restricted"), on=LAUNCH) == ()


def test_needs_of_48_months_are_added_up_and_splitting_warns_dir_2014_24_art_5() -> None:
    [caution] = judge_needs(a_need(40_000), [a_lot()], Decimal(180_000), on=LAUNCH)
    assert "216000" in caution.sentence
    assert "dir. 2014/24 art. 5" in caution.article
    assert judge_needs(a_need(35_000), [a_lot()], Decimal(10_000), on=LAUNCH) == ()
    assert judge_needs(a_need(300_000), [a_lot()], Decimal(180_000), on=LAUNCH) == ()


@pytest.mark.parametrize("terms", [{"nature": "works"}, {"procedure": "open"}, {"within": uuid4()}])
def test_works_formalised_procedures_and_calls_are_not_added_up_r2121_5(terms: dict[str, object]) -> None:
    assert judge_needs(a_need(40_000, **terms), [a_lot()], Decimal(90_000_000), on=LAUNCH) == ()


def test_earlier_purchases_count_for_48_months_dir_2014_24_art_5() -> None:
    assert counted_since(date(2026, 5, 31)) == date(2022, 5, 31)
    assert counted_since(date(2028, 2, 29)) == date(2024, 2, 29)
