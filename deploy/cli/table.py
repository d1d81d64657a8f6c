"""A file of rows and columns, CSV or XLSX, read line by line: memory does not grow with the file."""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TextIO, cast

from deploy.cli.mapping import FileFormat
from deploy.cli.reading import UnreadableFile
from deploy.cli.workbook import is_workbook, open_sheet

_GZIP_MAGIC = b"\x1f\x8b"
_LONGEST_CELL = 10_000_000
_LONGEST_HEADING = 100_000

Line = list[str]


@dataclass(frozen=True)
class Table:
    """The heading as it is written, and the lines that say something, each with its number in a spreadsheet.

    `position` tells how far reading is, of `size`, in bytes or lines.
    """

    name: str
    heading: Sequence[str]
    lines: Iterator[tuple[int, Line]]
    size: int
    position: Callable[[], int]


@contextmanager
def _explained(path: Path, form: FileFormat) -> Iterator[None]:
    """What reading may raise, as `UnreadableFile` with a cure."""
    try:
        yield
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(f"{path.name} is not {form.encoding}: say another `file: encoding:` ({error})") from error
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"{path.name} cannot be unpacked: {error}") from error
    except csv.Error as error:
        raise UnreadableFile(f"{path.name} is not CSV delimited by {form.delimiter!r}: {error}") from error


@contextmanager
def _open_text(path: Path, encoding: str) -> Iterator[tuple[TextIO, Callable[[], int]]]:
    """The text of a file, unpacked if it is gzipped, and how many bytes of the file are read."""
    with path.open("rb") as raw:
        packed = raw.peek(2).startswith(_GZIP_MAGIC)
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
        yield io.TextIOWrapper(stream, encoding, newline=""), raw.tell


def read_text(path: Path, encoding: str) -> str:
    """The whole text of a file without a byte order mark; raises `UnreadableFile`."""
    with _explained(path, FileFormat(encoding=encoding)), _open_text(path, encoding) as (text, _):
        return text.read().removeprefix("\ufeff").replace("\x00", "")


@contextmanager
def open_table(path: Path, form: FileFormat) -> Iterator[Table]:
    """The table in a file: that of a sheet if it is a workbook, else delimited text.

    Raises `UnreadableFile`, while its lines are read, too.
    """
    if is_workbook(path):
        with open_sheet(path, form.sheet) as (lines, size, position):
            yield _table(path.name, lines, form, size, position)
        return
    with ExitStack() as opened:
        with _explained(path, form):
            text, position = opened.enter_context(_open_text(path, form.encoding))
        yield _table(path.name, _cells(path, text, form), form, path.stat().st_size, position)


def _cells(path: Path, text: TextIO, form: FileFormat) -> Iterator[Line]:
    """Every line of cells, the lines to skip as one cell each: they need not be CSV."""
    with _explained(path, form):
        plain = (line.replace("\x00", "") for line in text)
        lines = chain([next(plain, "").removeprefix("\ufeff")], plain)
        for _ in range(form.skip_lines):
            yield [next(lines, "")]
        csv.field_size_limit(_LONGEST_CELL)
        yield from csv.reader(lines, delimiter=form.delimiter, quotechar=form.quote)


def _table(name: str, cells: Iterator[Line], form: FileFormat, size: int, position: Callable[[], int]) -> Table:
    for _ in range(form.skip_lines):
        next(cells, None)
    heading = list(form.columns) or next(cells, [])
    first = form.skip_lines + (1 if form.columns else 2)
    return Table(name, heading, _telling(cells, first), size, position)


def _telling(cells: Iterable[Line], first: int) -> Iterator[tuple[int, Line]]:
    for number, line in enumerate(cells, first):
        if any(cell.strip() for cell in line):
            yield number, line


def delimiter_of(path: Path) -> str:
    """Comma or semicolon, as the first line of a file has more of; raises `UnreadableFile`."""
    if is_workbook(path):
        return ","
    with _explained(path, FileFormat()), _open_text(path, "utf-8") as (text, _):
        first = text.readline(_LONGEST_HEADING)
    return ";" if first.count(";") > first.count(",") else ","
