"""What routes are given: the transaction, the caller as a buyer, the time."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from chassis.auth import Caller, Principal, requires
from chassis.clock import Clock
from chassis.depot import Files
from chassis.storage import Storage
from chassis.tokens import Mint
from contracts.calendar import PARIS
from contracts.vocabulary import ReviewRole, Siret
from services.tenders.api.readers import ACT_FOR, OwnerToken, reader, reading
from services.tenders.application.bidding import Reception
from services.tenders.domain.act import Act
from services.tenders.domain.buyer import ANY, Buyer
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.official import Official
from services.tenders.domain.ownership import Portal
from services.tenders.domain.review_round import Reviewer
from services.tenders.persistence.bid_queries import BidQueries
from services.tenders.persistence.dossier_queries import DossierQueries
from services.tenders.persistence.exchange_queries import ExchangeQueries
from services.tenders.persistence.execution_queries import ExecutionQueries
from services.tenders.persistence.intake import Intake
from services.tenders.persistence.plan_queries import PlanQueries
from services.tenders.persistence.preparation_queries import PreparationQueries
from services.tenders.persistence.queries import Queries
from services.tenders.persistence.results import Results
from services.tenders.persistence.unit_of_work import UnitOfWork

PUBLIC_CLIENT = "public"
"""Who acts where no key was shown."""


async def now(request: Request) -> datetime:
    """The present instant of the platform, in the time of Paris."""
    clock: Clock = request.app.state.clock
    return clock.now().astimezone(PARIS)


async def real_now() -> datetime:
    """The present instant of the world, which tokens live by."""
    return datetime.now(PARIS)


async def _secret(request: Request) -> bytes:
    secret: str = request.app.state.settings.platform_secret.get_secret_value()
    return secret.encode()


async def _uow(
    request: Request,
    principal: Caller,
    secret: Annotated[bytes, Depends(_secret)],
    at: Annotated[datetime, Depends(now)],
) -> UnitOfWork:
    asked = Act(principal.client if principal else PUBLIC_CLIENT, request.scope["route"].name, at)
    return UnitOfWork(request.app.state.database, asked, Mint(secret.decode()))


def _buyer(principal: Principal, token: str | None) -> Buyer:
    return Buyer(principal.organisation, Portal(token) if ACT_FOR in principal.scopes else None)


def acting(scope: str) -> Callable[..., Awaitable[Buyer]]:
    """A dependency that gives the buyer for whom a principal with `scope` acts."""

    async def act(principal: Annotated[Principal, Depends(requires(scope))], token: OwnerToken = None) -> Buyer:
        return _buyer(principal, token)

    return act


def officiating(*scopes: str) -> Callable[..., Awaitable[Official]]:
    """A dependency that gives the official, by the name of its key, that a principal with one of `scopes` is."""

    async def act(principal: Annotated[Principal, Depends(requires(*scopes))], token: OwnerToken = None) -> Official:
        portal = Portal(token) if ACT_FOR in principal.scopes else None
        return Official(principal.organisation, portal, client=principal.client)

    return act


def reviewing(scope: str) -> Callable[..., Awaitable[Reviewer]]:
    """A dependency that gives who acts on a review, by the parts in it that the other scopes of the principal name."""

    async def act(principal: Annotated[Principal, Depends(requires(scope))], token: OwnerToken = None) -> Reviewer:
        roles = frozenset(role for role in ReviewRole if f"reviews:{role}" in principal.scopes)
        return Reviewer(_buyer(principal, token), principal.client, roles)

    return act


async def _portal(_: Annotated[Principal, Depends(requires(ACT_FOR))], token: OwnerToken = None) -> Portal:
    return Portal(token)


async def _review_reader(
    found: Annotated[Buyer, Depends(reader)], _: Annotated[Principal, Depends(requires("tenders:review"))]
) -> Buyer:
    return found


async def _asker(principal: Caller) -> Siret | None:
    if principal is None or ACT_FOR in principal.scopes or principal.organisation == ANY:
        return None
    return principal.organisation


async def _storage(depot: Files) -> Storage:
    return depot.storage


async def _reception(request: Request) -> Reception:
    return Reception(request.app.state.clock, request.app.state.receipt_keys)


async def _intake(request: Request) -> Intake:
    return Intake(request.app.state.database, request.app.state.parsed_tenders)


async def _depositor(principal: Annotated[Principal, Depends(requires("bids:submit"))]) -> Depositor:
    return Depositor(principal.client, principal.organisation, ACT_FOR in principal.scopes)


Incoming = Annotated[Intake, Depends(_intake)]
Uow = Annotated[UnitOfWork, Depends(_uow)]
Reads = Annotated[Queries, Depends(reading(Queries))]
Dossiers = Annotated[DossierQueries, Depends(reading(DossierQueries))]
PlanReads = Annotated[PlanQueries, Depends(reading(PlanQueries))]
PreparationReads = Annotated[PreparationQueries, Depends(reading(PreparationQueries))]
Outcomes = Annotated[Results, Depends(reading(Results))]
PlatformSecret = Annotated[bytes, Depends(_secret)]
ExecutionReads = Annotated[ExecutionQueries, Depends(reading(ExecutionQueries))]
Exchanges = Annotated[ExchangeQueries, Depends(reading(ExchangeQueries))]
Now = Annotated[datetime, Depends(now)]
RealNow = Annotated[datetime, Depends(real_now)]
ActingPortal = Annotated[Portal, Depends(_portal)]
TenderWriter = Annotated[Buyer, Depends(acting("tenders:write"))]
Submitter = Annotated[Reviewer, Depends(reviewing("tenders:write"))]
Approver = Annotated[Reviewer, Depends(reviewing("tenders:review"))]
ReviewReader = Annotated[Buyer, Depends(_review_reader)]
Planner = Annotated[Buyer, Depends(acting("plan-entries:write"))]
Awarder = Annotated[Buyer, Depends(acting("tenders:award"))]
ContractWriter = Annotated[Buyer, Depends(acting("contracts:write"))]
PaymentWriter = Annotated[Buyer, Depends(acting("payments:write"))]
Replier = Annotated[Buyer, Depends(acting("evaluations:reply"))]
Importer = Annotated[Buyer, Depends(acting("contracts:import"))]
Evaluator = Annotated[Official, Depends(officiating("evaluations:write"))]
Proposer = Annotated[Official, Depends(officiating("tenders:write"))]
AwardApprover = Annotated[Official, Depends(officiating("tenders:award"))]
Deliberator = Annotated[Official, Depends(officiating("evaluations:write", "tenders:write", "tenders:award"))]
"""Whoever has a part in the award of a lot, and reads what it rests on."""
Reader = Annotated[Buyer, Depends(reader)]
"""Anybody; what belongs to an organisation alone is shown to it."""
Asker = Annotated[Siret | None, Depends(_asker)]
"""The organisation that asks something for itself; None for the public, and for portals, which ask for others."""
Store = Annotated[Storage, Depends(_storage)]
Receiving = Annotated[Reception, Depends(_reception)]
BidReads = Annotated[BidQueries, Depends(reading(BidQueries))]
Bidding = Annotated[Depositor, Depends(_depositor)]
"""Who hands bids in."""
Opener = Annotated[Principal, Depends(requires("bids:open"))]
"""A member of an opening committee."""
