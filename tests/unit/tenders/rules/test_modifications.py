from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.procedures import ModificationReason
from contracts.vocabulary import Nature
from services.tenders.domain.rules.modifications import (
    ModificationTooLarge,
    Original,
    judge_modification,
)

LAUNCH = date(2026, 5, 4)
INITIAL = Decimal(100_000)


def judged(
    change: int,
    reason: ModificationReason,
    *,
    before: int = 0,
    initial: Decimal = INITIAL,
    nature: Nature = Nature.SERVICES,
    on: date = LAUNCH,
    concession: bool = False,
) -> list[str]:
    original = Original(initial, nature, on, concession=concession)
    cautions = judge_modification(original, {reason: Decimal(before)}, Decimal(change), reason)
    return [each.code for each in cautions]


def test_a_minor_modification_stays_under_10_percent_r2194_8() -> None:
    assert judged(9_999, ModificationReason.MINOR) == []
    with pytest.raises(ModificationTooLarge) as refused:
        judged(10_000, ModificationReason.MINOR)
    assert refused.value.facts["article"] == "CCP R2194-8, R2194-9"
    assert refused.value.facts["limit"] == "10000.00"


def test_a_minor_modification_of_works_stays_under_15_percent_r2194_8() -> None:
    assert judged(14_999, ModificationReason.MINOR, nature=Nature.WORKS) == []
    with pytest.raises(ModificationTooLarge, match="15000"):
        judged(15_000, ModificationReason.MINOR, nature=Nature.WORKS)


def test_minor_modifications_add_up_r2194_9() -> None:
    with pytest.raises(ModificationTooLarge, match=r"10000\.00 EUR and must stay under"):
        judged(4_000, ModificationReason.MINOR, before=6_000)
    assert judged(4_000, ModificationReason.MINOR, before=-6_000) == []


@pytest.mark.parametrize(("on", "threshold"), [(date(2025, 12, 31), 221_000), (date(2026, 1, 1), 216_000)])
def test_minor_modifications_stay_under_the_eu_threshold_of_the_launch_day_r2194_8(on: date, threshold: int) -> None:
    initial = Decimal(10_000_000)
    assert judged(threshold - 1, ModificationReason.MINOR, initial=initial, on=on) == []
    with pytest.raises(ModificationTooLarge):
        judged(threshold, ModificationReason.MINOR, initial=initial, on=on)


@pytest.mark.parametrize(("on", "threshold"), [(date(2025, 12, 31), 5_538_000), (date(2026, 1, 1), 5_404_000)])
def test_minor_modifications_of_a_concession_stay_under_the_threshold_of_concessions_r3135_8(
    on: date, threshold: int
) -> None:
    initial = Decimal(100_000_000)
    assert judged(threshold - 1, ModificationReason.MINOR, initial=initial, on=on, concession=True) == []
    with pytest.raises(ModificationTooLarge) as refused:
        judged(threshold, ModificationReason.MINOR, initial=initial, on=on, concession=True)
    assert refused.value.facts["article"] == "CCP R3135-8, R3135-9"


@pytest.mark.parametrize("nature", Nature)
def test_a_minor_modification_of_a_concession_stays_under_10_percent_of_works_too_r3135_8(nature: Nature) -> None:
    assert judged(9_999, ModificationReason.MINOR, nature=nature, concession=True) == []
    with pytest.raises(ModificationTooLarge, match=r"10000\.00"):
        judged(10_000, ModificationReason.MINOR, nature=nature, concession=True)


@pytest.mark.parametrize("reason", [ModificationReason.ADDITIONAL, ModificationReason.UNFORESEEN])
def test_each_additional_or_unforeseen_change_is_half_the_initial_value_at_most_r2194_3(
    reason: ModificationReason,
) -> None:
    assert judged(50_000, reason) == []
    with pytest.raises(ModificationTooLarge) as refused:
        judged(50_001, reason)
    assert "R2194-" in refused.value.facts["article"]


def test_additional_changes_that_together_pass_half_the_value_warn_r2194_3() -> None:
    assert judged(30_000, ModificationReason.ADDITIONAL, before=30_000) == ["modifications-repeated"]


def test_an_unforeseen_change_of_a_contract_above_the_threshold_asks_for_a_notice_r2194_10() -> None:
    assert judged(1, ModificationReason.UNFORESEEN, initial=Decimal(216_000)) == ["modification-notice-due"]
    assert judged(1, ModificationReason.UNFORESEEN, initial=Decimal(215_999)) == []


@pytest.mark.parametrize("reason", [ModificationReason.REVIEW_CLAUSE, ModificationReason.SUCCESSOR])
def test_a_review_clause_and_a_successor_know_no_percentage_r2194_1_and_6(reason: ModificationReason) -> None:
    assert judged(900_000, reason) == []


def test_a_change_said_not_to_be_substantial_warns_where_it_is_not_minor_r2194_7() -> None:
    assert judged(9_999, ModificationReason.NOT_SUBSTANTIAL) == []
    assert judged(10_000, ModificationReason.NOT_SUBSTANTIAL) == ["modification-perhaps-substantial"]


@given(
    initial=st.integers(1, 10_000_000),
    changes=st.lists(st.integers(-500_000, 500_000), max_size=8),
    nature=st.sampled_from(Nature),
)
def test_no_series_of_minor_changes_ever_passes_the_percentage(
    initial: int, changes: list[int], nature: Nature
) -> None:
    total, share = 0, Decimal("0.15") if nature is Nature.WORKS else Decimal("0.10")
    for change in changes:
        try:
            judged(change, ModificationReason.MINOR, before=total, initial=Decimal(initial), nature=nature)
        except ModificationTooLarge:
            continue
        total += change
        assert abs(total) < share * initial
