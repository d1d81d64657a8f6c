"""Routes of templates."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.caching import ready
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from services.tenders.api.acting import Acting
from services.tenders.api.dependencies import PreparationReads, TenderWriter
from services.tenders.api.preparation_schemas import Changes, GivenTemplate, TemplatePage, TemplateResource
from services.tenders.api.resources import TenderResource
from services.tenders.api.reviews import PRIVATE
from services.tenders.api.tenders import DRAFTING, ONCE, WRITING
from services.tenders.application.templating import draft_from_template, keep_template, keep_tender_as_template
from services.tenders.domain.template import Template, TemplateNotFound
from services.tenders.domain.tender_state import TenderNotFound

router = APIRouter(prefix="/templates", tags=["templates"])

READING = (Unauthenticated, ScopeMissing)


@router.post(
    "",
    status_code=201,
    response_model=TemplateResource,
    responses=problems(*WRITING, *ONCE, *DRAFTING, TenderNotFound),
)
async def keep(body: GivenTemplate, buyer: TenderWriter, act: Acting) -> Response:
    """Keep the terms and lots of a tender, or others, to begin tenders with; the operator's are every buyer's."""

    async def kept() -> Template:
        if body.terms is not None:
            terms, lots = body.terms.terms(), body.terms.lots
            return await keep_template(act.uow, uuid7(), body.name, terms, lots, by=buyer, now=act.now)
        assert body.tender_id is not None
        return await keep_tender_as_template(act.uow, uuid7(), body.name, body.tender_id, by=buyer, now=act.now)

    return await act(kept, TemplateResource.of, location="/templates/{id}")


@router.get("", response_model=TemplatePage, responses=problems(*READING, InvalidCursor))
async def list_templates(reads: PreparationReads, page: Paging, buyer: TenderWriter) -> Response:
    """List the templates of the own organisation and those that are shared with all."""
    return page.answer(await reads.templates(page, buyer))


@router.get(
    "/{template_id}",
    response_model=TemplateResource,
    responses=problems(*READING, TemplateNotFound) | {304: {"description": "Not modified"}},
)
async def read_template(template_id: UUID, request: Request, reads: PreparationReads, buyer: TenderWriter) -> Response:
    """Read a template."""
    row = await reads.template(template_id, buyer)
    return ready(request, row["document"], row["revision"], PRIVATE)


@router.post(
    "/{template_id}/tenders",
    status_code=201,
    response_model=TenderResource,
    responses=problems(*WRITING, *ONCE, TemplateNotFound, *DRAFTING),
)
async def draft_from(template_id: UUID, body: Changes, buyer: TenderWriter, act: Acting) -> Response:
    """Draft a tender that begins with a template, but for what is given."""
    return await act(
        lambda: draft_from_template(act.uow, template_id, uuid7(), body.given(), by=buyer, now=act.now),
        TenderResource.of,
        location="/tenders/{id}",
    )
