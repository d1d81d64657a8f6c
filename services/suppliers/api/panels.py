"""Routes of panels: lists of suppliers that a buyer keeps for itself."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import NotYours
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Identified, Uow
from services.suppliers.api.owning import Own, PanelReads
from services.suppliers.api.panel_schemas import GivenPanel, KeptSupplierPage, PanelPage, PanelResource
from services.suppliers.api.request_schemas import GivenSuppliers
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.paneling import (
    add_members,
    make_panel,
    read_panel,
    remove_member,
    remove_panel,
    rename_panel,
)
from services.suppliers.domain.panels.keeper import BuyerUnnamed
from services.suppliers.domain.panels.panel import PanelFull, PanelNotFound
from services.suppliers.domain.supplier import SupplierNotFound

router = APIRouter(tags=["panels"])

OWNED = (NotYours, BuyerUnnamed)
ONCE = (*WRITING, *OWNED, IdempotencyKeyReused, StillInProgress)


@router.post("/panels", status_code=201, response_model=PanelResource, responses=problems(*ONCE))
async def make(body: GivenPanel, keeper: Own, act: Acting) -> Response:
    """Begin a panel; nobody but its buyer ever sees it."""
    return await act(
        lambda: make_panel(act.uow, uuid7(), body.name, body.purpose, keeper=keeper),
        PanelResource.of,
        location="/panels/{id}",
    )


@router.get("/panels", response_model=PanelPage, responses=problems(*OWNED, InvalidCursor))
async def list_panels(keeper: Own, reads: PanelReads, page: Paging) -> Response:
    """List the panels of the buyer, the oldest first."""
    return page.answer(await reads.panels(keeper.buyer, page))


@router.get("/panels/{panel_id}", response_model=PanelResource, responses=problems(*OWNED, PanelNotFound))
async def read(panel_id: UUID, keeper: Own, uow: Uow, response: Response) -> PanelResource:
    """Read a panel; another buyer's is not found."""
    panel = await read_panel(uow, panel_id, keeper=keeper)
    response.headers["ETag"] = etag(panel.revision)
    return PanelResource.of(panel)


@router.put(
    "/panels/{panel_id}",
    response_model=PanelResource,
    responses=problems(*WRITING, *OWNED, PanelNotFound, PreconditionFailed, PreconditionRequired, VersionConflict),
)
async def rename(
    panel_id: UUID, body: GivenPanel, keeper: Own, uow: Uow, expected: IfMatch, response: Response
) -> PanelResource:
    """Say otherwise what a panel is called and what it is for."""
    panel = await rename_panel(uow, panel_id, body.name, body.purpose, keeper=keeper, expected=expected)
    response.headers["ETag"] = etag(panel.revision)
    return PanelResource.of(panel)


@router.delete("/panels/{panel_id}", status_code=204, responses=problems(*OWNED, PanelNotFound))
async def remove(panel_id: UUID, keeper: Own, uow: Uow) -> Response:
    """Forget a panel."""
    await remove_panel(uow, panel_id, keeper=keeper)
    return Response(status_code=204)


@router.post(
    "/panels/{panel_id}/suppliers",
    status_code=201,
    response_model=PanelResource,
    responses=problems(*ONCE, PanelNotFound, PanelFull, SupplierNotFound),
)
async def add(panel_id: UUID, body: GivenSuppliers, keeper: Own, act: Acting) -> Response:
    """Add registered suppliers to a panel; those who are there already stay."""
    return await act(lambda: add_members(act.uow, panel_id, body.plain(), keeper=keeper, now=act.now), PanelResource.of)


@router.get(
    "/panels/{panel_id}/suppliers",
    response_model=KeptSupplierPage,
    responses=problems(*OWNED, PanelNotFound, InvalidCursor),
)
async def list_members(panel_id: UUID, keeper: Own, reads: PanelReads, page: Paging) -> Response:
    """List the suppliers of a panel, by name."""
    return page.answer(await reads.members(panel_id, keeper.buyer, page))


@router.delete("/panels/{panel_id}/suppliers/{siret:path}", status_code=204, responses=problems(*OWNED, PanelNotFound))
async def take_out(panel_id: UUID, identifier: Identified, keeper: Own, uow: Uow) -> Response:
    """Take a supplier out of a panel; harmless when repeated."""
    await remove_member(uow, panel_id, identifier, keeper=keeper)
    return Response(status_code=204)
