"""A sheet of a spreadsheet (XLSX), row by row; only its shared strings are kept in memory."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from deploy.cli.reading import UnreadableFile

_ZIP_MAGIC = b"PK\x03\x04"


def is_workbook(path: Path) -> bool:
    """Whether a file begins as a spreadsheet does."""
    with path.open("rb") as file:
        return file.read(len(_ZIP_MAGIC)) == _ZIP_MAGIC


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ParseError) as error:
        raise UnreadableFile(f"{path.name} is not a spreadsheet (XLSX): {error}") from error


@contextmanager
def open_sheet(path: Path, name: str | None) -> Iterator[tuple[Iterator[list[str]], int, Callable[[], int]]]:
    """The rows of the sheet of this name, or of the first one, as text; how many there are, and how many are read.

    Raises `UnreadableFile`, while its rows are read, too.
    """
    with _explained(path):
        book = load_workbook(path, read_only=True, data_only=True)
    with closing(book):
        if name is not None and name not in book.sheetnames:
            raise UnreadableFile(f"{path.name} has no sheet {name!r}; its sheets are: {', '.join(book.sheetnames)}")
        sheet = book[book.sheetnames[0] if name is None else name]
        read = 0

        def rows() -> Iterator[list[str]]:
            nonlocal read
            with _explained(path):
                for cells in sheet.iter_rows(values_only=True):
                    read += 1
                    yield [written(cell) for cell in cells]

        yield rows(), sheet.max_row or 0, lambda: read


def written(cell: object) -> str:
    """A cell as CSV would have it: days in ISO form, whole numbers without a decimal point."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
