"""Routes of saved searches: what one wants to hear of, and what was found."""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.persistence import Database
from chassis.problems import VersionConflict, problems
from chassis.tokens import Mint
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Now, Uow
from services.suppliers.api.owning import OwnAlerts
from services.suppliers.api.panels import ONCE, OWNED
from services.suppliers.api.search_schemas import GivenSearch, HitPage, SearchPage, SearchResource
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.alerting import (
    change_search,
    read_search,
    remove_search,
    save_search,
    silence_search,
)
from services.suppliers.domain.alerts.search import BoundsInverted, SearchNotFound, TooManySearches
from services.suppliers.persistence.alert_queries import AlertQueries

router = APIRouter(prefix="/saved-searches", tags=["alerts"])


async def _alert_queries(request: Request) -> AlertQueries:
    database: Database = request.app.state.database
    return AlertQueries(database.reads)


AlertReads = Annotated[AlertQueries, Depends(_alert_queries)]


@router.post(
    "", status_code=201, response_model=SearchResource, responses=problems(*ONCE, BoundsInverted, TooManySearches)
)
async def save(body: GivenSearch, keeper: OwnAlerts, act: Acting) -> Response:
    """Want to hear of planned purchases, tenders and awards from now on; with an address, by a letter a day."""
    return await act(
        lambda: save_search(act.uow, uuid7(), body.terms(), body.email, keeper=keeper, now=act.now),
        SearchResource.of,
        location="/saved-searches/{id}",
    )


@router.get("", response_model=SearchPage, responses=problems(*OWNED, InvalidCursor))
async def list_searches(keeper: OwnAlerts, reads: AlertReads, page: Paging) -> Response:
    """List the saved searches of the organisation, the oldest first."""
    return page.answer(await reads.searches(keeper.buyer, page))


@router.get("/{search_id}", response_model=SearchResource, responses=problems(*OWNED, SearchNotFound))
async def read(search_id: UUID, keeper: OwnAlerts, uow: Uow, response: Response) -> SearchResource:
    """Read a saved search; another organisation's is not found."""
    search = await read_search(uow, search_id, keeper=keeper)
    response.headers["ETag"] = etag(search.revision)
    return SearchResource.of(search)


@router.put(
    "/{search_id}",
    response_model=SearchResource,
    responses=problems(
        *WRITING, *OWNED, SearchNotFound, BoundsInverted, PreconditionFailed, PreconditionRequired, VersionConflict
    ),
)
async def change(
    search_id: UUID,
    body: GivenSearch,
    keeper: OwnAlerts,
    uow: Uow,
    expected: IfMatch,
    now: Now,
    response: Response,
) -> SearchResource:
    """Want to hear of something else from now on."""
    search = await change_search(uow, search_id, body.terms(), body.email, keeper=keeper, expected=expected, now=now)
    response.headers["ETag"] = etag(search.revision)
    return SearchResource.of(search)


@router.delete("/{search_id}", status_code=204, responses=problems(*OWNED, SearchNotFound))
async def remove(search_id: UUID, keeper: OwnAlerts, uow: Uow) -> Response:
    """Forget a search, and what was found for it."""
    await remove_search(uow, search_id, keeper=keeper)
    return Response(status_code=204)


@router.get("/{search_id}/hits", response_model=HitPage, responses=problems(*OWNED, SearchNotFound, InvalidCursor))
async def list_hits(
    search_id: UUID,
    keeper: OwnAlerts,
    reads: AlertReads,
    page: Paging,
    order: Annotated[Literal["oldest", "newest"], Query(description="which come first")] = "oldest",
) -> Response:
    """List what was found for a search, each once."""
    page = replace(page, descending=order == "newest")
    return page.answer(await reads.hits(search_id, keeper.buyer, page))


@router.delete("/{search_id}/email/{token}", status_code=204, dependencies=PUBLIC, responses=problems(SearchNotFound))
async def silence(search_id: UUID, token: Annotated[str, Path(max_length=100)], request: Request, uow: Uow) -> Response:
    """Get no more letters of a search, by the link in any of them; harmless when repeated."""
    mint = Mint(request.app.state.settings.platform_secret.get_secret_value())
    if token != mint.token(f"saved search {search_id}"):
        raise SearchNotFound
    await silence_search(uow, search_id)
    return Response(status_code=204)
