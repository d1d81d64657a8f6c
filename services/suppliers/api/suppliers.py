"""Routes of suppliers."""

import orjson
from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC, Caller, NotYours, ScopeMissing, Unauthenticated
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag, ready
from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.paging import Counting, InvalidCursor, Paging
from chassis.problems import BodyTooLarge, MalformedJson, MediaTypeNotSupported, problems
from services.suppliers.api.dependencies import WRITER, Identified, Now, Reads, Sourcing, Uow, source_of
from services.suppliers.api.grammar import Counted, Inquired
from services.suppliers.api.schemas import FoundPage, GivenSupplier, SupplierResource
from services.suppliers.api.speaking import Speaking
from services.suppliers.application.registering import register_supplier
from services.suppliers.application.searching import Counts, OnlyActiveSearched, TooDeep, find, total_of
from services.suppliers.application.updating import update_supplier
from services.suppliers.domain.identity import path_of
from services.suppliers.domain.supplier import IdentifierFixed, SupplierAlreadyRegistered, SupplierNotFound
from services.suppliers.persistence.index_follower import IndexNotBuilt

router = APIRouter(prefix="/suppliers", tags=["suppliers"])

WRITING = (MalformedJson, BodyTooLarge, MediaTypeNotSupported, Unauthenticated, ScopeMissing)


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


@router.get(
    "",
    dependencies=PUBLIC,
    response_model=FoundPage,
    responses=problems(InvalidCursor, TooDeep, OnlyActiveSearched, IndexNotBuilt),
)
async def list_suppliers(
    reads: Reads,
    sourcing: Sourcing,
    page: Paging,
    inquiry: Inquired,
    counted: Counted,
    total: Counting = False,
) -> Response:
    """List suppliers by name, or search them: what the list does not know, the index answers."""
    rows, facets = await find(reads, sourcing, inquiry, page, counted)
    answer = page.answer(rows, {"total": str(await total_of(reads, sourcing, inquiry))} if total else {})
    return answer if inquiry.is_plain else _unkept(answer, facets)


def _unkept(answer: Response, facets: Counts) -> Response:
    """The index follows the facts: an answer that came before it caught up must not be kept until the next fact."""
    counts = orjson.dumps({facet.value: found for facet, found in facets.items()})
    body = b'%b,"facets":%b}' % (bytes(answer.body)[:-1], counts)
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=answer.media_type)


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
