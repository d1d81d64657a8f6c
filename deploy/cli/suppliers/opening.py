"""A file of suppliers: SIRENE by its heading, essential data by its content, any other by its mapping."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contracts.suppliers import SupplierState
from deploy.cli.decp import read_decp
from deploy.cli.json_file import is_json
from deploy.cli.mapping import FileFormat
from deploy.cli.reading import UnreadableFile, first_rows, suppliers
from deploy.cli.rows import kept_rows
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.mapped import Mapped
from deploy.cli.suppliers.mapping import SupplierMapping
from deploy.cli.suppliers.sirene import COLUMNS, Sirene, is_sirene
from deploy.cli.table import Table, delimiter_of, open_table

Found = tuple[int, SupplierState]
"""A supplier and the row that names it."""


@dataclass(frozen=True)
class SupplierFile:
    """Suppliers as the file is read, each once; how far reading is, of `size`; where fields stand in the file."""

    suppliers: Iterator[Found]
    size: int
    position: Callable[[], int]
    columns: Mapping[str, str]


@contextmanager
def open_suppliers(path: Path, mapping: SupplierMapping | None, ledger: Ledger) -> Iterator[SupplierFile]:
    """The suppliers of a file; raises `UnreadableFile`, while it is read, too."""
    if mapping is None and is_json(path):
        yield _holders(path, ledger)
        return
    form = FileFormat(delimiter=delimiter_of(path)) if mapping is None else mapping.file
    with open_table(path, form) as table:
        if mapping is not None:
            yield _opened(table, _mapped(table, mapping, ledger), mapping.supplier.columns(), ledger)
        elif is_sirene(table.heading):
            yield _opened(table, _sirene(table, ledger), COLUMNS, ledger)
        else:
            raise UnreadableFile(
                f"{path.name} is neither SIRENE nor JSON: add --mapping FILE (docs/imports.md says how to write one)."
            )


def _opened(table: Table, found: Iterable[Found], columns: Mapping[str, str], ledger: Ledger) -> SupplierFile:
    return SupplierFile(_once(found, ledger), table.size, table.position, columns)


def _sirene(table: Table, ledger: Ledger) -> Iterator[Found]:
    sirene = Sirene(table.heading, ledger)
    for number, line in table.lines:
        if state := sirene.read(number, line):
            yield number, state


def _mapped(table: Table, mapping: SupplierMapping, ledger: Ledger) -> Iterator[Found]:
    mapped = Mapped(mapping, ledger)
    for row in kept_rows(table, mapping, ledger):
        if state := mapped.read(row):
            yield row.number, state


def _holders(path: Path, ledger: Ledger) -> SupplierFile:
    """The holders of essential data, each as its latest contract shows it; such a file is read as a whole."""
    reading = read_decp(path)
    ledger.rows = reading.rows
    for each in reading.findings:
        if "holders" in each.field:
            ledger.report(each.row, each.field, each.reason, refused=True, value=each.value)
    states, rows = suppliers(reading.entries), first_rows(reading.entries)
    found = iter([(rows[state.identifier], state) for state in states])
    return SupplierFile(found, len(states), lambda: len(states), {})


def _once(found: Iterable[Found], ledger: Ledger) -> Iterator[Found]:
    """Each supplier where it is first named: a second import then finds everything as it is."""
    for row, state in found:
        earlier = ledger.first(state.identifier, row)
        if earlier is None:
            yield row, state
        else:
            reason = f"named in row {earlier} already, which goes in"
            ledger.report(row, "identifier", reason, refused=True, value=state.identifier.id)
