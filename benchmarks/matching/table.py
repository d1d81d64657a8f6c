"""The table of a run: every ranker beside ours."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.matching.measure import Measured, Tally

COLUMNS = (
    "Ranker",
    "R@20",
    "R@50",
    "MRR",
    "known R@20",
    "R@50",
    "new R@20",
    "R@50",
    "first R@20",
    "micro",
    "new",
    "first",
)


def table(title: str, rows: Sequence[Measured]) -> Table:
    """Recall of all, known, new and first-time winners; shares of micro, new and first-time firms in the top 20."""
    drawn = Table(*COLUMNS, title=title)
    for row in rows:
        drawn.add_row(*_cells(row), style="bold" if row is rows[-1] else None)
    return drawn


def _cells(row: Measured) -> tuple[str, ...]:
    shown = max(row.shown, 1)
    return (
        row.name,
        *_recalls(row.all),
        f"{row.reciprocal / max(row.questions, 1):.3f}",
        *_recalls(row.known),
        *_recalls(row.new),
        _recalls(row.first)[0],
        *(f"{count / shown:.0%}" for count in (row.micro, row.newcomers, row.unawarded)),
    )


def _recalls(tally: Tally) -> tuple[str, str]:
    top, wider = (tally.recall(found) for found in (tally.top, tally.wider))
    return ("–", "–") if top is None or wider is None else (f"{top:.3f}", f"{wider:.3f}")
