"""What routes are given: the transaction, the caller as a buyer, the time."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Header, Request

from chassis.auth import Caller, Principal, requires
from chassis.clock import Clock
from chassis.persistence import Database
from chassis.storage import Storage, StorageUnavailable
from chassis.tokens import Mint
from services.tenders.application.bidding import Reception
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.days import PARIS
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.ownership import Portal
from services.tenders.persistence.bid_queries import BidQueries
from services.tenders.persistence.ownerships import OWNER_TOKEN
from services.tenders.persistence.queries import Queries
from services.tenders.persistence.unit_of_work import UnitOfWork


async def _uow(request: Request) -> UnitOfWork:
    return UnitOfWork(request.app.state.database, Mint(request.app.state.settings.platform_secret.get_secret_value()))


async def _queries(request: Request) -> Queries:
    database: Database = request.app.state.database
    return Queries(database.reads)


async def now(request: Request) -> datetime:
    """The present instant of the platform, in the time of Paris."""
    clock: Clock = request.app.state.clock
    return clock.now().astimezone(PARIS)


async def real_now() -> datetime:
    """The present instant of the world, which tokens live by."""
    return datetime.now(PARIS)


ACT_FOR = "objects:act-for"
"""Scope of a portal: it acts for users of other organisations, and proves each time that an object is its own."""
OwnerToken = Annotated[str | None, Header(alias=OWNER_TOKEN, max_length=100, description="of a portal")]


def acting(scope: str) -> Callable[..., Awaitable[Buyer]]:
    """A dependency that gives the buyer for whom a principal with `scope` acts."""

    async def act(principal: Annotated[Principal, Depends(requires(scope))], token: OwnerToken = None) -> Buyer:
        return Buyer(principal.organisation, Portal(token) if ACT_FOR in principal.scopes else None)

    return act


async def _portal(_: Annotated[Principal, Depends(requires(ACT_FOR))], token: OwnerToken = None) -> Portal:
    return Portal(token)


async def _reader(principal: Caller) -> Buyer:
    return Buyer(principal.organisation if principal else None)


async def _storage(request: Request) -> Storage:
    storage: Storage | None = request.app.state.storage
    if storage is None:
        raise StorageUnavailable("This installation keeps no files: its operator has to set STORAGE_URL")
    return storage


async def _reception(request: Request) -> Reception:
    return Reception(request.app.state.clock, request.app.state.receipt_key)


async def _bids(request: Request) -> BidQueries:
    database: Database = request.app.state.database
    return BidQueries(database.reads)


async def _depositor(principal: Annotated[Principal, Depends(requires("bids:submit"))]) -> Depositor:
    return Depositor(principal.client, principal.organisation, ACT_FOR in principal.scopes)


Uow = Annotated[UnitOfWork, Depends(_uow)]
Reads = Annotated[Queries, Depends(_queries)]
Now = Annotated[datetime, Depends(now)]
RealNow = Annotated[datetime, Depends(real_now)]
ActingPortal = Annotated[Portal, Depends(_portal)]
TenderWriter = Annotated[Buyer, Depends(acting("tenders:write"))]
Awarder = Annotated[Buyer, Depends(acting("tenders:award"))]
ContractWriter = Annotated[Buyer, Depends(acting("contracts:write"))]
Importer = Annotated[Buyer, Depends(acting("contracts:import"))]
Reader = Annotated[Buyer, Depends(_reader)]
"""Anybody; what belongs to an organisation alone is shown to it."""
Files = Annotated[Storage, Depends(_storage)]
Receiving = Annotated[Reception, Depends(_reception)]
BidReads = Annotated[BidQueries, Depends(_bids)]
Bidding = Annotated[Depositor, Depends(_depositor)]
"""Who hands bids in."""
Opener = Annotated[Principal, Depends(requires("bids:open"))]
"""A member of an opening committee."""
