"""How DuckDB is used: no more threads than there is work for, and each statement read once."""

import os

import pytest

from services.analytics.persistence.columns.derivation import selection_of_touched
from services.analytics.persistence.columns.engine import ROWS_A_GROUP, divide_work, open_engine
from services.analytics.persistence.columns.writer import Writer


@pytest.mark.parametrize("rows", [0, ROWS_A_GROUP, 2 * ROWS_A_GROUP - 1])
def test_few_rows_are_read_in_one_thread(rows: int) -> None:
    with open_engine() as engine:
        divide_work(engine, rows)
        assert engine.execute("SELECT current_setting('threads')").fetchall() == [(1,)]


def test_many_rows_are_divided_among_all_processors() -> None:
    with open_engine() as engine:
        divide_work(engine, 1_000 * ROWS_A_GROUP)
        assert engine.execute("SELECT current_setting('threads')").fetchall() == [(len(os.sched_getaffinity(0)),)]


def test_a_statement_is_done_as_often_as_it_is_asked_with_the_values_of_each_time() -> None:
    with open_engine() as engine:
        own = Writer(engine)
        assert [own.execute("SELECT $one::INTEGER + 1", {"one": one}).fetchall() for one in (1, 2)] == [[(2,)], [(3,)]]


def test_what_nothing_was_told_of_is_not_looked_for() -> None:
    told = frozenset({"contract_version"})
    selection = selection_of_touched("contract", told)
    assert "temp.told_contract_version" in selection
    assert "temp.told_act_version" not in selection
    assert "(FROM told.act_version WHERE false)" in selection
