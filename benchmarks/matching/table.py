"""The table of a run: every ranker beside ours."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.matching.measure import Measured, Tally

COLUMNS = (
    "\nRanker",
    "all\nR@20",
    "\nR@50",
    "\nMRR",
    "known\nR@20",
    "\nR@50",
    "new\nR@20",
    "\nR@50",
    "held\nR@20",
    "\nR@50",
    "other\nR@20",
    "\nR@50",
    "shown\nmicro",
    "\nnew",
    "\nother",
)
CAPTION = (
    "Winners: known had won before, new never; held are known to the buyer, other are new to it. "
    "Shown: shares of the first 20."
)


def table(title: str, rows: Sequence[Measured]) -> Table:
    """Recall by kind of winner, and the shares of micro, new and other firms in the top 20; the last row is ours."""
    drawn = Table(*COLUMNS, title=title, caption=CAPTION)
    for row in rows:
        drawn.add_row(*_cells(row), style="bold" if row is rows[-1] else None)
    return drawn


def _cells(row: Measured) -> tuple[str, ...]:
    shown = max(row.shown, 1)
    return (
        row.name,
        *_recalls(row.all),
        f"{row.reciprocal / max(row.questions, 1):.3f}",
        *(cell for tally in (row.known, row.new, row.held, row.other) for cell in _recalls(tally)),
        *(f"{count / shown:.0%}" for count in (row.micro, row.unawarded, row.newcomers)),
    )


def _recalls(tally: Tally) -> tuple[str, str]:
    top, wider = (tally.recall(found) for found in (tally.top, tally.wider))
    return ("–", "–") if top is None or wider is None else (f"{top:.3f}", f"{wider:.3f}")
