"""What routes are given: the transaction, the reads, the identifier in the path, and who may change what."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import AfterValidator

from chassis.auth import Caller, Principal, requires
from chassis.clock import Clock
from chassis.persistence import Database
from contracts.calendar import PARIS, day_of
from contracts.vocabulary import Identifier
from services.suppliers.domain.identity import read, written
from services.suppliers.domain.provenance import Source, SourceKind
from services.suppliers.persistence.index_follower import IndexFollower
from services.suppliers.persistence.queries import Queries
from services.suppliers.persistence.unit_of_work import UnitOfWork

WRITER = [Depends(requires("suppliers:write"))]
"""`dependencies=` of a route that changes one supplier."""
VERIFIER = [Depends(requires("suppliers:verify"))]
"""`dependencies=` of a route that judges what a supplier says of itself."""
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


async def now(request: Request) -> datetime:
    """The present instant of the platform, in the time of Paris."""
    clock: Clock = request.app.state.clock
    return clock.now().astimezone(PARIS)


def is_of_company(principal: Principal, identifier: Identifier | None) -> bool:
    """Whether a key is of the company itself, by its SIREN."""
    own = principal.organisation
    return own is not None and identifier is not None and identifier.siren is not None and own[:9] == identifier.siren


def source_of(principal: Principal | None, identifier: Identifier | None, now: datetime) -> Source:
    """Who says something of a supplier: the company itself, or somebody about it."""
    client = principal.client if principal else ""
    is_own = principal is not None and is_of_company(principal, identifier)
    return Source(kind=SourceKind.COMPANY if is_own else SourceKind.OTHER, name=client, on=day_of(now))


async def _register(principal: Caller, at: Annotated[datetime, Depends(now)]) -> Source:
    return Source(kind=SourceKind.REGISTER, name=principal.client if principal else "", on=day_of(at))


async def _sourcing(request: Request) -> IndexFollower:
    sourcing: IndexFollower = request.app.state.sourcing
    return sourcing


Matcher = Annotated[Principal, Depends(requires("sourcing:match"))]
"""Who looks for suppliers."""
PolicyMaker = Annotated[Principal, Depends(requires("sourcing:policy"))]
"""Who decides how much room newcomers have."""
Requester = Annotated[Principal, Depends(requires("sourcing:write"))]
"""Who describes needs to suppliers."""
Sender = Annotated[Principal, Depends(requires("sourcing:send"))]
"""Who lets suppliers be asked."""
Sourcing = Annotated[IndexFollower, Depends(_sourcing)]
Now = Annotated[datetime, Depends(now)]
Register = Annotated[Source, Depends(_register)]
"""The register that speaks, under the name of the key."""
Uow = Annotated[UnitOfWork, Depends(_uow)]
Reads = Annotated[Queries, Depends(_queries)]
Identified = Annotated[Identifier, Depends(_identified)]
