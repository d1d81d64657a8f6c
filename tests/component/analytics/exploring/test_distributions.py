"""How contracts spread over values, bids and distances, and over companies."""

from decimal import Decimal

import pytest

from services.analytics.api.distribution_resources import DistributionsResource
from services.analytics.domain.slice import Basis
from services.analytics.persistence.exploring.condition import EVERY
from services.analytics.persistence.exploring.distributions import concentration, spreads
from tests.component.analytics.exploring.columns import Columns


async def spread(columns: Columns) -> DistributionsResource:
    found = await spreads(columns, EVERY, Basis.INITIAL)
    return DistributionsResource.of(found, await concentration(columns, EVERY, Basis.INITIAL), {})


async def test_contracts_are_counted_in_bands_and_what_a_rule_sets_aside_has_no_value() -> None:
    columns = Columns()
    columns.add("1", initial=24_999, bids=1, distance_km=49.9)
    columns.add("2", initial=25_000, bids=31, distance_km=50)
    columns.add("3", initial=9_000_000, bids=1, competed=False, aside_initial="ten-times-the-estimate")
    said = await spread(columns)
    assert [(one.at_least, one.below, one.value) for one in said.amounts if one.contracts] == [
        (10_000, 25_000, "24999.00"),
        (25_000, 40_000, "25000.00"),
    ]
    assert [(one.at_least, one.below) for one in said.bids if one.contracts] == [(1, 2), (10, None)]
    assert [(one.at_least, one.contracts) for one in said.distances if one.contracts] == [(25, 1), (50, 1)]


async def test_concentration_is_nothing_where_all_hold_the_same_and_grows_where_few_hold_much() -> None:
    columns = Columns()
    for number in range(4):
        columns.add(str(number), initial=100, company=f"00000000{number}")
    same = (await spread(columns)).concentration
    assert same
    assert (same.companies, same.gini, same.top[0].share) == (4, "0.0000", "25.00")
    columns.add("5", initial=1600, company="000000000")
    uneven = (await spread(columns)).concentration
    assert uneven
    # values 100, 100, 100, 1700: mean difference by hand
    assert Decimal(uneven.gini) == pytest.approx(Decimal("0.6"))
    assert [(one.companies, one.value) for one in uneven.curve][:2] == [("0.00", "0.00"), ("25.00", "5.00")]
    assert uneven.top[0].share == "85.00"


async def test_where_nothing_was_held_there_is_no_concentration() -> None:
    said = await spread(Columns())
    assert (said.concentration, {one.contracts for one in said.amounts}) == (None, {0})
