"""The register as the import reads it: states of suppliers, for measures that need no file."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from benchmarks.register.row import HEADING, Row
from contracts.suppliers import SupplierState
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.sirene import Sirene


def states(rows: Iterable[Row]) -> Iterator[SupplierState]:
    """The supplier of each row that has one."""
    with closing(Ledger()) as ledger:
        sirene = Sirene(HEADING, ledger)
        for number, row in enumerate(rows, 2):
            if state := sirene.read(number, row):
                yield state
