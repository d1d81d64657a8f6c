"""As whom a caller reads what is not everybody's."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar
from uuid import UUID

import asyncpg
from fastapi import Depends, Header, Request

from chassis.auth import Caller, Principal
from chassis.persistence import Database
from services.tenders.domain.buyer import ANY, Buyer
from services.tenders.persistence.owned import Owned
from services.tenders.persistence.ownerships import OWNER_TOKEN

Reading = TypeVar("Reading")


def reading(kind: Callable[[asyncpg.Pool], Reading]) -> Callable[..., Awaitable[Reading]]:
    """A dependency that gives reads of one kind."""

    async def read(request: Request) -> Reading:
        database: Database = request.app.state.database
        return kind(database.reads)

    return read


BUYING = frozenset(
    {
        "tenders:write",
        "tenders:review",
        "tenders:award",
        "bids:open",
        "evaluations:write",
        "contracts:write",
        "contracts:import",
        "payments:write",
    }
)
"""Scopes of those who work for a buyer."""
ACT_FOR = "objects:act-for"
"""Scope of a portal: it acts for users of other organisations, and proves each time that an object is its own."""
OwnerToken = Annotated[str | None, Header(alias=OWNER_TOKEN, max_length=100, description="of a portal")]
NOBODY = Buyer(None)
"""The public, as a reader."""


async def reader(
    request: Request,
    principal: Caller,
    owned: Annotated[Owned, Depends(reading(Owned))],
    token: OwnerToken = None,
) -> Buyer:
    """As the buyer that the caller works for, or as the public.

    A portal acts for many: it reads as the buyer of the tender in the path if it proves that the tender is its own.
    """
    if principal is None or not BUYING & principal.scopes:
        return NOBODY
    if ACT_FOR not in principal.scopes:
        return Buyer(principal.organisation)
    return Buyer(await _proved(request, principal, owned, token))


async def _proved(request: Request, principal: Principal, owned: Owned, token: str | None) -> str | None:
    tender_id = _identity(request.path_params.get("tender_id", ""))
    if token is None or tender_id is None:
        return None
    buyer = await owned.buyer(tender_id, token)
    return buyer if principal.organisation in (buyer, ANY) else None


def _identity(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:  # refused in words of its own where the route reads it
        return None
