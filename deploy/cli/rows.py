"""The rows of a register in CSV, gzipped or not, as cells by column."""

import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.reference.labels import plain
from deploy.cli.mapping import Condition, FileFormat, RegisterMapping
from deploy.cli.reading import Reading, UnreadableFile

_GZIP_MAGIC = b"\x1f\x8b"
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True)
class Row:
    """A row by its number in a spreadsheet, and its cells by the plain name of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column; empty where the row is shorter than the heading."""
        return self.cells.get(plain(column), "").strip()


def read_text(path: Path, encoding: str) -> str:
    """The text of a file, unpacked if it is gzipped, without a byte order mark; raises `UnreadableFile`."""
    packed = path.read_bytes()
    try:
        raw = gzip.decompress(packed) if packed.startswith(_GZIP_MAGIC) else packed
        return raw.decode(encoding).removeprefix("\ufeff").replace("\x00", "")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(f"{path.name} is not {encoding}: say another `file: encoding:` ({error})") from error
    except (OSError, EOFError) as error:
        raise UnreadableFile(f"{path.name} cannot be unpacked: {error}") from error


def _headings(names: Iterable[str]) -> list[str]:
    """Plain column names; the second column of one name is `name (2)`."""
    seen: Counter[str] = Counter()
    found = []
    for name in map(plain, names):
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _lines(text: str, form: FileFormat) -> Iterator[list[str]]:
    """Every line of cells after the lines to skip, which need not be CSV."""
    stream = io.StringIO(text, newline="")
    for _ in range(form.skip_lines):
        stream.readline()
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(stream, delimiter=form.delimiter, quotechar=form.quote)


def _check(columns: Sequence[str], mapping: RegisterMapping, name: str) -> None:
    missing = sorted({column for column in mapping.columns() if plain(column) not in columns})
    if missing:
        shown = ", ".join(columns)
        raise UnreadableFile(f"{name} has no column {', '.join(map(repr, missing))}; its columns are: {shown}")


def read_rows(path: Path, mapping: RegisterMapping, reading: Reading) -> list[Row]:
    """Every row that the mapping's conditions keep; blank ones do not count. Raises `UnreadableFile`."""
    form = mapping.file
    lines = _lines(read_text(path, form.encoding), form)
    try:
        columns = _headings(form.columns or next(lines, ()))
        _check(columns, mapping, path.name)
        first = form.skip_lines + (1 if form.columns else 2)
        rows = list(_rows(lines, columns, first, reading))
    except csv.Error as error:
        raise UnreadableFile(f"{path.name} is not CSV delimited by {form.delimiter!r}: {error}") from error
    return [row for row in rows if _kept(row, mapping)]


def _rows(lines: Iterable[list[str]], columns: Sequence[str], first: int, reading: Reading) -> Iterator[Row]:
    for number, line in enumerate(lines, first):
        if not any(cell.strip() for cell in line):
            continue
        reading.rows += 1
        if any(cell.strip() for cell in line[len(columns) :]):
            reason = f"{len(line)} cells for {len(columns)} columns: a delimiter in a cell that is not quoted?"
            reading.report(number, "row", reason, refused=True)
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


def _kept(row: Row, mapping: RegisterMapping) -> bool:
    return all(holds(row, each) for each in mapping.rows.keep) and not any(
        holds(row, each) for each in mapping.rows.drop
    )


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
