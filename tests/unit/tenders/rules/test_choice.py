from datetime import date
from uuid import uuid4

import pytest

from contracts.procedures import Framework
from contracts.vocabulary import euros
from services.tenders.domain.rules.choice import FormalisedProcedureRequired, judge_choice
from services.tenders.domain.rules.small_lots import (
    LotNotSmall,
    SmallLotsTooLarge,
    SmallLotUnknown,
    judge_small_lots,
)
from tests.unit.tenders.rules.needs import LAUNCH, a_lot, a_need


@pytest.mark.parametrize(
    ("nature", "on", "threshold"),
    [
        ("goods", date(2025, 12, 31), 221_000),
        ("goods", date(2026, 1, 1), 216_000),
        ("services", date(2025, 12, 31), 221_000),
        ("services", date(2026, 1, 1), 216_000),
        ("works", date(2025, 12, 31), 5_538_000),
        ("works", date(2026, 1, 1), 5_404_000),
    ],
)
def test_an_adapted_procedure_stays_under_the_eu_threshold_of_its_launch_l2124_1(
    nature: str, on: date, threshold: int
) -> None:
    assert judge_choice(a_need(threshold - 1, nature=nature), [a_lot()], on=on) == ()
    with pytest.raises(FormalisedProcedureRequired) as refused:
        judge_choice(a_need(threshold, nature=nature), [a_lot()], on=on)
    assert refused.value.facts["article"].startswith("CCP L2124-1")
    assert refused.value.facts["threshold"] == str(threshold)


def test_lots_are_added_up_against_the_threshold_r2121_1() -> None:
    lots = [a_lot(120_000), a_lot(100_000, 2)]
    with pytest.raises(FormalisedProcedureRequired, match="216000"):
        judge_choice(a_need(100_000), lots, on=LAUNCH)


def test_a_framework_counts_at_its_maximum_r2121_8() -> None:
    framework = Framework(maximum=euros(300_000), months=24)
    with pytest.raises(FormalisedProcedureRequired):
        judge_choice(a_need(100_000, technique="framework", framework=framework), [a_lot()], on=LAUNCH)


def test_social_services_may_stay_adapted_whatever_their_value_r2123_1_3() -> None:
    assert judge_choice(a_need(800_000, nature="services", social=True), [a_lot()], on=LAUNCH) == ()
    with pytest.raises(FormalisedProcedureRequired):
        judge_choice(a_need(800_000, nature="goods", social=True), [a_lot()], on=LAUNCH)


def test_a_formalised_procedure_is_lawful_at_any_value() -> None:
    for value in (10, 9_000_000):
        assert judge_choice(a_need(value, procedure="open"), [a_lot()], on=LAUNCH) == ()


def test_a_call_under_a_framework_is_not_judged_anew() -> None:
    assert judge_choice(a_need(800_000, within=uuid4()), [a_lot()], on=LAUNCH) == ()


def test_small_lots_may_leave_the_formalised_procedure_r2123_1_2() -> None:
    need, lots = a_need(400_000, small_lots=(1,)), [a_lot(79_999)]
    assert judge_choice(need, lots, on=LAUNCH) == judge_small_lots(need, lots, on=LAUNCH) == ()


def test_a_lot_that_is_not_said_to_be_small_stays_formalised_r2123_1_2() -> None:
    with pytest.raises(FormalisedProcedureRequired):
        judge_choice(a_need(400_000, small_lots=(1,)), [a_lot(10_000), a_lot(10_000, 2)], on=LAUNCH)


@pytest.mark.parametrize(("nature", "limit"), [("goods", 80_000), ("services", 80_000), ("works", 1_000_000)])
def test_a_small_lot_is_under_80_000_euros_or_a_million_for_works_r2123_1_2(nature: str, limit: int) -> None:
    need = a_need(90_000_000, nature=nature, small_lots=(1,))
    assert judge_small_lots(need, [a_lot(limit - 1)], on=LAUNCH) == ()
    with pytest.raises(LotNotSmall) as refused:
        judge_small_lots(need, [a_lot(limit)], on=LAUNCH)
    assert refused.value.facts["article"] == "CCP R2123-1 2°"


def test_small_lots_are_a_fifth_of_the_whole_at_most_r2123_1_2() -> None:
    need, lots = a_need(500_000, small_lots=(1, 2)), [a_lot(50_000), a_lot(50_000, 2)]
    assert judge_small_lots(need, lots, on=LAUNCH) == ()
    with pytest.raises(SmallLotsTooLarge) as refused:
        judge_small_lots(a_need(499_999, small_lots=(1, 2)), lots, on=LAUNCH)
    assert refused.value.facts["article"] == "CCP R2123-1 2°"


def test_a_small_lot_is_in_the_tender_and_has_a_value_r2123_1_2() -> None:
    for lots in ([a_lot()], [a_lot(5, 2)]):
        with pytest.raises(SmallLotUnknown):
            judge_small_lots(a_need(400_000, small_lots=(1,)), lots, on=LAUNCH)
