"""Routes of what a buyer notes of suppliers for itself: remarks, favourites, cautions."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.calendar import day_of
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Identified, Now, Uow
from services.suppliers.api.owning import Own, PanelReads
from services.suppliers.api.panel_schemas import (
    CautionPage,
    CautionResource,
    GivenCaution,
    GivenNote,
    KeptSupplierPage,
    NotePage,
    NoteResource,
)
from services.suppliers.api.panels import ONCE, OWNED
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.annotating import (
    disfavour,
    favour,
    lift_caution,
    read_caution,
    remove_note,
    set_caution,
    write_note,
)
from services.suppliers.domain.panels.caution import CautionNotFound, CautionOver, CautionTooLong
from services.suppliers.domain.panels.note import NoteNotFound
from services.suppliers.domain.supplier import SupplierNotFound

router = APIRouter(tags=["panels"])


@router.post(
    "/suppliers/{siret:path}/notes",
    status_code=201,
    response_model=NoteResource,
    responses=problems(*ONCE, SupplierNotFound),
)
async def write(identifier: Identified, body: GivenNote, keeper: Own, act: Acting) -> Response:
    """Note something of a supplier; nobody but the buyer ever sees it."""
    return await act(
        lambda: write_note(act.uow, uuid7(), identifier, body.text, keeper=keeper, now=act.now), NoteResource.of
    )


@router.get("/suppliers/{siret:path}/notes", response_model=NotePage, responses=problems(*OWNED, InvalidCursor))
async def list_notes(identifier: Identified, keeper: Own, reads: PanelReads, page: Paging) -> Response:
    """List what the buyer noted of a supplier, the oldest first."""
    return page.answer(await reads.notes(identifier, keeper.buyer, page))


@router.delete("/suppliers/{siret:path}/notes/{note_id}", status_code=204, responses=problems(*OWNED, NoteNotFound))
async def take_away(identifier: Identified, note_id: UUID, keeper: Own, uow: Uow) -> Response:
    """Take a note away."""
    await remove_note(uow, identifier, note_id, keeper=keeper)
    return Response(status_code=204)


@router.put(
    "/suppliers/{siret:path}/caution",
    response_model=CautionResource,
    responses=problems(*WRITING, *OWNED, SupplierNotFound, CautionOver, CautionTooLong),
)
async def caution(identifier: Identified, body: GivenCaution, keeper: Own, uow: Uow, now: Now) -> CautionResource:
    """Leave a company out of the buyer's shortlists until a day, for a reason; nobody else ever learns of it."""
    given = await set_caution(uow, identifier, body.reason, body.until, keeper=keeper, now=now)
    return CautionResource.of(given)


@router.get(
    "/suppliers/{siret:path}/caution", response_model=CautionResource, responses=problems(*OWNED, CautionNotFound)
)
async def read(identifier: Identified, keeper: Own, uow: Uow, now: Now) -> CautionResource:
    """Read the buyer's caution about a company; one that is over is not found."""
    return CautionResource.of(await read_caution(uow, identifier, keeper=keeper, now=now))


@router.delete("/suppliers/{siret:path}/caution", status_code=204, responses=problems(*OWNED))
async def lift(identifier: Identified, keeper: Own, uow: Uow) -> Response:
    """End a caution before its time; harmless when there is none."""
    await lift_caution(uow, identifier, keeper=keeper)
    return Response(status_code=204)


@router.get("/cautions", response_model=CautionPage, responses=problems(*OWNED, InvalidCursor))
async def list_cautions(keeper: Own, reads: PanelReads, page: Paging, now: Now) -> Response:
    """List whom the buyer leaves out of its shortlists today, by company."""
    return page.answer(await reads.cautions(keeper.buyer, day_of(now), page))


@router.put("/suppliers/{siret:path}/favourite", status_code=204, responses=problems(*OWNED, SupplierNotFound))
async def like(identifier: Identified, keeper: Own, uow: Uow) -> Response:
    """Make a supplier one of the buyer's favourites; harmless when repeated."""
    await favour(uow, identifier, keeper=keeper)
    return Response(status_code=204)


@router.delete("/suppliers/{siret:path}/favourite", status_code=204, responses=problems(*OWNED))
async def unlike(identifier: Identified, keeper: Own, uow: Uow) -> Response:
    """Let a supplier be one of the buyer's favourites no more; harmless when repeated."""
    await disfavour(uow, identifier, keeper=keeper)
    return Response(status_code=204)


@router.get("/favourites", response_model=KeptSupplierPage, responses=problems(*OWNED, InvalidCursor))
async def list_favourites(keeper: Own, reads: PanelReads, page: Paging) -> Response:
    """List the buyer's favourites, by name."""
    return page.answer(await reads.favourites(keeper.buyer, page))
