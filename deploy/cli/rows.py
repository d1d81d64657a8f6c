"""The rows of a register, as cells by column."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from contracts.reference.labels import plain
from deploy.cli.mapping import Condition, FileMapping
from deploy.cli.reading import Findings, UnreadableFile
from deploy.cli.table import Table, open_table

_column = lru_cache(maxsize=1 << 12)(plain)
"""The plain name of a column; a file has few of them, and each row asks for all."""


@dataclass(frozen=True)
class Row:
    """A row by its number in a spreadsheet, and its cells by the plain name of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column; empty where the row is shorter than the heading."""
        return self.cells.get(_column(column), "").strip()


def _headings(names: Iterable[str]) -> list[str]:
    """Plain column names; the second column of one name is `name (2)`."""
    seen: Counter[str] = Counter()
    found = []
    for name in map(plain, names):
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _check(columns: Sequence[str], mapping: FileMapping, name: str) -> None:
    missing = sorted({column for column in mapping.columns() if plain(column) not in columns})
    if missing:
        shown = ", ".join(columns)
        raise UnreadableFile(f"{name} has no column {', '.join(map(repr, missing))}; its columns are: {shown}")


def read_rows(path: Path, mapping: FileMapping, findings: Findings) -> list[Row]:
    """Every row that the mapping's conditions keep; blank ones do not count. Raises `UnreadableFile`."""
    with open_table(path, mapping.file) as table:
        return list(kept_rows(table, mapping, findings))


def kept_rows(table: Table, mapping: FileMapping, findings: Findings) -> Iterator[Row]:
    """The same one by one, as the file is read."""
    columns = _headings(table.heading)
    _check(columns, mapping, table.name)
    for row in _rows(table, columns, findings):
        if _kept(row, mapping):
            yield row


def too_long(line: Sequence[str], columns: int) -> str | None:
    """What is wrong with a line that says something beyond the last column."""
    if not any(cell.strip() for cell in line[columns:]):
        return None
    return f"{len(line)} cells for {columns} columns: a delimiter in a cell that is not quoted?"


def _rows(table: Table, columns: Sequence[str], findings: Findings) -> Iterator[Row]:
    for number, line in table.lines:
        findings.rows += 1
        if reason := too_long(line, len(columns)):
            findings.report(number, "row", reason, refused=True)
            continue
        yield Row(number, dict(zip(columns, line, strict=False)))


def holds(row: Row, condition: Condition) -> bool:
    """Whether a row is as a condition asks."""
    cell = row[condition.column]
    if condition.in_ is not None and plain(cell) not in map(plain, condition.in_):
        return False
    if condition.not_in is not None and plain(cell) in map(plain, condition.not_in):
        return False
    return condition.matches is None or re.search(condition.matches, cell) is not None


def _kept(row: Row, mapping: FileMapping) -> bool:
    rows = mapping.rows
    return all(holds(row, each) for each in rows.keep) and not any(holds(row, each) for each in rows.drop)


def _rank(value: str) -> tuple[int, float, str]:
    """Versions in order: none, then numbers by size, then words and ISO dates by spelling."""
    try:
        return (1, float(value.replace(",", ".")), "") if value else (0, 0.0, "")
    except ValueError:
        return 2, 0.0, value


def versions(rows: Sequence[Row], column: str | None) -> tuple[list[Row], list[Row]]:
    """The rows of the first and of the latest version of a contract; all rows where versions are not told apart."""
    if column is None:
        return list(rows), list(rows)
    ranks = [_rank(row[column]) for row in rows]
    first = [row for row, rank in zip(rows, ranks, strict=True) if rank == min(ranks)]
    return first, [row for row, rank in zip(rows, ranks, strict=True) if rank == max(ranks)]
