"""What routes are given: the transaction, the caller as a buyer, the time."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from chassis.auth import Caller, Principal, requires
from chassis.persistence import Database
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.days import PARIS
from services.tenders.persistence.execution_queries import ExecutionQueries
from services.tenders.persistence.queries import Queries
from services.tenders.persistence.unit_of_work import UnitOfWork


async def _uow(request: Request) -> UnitOfWork:
    return UnitOfWork(request.app.state.database)


async def _queries(request: Request) -> Queries:
    database: Database = request.app.state.database
    return Queries(database.reads)


async def _execution(request: Request) -> ExecutionQueries:
    database: Database = request.app.state.database
    return ExecutionQueries(database.reads)


async def now() -> datetime:
    """The present instant, in the time of Paris."""
    return datetime.now(PARIS)


def acting(scope: str) -> Callable[..., Awaitable[Buyer]]:
    """A dependency that gives the buyer for whom a principal with `scope` acts."""

    async def act(principal: Annotated[Principal, Depends(requires(scope))]) -> Buyer:
        return Buyer(principal.organisation)

    return act


async def _reader(principal: Caller) -> Buyer:
    return Buyer(principal.organisation if principal else None)


Uow = Annotated[UnitOfWork, Depends(_uow)]
Reads = Annotated[Queries, Depends(_queries)]
ExecutionReads = Annotated[ExecutionQueries, Depends(_execution)]
Now = Annotated[datetime, Depends(now)]
TenderWriter = Annotated[Buyer, Depends(acting("tenders:write"))]
Awarder = Annotated[Buyer, Depends(acting("tenders:award"))]
ContractWriter = Annotated[Buyer, Depends(acting("contracts:write"))]
PaymentWriter = Annotated[Buyer, Depends(acting("payments:write"))]
Replier = Annotated[Buyer, Depends(acting("evaluations:reply"))]
Importer = Annotated[Buyer, Depends(acting("contracts:import"))]
Reader = Annotated[Buyer, Depends(_reader)]
"""Anybody; what belongs to an organisation alone is shown to it."""
