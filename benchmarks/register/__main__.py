"""`python -m benchmarks.register COUNT > register.csv`: write an invented register of suppliers."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

from benchmarks.register.flaw import flawed
from benchmarks.register.numbers import FIRST
from benchmarks.register.row import HEADING, Row, rows
from benchmarks.register.state import states

SEED = 2026


def main() -> int:
    """Write the register, and say on the margin what was planted in it."""
    asked = _arguments()
    planted: Counter[str] = Counter()
    made = counted(flawed(rows(asked.count, asked.seed, asked.first), asked.errors, asked.seed), planted)
    with asked.out.open("w", encoding="utf-8", newline="") if asked.out else nullcontext(sys.stdout) as stream:
        (write_states if asked.states else write)(stream, made)
    said = ", ".join(f"{name} {count:,}" for name, count in sorted(planted.items()))
    print(
        f"{asked.count:,} establishments, {planted.total():,} with an error{': ' if said else ''}{said}",
        file=sys.stderr,
    )
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.register", description=__doc__)
    parser.add_argument("count", type=int, help="how many establishments, up to twelve million")
    parser.add_argument("--seed", type=int, default=SEED, help=f"another seed is another register (default: {SEED})")
    parser.add_argument("--first", type=int, default=FIRST, help=f"number of the first company (default: {FIRST})")
    parser.add_argument("--errors", type=float, default=0.0, help="share of the rows with an error, such as 0.01")
    parser.add_argument("--states", action="store_true", help="states of suppliers, one JSON document a line")
    parser.add_argument("--out", type=Path, help="a file (default: the standard output)")
    return parser.parse_args()


def counted(made: Iterable[tuple[Row, str]], planted: Counter[str]) -> Iterator[Row]:
    """The rows alone, while what was planted in them is counted."""
    for row, flaw in made:
        if flaw:
            planted[flaw] += 1
        yield row


def write(stream: TextIO, made: Iterable[Row]) -> None:
    """The heading and the rows, as CSV."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows(made)


def write_states(stream: TextIO, made: Iterable[Row]) -> None:
    """The suppliers of the rows as the import reads them, one JSON document a line."""
    stream.writelines(state.model_dump_json(exclude_none=True) + "\n" for state in states(made))


if __name__ == "__main__":
    sys.exit(main())
