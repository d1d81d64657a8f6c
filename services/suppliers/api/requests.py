"""Routes of sourcing requests for buyers: drafts, proposals, mailings, answers."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import NotYours
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Reads, Requester, Sender, Uow
from services.suppliers.api.request_schemas import (
    ContactList,
    ContactResource,
    Funnel,
    GivenClosure,
    GivenMatch,
    GivenSuppliers,
    GivenTerms,
    RequestPage,
    RequestResource,
)
from services.suppliers.api.supplier_question_schemas import SupplierQuestionResource
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.requesting import (
    add_suppliers,
    change_request,
    close_request,
    draft_request,
    open_request,
    propose_suppliers,
    read_contacts,
)
from services.suppliers.domain.matching.kept import MatchNotFound
from services.suppliers.domain.requests.request import DeadlinePassed, RequestNotFound, RequestRefused, RequestStatus

router = APIRouter(prefix="/sourcing-requests", tags=["sourcing"])

ONCE = (*WRITING, IdempotencyKeyReused, StillInProgress)
ON_ONE = (RequestNotFound, RequestRefused, PreconditionFailed, VersionConflict)
ACTING = (*ONCE, *ON_ONE)
CHANGING = (*WRITING, NotYours, *ON_ONE, PreconditionRequired)


@router.post("", status_code=201, response_model=RequestResource, responses=problems(*ONCE, NotYours))
async def draft(body: GivenTerms, requester: Requester, act: Acting) -> Response:
    """Begin a request; nobody but its buyer sees it until it is opened."""
    requester.must_own(body.buyer)
    return await act(
        lambda: draft_request(act.uow, uuid7(), body.terms()), RequestResource.of, location="/sourcing-requests/{id}"
    )


@router.get("", response_model=RequestPage, responses=problems(InvalidCursor))
async def list_requests(
    requester: Requester, reads: Reads, page: Paging, status: RequestStatus | None = None
) -> Response:
    """List the requests of the buyer, the oldest first."""
    return page.answer(await reads.requests(requester.organisation, page, status))


@router.get("/{request_id}", response_model=RequestResource, responses=problems(RequestNotFound))
async def read_request(request_id: UUID, requester: Requester, uow: Uow, response: Response) -> RequestResource:
    """Read a request; another buyer's is not found."""
    async with uow:
        request = await uow.requests.of_buyer(request_id, requester.organisation)
    response.headers["ETag"] = etag(request.revision)
    return RequestResource.of(request)


@router.put("/{request_id}", response_model=RequestResource, responses=problems(*CHANGING))
async def change(
    request_id: UUID, body: GivenTerms, requester: Requester, uow: Uow, expected: IfMatch, response: Response
) -> RequestResource:
    """Replace what a draft asks."""
    requester.must_own(body.buyer)
    request = await change_request(uow, request_id, body.terms(), by=requester.organisation, expected=expected)
    response.headers["ETag"] = etag(request.revision)
    return RequestResource.of(request)


@router.post(
    "/{request_id}/proposals", status_code=201, response_model=RequestResource,
    responses=problems(*ACTING, MatchNotFound),
)  # fmt: skip
async def propose(request_id: UUID, body: GivenMatch, requester: Requester, act: Acting) -> Response:
    """Take over the suppliers of a shortlist, in its order."""
    return await act(
        lambda: propose_suppliers(
            act.uow, request_id, body.match_id, by=requester.organisation, expected=act.expected, now=act.now
        ),
        RequestResource.of,
    )


@router.post("/{request_id}/suppliers", status_code=201, response_model=RequestResource, responses=problems(*ACTING))
async def add(request_id: UUID, body: GivenSuppliers, requester: Requester, act: Acting) -> Response:
    """Add suppliers by hand, behind those who are there."""
    return await act(
        lambda: add_suppliers(
            act.uow, request_id, body.plain(), by=requester.organisation, expected=act.expected, now=act.now
        ),
        RequestResource.of,
    )


@router.post(
    "/{request_id}/opening", status_code=201, response_model=RequestResource,
    responses=problems(*ACTING, DeadlinePassed),
)  # fmt: skip
async def open_(request_id: UUID, sender: Sender, act: Acting) -> Response:
    """Let suppliers be asked, by batches, by day, until enough have answered."""
    return await act(
        lambda: open_request(act.uow, request_id, by=sender.organisation, expected=act.expected, now=act.now),
        RequestResource.of,
    )


@router.post("/{request_id}/closure", status_code=201, response_model=RequestResource, responses=problems(*ACTING))
async def close(request_id: UUID, body: GivenClosure, sender: Sender, act: Acting) -> Response:
    """Take no more answers, before the deadline; a tender that names the request closes it by itself."""
    return await act(
        lambda: close_request(
            act.uow, request_id, body.tender_id, by=sender.organisation, expected=act.expected, now=act.now
        ),
        RequestResource.of,
    )


@router.get("/{request_id}/contacts", response_model=ContactList, responses=problems(RequestNotFound))
async def list_contacts(request_id: UUID, requester: Requester, uow: Uow) -> ContactList:
    """Read whom the request asks, when, what they asked and answered side by side, and what followed."""
    asked, questions = await read_contacts(uow, request_id, by=requester.organisation)
    contacts = [ContactResource.of(one) for one in asked]
    shown = [SupplierQuestionResource.of(one) for one in questions]
    return ContactList(items=contacts, funnel=Funnel.of(contacts), questions=shown)
