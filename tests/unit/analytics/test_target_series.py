"""The targets that a buyer sets itself."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from contracts.indicators import indicators
from contracts.observatory import Goal, TargetSet
from services.analytics.domain.aims import in_force, targets_of
from services.analytics.domain.target_series import GoalOutOfRange, GoalsNotInOrder, TargetSeries

BUYER = "21350238800019"


def wanted(*goals: tuple[int, str], plan: str = "SPASER 2026") -> TargetSet:
    given = tuple(Goal(year=year, value=Decimal(value)) for year, value in goals)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return TargetSet(indicator="A1", buyer=BUYER, plan=plan, goals=given, reason="Délibération", at=at)


def a_series(*goals: tuple[int, str]) -> TargetSeries:
    series = TargetSeries.begin("A1", BUYER)
    series.set(wanted(*goals), "policy-officer", percent=True)
    return series


def test_a_change_is_told_and_says_by_whom_and_why() -> None:
    series = TargetSeries.begin("A1", BUYER)
    setting = series.set(wanted((2026, "25")), "policy-officer", percent=True)
    assert setting is not None
    assert (setting.version, setting.set_by, setting.reason) == (1, "policy-officer", "Délibération")
    assert [told.fact for told in series.hand_over()] == [wanted((2026, "25"))]


def test_setting_the_same_targets_again_changes_nothing() -> None:
    series = a_series((2026, "25"))
    assert series.set(wanted((2026, "25")), "policy-officer", percent=True) is None
    assert series.version == 1


@pytest.mark.parametrize("goals", [((2027, "25"), (2026, "30")), ((2026, "25"), (2026, "30"))])
def test_each_year_is_given_once_and_in_order(goals: tuple[tuple[int, str], ...]) -> None:
    with pytest.raises(GoalsNotInOrder):
        a_series(*goals)


@pytest.mark.parametrize("value", ["-1", "101"])
def test_a_share_in_percent_has_no_target_beyond_its_range(value: str) -> None:
    with pytest.raises(GoalOutOfRange):
        a_series((2026, value))


def test_the_own_targets_of_a_buyer_come_before_those_of_the_catalogue() -> None:
    indicator = indicators()["A1"]
    shared, own = targets_of(indicator, BUYER, None), targets_of(indicator, BUYER, a_series((2026, "25")))
    assert [one.value for one in shared] == [Decimal(30)]
    assert [(one.year, one.value, one.buyer) for one in own] == [(2026, Decimal(25), BUYER)]


def test_the_target_in_force_is_the_latest_that_has_begun() -> None:
    targets = targets_of(indicators()["A1"], BUYER, a_series((2026, "25"), (2028, "30")))
    found = [in_force(targets, year) for year in (2025, 2027, 2028)]
    assert [one and one.value for one in found] == [None, Decimal(25), Decimal(30)]
