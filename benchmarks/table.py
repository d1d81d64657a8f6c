"""The table that a run prints."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.row import Row
from benchmarks.sample import Sample

COLUMNS = ("What", "Ours", "Limit", "Ratio", "Goal", "CPU µs\nours / limit", "p50 / p99 ms\nours, limit", "Size")
_SIGNS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "–"}


def table(rows: Sequence[Row]) -> Table:
    """Every row, with its goals beside what was reached."""
    drawn = Table(*COLUMNS, title="Our paths beside their limits, measured side by side", show_lines=True)
    for row in rows:
        drawn.add_row(*cells(row))
    return drawn


def cells(row: Row) -> tuple[str, ...]:
    """A row as text."""
    beside = f"{_amount(row.limit, row.unit)}\n{row.beside}" if row.limit else row.beside
    goals = "\n".join(f"{_SIGNS[met]} {goal.text}" for goal, met in row.verdicts())
    facts = "".join(f"\n{name} {value:,g}" for name, value in row.facts.items())
    return (
        row.what,
        _amount(row.ours, row.unit) + facts,
        beside,
        "" if row.ratio is None else f"{row.ratio:.2f}",
        goals,
        _costs(row),
        _times(row),
        row.size,
    )


def _amount(sample: Sample, unit: str) -> str:
    failed = f"\n[red]{sample.failed} failed[/]" if sample.failed else ""
    return (f"{sample.rate:,.0f} {unit}" if unit else "") + failed


def _costs(row: Row) -> str:
    """Microseconds of the server's processor for one of ours, of the limit, and the limit's part."""
    if row.ours.cpu is None:
        return ""
    if row.limit is None or row.limit.cpu is None:
        return f"{row.ours.cpu:,.0f}"
    return f"{row.ours.cpu:,.0f} / {row.limit.cpu:,.0f}\n({row.limit.cpu / row.ours.cpu:.2f})"


def _times(row: Row) -> str:
    spreads = [one.spread for one in (row.ours, row.limit) if one and one.spread]
    return "\n".join(f"{spread.p50:.1f} / {spread.p99:.1f}" for spread in spreads)
