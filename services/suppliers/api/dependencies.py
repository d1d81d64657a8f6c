"""What routes are given: the transaction, the reads, the identifier in the path, and who may change what."""

from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import AfterValidator

from chassis.auth import requires
from chassis.persistence import Database
from contracts.vocabulary import Identifier
from services.suppliers.domain.identity import read, written
from services.suppliers.persistence.queries import Queries
from services.suppliers.persistence.unit_of_work import UnitOfWork

WRITER = [Depends(requires("suppliers:write"))]
"""`dependencies=` of a route that changes one supplier."""
IMPORTER = [Depends(requires("suppliers:import"))]
"""`dependencies=` of a route that takes over a register."""
Written = Annotated[str, AfterValidator(lambda text: written(read(text)))]
"""An identifier as text: a SIRET as its digits, any other behind its scheme, such as `TVA:DE136695976`."""


async def _uow(request: Request) -> UnitOfWork:
    return UnitOfWork(request.app.state.database)


async def _queries(request: Request) -> Queries:
    database: Database = request.app.state.database
    return Queries(database.reads)


async def _identified(
    siret: Annotated[Written, Path(description="a SIRET, or another identifier behind its scheme: `TVA:DE136695976`")],
) -> Identifier:
    return read(siret)


Uow = Annotated[UnitOfWork, Depends(_uow)]
Reads = Annotated[Queries, Depends(_queries)]
Identified = Annotated[Identifier, Depends(_identified)]
