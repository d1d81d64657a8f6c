"""The table and the file of a run."""

import json
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from benchmarks.goal import no_dearer, no_slower, rate, ratio
from benchmarks.percentiles import Spread
from benchmarks.results import keep
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.table import COLUMNS, cells, table

OURS, LIMIT = Sample(4000, Spread(1, 2, 40), cpu=250), Sample(5000, Spread(1, 2, 3), cpu=200)


def a_row() -> Row:
    goals = (ratio(0.5), no_slower("p99", 30), no_dearer(300), rate(3000, "/s"))
    return Row.compared("read", [OURS], [LIMIT], "by hand", *goals, size="200 tenders", unit="/s")


def test_each_goal_is_held_against_its_own_figure() -> None:
    assert [(goal.text, met) for goal, met in a_row().verdicts()] == [
        ("ratio ≥ 0.5", True),
        ("p99 ≤ 30 ms", False),
        ("cpu ≤ 300 µs", True),
        ("ours ≥ 3,000 /s", True),
    ]


def test_a_goal_without_its_figure_is_neither_met_nor_missed() -> None:
    alone = Row("import", "5 contracts", "/s", Sample(700), goals=(ratio(0.5),))
    assert [met for _, met in alone.verdicts()] == [None]


def test_a_row_has_a_cell_for_every_column() -> None:
    found = cells(a_row())
    assert len(found) == len(COLUMNS)
    assert (found[1], found[2], found[3], found[5]) == ("4,000 /s", "5,000 /s\nby hand", "0.80", "250 / 200\n(0.80)")


def test_what_failed_is_shown() -> None:
    shown = Console(width=200).render_str(cells(Row("read", "", "/s", Sample(10, failed=3)))[1])
    assert shown.plain == "10 /s\n3 failed"


def test_a_table_has_a_line_for_each_row() -> None:
    assert table([a_row(), a_row()]).row_count == 2


def test_the_file_of_a_run_holds_rows_and_goals(tmp_path: Path) -> None:
    path = keep([a_row()], datetime(2026, 3, 2, 10, tzinfo=UTC), tmp_path)
    kept = json.loads(path.read_text())
    assert path.name == "2026-03-02-100000.json"
    assert kept["rows"][0]["goals"][0] == {"goal": "ratio ≥ 0.5", "met": True}
    assert kept["rows"][0]["ours"]["spread"]["p99"] == 40
