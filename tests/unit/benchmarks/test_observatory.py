"""The invented market that the observatory is measured on, and what is asked of it."""

import duckdb

from benchmarks.observatory.peer import translated
from benchmarks.observatory.slices import FIGURES, path, question, slices
from benchmarks.told_rows import buyers, tell
from services.analytics.persistence.columns.schema import definitions

CONTRACTS = 5000


def told(sql: str) -> float:
    with duckdb.connect(":memory:") as market:
        market.execute("CREATE SCHEMA told")
        for statement in definitions():
            market.execute(statement)
        tell(market, CONTRACTS)
        return float(market.execute(sql).fetchall()[0][0])


def test_a_market_has_holders_and_modifications_as_a_register_has_them() -> None:
    assert (
        1.15 < told("SELECT count(*) / count(DISTINCT contract_id) FROM told.holder_version WHERE version = 1") < 1.25
    )
    assert 0.04 < told("SELECT avg((kind = 'modified')::INTEGER) FROM told.contract_version") < 0.06


def test_few_buyers_buy_much_of_a_market() -> None:
    most = "(SELECT buyer FROM told.contract_version GROUP BY buyer ORDER BY count(*) DESC LIMIT 5)"
    assert told(f"SELECT avg((buyer IN {most})::INTEGER) FROM told.contract_version") > 0.4
    assert told("SELECT count(DISTINCT buyer) FROM told.contract_version") <= len(buyers(CONTRACTS))


def test_the_same_slices_are_asked_every_time() -> None:
    assert [path(one) for one in slices(20, CONTRACTS)] == [path(one) for one in slices(20, CONTRACTS)]


def test_every_slice_is_a_question_of_the_api_with_seven_figures_and_up_to_four_filters() -> None:
    for asked in slices(50, CONTRACTS):
        understood = question(asked)
        dated = understood.asked.period.first is not None
        assert len(understood.chosen) == FIGURES
        assert 1 <= len(understood.asked.filters) + dated <= 4


def test_postgresql_is_given_values_by_place_and_its_own_words() -> None:
    sql = "SELECT a::DOUBLE FROM b WHERE c = $c_0 AND day < $last - INTERVAL 48 MONTH AND d = $c_0"
    assert translated(sql, {"last": 2, "c_0": 1}) == (
        "SELECT a::float8 FROM b WHERE c = $1 AND day < $2 - interval '48 month' AND d = $1",
        1,
        2,
    )
