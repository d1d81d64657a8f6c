"""Whose own something is: the buyer of the key, or the one that a key of every organisation names."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.auth import EVERY_ORGANISATION, NotYours, Principal, requires
from chassis.persistence import Database
from contracts.vocabulary import Siret
from services.suppliers.api.dependencies import Requester
from services.suppliers.domain.panels.keeper import BuyerUnnamed, Keeper
from services.suppliers.persistence.panel_queries import PanelQueries

Follower = Annotated[Principal, Depends(requires("alerts:write"))]
"""Who wants to hear of purchases, as a buyer or as a supplier."""
_BUYER = Query(description="whose own it is; only a key of every organisation has to say")


async def _keeper(requester: Requester, buyer: Annotated[Siret | None, _BUYER] = None) -> Keeper:
    return _owner(requester, buyer)


async def _alerted(follower: Follower, organisation: Annotated[Siret | None, _BUYER] = None) -> Keeper:
    return _owner(follower, organisation)


def _owner(requester: Principal, buyer: Siret | None) -> Keeper:
    """The organisation of the key, or the one that it names where it may act for it."""
    own = requester.organisation
    if own is None:
        raise NotYours
    if buyer is not None:
        requester.must_own(buyer)
    if buyer is None and own == EVERY_ORGANISATION:
        raise BuyerUnnamed
    return Keeper(buyer or own, requester.client)


async def _panel_queries(request: Request) -> PanelQueries:
    database: Database = request.app.state.database
    return PanelQueries(database.reads)


Own = Annotated[Keeper, Depends(_keeper)]
"""The buyer whose own is read or changed."""
OwnAlerts = Annotated[Keeper, Depends(_alerted)]
"""The organisation whose saved searches are read or changed."""
PanelReads = Annotated[PanelQueries, Depends(_panel_queries)]
