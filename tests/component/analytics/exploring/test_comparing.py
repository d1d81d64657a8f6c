"""With and without clauses, and how complete records are."""

from decimal import Decimal

from services.analytics.persistence.exploring.clauses import Effect, associations
from services.analytics.persistence.exploring.condition import EVERY
from services.analytics.persistence.exploring.quality import completeness, set_aside
from services.analytics.persistence.exploring.wanted import Search
from tests.component.analytics.exploring.columns import Columns


async def test_contracts_with_a_clause_are_compared_with_those_of_their_size_and_division() -> None:
    columns = Columns()
    for number, (social, bids, initial) in enumerate(
        [(True, 2, 10_000), (False, 4, 20_000), (True, 1, 500_000), (None, 9, 10_000), (False, 0, 10_000)]
    ):
        columns.add(str(number), social=social, bids=bids, initial=initial, cpv="45233140")
    found, unknown = (await associations(columns, EVERY, Effect.BIDS))["social"]
    assert (found.with_clause.contracts, found.without_clause.contracts, unknown) == (2, 1, 1)
    assert (found.with_clause.mean, found.without_clause.mean) == (Decimal("1.50"), Decimal("4.00"))
    assert (found.difference, found.compared) == (Decimal("-2.00"), 2)
    assert {(one.band, one.division, one.is_small) for one in found.strata} == {
        ("under-40k", "45", True),
        ("250k-to-1m", "45", True),
    }


async def test_the_share_of_micro_enterprises_counts_those_of_known_size() -> None:
    columns = Columns()
    for number, (size, reserved) in enumerate([("tpe", "integration"), ("pme", None), ("tpe", None), (None, None)]):
        columns.add(str(number), size=size, reserved=reserved, initial=1000)
    found, unknown = (await associations(columns, EVERY, Effect.TPE))["reserved"]
    assert (found.with_clause.mean, found.without_clause.mean, unknown) == (Decimal("100.00"), Decimal("50.00"), 0)


async def test_records_are_graded_and_their_fields_counted_by_department() -> None:
    columns = Columns()
    columns.add("1", department="roads", bids=3)
    columns.add("2", department="roads", grade="C", lacking=["cpv", "months"])
    columns.add("3", department="schools", grade="B", lacking=["cpv"], social=True)
    whole, roads, schools = await completeness(columns, EVERY)
    assert (whole.department, whole.contracts, whole.grades["A"]) == (None, 3, 1)
    assert (roads.department, roads.filled["cpv"], roads.filled["bids"], roads.filled["clauses"]) == ("roads", 1, 1, 0)
    assert (schools.filled["cpv"], schools.filled["months"], schools.filled["clauses"]) == (0, 1, 1)


async def test_values_set_aside_are_counted_by_their_rule_and_found_by_it() -> None:
    columns = Columns()
    columns.add("1", initial=1, aside_initial="at-most-1-eur", aside_current="at-most-1-eur")
    columns.add("2", initial=5)
    wanted = Search(anomaly=("at-most-1-eur",)).condition()
    assert await set_aside(columns, EVERY) == [("current", "at-most-1-eur", 1), ("initial", "at-most-1-eur", 1)]
    assert (await columns.rows(f"SELECT reference FROM contract WHERE {wanted.sql}", wanted.values)) == [("1",)]
