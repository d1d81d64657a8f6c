"""`python -m benchmarks [NAMES]`: measure, print the table, keep the figures."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from benchmarks import results
from benchmarks.bench import Bench
from benchmarks.broker import Bus
from benchmarks.content import Content
from benchmarks.measures.catalogue import MEASURES
from benchmarks.row import Row
from benchmarks.table import table
from benchmarks.world import World
from deploy.embedded.refusal import CannotStart

PAPER = 180
"""Columns of the table where there is no terminal to ask."""


def main() -> int:
    """Run the measures asked for; 1 where one of them broke off, 2 where the platform does not start."""
    chosen, began = _arguments(), datetime.now().astimezone()
    console = Console(width=None if sys.stdout.isatty() else PAPER)
    names = chosen.names or list(MEASURES)
    try:
        rows, broken = asyncio.run(_measured(chosen, names, console))
    except CannotStart as refusal:
        console.print(str(refusal))
        return refusal.exit_code
    console.print(table(rows))
    console.print(f"Kept in {results.keep(rows, began)}")
    if broken:
        console.print(f"Not measured, see above: {', '.join(broken)}")
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", type=_name, help=f"of {', '.join(MEASURES)} (default: all)")
    parser.add_argument("--seconds", type=float, default=1.5, help="length of one slice (default: 1.5)")
    parser.add_argument("--rounds", type=int, default=3, help="slices of each side; medians are shown (default: 3)")
    parser.add_argument("--full", action="store_true", help="1.2 million contracts and 4 million suppliers too")
    parser.add_argument("--home", type=Path, help="keep what is written in this folder, for another run")
    parser.add_argument("--size", type=int, help="so many contracts or suppliers, in place of the usual sizes")
    return parser.parse_args()


def _name(given: str) -> str:
    if given not in MEASURES:
        raise argparse.ArgumentTypeError(f"{given} is none of {', '.join(MEASURES)}")
    return given


@contextmanager
def _home(kept: Path | None) -> Iterator[Path]:
    """Where the platform lives: in the folder that is kept, else in one that goes."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="prenan-bench-") as folder:
        yield Path(folder)


async def _measured(
    chosen: argparse.Namespace, names: Sequence[str], console: Console
) -> tuple[list[Row], Sequence[str]]:
    """The rows of all that was measured, and the names of what broke off."""
    shown = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with _home(chosen.home) as folder, Progress(*shown, console=console) as progress:
        task = progress.add_task("starting", total=len(names))
        async with World(folder, lambda text: progress.update(task, description=text)) as world:
            bench = Bench(world, Content(world), Bus(world), chosen.seconds, chosen.rounds, chosen.full, chosen.size)
            rows, broken = list[Row](), list[str]()
            for name in names:
                began = time.monotonic()
                try:
                    rows += await MEASURES[name](bench)
                except Exception:  # an hour of other figures is not lost for one of them
                    console.print_exception()
                    broken.append(name)
                progress.advance(task)
                console.print(f"{name}: {time.monotonic() - began:.0f} s")
    return rows, broken


if __name__ == "__main__":
    sys.exit(main())
