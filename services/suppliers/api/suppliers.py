"""Routes of suppliers."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, Field

from chassis.auth import PUBLIC, Caller, NotYours, ScopeMissing, Unauthenticated
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag, ready
from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.paging import InvalidCursor, Paging
from chassis.problems import BodyTooLarge, MalformedJson, MediaTypeNotSupported, problems
from contracts.vocabulary import DepartmentCode, SizeClass
from services.suppliers.api.dependencies import WRITER, Identified, Now, Reads, Uow, Written, source_of
from services.suppliers.api.schemas import GivenSupplier, SupplierPage, SupplierResource
from services.suppliers.api.speaking import Speaking
from services.suppliers.application.registering import register_supplier
from services.suppliers.application.updating import update_supplier
from services.suppliers.domain.identity import path_of, read
from services.suppliers.domain.name import folded
from services.suppliers.domain.supplier import IdentifierFixed, SupplierAlreadyRegistered, SupplierNotFound
from services.suppliers.persistence.queries import Wanted

router = APIRouter(prefix="/suppliers", tags=["suppliers"])

MAX_IDENTIFIERS = 200
WRITING = (MalformedJson, BodyTooLarge, MediaTypeNotSupported, Unauthenticated, ScopeMissing)


def _searchable(name: str) -> str:
    if not (letters := folded(name)):
        raise ValueError("a name is searched by its letters and digits, and there is none here")
    return letters


Name = Annotated[str, Field(max_length=200), AfterValidator(_searchable)]


@router.post(
    "",
    status_code=201,
    dependencies=WRITER,
    response_model=SupplierResource,
    responses=problems(*WRITING, IdempotencyKeyReused, StillInProgress, SupplierAlreadyRegistered)
    | {200: {"model": SupplierResource, "description": "Registered in this very state already"}},
)
async def register(body: GivenSupplier, uow: Uow, caller: Caller, now: Now, once: OnceOnly) -> Response:
    """Register a supplier; to say the same of it again changes nothing."""
    state = body.state()
    source = source_of(caller, state.identifier, now)
    return await once(
        uow,
        lambda: register_supplier(uow, state, source),
        lambda registration: SupplierResource.of(registration.supplier),
        status=lambda registration: 201 if registration.is_new else 200,
        location=path_of(state.identifier),
    )


@router.get("", dependencies=PUBLIC, response_model=SupplierPage, responses=problems(InvalidCursor))
async def list_suppliers(
    reads: Reads,
    page: Paging,
    q: Annotated[
        Name | None, Query(description="part of a name; of one or two letters, the beginning of a word")
    ] = None,
    department: DepartmentCode | None = None,
    size: SizeClass | None = None,
    identifier: Annotated[list[Written] | None, Query(max_length=MAX_IDENTIFIERS)] = None,
) -> Response:
    """List suppliers by name; with `identifier`, those of them that are registered."""
    identifiers = None if identifier is None else [read(one) for one in identifier]
    return page.answer(await reads.suppliers(page, Wanted(q, department, size, identifiers)))


@router.get(
    "/{siret:path}",
    dependencies=PUBLIC,
    response_model=SupplierResource,
    responses=problems(SupplierNotFound) | {304: {"description": "Not modified"}},
)
async def read_supplier(identifier: Identified, request: Request, reads: Reads) -> Response:
    """Read a supplier."""
    row = await reads.supplier(identifier)
    return ready(request, row["document"], row["version"])


@router.put(
    "/{siret:path}",
    response_model=SupplierResource,
    responses=problems(*WRITING, NotYours, SupplierNotFound, IdentifierFixed, PreconditionFailed, PreconditionRequired),
)
async def update(
    identifier: Identified,
    body: GivenSupplier,
    response: Response,
    uow: Uow,
    source: Speaking,
    expected: IfMatch,
) -> SupplierResource:
    """Replace all that is known of a supplier; what is left out is no longer known."""
    supplier = await update_supplier(uow, identifier, body.state(), expected=expected, source=source)
    response.headers["ETag"] = etag(supplier.version)
    return SupplierResource.of(supplier)
