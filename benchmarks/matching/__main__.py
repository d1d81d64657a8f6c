"""`python -m benchmarks.matching FILE`: how well matching finds the winners of a register of past awards."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.matching.collapsing import collapsed
from benchmarks.matching.contract import Contract, Profile, contracts_of, profiles_of
from benchmarks.matching.history import SHARE_BEFORE, History, Split, split
from benchmarks.matching.measure import Measured, measured
from benchmarks.matching.ours import Ours
from benchmarks.matching.rankers import ByChance, ByDepartment, ByHistory, ByLocalHistory, ByPopularity
from benchmarks.matching.room import WithRoom
from benchmarks.matching.table import table
from benchmarks.matching.verdict import verdicts
from benchmarks.results import FOLDER, machine
from contracts.reference.matching import Quota, matching
from deploy.cli.failure import Failure
from deploy.cli.importing import read
from deploy.cli.mappings import found
from deploy.cli.reading import Reading

PAPER = 150
"""Columns of the table where there is no terminal to ask."""
REFERENCES = (ByChance, ByPopularity, ByDepartment, ByHistory, ByLocalHistory)
POOLS = {
    "register": "Among all suppliers of the register, as a registry of companies knows them (name, place, size)",
    "known": "Among suppliers that had won before",
}


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Measure, print, keep; 2 where the file cannot be read."""
    chosen, began = _arguments(arguments), datetime.now().astimezone()
    console = Console(width=None if sys.stdout.isatty() else PAPER)
    try:
        reading = _read(chosen.file, chosen.mapping)
        contracts = contracts_of(reading.entries)
        apart = collapsed(contracts)
        cut = _cut(apart, chosen.before, len(reading.entries))
    except Failure as failure:
        console.print(str(failure))
        return 2
    questions = _thinned(cut.questions, chosen.questions)
    console.print(_told(reading, contracts, apart, cut, questions))
    results = {pool: _pool(pool, cut, questions, reading, chosen.quota, console) for pool in chosen.pool or POOLS}
    console.print(
        f"Kept in {_kept(folder / f'matching-{began:%Y-%m-%d-%H%M%S}.json', chosen.file, cut, questions, results)}"
    )
    return 0


def _read(file: Path, mapping: Path | None) -> Reading:
    if not file.is_file():
        msg = f"There is no file {file}."
        raise Failure(msg)
    return read(file, found(mapping) if mapping else None)


def _cut(contracts: Sequence[Contract], before: float, read: int) -> Split:
    """The contracts cut in time; raises `Failure` where there is no time to cut."""
    if not contracts:
        msg = f"None of {read:,} contracts has a date: the mapping has to name `notified_on` or `signed_on`."
        raise Failure(msg)
    cut = split(contracts, before)
    if not cut.before:
        msg = f"Nothing is known before {cut.day}: the contracts are of too few days to be cut in time."
        raise Failure(msg)
    return cut


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV, or DECP in JSON; .gz too")
    parser.add_argument("--mapping", type=Path, help="how a CSV is read: a file, or the name of one that comes along")
    parser.add_argument("--before", type=float, default=SHARE_BEFORE, help="share of history (default: %(default)s)")
    parser.add_argument("--questions", type=int, default=1000, help="at most so many are asked (default: %(default)s)")
    parser.add_argument("--quota", type=int, help="newcomers in every 10 positions (default: the policy's)")
    parser.add_argument("--pool", action="append", choices=list(POOLS), help="whom to look among (default: both)")
    return parser.parse_args(given)


def _thinned(questions: Sequence[Contract], most: int) -> list[Contract]:
    """Evenly spaced ones, if there are more than are asked."""
    step = max(1.0, len(questions) / most)
    return [questions[int(place * step)] for place in range(min(most, len(questions)))]


def _told(
    reading: Reading, contracts: Sequence[Contract], apart: Sequence[Contract], cut: Split, asked: Sequence[Contract]
) -> str:
    return (
        f"{len(reading.entries):,} contracts, {len(contracts):,} with a date, {len(apart):,} once versions and lots "
        f"are collapsed; {len(cut.before):,} before {cut.day} are known, {len(asked):,} of {len(cut.questions):,} "
        "from then on are asked."
    )


def _pool(
    pool: str,
    cut: Split,
    questions: Sequence[Contract],
    reading: Reading,
    quota: int | None,
    console: Console,
) -> list[Measured]:
    """Every ranker on one pool."""
    history = History(cut.before, _profiles(pool, cut, reading))
    shown = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    rows: list[Measured] = []
    with Progress(*shown, console=console, transient=True) as progress:
        ours = Ours(history, matching(), _quota(quota))
        for ranker in (*(make(history) for make in REFERENCES), ours.without_room(), WithRoom(history, ours), ours):
            task = progress.add_task(ranker.name, total=len(questions))
            rows.append(measured(ranker, questions, history, lambda task=task: progress.advance(task)))
    console.print(table(f"{POOLS[pool]}: {len(history.pool):,}", rows))
    console.print("\n".join(verdicts(rows)), highlight=False)
    return rows


def _profiles(pool: str, cut: Split, reading: Reading) -> Mapping[str, Profile]:
    """The suppliers to look among; of those known before, only what was said before."""
    if pool == "register":
        return profiles_of(reading.entries)
    before = {contract.number for contract in cut.before}
    return profiles_of(entry for number, entry in enumerate(reading.entries) if number in before)


def _quota(new: int | None) -> Quota:
    usual = matching().quota
    if new is None:
        return usual
    return Quota(of=10, new=new, first=min(new, usual.first), proven=min(10 - new, usual.proven))


def _kept(
    path: Path, file: Path, cut: Split, questions: Sequence[Contract], results: Mapping[str, list[Measured]]
) -> Path:
    path.parent.mkdir(exist_ok=True)
    pools = {pool: [row.document() for row in rows] for pool, rows in results.items()}
    facts = {"file": file.name, "split": cut.day, "asked": len(questions), "weights": matching().version}
    path.write_bytes(orjson.dumps({**machine(), **facts, "pools": pools}, option=orjson.OPT_INDENT_2))
    return path


if __name__ == "__main__":
    sys.exit(main())
